"""Show which portal has its report for which year, and why not."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from rich.console import Console

from archive.commands.arguments import add_archive, add_json, add_selection, catalog, selection
from archive.commands.printing import print_json_rows
from archive.coverage_table import Cell, cells, counts, legend, svg, table
from archive.tables import TABLES
from archive.whole import write_whole

_WIDEST = 200
"""Columns of the table where it is printed to a file or pipe."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw the table as a picture")
    add_archive(parser)
    add_selection(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print portal × year with a legend."""
    db, wanted = catalog(args), selection(args)
    if args.json:
        columns = TABLES["coverage"].columns
        place = columns.index("evidence")
        rows = (
            [*r[:place], json.loads(str(r[place])), *r[place + 1 :]]
            for r in TABLES["coverage"].rows(db, wanted)
        )
        print_json_rows(columns, rows)
        return 0
    shown = cells(db, wanted)
    if not shown:
        print("no coverage yet: it is made at the end of a harvest", file=sys.stderr)
    if args.svg:
        _draw(args.svg, shown)
    else:
        print_table(shown)
    return 0


def print_table(shown: list[Cell]) -> None:
    """The table and its legend on stdout; colours on a terminal only."""
    console = Console() if sys.stdout.isatty() else Console(width=_WIDEST, no_color=True)
    if shown:
        console.print(table(shown))
        console.print()
    for line in legend(shown):
        console.print(line)
    total = sum(count for _, count in counts(shown))
    portals = len({cell.portal for cell in shown})
    console.print(f"{portals} portals, {total} cells", highlight=False)


def _draw(path: Path, shown: list[Cell]) -> None:
    picture = svg(shown, "Coverage: portal × report year").encode()
    write_whole(path, "--svg", lambda stream: stream.write(picture))
    print(f"{path}: written", file=sys.stderr)
