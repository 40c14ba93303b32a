"""The archive's command line: `python -m archive VERB`."""

from __future__ import annotations

import argparse
import io
import logging
import os
import sqlite3
import sys
from collections.abc import Sequence

from archive.commands import (
    changes,
    coverage,
    diff,
    export,
    extract,
    rebuild,
    reports,
    search,
    serve,
    show,
    text,
    verify,
    versions,
)
from archive.errors import ArchiveDamaged, FazhiError

VERBS = {
    module.__name__.rpartition(".")[2]: module
    for module in (
        coverage, reports, show, text, versions, diff, changes, search, export, extract, rebuild,
        verify, serve,
    )
}  # fmt: skip

_PIPE_CLOSED = 141
"""What a shell gives for a program that SIGPIPE ended."""
_INTERRUPTED = 130


def parser() -> argparse.ArgumentParser:
    """Every verb with its arguments."""
    made = argparse.ArgumentParser(
        prog="python -m archive", description="Read an archive of Fazhi."
    )
    verbs = made.add_subparsers(dest="verb", required=True, metavar="VERB")
    for name, module in VERBS.items():
        words = (module.__doc__ or "").splitlines()[0]
        module.add_arguments(verbs.add_parser(name, help=words, description=words))
    return made


def main(argv: Sequence[str] | None = None) -> int:
    """Run a verb; gives the exit code. Errors are one line on stderr: what, where, what to do."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    args = parser().parse_args(argv)
    try:
        code: int = VERBS[args.verb].run(args)
        sys.stdout.flush()
    except FazhiError as error:
        print(f"{args.verb}: {error}", file=sys.stderr)
        return error.exit_code
    except sqlite3.DatabaseError as error:
        print(
            f"{args.verb}: corpus.db: {error}; check it: python -m archive verify", file=sys.stderr
        )
        return ArchiveDamaged.exit_code
    except BrokenPipeError:
        # The reader has seen enough; what Python would still flush goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _PIPE_CLOSED
    except KeyboardInterrupt:
        return _INTERRUPTED
    return code


if __name__ == "__main__":
    sys.exit(main())
