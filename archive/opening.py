"""Opens an archive's catalog for a reader: also where the folder, the medium or the disk takes no writing."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

from sqlite_utils import Database

from archive.errors import ArchiveDamaged, ConfigurationError, NotFound
from archive.failures import failure
from archive.migrations import open_catalog
from archive.warc_reading import warc_files

_UNWRITABLE = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_FULL")
"""How SQLite says that it cannot make the index of its write-ahead log, which it wants even to read."""


def open_archive(folder: Path) -> Database:
    """The catalog of an archive, for reading.

    Raises NotFound where there is none, ConfigurationError where it may not be read, SchemaMismatch, and
    ArchiveDamaged where it is lost or no catalog.
    """
    path = folder / "corpus.db"
    try:
        _look(folder, path)
        return _opened(path)
    except (OSError, sqlite3.DatabaseError) as error:
        raise failure(error, path) from error


def _look(folder: Path, path: Path) -> None:
    """Raise what a person should know of a folder without a catalog."""
    if folder.exists() and not folder.is_dir():
        raise ConfigurationError(
            f"{folder}: is a file; an archive is a folder: name one with --archive DIR"
        )
    if not path.is_file():
        if path.parent.is_dir() and warc_files(folder / "warc"):
            raise ArchiveDamaged(
                f"{path}: missing, though warc/ is there; make it again: python -m archive rebuild"
            )
        raise NotFound(
            f"{path}: no archive here; harvest one with `scrapy crawl portals`, or name another with --archive DIR"
        )
    if not os.access(path, os.R_OK):
        raise PermissionError(13, os.strerror(13), str(path))


def _opened(path: Path) -> Database:
    try:
        return open_catalog(path)
    except sqlite3.OperationalError as error:
        log = Path(f"{path}-wal")
        if not error.sqlite_errorname.startswith(_UNWRITABLE):
            raise
        if log.exists() and log.stat().st_size:
            raise ConfigurationError(
                f"{path}: {error}: what a harvest wrote last lies in {log.name} and is read only where files can be "
                "written; make room, or copy the archive to such a folder"
            ) from error
        # Nothing waits in the log, so the file is the whole catalog, and nobody writes here.
        return open_catalog(path, still=True)
