"""The kernel's lock on an archive: one writer, and free at once when its owner dies."""

from __future__ import annotations

import contextlib
import fcntl
import os
from pathlib import Path
from typing import IO

from archive.errors import ArchiveLocked, ConfigurationError
from archive.repair import sync_folder
from archive.space import FULL


class Lock:
    """Held from construction to `release`. Raises ArchiveLocked where another process holds it."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._file: IO[str] = (folder / "lock").open("a+", encoding="ascii")
        except OSError as error:
            if error.errno in FULL:
                raise
            raise ConfigurationError(
                f"{folder}: {error.strerror}; name a folder that can be written with FAZHI_ARCHIVE"
            ) from error
        with contextlib.suppress(PermissionError):  # a folder above may be nobody's to read
            sync_folder(folder.parent)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.seek(0)
            owner = self._file.read().strip() or "unknown"
            self._file.close()
            raise ArchiveLocked(
                f"{folder}: another harvest (process {owner}) holds this archive; "
                "wait for it, or harvest into another one with FAZHI_ARCHIVE"
            ) from None
        self._file.truncate(0)
        self._file.write(str(os.getpid()))
        self._file.flush()

    def release(self) -> None:
        """Give the archive free."""
        self._file.close()
