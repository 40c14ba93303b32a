"""The archive's command line: `python -m archive VERB`."""

from __future__ import annotations

import argparse
import contextlib
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
from archive.errors import ConfigurationError, FazhiError
from archive.failures import failure

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
        return _told(args.verb, error)
    except BrokenPipeError:
        # The reader has seen enough.
        _close_stdout()
        return _PIPE_CLOSED
    except (OSError, sqlite3.DatabaseError) as error:
        _close_stdout()
        return _told(args.verb, failure(error))
    except UnicodeEncodeError as error:
        return _told(args.verb, ConfigurationError(f"{error.object!r}: is no text in UTF-8"))
    except KeyboardInterrupt:
        return _INTERRUPTED
    return code


def _told(verb: str, error: FazhiError) -> int:
    print(f"{verb}: {error}", file=sys.stderr)
    return error.exit_code


def _close_stdout() -> None:
    """What Python would still flush at its end goes nowhere."""
    with contextlib.suppress(OSError):
        sys.stdout.flush()
    with contextlib.suppress(io.UnsupportedOperation):  # no stream of a process: a test's
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
