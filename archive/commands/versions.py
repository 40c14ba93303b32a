"""List the versions of a report."""

from __future__ import annotations

import argparse

from archive import catalog as reading
from archive.commands.arguments import add_archive, add_json, catalog
from archive.commands.printing import print_json_rows, print_rows

_COLUMNS = (
    "version_id", "version", "first_seen", "last_seen", "characters", "variant", "origin",
    "media_type", "rule", "capture_id", "text_sha256",
)  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("report", metavar="REPORT_ID", help="an id that `reports` lists")
    add_archive(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print one line a version."""
    rows = reading.versions(catalog(args), args.report)
    picked = ([getattr(row, name) for name in _COLUMNS] for row in rows)
    (print_json_rows if args.json else print_rows)(_COLUMNS, picked)
    return 0
