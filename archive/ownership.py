"""The owner row: whoever took the archive last, named by a token that each commit checks."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from sqlite_utils import Database

from archive.clock import utc_now
from archive.errors import ArchiveLocked


def take(db: Database) -> str:
    """Make this process the owner; gives its token."""
    token = secrets.token_hex(16)
    with db.atomic():
        db.execute("DELETE FROM owner")
        db.execute(
            "INSERT INTO owner (id, token, pid, since) VALUES (1, ?, ?, ?)",
            (token, os.getpid(), utc_now()),
        )
    return token


def check(db: Database, token: str, folder: Path) -> None:
    """Raise ArchiveLocked where another process has become the owner since."""
    row = db.execute("SELECT token FROM owner WHERE id = 1").fetchone()
    if row is None or row[0] != token:
        raise ArchiveLocked(
            f"{folder}: another harvest has taken this archive over; nothing was written"
        )
