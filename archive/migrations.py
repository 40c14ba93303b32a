"""The catalog's schema, as steps that are applied in order.

Every table but `warc_files`, `owner` and the open rows of `requests` is rebuilt from warc/ alone.
The statements stand in schema_ledger and schema_corpus.
"""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database, Migrations

from archive.errors import SchemaMismatch
from archive.schema_corpus import CORPUS, VIEWS
from archive.schema_ledger import LEDGER

SCHEMA_VERSION = 1

migrations = Migrations("fazhi")


@migrations()
def first_schema(db: Database) -> None:
    """Tables and views as DESIGN fixes them."""
    for part in (LEDGER, CORPUS, VIEWS):
        for statement in part.split(";\n"):
            if statement.strip():
                db.execute(statement)


def open_catalog(path: Path, *, create: bool = False) -> Database:
    """The catalog at `path`, schema checked; with `create`, made or brought up to date.

    Raises SchemaMismatch where the file holds another version's schema.
    """
    db = Database(path)
    db.execute("PRAGMA busy_timeout = 10000")
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if version > SCHEMA_VERSION or (version < SCHEMA_VERSION and not create):
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
