"""Make the catalog again from WARC alone."""

from __future__ import annotations

import argparse
import dataclasses
import logging
import sys
from pathlib import Path

from archive.commands.arguments import add_archive, add_json, folder
from archive.commands.printing import print_json_rows, print_rows
from archive.errors import NotFound
from archive.opening import open_archive
from archive.rebuild_diff import Snapshot, differences, snapshot

log = logging.getLogger(__name__)

_COLUMNS = ("what", "field", "before", "after")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument(
        "--into",
        type=Path,
        metavar="DIR",
        help="make corpus.db in another folder, the WARC files stay where they are; else in place",
    )
    parser.add_argument(
        "--diff",
        action="store_true",
        help="print what the new catalog says otherwise than the old one",
    )
    add_archive(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Rebuild, and say what came of it."""
    source = folder(args)
    if not (source / "warc").is_dir():
        raise NotFound(f"{source / 'warc'}: no WARC files here; name an archive with --archive DIR")
    from pipelines.rebuild import rebuild

    before = _facts(source) if args.diff else None
    into = args.into or source
    summary = rebuild(source, into, log.info)
    if before is None:
        values = dataclasses.asdict(summary)
        (print_json_rows if args.json else print_rows)(list(values), [list(values.values())])
        return 0
    found = list(differences(before, _facts(into)))
    rows = ([getattr(one, name) for name in _COLUMNS] for one in found)
    (print_json_rows if args.json else print_rows)(_COLUMNS, rows)
    print(f"{into}: {len(found)} differences", file=sys.stderr)
    return 0


def _facts(archive: Path) -> Snapshot:
    db = open_archive(archive)
    try:
        return snapshot(db)
    finally:
        db.close()
