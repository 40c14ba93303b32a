"""The records that a verification met, by their id: kept on disk, so that millions of them need no memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import fields

from archive.verify_warc import RecordFacts

_FIELDS = tuple(field.name for field in fields(RecordFacts) if field.name != "faults")
_COLUMNS = ", ".join(_FIELDS)


class FoundRecords:
    """A table of SQLite's own temporary database, which needs a file only where it outgrows some megabytes."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute(
            f"CREATE TABLE records ({_COLUMNS}, named INTEGER DEFAULT 0, UNIQUE (record_id))"
        )
        self._db.execute("BEGIN")

    def add(self, record: RecordFacts) -> str | None:
        """Keep a record; where one of its id was met before, that one stays, and its file's name is given."""
        values = [getattr(record, name) for name in _FIELDS]
        marks = ", ".join("?" * len(values))
        sql = f"INSERT OR IGNORE INTO records ({_COLUMNS}) VALUES ({marks})"  # noqa: S608 (our names)
        if self._db.execute(sql, values).rowcount:
            return None
        found = self._db.execute(
            "SELECT warc_file FROM records WHERE record_id = ?", [record.record_id]
        )
        return str(found.fetchone()[0])

    def named(self, record_id: str) -> RecordFacts | None:
        """The record that a row of the catalog names; remembered as such."""
        self._db.execute("UPDATE records SET named = 1 WHERE record_id = ?", [record_id])
        sql = f"SELECT {_COLUMNS} FROM records WHERE record_id = ?"  # noqa: S608 (our names)
        row = self._db.execute(sql, [record_id]).fetchone()
        return None if row is None else _facts(row)

    def is_named(self, record_id: str) -> bool:
        """Whether a row named this record."""
        sql = "SELECT 1 FROM records WHERE record_id = ? AND named = 1"
        return self._db.execute(sql, [record_id]).fetchone() is not None

    def __iter__(self) -> Iterator[RecordFacts]:
        """All of them, in the order in which they were met."""
        sql = f"SELECT {_COLUMNS} FROM records ORDER BY rowid"  # noqa: S608 (our names)
        return map(_facts, self._db.execute(sql))

    def close(self) -> None:
        """Let them go."""
        self._db.close()


def _facts(row: tuple[object, ...]) -> RecordFacts:
    return RecordFacts(**dict(zip(_FIELDS, row, strict=True)), faults=())  # type: ignore[arg-type]
