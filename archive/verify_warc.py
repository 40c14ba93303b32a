"""Reads a WARC file to its end for `verify`, past any damage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.errors import ArchiveDamaged
from archive.warc_reading import OPEN, Record, iter_records
from archive.warc_records import payload_digest

_MAGIC = b"\x1f\x8b\x08"
"""How a gzip member begins."""

Known = Callable[[str], bool]
"""Whether a row has this id."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RecordFacts:
    """What verification needs of a record; its payload is let go."""

    warc_file: str
    warc_offset: int
    warc_length: int
    record_type: str
    record_id: str
    uri: str
    payload_digest: str | None
    event: str | None
    """`request-ended:<id>` and the like for an event of ours."""
    faults: tuple[str, ...]

    @property
    def offset(self) -> int:
        """Where its gzip member begins."""
        return self.warc_offset

    def has_row(self, named: Known, captures: Known, requests: Known, harvests: Known) -> bool:
        """Whether the catalog knows it: a capture by its record id, an event by what it tells of."""
        if self.record_type in {"response", "revisit", "resource"}:
            return named(self.record_id)
        if self.event is None:
            return True
        kind, _, key = self.event.partition(":")
        if kind == "captured":
            return captures(key)
        if kind in {"request-ended", "answer-reused"}:
            return requests(key)
        return harvests(key)


def scan(path: Path, end: int | None = None) -> Iterator[RecordFacts | ArchiveDamaged]:
    """Every record up to `end`, and each damaged stretch between; reading goes on behind it."""
    start: int | None = 0
    while start is not None:
        read_to = start
        try:
            for record in iter_records(path, start):
                if end is not None and record.offset >= end:
                    return
                yield _facts(path, record)
                read_to = record.offset + record.length
            return
        except ArchiveDamaged as error:
            if end is not None and read_to >= end:
                return
            yield error
        start = _next_member(path, read_to + 1)


def _next_member(path: Path, start: int) -> int | None:
    """The next offset at which a whole record begins; None where none does."""
    with path.open("rb") as stream:
        stream.seek(start)
        rest = stream.read()
    place = rest.find(_MAGIC)
    while place >= 0:
        try:
            next(iter_records(path, start + place))
        except ArchiveDamaged:
            place = rest.find(_MAGIC, place + 1)
        else:
            return start + place
    return None


def _facts(path: Path, record: Record) -> RecordFacts:
    headers = record.headers
    uri = headers.get("warc-target-uri", "")
    digest = headers.get("warc-payload-digest")
    faults = []
    if payload_digest(record.block) != headers.get("warc-block-digest"):
        faults.append("the block does not match its digest")
    if record.kind not in {"revisit", "warcinfo"} and payload_digest(record.http[1]) != digest:
        faults.append("the payload does not match its digest")
    is_event = record.kind == "metadata" and uri.startswith("urn:fazhi:")
    return RecordFacts(
        warc_file=path.name.removesuffix(OPEN),
        warc_offset=record.offset,
        warc_length=record.length,
        record_type=record.kind,
        record_id=headers.get("warc-record-id", ""),
        uri=uri,
        payload_digest=digest,
        event=uri.removeprefix("urn:fazhi:") if is_event else None,
        faults=tuple(faults),
    )
