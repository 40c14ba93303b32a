"""List what harvests found to be new, edited, moved, gone or back."""

from __future__ import annotations

import argparse

from archive.changes import changes
from archive.commands.arguments import add_archive, add_json, add_selection, catalog, selection
from archive.commands.printing import print_json_rows, print_rows

_FIRST = "0001-01-01"
_COLUMNS = (
    "at", "kind", "report_id", "issuing_body", "report_year", "url", "detail", "evidence", "harvest_id",
)  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument(
        "--since", metavar="DATE", help="first day, such as 2025-03-01 (UTC); else all"
    )
    add_archive(parser)
    add_selection(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print one line a change, oldest first."""
    rows = changes(catalog(args), _FIRST if args.since is None else args.since, selection(args))
    picked = ([getattr(row, name) for name in _COLUMNS] for row in rows)
    (print_json_rows if args.json else print_rows)(_COLUMNS, picked)
    return 0
