"""Writes the archive's WARC files: whole records, synced, or none.

What is appended lies behind the last synced offset until `sync`; the caller commits the offset
that `sync` gives together with its rows. A write that fails is cut off again at once.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from archive.clock import utc_now
from archive.errors import ArchiveError, NoSpace
from archive.events import Event
from archive.exchange import Exchange
from archive.records import Capture
from archive.repair import sync_folder
from archive.space import FULL
from archive.warc_reading import OPEN
from archive.warc_records import (
    event_record,
    payload_digest,
    request_record,
    resource_record,
    response_record,
    warcinfo_record,
)

INFO = {
    "software": "fazhi",
    "format": "WARC File Format 1.1",
    "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
    "robots": "obey",
    "description": (
        "HTTP heads are as Scrapy hands them on: names in its case, repeated headers kept but "
        "grouped by name, the reason phrase replaced by the standard one, Transfer-Encoding "
        "dropped together with its coding. Payloads are as sent, content coding kept; what a "
        "browser received is stored decoded, its Content-Encoding renamed X-Archive-Orig-Content-Encoding."
    ),
}


class WarcWriter:
    """The files of one harvest, `fazhi-<harvest>-<serial>.warc.gz`, one open at a time.

    Raises NoSpace where the disk is full and ArchiveError for any other failed write; the file
    then ends at the last synced offset.
    """

    def __init__(
        self,
        folder: Path,
        harvest_id: str,
        info: Mapping[str, str],
        start_serial: int = 1,
        roll_bytes: int = 1_000_000_000,
        now: Callable[[], str] = utc_now,
    ) -> None:
        self._folder = folder
        self._harvest_id = harvest_id
        self._info = {**INFO, **info, "isPartOf": harvest_id}
        self._roll_bytes = roll_bytes
        self._now = now
        self._serial = start_serial
        self._start()

    @property
    def file_name(self) -> str:
        """Name below warc/ that the file will have once it is sealed."""
        return f"fazhi-{self._harvest_id}-{self._serial:05d}.warc.gz"

    @property
    def tell(self) -> int:
        """Bytes written, synced or not."""
        return self._written

    def _start(self) -> None:
        self._path = self._folder / (self.file_name + OPEN)
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = os.open(self._path, flags, 0o644)
        except OSError as error:
            raise self._failure(error) from error
        self._written = self._synced = 0
        self._warcinfo, member = warcinfo_record(self.file_name, self._info, self._now())
        self._write(member)
        self.sync()
        sync_folder(self._folder)

    def append_exchange(self, x: Exchange) -> Capture:
        """The response (or revisit) and its request; gives the capture that the former holds."""
        of = x.revisit_of or x.not_modified_of
        if of is not None and (of.record_type == "revisit" or of.payload_digest is None):
            raise ValueError(f"{of.capture_id}: holds no payload that a revisit could refer to")
        offset, length = self._write(response_record(x, self._warcinfo))
        self._write(request_record(x, self._warcinfo))
        before = x.not_modified_of
        return Capture(
            capture_id=x.capture_id,
            request_id=x.request_id,
            url=x.url,
            captured_at=x.at,
            http_status=x.status,
            media_type=x.media_type or (before.media_type if before else None),
            payload_digest=of.payload_digest if of else payload_digest(x.body),
            warc_file=self.file_name,
            warc_offset=offset,
            warc_length=length,
            record_type="revisit" if of else "response",
            refers_to=of.capture_id if of else None,
            etag=_header(x, b"etag") or (before.etag if before else None),
            last_modified=_header(x, b"last-modified")
            or (before.last_modified if before else None),
        )

    def append_resource(
        self,
        *,
        capture_id: str,
        request_id: str,
        url: str,
        body: bytes,
        at: str,
        concurrent_to: str | None = None,
    ) -> Capture:
        """A rendered DOM, UTF-8, beside the network's answer whose capture id is `concurrent_to`."""
        capture = Capture(
            capture_id=capture_id,
            request_id=request_id,
            url=url,
            captured_at=at,
            http_status=None,
            media_type="text/html",
            payload_digest=payload_digest(body),
            warc_file=self.file_name,
            warc_offset=self._written,
            warc_length=0,
            record_type="resource",
        )
        _, length = self._write(resource_record(capture, body, concurrent_to, self._warcinfo))
        return replace(capture, warc_length=length)

    def append_event(self, event: Event) -> None:
        """One event, as a metadata record."""
        self._write(event_record(event, self._warcinfo))

    def sync(self) -> tuple[str, int]:
        """Make all that was appended durable; gives the file's name and the offset to commit."""
        try:
            os.fsync(self._file)
        except OSError as error:
            self.rollback()
            raise self._failure(error) from error
        self._synced = self._written
        return self.file_name, self._synced

    def rollback(self, to: int | None = None) -> None:
        """Cut what was appended since the last sync, or beyond `to`."""
        self._synced = self._synced if to is None else to
        os.ftruncate(self._file, self._synced)
        os.lseek(self._file, self._synced, os.SEEK_SET)
        self._written = self._synced

    def roll_if_due(self) -> bool:
        """Between two units: seal a full file and begin the next. True where it did."""
        if self._written < self._roll_bytes:
            return False
        self.seal()
        self._serial += 1
        self._start()
        return True

    def seal(self) -> str:
        """Sync, close and give the file its final name, which it gives back; never written again."""
        self.sync()
        os.close(self._file)
        self._file = -1
        final = self._folder / self.file_name
        self._path.rename(final)
        sync_folder(self._folder)
        return self.file_name

    def close(self) -> None:
        """Let go of the file as it is; an unsealed one keeps its `.open` name."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _write(self, member: bytes) -> tuple[int, int]:
        offset, rest = self._written, memoryview(member)
        try:
            while rest:
                rest = rest[os.write(self._file, rest) :]
        except OSError as error:
            self.rollback()
            raise self._failure(error) from error
        self._written += len(member)
        return offset, len(member)

    def _failure(self, error: OSError) -> ArchiveError:
        if error.errno in FULL:
            return NoSpace(
                f"{self._path}: {error.strerror}; free some disk and run the same command again"
            )
        return ArchiveError(f"{self._path}: {error.strerror}; the archive's disk cannot be written")


def _header(x: Exchange, wanted: bytes) -> str | None:
    for name, value in x.response_headers:
        if name.lower() == wanted:
            return value.decode("latin-1").strip() or None
    return None
