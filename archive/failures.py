"""What the machine refuses, said as an error of ours: what, where, and what to do."""

from __future__ import annotations

import contextlib
import io
import os
import sqlite3
import sys
from pathlib import Path

from archive.errors import (
    ArchiveDamaged,
    ArchiveLocked,
    ConfigurationError,
    FazhiError,
    NoSpace,
)
from archive.space import FULL, FULL_NAMES

PIPE_CLOSED = 141
"""What a shell gives for a program that SIGPIPE ended."""
_HELD = ("SQLITE_BUSY", "SQLITE_LOCKED")
_REFUSED = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")


def failure(error: OSError | sqlite3.DatabaseError, where: Path | None = None) -> FazhiError:
    """The error that a reader is told; `where`: the file at which it happened, if the error names none itself."""
    if isinstance(error, sqlite3.DatabaseError):
        return _of_catalog(error, where or Path("corpus.db"))
    place = error.filename or where or "what was written"
    what = f"{place}: {error.strerror or error}"
    if error.errno in FULL:
        return NoSpace(f"{what}; make room and give the same command again")
    return ConfigurationError(f"{what}; get the right to use it, or name another place")


def close_stdout() -> None:
    """What Python would still flush at its end goes nowhere: nobody reads it, or there is no room."""
    with contextlib.suppress(OSError):
        sys.stdout.flush()
    with contextlib.suppress(io.UnsupportedOperation):  # no stream of a process: a test's
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _of_catalog(error: sqlite3.DatabaseError, path: Path) -> FazhiError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name in FULL_NAMES:
        return NoSpace(f"{path}: {error}; make room and give the same command again")
    if name.startswith(_HELD):
        return ArchiveLocked(f"{path}: {error}: another process writes it; try again later")
    if name.startswith(_REFUSED):
        return ConfigurationError(
            f"{path}: {error}; get the right to use it, or name another archive with --archive DIR"
        )
    return ArchiveDamaged(
        f"{path}: {error}; check it: python -m archive verify, or make it again: python -m archive rebuild"
    )
