"""Browse the archive (later)."""

from __future__ import annotations

import argparse

from archive.commands.arguments import add_archive
from archive.errors import ConfigurationError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_archive(parser)


def run(args: argparse.Namespace) -> int:
    """Say that there is no site yet, and what there is instead."""
    del args
    raise ConfigurationError(
        "serve: not there yet; use show, text, search and diff, or open corpus.db in Datasette"
    )
