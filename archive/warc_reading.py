"""Reads WARC files back: one capture's payload, every record with its place."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from archive.content_coding import Problem, remove_codings
from archive.errors import ArchiveDamaged
from archive.exchange import Headers
from archive.records import Capture
from archive.warc_records import payload_digest, record_id

OPEN = ".open"
"""Ending of a file that is still written."""
_CHUNK = 1 << 16
_LONGEST = 1 << 29
"""Most bytes that one record may unpack to: no writer of ours makes more, and a bomb would."""


class Torn(ArchiveDamaged):
    """A file ends in the middle of a record: a harvest was killed while it wrote."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """One record and the gzip member that holds it."""

    offset: int
    length: int
    """Bytes of the gzip member."""
    headers: dict[str, str]
    """By lower-case name; a repeated one keeps its last value."""
    block: bytes

    @property
    def kind(self) -> str:
        """WARC-Type."""
        return self.headers.get("warc-type", "")

    @property
    def http(self) -> tuple[bytes, bytes]:
        """HTTP head and payload of the block; no head for a record that holds no HTTP message."""
        if not self.headers.get("content-type", "").startswith("application/http"):
            return b"", self.block
        head, _, payload = self.block.partition(b"\r\n\r\n")
        return head, payload


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredPayload:
    """A capture's payload and the HTTP head that came with it."""

    http_headers: Headers
    """As stored, byte for byte; of the record that holds the payload."""
    body_as_sent: bytes
    body: bytes
    """Content coding removed."""
    content_type: str | None
    """The Content-Type header; bytes that are not ASCII read as Latin-1."""
    problem: Problem | None = None
    """Why `body` is not all of it: its coding was broken off, wrong, or unpacks beyond the limit."""


def locate(folder: Path, name: str) -> Path:
    """The file `name` below warc/, sealed or still open.

    Raises ArchiveDamaged where there is neither.
    """
    for path in (folder / name, folder / (name + OPEN)):
        if path.is_file():
            return path
    raise ArchiveDamaged(
        f"{folder / name}: missing; bring it back from a copy, then: python -m archive verify"
    )


def warc_files(folder: Path) -> list[Path]:
    """Every WARC file of the archive, by name; those still open among them."""
    found = [*folder.glob("*.warc.gz"), *folder.glob("*.warc.gz" + OPEN)]
    return sorted(found, key=lambda path: path.name)


def unpack(member: bytes) -> bytes:
    """What one gzip member holds. Raises ValueError where it is damaged, cut, or far too large."""
    packed = zlib.decompressobj(zlib.MAX_WBITS + 16)
    try:
        plain = packed.decompress(member, _LONGEST)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not packed.eof:
        raise ValueError("the gzip member is cut" if not packed.unconsumed_tail else "too large")
    return plain


def members(path: Path, start: int = 0) -> Iterator[tuple[int, int, bytes]]:
    """Offset, length and content of each gzip member from `start` on.

    Raises ArchiveDamaged at the first that is damaged or cut, with its offset.
    """
    with path.open("rb") as stream:
        stream.seek(start)
        offset, chunk = start, stream.read(_CHUNK)
        while chunk:
            packed, parts, length = zlib.decompressobj(zlib.MAX_WBITS + 16), [], 0
            while not packed.eof:
                if not chunk:
                    raise Torn(str(damaged(path, offset, "the file ends within a record")))
                try:
                    parts.append(packed.decompress(chunk))
                except zlib.error as error:
                    raise damaged(path, offset, str(error)) from error
                length += len(chunk) - len(packed.unused_data)
                chunk = packed.unused_data or stream.read(_CHUNK)
            yield offset, length, b"".join(parts)
            offset += length


def damaged(path: Path, offset: int, what: str) -> ArchiveDamaged:
    """The error that names file, offset and fault."""
    return ArchiveDamaged(f"{path}: offset {offset}: {what}; see: python -m archive verify")


def parse(content: bytes, offset: int, length: int) -> Record:
    """A record from an unpacked member. Raises ValueError where it is none."""
    head, _, rest = content.partition(b"\r\n\r\n")
    version, *lines = head.split(b"\r\n")
    if not version.startswith(b"WARC/1."):
        raise ValueError("no WARC record")
    pairs = (line.decode("utf-8", "replace").partition(":") for line in lines)
    headers = {name.strip().lower(): value.strip() for name, _, value in pairs}
    size = int(headers.get("content-length", "-1"))
    if size < 0 or rest[size:] != b"\r\n\r\n":
        raise ValueError("the record's length is not what it says")
    return Record(offset=offset, length=length, headers=headers, block=rest[:size])


def iter_records(path: Path, start: int = 0) -> Iterator[Record]:
    """Every record of a file, in order. Raises ArchiveDamaged at the first that cannot be read."""
    for offset, length, content in members(path, start):
        try:
            yield parse(content, offset, length)
        except ValueError as error:
            raise damaged(path, offset, str(error)) from error


def read_record(folder: Path, capture: Capture) -> Record:
    """The record that a capture points to. Raises ArchiveDamaged where it is not there, whole."""
    path = locate(folder, capture.warc_file)
    with path.open("rb") as stream:
        stream.seek(capture.warc_offset)
        member = stream.read(capture.warc_length)
    try:
        record = parse(unpack(member), capture.warc_offset, capture.warc_length)
    except ValueError as error:
        raise damaged(path, capture.warc_offset, str(error)) from error
    if record.headers.get("warc-record-id") != record_id(capture.capture_id):
        raise damaged(
            path, capture.warc_offset, f"another record than that of capture {capture.capture_id}"
        )
    return record


def read_payload(folder: Path, capture: Capture) -> StoredPayload:
    """The payload of a response or resource; for a revisit give the capture that it refers to.

    Raises ArchiveDamaged, with file and offset, where the record is missing, damaged, a revisit,
    or its payload does not match the catalog's digest.
    """
    record = read_record(folder, capture)
    where = folder / capture.warc_file
    if record.kind == "revisit":
        raise damaged(where, record.offset, f"a revisit holds no payload, read {capture.refers_to}")
    head, payload = record.http
    if payload_digest(payload) != capture.payload_digest:
        raise damaged(where, record.offset, f"the payload does not match {capture.payload_digest}")
    headers = parse_headers(head)
    content_type = _first(headers, b"content-type")
    if record.kind == "resource":
        content_type = record.headers.get("content-type")
    body, problem = remove_codings(payload, _all(headers, b"content-encoding"))
    return StoredPayload(
        http_headers=headers,
        body_as_sent=payload,
        body=body,
        content_type=content_type,
        problem=problem,
    )


def parse_headers(head: bytes) -> Headers:
    """Names and values of an HTTP head, its first line left out."""
    pairs = (line.partition(b":") for line in head.split(b"\r\n")[1:])
    return tuple((name, value.strip()) for name, colon, value in pairs if colon)


def _first(headers: Headers, wanted: bytes) -> str | None:
    return next(
        (value.decode("latin-1") for name, value in headers if name.lower() == wanted), None
    )


def _all(headers: Headers, wanted: bytes) -> str:
    return ",".join(value.decode("latin-1") for name, value in headers if name.lower() == wanted)
