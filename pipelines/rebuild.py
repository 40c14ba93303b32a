"""Makes the catalog again from warc/ alone: events replayed, captures read anew, harvests settled where they ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context
from os import cpu_count
from pathlib import Path

from sqlite_utils import Database

from archive import ledger
from archive.errors import ArchiveDamaged
from archive.events import Event, HarvestEnded, RequestEnded
from archive.migrations import open_catalog
from archive.pending import put_reading
from archive.warc_reading import iter_events, warc_files
from pipelines.pool import Unread, die_with_parent, file_name, read_unread
from pipelines.settle import settle

UNSETTLED = frozenset({"interrupted", "no_space"})
"""Ends of a harvest that goes on: nothing was settled there, live or now."""
READ = frozenset({"fetched", "duplicate_payload"})
BATCH = 200

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

    Raises ArchiveDamaged where a record cannot be read.
    """
    folder = archive / "warc"
    if not warc_files(folder):
        raise ArchiveDamaged(f"{folder}: no WARC files; is {archive} an archive?")
    into.mkdir(parents=True, exist_ok=True)
    fresh = into / "corpus.db.rebuilding"
    _remove(fresh)
    db = open_catalog(fresh, create=True)
    db.execute("PRAGMA synchronous = OFF")
    summary = RebuildSummary(files=len(warc_files(folder)))
    events = sorted(iter_events(folder), key=lambda event: (event.at, event.sequence))
    summary.events = len(events)
    _replay(db, folder, events, progress or _silent, summary)
    _seal_files(db, folder)
    db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    summary.reports = db.table("reports").count
    db.close()
    target = into / "corpus.db"
    _remove(target)
    fresh.rename(target)
    _remove(fresh)
    return summary


def _silent(line: str) -> None:
    del line


def _remove(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        with suppress(FileNotFoundError):
            Path(f"{path}{suffix}").unlink()


def _replay(
    db: Database, folder: Path, events: list[Event], progress: Progress, summary: RebuildSummary
) -> None:
    """Apply the events in order; before a harvest is settled, all its captures are read."""
    wanted = sum(isinstance(e, RequestEnded) and _is_read(e) for e in events)
    with ProcessPoolExecutor(
        max(1, cpu_count() or 1), mp_context=get_context("spawn"), initializer=die_with_parent
    ) as pool:
        waiting: list[tuple[RequestEnded, Unread]] = []
        for count, event in enumerate(events, 1):
            if not db.conn.in_transaction:
                db.execute("BEGIN")
            if isinstance(event, HarvestEnded) and event.status not in UNSETTLED:
                _read(db, pool, waiting, summary, progress, wanted)
                waiting = []
                db.conn.commit()
                settle(db, event.harvest_id)
                db.execute("BEGIN")
            ledger.apply(db, event)
            summary.captures += int(type(event).__name__ == "Captured")
            if isinstance(event, RequestEnded) and _is_read(event):
                unread = _unread(db, folder, event)
                if unread is not None:
                    waiting.append((event, unread))
            if count % BATCH == 0:
                db.conn.commit()
        if not db.conn.in_transaction:
            db.execute("BEGIN")
        _read(db, pool, waiting, summary, progress, wanted)
        db.conn.commit()


def _is_read(event: RequestEnded) -> bool:
    return (
        event.kind in {"article", "attachment"}
        and event.outcome in READ
        and event.capture_id is not None
    )


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
    )


def _read(
    db: Database,
    pool: ProcessPoolExecutor,
    waiting: Iterable[tuple[RequestEnded, Unread]],
    summary: RebuildSummary,
    progress: Progress,
    wanted: int,
) -> None:
    pairs = list(waiting)
    for (event, unread), reading in zip(
        pairs, pool.map(read_unread, [unread for _, unread in pairs], chunksize=8), strict=True
    ):
        put_reading(
            db,
            unread.capture.capture_id,
            unread.capture.request_id,
            event.harvest_id,
            event.portal,
            reading,
        )
        summary.readings += 1
        if summary.readings % BATCH == 0:
            progress(f"{summary.readings} of {wanted} captures read")


def _seal_files(db: Database, folder: Path) -> None:
    """The files, as the catalog of a live harvest knows them."""
    harvests = {row["harvest_id"] for row in db.query("SELECT harvest_id FROM harvests")}
    for path in warc_files(folder):
        name = path.name.removesuffix(".open")
        harvest = next((h for h in harvests if h in name), "")
        db.execute(
            "INSERT OR REPLACE INTO warc_files (warc_file, harvest_id, committed, sealed) VALUES (?, ?, ?, ?)",
            (name, harvest, path.stat().st_size, int(not path.name.endswith(".open"))),
        )
    db.conn.commit()
