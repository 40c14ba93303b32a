"""Room on the archive's disk: watched before each record, and named where a write finds none."""

from __future__ import annotations

import errno
import resource
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from archive.errors import NoSpace

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
"""What the kernel says where there is no room, no quota, or the file may not grow."""
FULL_NAMES = frozenset({"SQLITE_FULL", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_SHMOPEN"})
"""What SQLite says then; the latter two where its write-ahead log's index finds no room."""

_REFUSED = "SQLITE_IOERR_WRITE"
"""Any other refusal of a write: the limit on a file's size where there is one, else a failing disk."""


@contextmanager
def room(place: Path | str) -> Iterator[None]:
    """Turn what a full disk raises within the block, from the kernel or from SQLite, into NoSpace."""
    try:
        yield
    except OSError as error:
        if error.errno not in FULL:
            raise
        raise NoSpace(_words(place, str(error.strerror))) from error
    except sqlite3.OperationalError as error:
        limited = resource.getrlimit(resource.RLIMIT_FSIZE)[0] != resource.RLIM_INFINITY
        if error.sqlite_errorname not in FULL_NAMES | ({_REFUSED} if limited else set()):
            raise
        raise NoSpace(_words(place, str(error))) from error


def check_free(folder: Path, floor: int) -> None:
    """Raise NoSpace where less than `floor` bytes are free; 0 checks nothing."""
    if floor and shutil.disk_usage(folder).free < floor:
        raise NoSpace(_words(folder, f"less than {floor} bytes free (FAZHI_MIN_FREE_BYTES)"))


def _words(place: Path | str, what: str) -> str:
    return f"{place}: {what}; make room and give the same command again"
