"""Check every stored byte against its digest, and the catalog against WARC."""

from __future__ import annotations

import argparse
import logging
import sys

from archive.commands.arguments import add_archive, add_json, catalog, folder
from archive.commands.printing import flat, print_json_rows
from archive.errors import ArchiveDamaged
from archive.verify import verify

log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_archive(parser)
    add_json(parser)


def run(args: argparse.Namespace) -> int:
    """Print one line a problem; exit 15 where there is one."""
    problems = list(verify(folder(args), catalog(args), lambda name: log.info("reading %s", name)))
    if args.json:
        columns = ("kind", "where", "what")
        print_json_rows(columns, ([one.kind, one.where, one.what] for one in problems))
    else:
        for one in problems:
            print("\t".join((one.kind, flat(one.where), flat(one.what))))
    if problems:
        print(f"{folder(args)}: {len(problems)} problems", file=sys.stderr)
        return ArchiveDamaged.exit_code
    print(f"{folder(args)}: sound", file=sys.stderr)
    return 0
