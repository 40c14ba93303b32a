"""Write the corpus for other tools: JSON Lines, CSV or Parquet."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from archive.commands.arguments import add_archive, add_selection, catalog, selection
from archive.export import WRITERS, export
from archive.tables import TABLES

log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument(
        "--format",
        required=True,
        choices=sorted(WRITERS),
        help="jsonl; csv: UTF-8 with byte-order mark, line breaks kept and quoted, an apostrophe before what a spreadsheet would run; parquet",
    )
    parser.add_argument("--out", required=True, type=Path, metavar="FILE")
    parser.add_argument(
        "--what", choices=sorted(TABLES), default="corpus", help="which table (corpus)"
    )
    add_archive(parser)
    add_selection(parser)


def run(args: argparse.Namespace) -> int:
    """Write the file, whole or not at all."""
    count = export(catalog(args), TABLES[args.what], selection(args), args.format, args.out)
    log.info("%s: %d rows", args.out, count)
    return 0
