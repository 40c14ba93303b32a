"""Find reports by words of their text or title."""

from __future__ import annotations

import argparse
import logging
import sqlite3
import sys

from rich.console import Console
from rich.text import Text
from sqlite_utils import Database

from archive.commands.arguments import add_archive, add_json, add_selection, catalog, selection
from archive.commands.printing import flat, print_json_rows
from archive.errors import ConfigurationError
from archive.search import Hit, hint, index_versions, is_indexed, search

log = logging.getLogger(__name__)

_COLUMNS = ("report_id", "issuing_body", "report_year", "title", "hits", "snippet", "start", "end")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument(
        "words", nargs="+", metavar="WORD", help="a word or a phrase; a report must hold them all"
    )
    parser.add_argument(
        "--limit", type=int, default=20, metavar="N", help="most reports to show (20; 0: all)"
    )
    add_archive(parser)
    add_selection(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print each report with the place of the first word, most occurrences first."""
    if not any(word.strip() for word in args.words):
        raise ConfigurationError("give a word")
    db = catalog(args)
    found = search(db, args.words, selection(args), indexed=_indexed(db))
    shown = found[: args.limit] if args.limit > 0 else found
    if args.json:
        print_json_rows(_COLUMNS, ([getattr(hit, name) for name in _COLUMNS] for hit in shown))
    else:
        _print(shown)
    more = f", {len(shown)} shown (--limit)" if len(shown) < len(found) else ""
    why = hint(args.words) if not found else None
    print(f"{len(found)} reports{more}" + (f"; {why}" if why else ""), file=sys.stderr)
    return 0


def _indexed(db: Database) -> bool:
    """Bring the index up to date; where the catalog cannot be written, the texts themselves are read."""
    try:
        if is_indexed(db):
            return True
        with db.atomic():
            added = index_versions(db)
    except sqlite3.OperationalError as error:
        log.warning("every text is read, since the search index cannot be written: %s", error)
        return False
    if added:
        log.info("%d texts added to the search index", added)
    return True


def _print(hits: list[Hit]) -> None:
    if not sys.stdout.isatty():
        for hit in hits:
            print("\t".join((hit.report_id, flat(hit.title), str(hit.hits), flat(hit.snippet))))
        return
    console = Console(highlight=False)
    for hit in hits:
        console.print(Text(f"{hit.report_id}  {flat(hit.title)}  ({hit.hits})", style="bold"))
        line = Text("  … ")
        line.append(_shown(hit.snippet[: hit.start]))
        line.append(_shown(hit.snippet[hit.start : hit.end]), style="bold reverse")
        line.append(_shown(hit.snippet[hit.end :]) + " …")
        console.print(line)


def _shown(text: str) -> str:
    return "".join(letter if letter.isprintable() else " " for letter in text)
