"""Make the catalog again from WARC alone."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from archive.commands.arguments import add_archive, add_json, folder
from archive.errors import NotFound

log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument(
        "--into",
        type=Path,
        metavar="DIR",
        help="make it there, beside links to the WARC files; else in place",
    )
    parser.add_argument(
        "--diff", action="store_true", help="say what the new catalog has that the old one has not"
    )
    add_archive(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Rebuild, and print what came of it."""
    source = folder(args)
    if not (source / "warc").is_dir():
        raise NotFound(f"{source / 'warc'}: no WARC files here; name an archive with --archive DIR")
    from pipelines.rebuild import rebuild

    summary = rebuild(source, args.into or source, log.info)
    print(summary)
    return 0
