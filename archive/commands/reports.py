"""List the reports in the archive."""

from __future__ import annotations

import argparse

from archive.commands.arguments import add_archive, add_json, add_selection, catalog, selection
from archive.commands.printing import print_json_rows, print_rows
from archive.tables import TABLES

_SHOWN = (
    "report_id", "issuing_body", "report_year", "document_number", "published_date", "characters",
    "versions", "places", "title",
)  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_archive(parser)
    add_selection(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print one line a report."""
    table = TABLES["corpus"]
    rows = table.rows(catalog(args), selection(args))
    names = tuple(name for name in table.columns if name != "text") if args.json else _SHOWN
    places = [table.columns.index(name) for name in names]
    picked = ([row[place] for place in places] for row in rows)
    (print_json_rows if args.json else print_rows)(names, picked)
    return 0
