"""The arguments that the verbs share."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from sqlite_utils import Database

from archive.catalog import DEFAULT
from archive.opening import open_archive
from archive.selection import LEVELS, Selection, select

SAMPLE = Path("var/sample")
"""Where `make sample` leaves its archive: read as long as there is no other, and never written into."""


def add_archive(parser: argparse.ArgumentParser) -> None:
    """--archive"""
    parser.add_argument(
        "--archive",
        metavar="DIR",
        type=Path,
        help="the archive; else FAZHI_ARCHIVE, else var/archive",
    )


def add_json(parser: argparse.ArgumentParser) -> None:
    """--json"""
    parser.add_argument("--json", action="store_true", help="print JSON")


def add_selection(parser: argparse.ArgumentParser) -> None:
    """--region, --year and --level"""
    parser.add_argument(
        "--region", metavar="CODE", help="region code or its first digits, such as 3308"
    )
    parser.add_argument(
        "--year", metavar="YEARS", help="report year or years: 2019, 2019-2024, 2019-"
    )
    parser.add_argument("--level", metavar="LEVEL", help=", ".join(LEVELS))


def folder(args: argparse.Namespace) -> Path:
    """The archive that the arguments or the environment name."""
    if args.archive is not None:
        return Path(args.archive)
    named = os.environ.get("FAZHI_ARCHIVE")
    if named or Path(DEFAULT).exists() or not SAMPLE.exists():
        return Path(named or DEFAULT)
    print(f"there is no {DEFAULT} yet: reading the sample's archive, {SAMPLE}", file=sys.stderr)
    return SAMPLE


def catalog(args: argparse.Namespace) -> Database:
    """Its catalog. Raises NotFound where there is none."""
    return open_archive(folder(args))


def selection(args: argparse.Namespace) -> Selection:
    """What --region, --year and --level select. Raises ConfigurationError."""
    return select(args.region, args.year, args.level)
