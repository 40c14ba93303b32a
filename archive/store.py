"""The one writer of an archive: WARC records and catalog rows, committed as one unit.

A unit is appended to the WARC file (exchange records, then the event's metadata record), synced, and only then
its rows are committed in one transaction together with the file's new length. What lies beyond that length at
the next start was never committed: it is cut off, kept aside, and asked again.
Units are committed in groups; after a write that failed nothing more is, until `discard`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from sqlite_utils import Database

from archive import ledger, ownership
from archive.agreement import agree
from archive.clock import Clock
from archive.events import Event, HarvestStarted
from archive.exchange import Exchange
from archive.failpoint import FailPoint, no_fail
from archive.lock import Lock
from archive.migrations import open_catalog
from archive.pending import Pending
from archive.records import Capture, Reading
from archive.repair import free_serial, mark_committed, mark_sealed, mend, sync_folder
from archive.space import check_free, room
from archive.warc import WarcWriter


class Archive:
    """An archive opened for writing. Raises ArchiveLocked, ArchiveDamaged, SchemaMismatch, NoSpace."""

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
        self.fail = fail
        self._min_free = min_free
        self._info = info or {}
        self._failure: Exception | None = None
        with room(folder):
            self.lock = Lock(folder)
            try:
                self._open()
            except BaseException:
                self.lock.release()
                raise
        self._writer: WarcWriter | None = None
        self._harvest_id = ""
        self._sequence = self._planned = self._committed = 0
        self._pending = Pending()

    def _open(self) -> None:
        self.warc_folder.mkdir(exist_ok=True)
        sync_folder(self.folder)
        self.db: Database = open_catalog(self.folder / "corpus.db", create=True)
        try:
            agree(self.warc_folder, self.db)
            self.cuts = mend(self.warc_folder, self.db, self.fail)
            self._token = ownership.take(self.db)
            self.clock = Clock(ledger.latest(self.db))
        except BaseException:
            self.db.close()
            raise

    def begin(self, event: HarvestStarted) -> None:
        """Open the harvest's WARC file, and write down that it began (or goes on)."""
        self._harvest_id = event.harvest_id
        with self._writing():
            check_free(self.folder, self._min_free)
            serial = free_serial(self.warc_folder, event.harvest_id)
            self._writer = WarcWriter(self.warc_folder, event.harvest_id, self._info, serial)
            self._committed = self._writer.tell
        self._planned = ledger.last_planned(self.db, event.harvest_id)
        self._sequence = event.sequence
        if event.at <= self.clock.begun:
            event = replace(event, at=self.moment())
        self.record(event)
        self.commit()

    @property
    def writer(self) -> WarcWriter:
        """The open WARC file. Raises RuntimeError outside a harvest."""
        if self._writer is None:
            raise RuntimeError("no harvest has begun: call begin() first")
        return self._writer

    def moment(self) -> str:
        """Now, but always after the last moment of the archive: replay goes by it."""
        return self.clock.moment()

    def next_sequence(self) -> int:
        """The next event's place in the order of replay."""
        self._sequence += 1
        return self._sequence

    def next_planned(self) -> int:
        """The next request's place in the frontier."""
        self._planned += 1
        return self._planned

    def name_capture(self, request_id: str) -> str:
        """An id for a request's next capture: also after a kill it is no other capture's."""
        return self._pending.name(self.db, request_id)

    def write_exchange(self, exchange: Exchange) -> Capture:
        """Append request and response before anything reads them; not yet committed. Raises NoSpace."""
        with self._writing():
            check_free(self.folder, self._min_free)
            self.fail("before-exchange")
            capture = self.writer.append_exchange(exchange)
            self._record_capture(capture)
            self.fail("after-exchange")
        if exchange.status == 200:
            self._pending.hold(capture)
        return capture

    def write_rendering(
        self, *, capture_id: str, request_id: str, url: str, body: bytes, concurrent_to: str | None
    ) -> Capture:
        """Append a rendered DOM; not yet committed. Raises NoSpace."""
        with self._writing():
            check_free(self.folder, self._min_free)
            self.fail("before-rendering")
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

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """A write that fails is the last: what it cut off must not be committed with what comes later."""
        if self._failure is not None:
            raise self._failure
        try:
            with room(self.folder):
                yield
        except Exception as error:
            self._failure = error
            raise

    def discard(self) -> None:
        """Drop all that was written since the last commit, after a failure. Raises OSError."""
        self._pending.clear()
        self.db.conn.rollback()
        self.writer.rollback(self._committed)
        self._failure = None

    def _record_capture(self, capture: Capture) -> None:
        """The event stands right behind its records, so that no commit can part them."""
        self.record(ledger.captured(self.db, capture, self._harvest_id, self.next_sequence()))

    def holder_of(self, digest: str) -> Capture | None:
        """The capture that already holds this payload, committed or not."""
        return self._pending.holders.get(digest) or ledger.holder_of(self.db, digest)

    def record(self, event: Event) -> None:
        """Append an event, to be applied with the next commit."""
        with self._writing():
            self.fail("before-event")
            self.writer.append_event(event)
            self._pending.events.append(event)
            self.fail("after-event")

    def plan(self, rows: Iterable[ledger.Planned]) -> list[ledger.Planned]:
        """Put requests on the frontier; gives those that were not there. Durable with the next commit."""
        with self._writing():
            self._begin()
            return [row for row in rows if ledger.plan(self.db, [row])]

    def postpone(self, request_id: str, attempts: int, not_before: int) -> None:
        """Leave a request for a later pass, with the next commit."""
        with self._writing():
            self._begin()
            ledger.postpone(self.db, request_id, attempts, not_before)

    def _begin(self) -> None:
        if not self.db.conn.in_transaction:
            self.db.execute("BEGIN IMMEDIATE")

    def keep(self, capture_id: str, request_id: str, portal: str, reading: Reading) -> None:
        """Keep what was read off a capture, with the next commit."""
        self._pending.readings.append((capture_id, request_id, portal, reading))

    def commit(self) -> None:
        """Sync the WARC file, then commit all units written since the last commit. Raises NoSpace, ArchiveLocked."""
        if not (self._pending or self.db.conn.in_transaction):
            return
        with self._writing():
            self.fail("before-sync")
            name, length = self.writer.sync()
            self.fail("after-sync")
            try:
                self._apply(name, length)
                self.fail("before-commit")
                self.db.conn.commit()
            except BaseException:
                with suppress(sqlite3.Error):
                    self.db.conn.rollback()
                raise
            self._pending.clear()
            self._committed = length
            self.fail("after-commit")
            if self.writer.roll_if_due():
                self._committed = self.writer.tell
                mark_sealed(self.db, self.warc_folder, name)

    def _apply(self, name: str, length: int) -> None:
        self._begin()
        ownership.check(self.db, self._token, self.folder)
        self._pending.apply(self.db)
        mark_committed(self.db, name, self._harvest_id, length)

    def close(self) -> None:
        """Commit, seal the WARC file, and give the archive free."""
        if self._writer is not None:
            self.commit()
            with self._writing():
                name = self._writer.seal()
                self.fail("after-seal")
                mark_sealed(self.db, self.warc_folder, name)
        self.abandon()

    def abandon(self) -> None:
        """Give the archive free without committing: after a failure that the next start repairs."""
        self.db.close()
        self.lock.release()
