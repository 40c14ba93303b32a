"""Show what differs between two versions of a report."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from archive import catalog as reading
from archive.commands.arguments import add_archive, add_json, catalog
from archive.commands.printing import print_json
from archive.diff import Paragraph, compare, html_page, terminal_lines
from archive.errors import NotFound
from archive.whole import write_whole


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("report", metavar="REPORT_ID", help="an id that `reports` lists")
    parser.add_argument(
        "before", nargs="?", type=int, metavar="A", help="version; else the one before B"
    )
    parser.add_argument("after", nargs="?", type=int, metavar="B", help="version; else the last")
    parser.add_argument(
        "--html", type=Path, metavar="FILE", help="write the whole comparison as a page"
    )
    add_archive(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print the changed paragraphs, and in them the changed words."""
    db = catalog(args)
    found = reading.versions(db, args.report)
    numbers = [one.version for one in found]
    if args.before is None and len(numbers) < 2:
        raise NotFound(f"{args.report}: has one version only, there is nothing to compare")
    last = args.after if args.after is not None else numbers[-1]
    first = args.before if args.before is not None else numbers[-2]
    before = reading.version(db, f"{args.report}@{first}")
    after = reading.version(db, f"{args.report}@{last}")
    paragraphs = compare(before.text, after.text)
    if args.html:
        report = reading.report(db, args.report)
        page = html_page(
            paragraphs,
            title=report.title or report.report_id,
            before=f"{before.version_id} (first seen {before.first_seen[:10]})",
            after=f"{after.version_id} (first seen {after.first_seen[:10]})",
        )
        write_whole(args.html, "--html", lambda stream: stream.write(page.encode()))
        print(f"{args.html}: written", file=sys.stderr)
    elif args.json:
        print_json(_as_json(paragraphs))
    else:
        for line in terminal_lines(paragraphs, colour=sys.stdout.isatty()):
            print(line)
    return 0


def _as_json(paragraphs: list[Paragraph]) -> object:
    return [
        [{"kind": piece.kind, "text": piece.text} for piece in paragraph.pieces]
        for paragraph in paragraphs
        if paragraph.changed
    ]
