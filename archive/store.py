"""The one writer of an archive: WARC records and catalog rows, committed as one unit.

A unit is appended to the WARC file (exchange records, then the event's metadata record), synced, and only then
its rows are committed in one transaction together with the file's new length. What lies beyond that length at
the next start was never committed: it is cut off, kept aside, and asked again.
Units are committed in groups; `durable` waits for the group that holds a unit.
"""

from __future__ import annotations

import fcntl
import logging
import os
import secrets
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from sqlite_utils import Database

from archive import codec, ledger
from archive.errors import ArchiveLocked, NoSpace
from archive.events import Captured, Event, HarvestStarted
from archive.migrations import open_catalog
from archive.records import Capture, Reading
from archive.repair import cut_tail, seal
from archive.warc import WarcWriter
from archive.warc_reading import OPEN
from archive.warc_records import Exchange

log = logging.getLogger(__name__)

FailPoint = Callable[[str], None]
"""Called with the name of each step of the commit; tests make it kill, or raise OSError."""


def no_fail(step: str) -> None:
    """The fail point of a real run: nothing happens."""
    del step


def utc_now() -> str:
    """The real clock: UTC, ISO, microseconds, Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Lock:
    """The kernel's lock on an archive: freed at once when its owner dies."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file: IO[str] = (folder / "lock").open("a+", encoding="ascii")
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


class Archive:
    """An archive opened for writing. Raises ArchiveLocked, ArchiveDamaged, SchemaMismatch."""

    def __init__(
        self,
        folder: Path,
        *,
        min_free: int = 0,
        fail: FailPoint = no_fail,
        info: dict[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.warc_folder = folder / "warc"
        self.lock = Lock(folder)
        self.warc_folder.mkdir(exist_ok=True)
        self.db: Database = open_catalog(folder / "corpus.db", create=True)
        self.cuts = self._repair()
        self._fail = fail
        self._min_free = min_free
        self._info = info or {}
        self._token = secrets.token_hex(16)
        self._take_ownership()
        self._writer: WarcWriter | None = None
        self._harvest_id = ""
        self._last_at = ""
        self._sequence = 0
        self._planned = 0
        self._events: list[Event] = []
        self._readings: list[tuple[str, str, str, str, Reading]] = []
        self._fresh: dict[str, Capture] = {}

    # -- opening ---------------------------------------------------------------------------------

    def _repair(self) -> list[str]:
        """Cut what was never committed off the open files, and seal them: a file is never appended to twice."""
        told = []
        committed = {
            row["warc_file"]: int(row["committed"])
            for row in self.db.query("SELECT * FROM warc_files WHERE sealed = 0")
        }
        open_files = {path.name.removesuffix(OPEN) for path in self.warc_folder.glob("*" + OPEN)}
        for name in sorted(open_files | set(committed)):
            if name in open_files:
                cut = cut_tail(self.warc_folder, name, committed.get(name, 0))
                if cut is not None:
                    told.append(
                        f"{name}: {cut.lost_bytes} bytes that were never committed are kept in {cut.kept}"
                    )
                    log.warning("%s", told[-1])
                if committed.get(name, 0):
                    seal(self.warc_folder, name)
                else:
                    (self.warc_folder / (name + OPEN)).unlink()
            with self.db.atomic():
                self.db.execute("UPDATE warc_files SET sealed = 1 WHERE warc_file = ?", [name])
        return told

    def _take_ownership(self) -> None:
        with self.db.atomic():
            self.db.execute("DELETE FROM owner")
            self.db.execute(
                "INSERT INTO owner (id, token, pid, since) VALUES (1, ?, ?, ?)",
                (self._token, os.getpid(), utc_now()),
            )

    def begin(self, event: HarvestStarted) -> None:
        """Open the harvest's WARC file, and write down that it began (or goes on)."""
        self._harvest_id = event.harvest_id
        self._writer = WarcWriter(
            self.warc_folder, event.harvest_id, self._info, self._free_serial(event.harvest_id)
        )
        planned = self.db.execute(
            "SELECT MAX(sequence) FROM requests WHERE harvest_id = ?", [event.harvest_id]
        ).fetchone()[0]
        self._planned = int(planned or 0)
        self._sequence = event.sequence
        self.record(event)
        self.commit()

    def _free_serial(self, harvest_id: str) -> int:
        """One more than the last serial on disk: a file that was cut to nothing does not free its name twice."""
        names = [
            path.name.removesuffix(OPEN) for path in self.warc_folder.glob(f"fazhi-{harvest_id}-*")
        ]
        return max((int(name.split(".")[0].rsplit("-", 1)[1]) for name in names), default=0) + 1

    # -- one unit --------------------------------------------------------------------------------

    @property
    def writer(self) -> WarcWriter:
        """The open WARC file. Raises RuntimeError outside a harvest."""
        if self._writer is None:
            raise RuntimeError("no harvest has begun: call begin() first")
        return self._writer

    def moment(self) -> str:
        """Now, but never before the last record: WARC-Date does not step back within a harvest."""
        now = utc_now()
        self._last_at = max(now, self._last_at)
        return self._last_at

    def next_sequence(self) -> int:
        """The next event's place in the order of replay."""
        self._sequence += 1
        return self._sequence

    def next_planned(self) -> int:
        """The next request's place in the frontier."""
        self._planned += 1
        return self._planned

    def write_exchange(self, exchange: Exchange) -> Capture:
        """Append request and response before anything reads them; not yet committed. Raises NoSpace."""
        self._check_space()
        self._fail("before-exchange")
        capture = self.writer.append_exchange(exchange)
        self._record_capture(capture)
        if capture.record_type == "response" and capture.payload_digest and exchange.status == 200:
            self._fresh.setdefault(capture.payload_digest, capture)
        self._fail("after-exchange")
        return capture

    def write_rendering(
        self, *, capture_id: str, request_id: str, url: str, body: bytes, concurrent_to: str | None
    ) -> Capture:
        """Append a rendered DOM; not yet committed."""
        self._check_space()
        capture = self.writer.append_resource(
            capture_id=capture_id,
            request_id=request_id,
            url=url,
            body=body,
            at=self.moment(),
            concurrent_to=concurrent_to,
        )
        self._record_capture(capture)
        return capture

    def _record_capture(self, capture: Capture) -> None:
        """The event stands right behind its records, so that no commit can part them."""
        self.record(
            Captured(
                at=capture.captured_at,
                sequence=self.next_sequence(),
                harvest_id=self._harvest_id,
                capture=capture,
            )
        )

    def holder_of(self, digest: str) -> Capture | None:
        """The capture that already holds this payload, committed or not."""
        return self._fresh.get(digest) or ledger.holder_of(self.db, digest)

    def record(self, event: Event) -> None:
        """Append an event, to be applied with the next commit."""
        self._fail("before-event")
        self.writer.append_event(event)
        self._fail("after-event")
        self._events.append(event)

    def plan(self, rows: Iterable[ledger.Planned]) -> list[ledger.Planned]:
        """Put requests on the frontier; gives those that were not there. Durable with the next commit."""
        self._begin()
        return [row for row in rows if ledger.plan(self.db, [row])]

    def postpone(self, request_id: str, attempts: int, not_before: int) -> None:
        """Leave a request for a later pass, with the next commit."""
        self._begin()
        ledger.postpone(self.db, request_id, attempts, not_before)

    def _begin(self) -> None:
        if not self.db.conn.in_transaction:
            self.db.execute("BEGIN IMMEDIATE")

    def keep(self, capture_id: str, request_id: str, portal: str, reading: Reading) -> None:
        """Keep what was read off a capture, with the next commit."""
        self._readings.append((capture_id, request_id, self._harvest_id, portal, reading))

    def commit(self) -> None:
        """Sync the WARC file, then commit all units written since the last commit. Raises NoSpace, ArchiveLocked."""
        if not (self._events or self._readings or self.db.conn.in_transaction):
            return
        self._fail("before-sync")
        name, length = self.writer.sync()
        self._fail("after-sync")
        try:
            self._begin()
            self._check_token()
            for event in self._events:
                ledger.apply(self.db, event)
            for reading in self._readings:
                put_reading(self.db, *reading)
            self.db.execute(
                "INSERT INTO warc_files (warc_file, harvest_id, committed, sealed) VALUES (?, ?, ?, 0) "
                "ON CONFLICT (warc_file) DO UPDATE SET committed = excluded.committed",
                (name, self._harvest_id, length),
            )
            self._fail("before-commit")
            self.db.conn.commit()
        except sqlite3.OperationalError as error:
            self.db.conn.rollback()
            if "full" in str(error) or "disk I/O" in str(error):
                raise NoSpace(
                    f"{self.folder}: {error}; make room and give the same command again"
                ) from error
            raise
        except BaseException:
            self.db.conn.rollback()
            raise
        self._fail("after-commit")
        self._events.clear()
        self._readings.clear()
        self._fresh.clear()
        if self.writer.roll_if_due():
            self._mark_sealed(name)

    def _mark_sealed(self, name: str) -> None:
        with self.db.atomic():
            self.db.execute("UPDATE warc_files SET sealed = 1 WHERE warc_file = ?", [name])

    def _check_token(self) -> None:
        row = self.db.execute("SELECT token FROM owner WHERE id = 1").fetchone()
        if row is None or row[0] != self._token:
            raise ArchiveLocked(
                f"{self.folder}: another harvest has taken this archive over; nothing was written"
            )

    def _check_space(self) -> None:
        if self._min_free and shutil.disk_usage(self.folder).free < self._min_free:
            raise NoSpace(
                f"{self.folder}: less than {self._min_free} bytes free (FAZHI_MIN_FREE_BYTES); "
                "make room and give the same command again"
            )

    # -- closing ---------------------------------------------------------------------------------

    def close(self) -> None:
        """Commit, seal the WARC file, and give the archive free."""
        if self._writer is not None:
            self.commit()
            self._mark_sealed(self._writer.seal())
        self.abandon()

    def abandon(self) -> None:
        """Give the archive free without committing: after a failure that the next start repairs."""
        self.db.close()
        self.lock.release()


def put_reading(
    db: Database, capture_id: str, request_id: str, harvest_id: str, portal: str, reading: Reading
) -> None:
    """Write one row of `readings`."""
    db.execute(
        "INSERT OR REPLACE INTO readings (capture_id, request_id, harvest_id, portal, url, "
        "is_report, reason, report_year, reading, text, software) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (capture_id, request_id, harvest_id, portal, reading.url, int(reading.is_report),
         reading.reason, reading.facts.report_year, codec.reading_json(reading), reading.text,
         reading.software),
    )  # fmt: skip
