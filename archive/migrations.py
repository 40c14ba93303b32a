"""The catalog's schema, as steps that are applied in order.

Every table but `warc_files`, `owner` and the open rows of `requests` is rebuilt from warc/ alone.
The statements stand in schema_ledger and schema_corpus.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database, Migrations

from archive.errors import ArchiveDamaged, SchemaMismatch
from archive.schema_corpus import CORPUS, VIEWS
from archive.schema_ledger import LEDGER

SCHEMA_VERSION = 3
OLDEST_READ = 1
"""Readers need nothing that came later; a harvest brings the catalog up to date."""

migrations = Migrations("fazhi")


@migrations()
def first_schema(db: Database) -> None:
    """Tables and views as DESIGN fixes them."""
    for part in (LEDGER, CORPUS, VIEWS):
        for statement in part.split(";\n"):
            if statement.strip():
                db.execute(statement)


@migrations()
def files_listed_by_a_rebuild(db: Database) -> None:
    """Version 2: a harvest whose frontier was lost with the catalog is known as such, and so is a file by its bytes."""
    known = db.table("warc_files").columns_dict
    if "rebuilt" not in known:
        db.execute("ALTER TABLE warc_files ADD COLUMN rebuilt INTEGER NOT NULL DEFAULT 0")
    if "sha256" not in known:
        db.execute("ALTER TABLE warc_files ADD COLUMN sha256 TEXT")


@migrations()
def hosts_of_portals(db: Database) -> None:
    """Version 3: a row's further hosts are its portal's own when provenance is weighed."""
    if "hosts" not in db.table("portals").columns_dict:
        db.execute("ALTER TABLE portals ADD COLUMN hosts TEXT NOT NULL DEFAULT '[]'")


def open_catalog(path: Path, *, create: bool = False, still: bool = False) -> Database:
    """The catalog at `path`, schema checked; with `create`, made or brought up to date.

    `still`: read as a file that nobody writes, without a lock or a log beside it.

    Raises SchemaMismatch where the file holds another version's schema, ArchiveDamaged where it is no database.
    """
    uri = path.absolute().as_uri() + "?immutable=1"
    db = Database(sqlite3.connect(uri, uri=True) if still else path)
    db.execute("PRAGMA busy_timeout = 10000")
    try:
        version = int(db.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.DatabaseError as error:
        db.close()
        if isinstance(error, sqlite3.OperationalError):
            raise
        raise ArchiveDamaged(
            f"{path}: {error}; bring it back from a copy, or make it again: python -m archive rebuild"
        ) from error
    if version == 0 and not create:
        db.close()
        raise SchemaMismatch(
            f"{path}: no catalog of Fazhi; bring it back from a copy, or make it again: python -m archive rebuild"
        )
    if version > SCHEMA_VERSION or (version < OLDEST_READ and not create):
        db.close()
        raise SchemaMismatch(
            f"{path}: schema version {version}, this Fazhi reads {SCHEMA_VERSION}; "
            "use the Fazhi that wrote it, or make the catalog again: python -m archive rebuild"
        )
    if create:
        db.enable_wal()
        migrations.apply(db)
        db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    db.execute("PRAGMA synchronous = FULL" if create else "PRAGMA query_only = 0")
    return db
