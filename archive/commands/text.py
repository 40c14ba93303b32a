"""Print the text of a report, as published."""

from __future__ import annotations

import argparse
import sys

from archive import catalog as reading
from archive.commands.arguments import add_archive, catalog
from archive.commands.printing import plain


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument(
        "report",
        metavar="REPORT_ID[@N]",
        help="the report; @N its N-th version, else the current one",
    )
    add_archive(parser)


def run(args: argparse.Namespace) -> int:
    """Print the text; to a file or pipe exactly as stored."""
    text = reading.version(catalog(args), args.report).text
    print(plain(text) if sys.stdout.isatty() else text)
    return 0
