"""The archive's command line: `python -m archive VERB`."""

from __future__ import annotations

import argparse
import io
import logging
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
from archive.failures import PIPE_CLOSED, close_stdout, failure

VERBS = {
    module.__name__.rpartition(".")[2]: module
    for module in (
        coverage, reports, show, text, versions, diff, changes, search, export, extract, rebuild,
        verify, serve,
    )
}  # fmt: skip

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
        close_stdout()
        return PIPE_CLOSED
    except (OSError, sqlite3.DatabaseError) as error:
        close_stdout()
        return _told(args.verb, failure(error))
    except UnicodeEncodeError as error:
        return _told(args.verb, ConfigurationError(f"{error.object!r}: is no text in UTF-8"))
    except KeyboardInterrupt:
        return _INTERRUPTED
    return code


def _told(verb: str, error: FazhiError) -> int:
    print(f"{verb}: {error}", file=sys.stderr)
    return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
