"""Makes the catalog again from warc/ alone: events replayed, captures read anew, harvests settled where they ended."""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from archive import applying, failpoint, ledger
from archive.errors import ArchiveDamaged
from archive.events import Captured, Event, HarvestEnded, RequestEnded
from archive.lock import Lock
from archive.migrations import open_catalog
from archive.pending import put_reading
from archive.records import Reading
from archive.repair import file_digest, sync_folder
from archive.space import room
from archive.warc_events import harvest_of
from archive.warc_reading import OPEN, Torn, iter_records, warc_files
from pipelines.pool import ReadingPool, Unread, file_name
from pipelines.replay import Replay, is_read
from pipelines.settle import settle

UNSETTLED = frozenset({"interrupted", "no_space"})
"""Ends of a harvest that goes on: nothing was settled there, live or now."""
BATCH = 200
"""Captures that are read before their readings are written, and events between two commits."""

Progress = Callable[[str], None]
"""Called now and then with a line for the person who waits."""


@dataclass(slots=True)
class RebuildSummary:
    """What a rebuild did."""

    events: int = 0
    captures: int = 0
    readings: int = 0
    reports: int = 0
    files: int = 0


def rebuild(archive: Path, into: Path, progress: Progress | None = None) -> RebuildSummary:
    """Make `into`/corpus.db from the WARC files of `archive`; an older catalog there is replaced when all is done.

    Holds the lock of `into`. Raises ArchiveLocked, NoSpace, and ArchiveDamaged where a record cannot be read.
    """
    folder = archive / "warc"
    files = warc_files(folder)
    if not files:
        raise ArchiveDamaged(f"{folder}: no WARC files; is {archive} an archive?")
    with room(into):
        lock = Lock(into)
        try:
            return _rebuild(folder, into / "corpus.db", progress or _silent)
        finally:
            lock.release()


def _silent(line: str) -> None:
    del line


def _rebuild(folder: Path, target: Path, progress: Progress) -> RebuildSummary:
    fail = failpoint.from_environment()
    fresh, scratch = Path(f"{target}.rebuilding"), Path(f"{target}.events")
    _remove(fresh)
    _remove(scratch)
    try:
        with closing(Replay(folder, scratch)) as events:
            progress(f"{events.count} events in {len(warc_files(folder))} files")
            with closing(open_catalog(fresh, create=True)) as db:
                db.execute("PRAGMA synchronous = OFF")
                work = _Rebuild(db, folder, progress, events.wanted, fail)
                work.replay(events)
                _list_files(db, folder)
                work.summary.events = events.count
                work.summary.files = len(warc_files(folder))
                work.summary.reports = db.table("reports").count
                db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        fail("before-replace")
        _replace(fresh, target, fail)
    finally:
        _remove(fresh)
        _remove(scratch)
    return work.summary


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(f"{path}{suffix}").unlink()


def _replace(fresh: Path, target: Path, fail: failpoint.FailPoint) -> None:
    """Put the new catalog in the old one's place, synced, whole or not at all."""
    with fresh.open("rb") as stream:
        os.fsync(stream.fileno())
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(target)) as old:
        # A kill between the next two steps must leave the old catalog whole, its log included.
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for suffix in ("-wal", "-shm"):
        # An old log beside a new file would be played into it.
        with suppress(FileNotFoundError):
            Path(f"{target}{suffix}").unlink()
    fail("in-replace")
    fresh.replace(target)
    fail("after-replace")
    sync_folder(target.parent)


class _Rebuild:
    """The catalog that is being made, and the captures that wait to be read."""

    def __init__(
        self, db: Database, folder: Path, progress: Progress, wanted: int, fail: failpoint.FailPoint
    ) -> None:
        self._fail = fail
        self._db = db
        self._folder = folder
        self._progress = progress
        self._wanted = wanted
        self._pool = ReadingPool(max(1, os.cpu_count() or 1))
        self._waiting: list[tuple[RequestEnded, Unread]] = []
        self.summary = RebuildSummary()

    def replay(self, events: Replay) -> None:
        """Apply the events in order; before a harvest is settled, all its captures are read."""
        try:
            for number, event in enumerate(events):
                if number % BATCH == 0:
                    self._db.conn.commit()
                self._apply(event)
            self._read()
            self._db.conn.commit()
        finally:
            self._pool.close()

    def _apply(self, event: Event) -> None:
        if isinstance(event, HarvestEnded) and event.status not in UNSETTLED:
            self._read()
            self._db.conn.commit()
            settle(self._db, event.harvest_id, self._fail)
            self._progress(f"harvest {event.harvest_id} settled")
        if not self._db.conn.in_transaction:
            self._db.execute("BEGIN")
        applying.apply(self._db, event)
        self.summary.captures += int(isinstance(event, Captured))
        if isinstance(event, RequestEnded) and is_read(event):
            unread = _unread(self._db, self._folder, event)
            if unread is not None:
                self._waiting.append((event, unread))
        if len(self._waiting) >= BATCH:
            self._read()

    def _read(self) -> None:
        """Read what waits, in the pool, and write it down."""
        pairs, self._waiting = self._waiting, []
        if not pairs:
            return
        readings = asyncio.run(self._readings([unread for _, unread in pairs]))
        if not self._db.conn.in_transaction:
            self._db.execute("BEGIN")
        for (event, unread), reading in zip(pairs, readings, strict=True):
            capture = unread.capture
            put_reading(
                self._db,
                capture.capture_id,
                capture.request_id,
                event.portal,
                reading,
            )
        self._fail("in-rebuild")
        self.summary.readings += len(pairs)
        self._progress(f"{self.summary.readings} of at most {self._wanted} captures read")

    async def _readings(self, unread: list[Unread]) -> list[Reading]:
        return list(await asyncio.gather(*(self._pool.read(one) for one in unread)))


def _unread(db: Database, folder: Path, event: RequestEnded) -> Unread | None:
    """The capture to read; None where the very same bytes were read at the same address before."""
    capture = ledger.capture(db, event.capture_id or "")
    if capture is None:
        raise ArchiveDamaged(f"{event.url}: capture {event.capture_id} is not in {folder}")
    holder = ledger.capture(db, capture.refers_to) if capture.refers_to else capture
    if holder is None:
        raise ArchiveDamaged(
            f"{event.url}: capture {capture.refers_to}, which holds its payload, is not in {folder}"
        )
    if capture.refers_to and holder.url == capture.url and ledger.is_read(db, holder):
        return None
    attachment = event.kind == "attachment"
    words = event.entry.title if event.entry else None
    return Unread(
        folder=folder,
        capture=capture,
        payload=holder,
        portal=event.portal,
        url=capture.url,
        kind=event.kind,
        entry=None if attachment else event.entry,
        name=file_name(capture.url, words) if attachment else None,
        today=ledger.today(db, event.request_id),
    )


def _list_files(db: Database, folder: Path) -> None:
    """The files, as the catalog of a live harvest knows them."""
    for path in warc_files(folder):
        name = path.name.removesuffix(OPEN)
        digest = None if path.name.endswith(OPEN) else file_digest(path)
        db.execute(
            "INSERT OR REPLACE INTO warc_files (warc_file, harvest_id, committed, sealed, rebuilt, "
            "sha256) VALUES (?, ?, ?, ?, 1, ?)",
            (name, harvest_of(path), _whole(path), int(digest is not None), digest),
        )
    db.conn.commit()


def _whole(path: Path) -> int:
    """Bytes of a file up to the end of its last event: what stands behind it in an open file is of no use."""
    if not path.name.endswith(OPEN):
        return path.stat().st_size
    end = 0
    with suppress(Torn):
        for record in iter_records(path):
            if record.kind == "metadata":
                end = record.offset + record.length
    return end
