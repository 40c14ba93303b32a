"""Checks that every stored byte is what the catalog says, and that nothing is missing on either side."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

from sqlite_utils import Database

from archive.errors import ArchiveDamaged
from archive.found_records import FoundRecords
from archive.problems import Problem
from archive.repair import file_digest
from archive.verify_catalog import check_catalog, check_texts
from archive.verify_warc import scan
from archive.warc_reading import OPEN, warc_files
from archive.warc_records import record_id


def verify(folder: Path, db: Database, progress: Callable[[str], None]) -> Iterator[Problem]:
    """Every problem of an archive; none for a sound one. `progress` is told what is being read."""
    with closing(FoundRecords()) as found:
        yield from _all(folder, db, progress, found)


def _all(
    folder: Path, db: Database, progress: Callable[[str], None], found: FoundRecords
) -> Iterator[Problem]:
    harvesting = is_held(folder)
    files = {row["warc_file"]: row for row in db.query("SELECT * FROM warc_files")}
    committed = {name: int(row["committed"]) for name, row in files.items()}
    present = set()
    for path in warc_files(folder / "warc"):
        progress(path.name)
        name = path.name.removesuffix(OPEN)
        present.add(name)
        end = committed.get(name) if path.name.endswith(OPEN) else None
        yield from _length(path, committed.get(name), harvesting=harvesting)
        sealed = files.get(path.name, {}).get("sha256")
        yield from list(_records(path, end, found)) or _bytes(path, sealed)
    progress("corpus.db")
    yield from _missing_files(db, present, set(committed))
    yield from _rows(db, present, found)
    yield from check_texts(db)
    yield from check_catalog(db)


def is_held(folder: Path) -> bool:
    """Whether a harvest holds the archive just now."""
    lock = folder / "lock"
    if not lock.exists():
        return False
    with lock.open("rb") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _length(path: Path, committed: int | None, *, harvesting: bool) -> Iterator[Problem]:
    """No file lacks committed bytes, and an open one that no harvest writes has no others."""
    size, held = path.stat().st_size, committed or 0
    if size < held:
        what = f"{size} bytes, though {held} are committed; bring it back from a copy"
        yield Problem(kind="damaged_record", where=path.name, what=what)
    elif size > held and path.name.endswith(OPEN) and not harvesting:
        what = f"{size - held} bytes were never committed; the next harvest cuts them off and keeps them aside"
        yield Problem(kind="uncommitted_tail", where=f"{path.name}: offset {held}", what=what)


def _bytes(path: Path, sealed: str | None) -> Iterator[Problem]:
    """A file whose records all read well is still the very file that was sealed."""
    if sealed is not None and file_digest(path) != sealed:
        what = "reads well, but is not byte for byte the file that was sealed; bring it back from a copy"
        yield Problem(kind="wrong_digest", where=path.name, what=what)


def _records(path: Path, end: int | None, found: FoundRecords) -> Iterator[Problem]:
    for record in scan(path, end):
        if isinstance(record, ArchiveDamaged):
            yield Problem(kind="damaged_record", where=path.name, what=str(record))
            continue
        where = f"{path.name}: offset {record.offset}"
        for what in record.faults:
            yield Problem(kind="wrong_digest", where=where, what=what)
        other = found.add(record)
        if other is not None:
            what = f"{record.record_id} stands in {other} too"
            yield Problem(kind="damaged_record", where=where, what=what)


def _missing_files(db: Database, present: set[str], known: set[str]) -> Iterator[Problem]:
    used = {row["warc_file"] for row in db.query("SELECT DISTINCT warc_file FROM captures")}
    for name in sorted((used | known) - present):
        count = db.execute("SELECT COUNT(*) FROM captures WHERE warc_file = ?", [name]).fetchone()[
            0
        ]
        what = f"missing, with {count} captures; bring it back from a copy"
        yield Problem(kind="missing_file", where=f"warc/{name}", what=what)


def _rows(db: Database, present: set[str], found: FoundRecords) -> Iterator[Problem]:
    """Each capture has its record, and each record that a row should name has its row."""
    for row in db.query("SELECT * FROM captures ORDER BY capture_id"):
        record = found.named(record_id(row["capture_id"]))
        where = f"capture {row['capture_id']} ({row['url']})"
        if record is None:
            if row["warc_file"] in present:
                what = f"no such record in {row['warc_file']} at offset {row['warc_offset']}"
                yield Problem(kind="row_without_record", where=where, what=what)
            continue
        for name in ("warc_file", "warc_offset", "warc_length", "payload_digest", "record_type"):
            if getattr(record, name) != row[name]:
                what = f"{name} is {getattr(record, name)} in WARC, {row[name]} in the catalog"
                yield Problem(kind="row_without_record", where=where, what=what)
    captures = partial(_is_there, db, "SELECT 1 FROM captures WHERE capture_id = ?")
    requests = partial(_is_there, db, "SELECT 1 FROM requests WHERE request_id = ?")
    harvests = partial(_is_there, db, "SELECT 1 FROM harvests WHERE harvest_id = ?")
    for record in found:
        if not record.has_row(found.is_named, captures, requests, harvests):
            where = f"{record.warc_file}: offset {record.warc_offset}"
            what = f"{record.record_type} of {record.uri} is in no row; python -m archive rebuild reads it in"
            yield Problem(kind="record_without_row", where=where, what=what)


def _is_there(db: Database, question: str, key: str) -> bool:
    return db.execute(question, [key]).fetchone() is not None
