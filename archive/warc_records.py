"""WARC 1.1 records, one gzip member each, built from what a harvest saw."""

from __future__ import annotations

import base64
import hashlib
import uuid
import zlib
from collections.abc import Mapping
from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from warcio.recordbuilder import RecordBuilder
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter as RecordSerialiser

from archive import events
from archive.exchange import Exchange, Headers, Tls
from archive.records import Capture
from archive.urls import ascii_uri

_PROFILES = "http://netpreserve.org/warc/1.1/revisit/"
IDENTICAL = _PROFILES + "identical-payload-digest"
NOT_MODIFIED = _PROFILES + "server-not-modified"
_BUILDER = RecordBuilder(warc_version="1.1")
_HOP_BY_HOP = frozenset({b"transfer-encoding"})
"""The body is kept without its transfer coding, so the header would lie (RFC 9112 §6.1)."""


def payload_digest(body: bytes) -> str:
    """`sha1:` and the digest in base 32, the form that most WARC tools index."""
    return "sha1:" + base64.b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()


def record_id(key: str) -> str:
    """The WARC-Record-ID that belongs to a key of ours, the same each time."""
    return f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'fazhi:' + key)}>"


class _RawHead(StatusAndHeaders):  # type: ignore[misc]
    """An HTTP head that is written byte for byte: warcio alone would rewrite what is not ASCII."""

    def __init__(self, head: bytes) -> None:
        super().__init__("HTTP", [], protocol="HTTP/1.1")
        self.headers_buff = head

    def compute_headers_buffer(self, header_filter: object = None) -> None:
        """Nothing: the bytes are there, and none is filtered."""
        del header_filter


def _head(first: bytes, headers: Headers) -> bytes:
    lines = [first, *(_clean(name) + b": " + _clean(value) for name, value in headers)]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def _clean(raw: bytes) -> bytes:
    """A header's bytes without what would end the line."""
    return raw.replace(b"\r", b" ").replace(b"\n", b" ").replace(b"\0", b" ").strip(b" \t")


def response_head(x: Exchange) -> bytes:
    """Status line and headers of the answer; the framing headers say what the stored body is."""
    kept: list[tuple[bytes, bytes]] = []
    for name, value in x.response_headers:
        lower = name.strip().lower()
        if lower in _HOP_BY_HOP or not lower:
            continue
        if x.decoded and lower == b"content-encoding":
            kept.append((b"X-Archive-Orig-" + name, value))
        elif lower != b"content-length" or _length_is_right(x, value):
            kept.append((name, value))
    reason = _reason(x.status)
    return _head(f"HTTP/1.1 {x.status} {reason}".encode(), tuple(kept))


def _length_is_right(x: Exchange, value: bytes) -> bool:
    """A cut body keeps the length that the server announced: it proves the cut."""
    return (
        bool(x.truncated)
        or x.status == HTTPStatus.NOT_MODIFIED
        or value.strip() == b"%d" % len(x.body)
    )


def _reason(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _request_head(x: Exchange) -> bytes:
    parts = urlsplit(ascii_uri(x.url))
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    headers = x.request_headers
    if not any(name.lower() == b"host" for name, _ in headers):
        headers = ((b"Host", parts.netloc.rpartition("@")[2].encode()), *headers)
    return _head(f"{x.method} {path} HTTP/1.1".encode(), headers)


def _member(record: Any) -> bytes:
    """The record as one gzip member; level 4 costs a third less time than 6, and 1 to 3 % more bytes."""
    plain = BytesIO()
    RecordSerialiser(plain, gzip=False, warc_version="1.1").write_record(record)
    packer = zlib.compressobj(4, zlib.DEFLATED, zlib.MAX_WBITS + 16)
    return packer.compress(plain.getvalue()) + packer.flush()


def _record(
    kind: str, uri: str, fields: Mapping[str, str | None], head: bytes | None, body: bytes
) -> bytes:
    return _member(
        _BUILDER.create_warc_record(
            ascii_uri(uri),
            kind,
            payload=BytesIO(body) if body else None,
            length=len(body),
            warc_content_type=fields.get("Content-Type") or "",
            warc_headers_dict={name: value for name, value in fields.items() if value is not None},
            http_headers=_RawHead(head) if head is not None else None,
        )
    )


def _tls_fields(tls: Tls | None) -> dict[str, str | None]:
    """WARC-Protocol and WARC-Cipher-Suite as IIPC's proposal has them, and what was not verified."""
    if tls is None:
        return {}
    return {
        "WARC-Protocol": tls.version.lower().replace("tlsv", "tls/"),
        "WARC-Cipher-Suite": tls.cipher,
        "X-Fazhi-TLS": tls.doubt,
    }


def response_record(x: Exchange, warcinfo: str) -> bytes:
    """A `response`, or a `revisit` where the payload is held already."""
    of = x.revisit_of or x.not_modified_of
    fields = {
        "WARC-Record-ID": record_id(x.capture_id),
        "WARC-Date": x.at,
        "WARC-Warcinfo-ID": warcinfo,
        "WARC-Concurrent-To": record_id(x.capture_id + ":request"),
        "WARC-IP-Address": x.ip,
        "WARC-Truncated": x.truncated,
        "WARC-Identified-Payload-Type": x.media_type,
        "WARC-Payload-Digest": of.payload_digest if of else payload_digest(x.body),
        **_tls_fields(x.tls),
    }
    if of is None:
        return _record("response", x.url, fields, response_head(x), x.body)
    fields |= {
        "WARC-Profile": IDENTICAL if x.revisit_of else NOT_MODIFIED,
        "WARC-Refers-To": record_id(of.capture_id),
        "WARC-Refers-To-Target-URI": ascii_uri(record_uri(of)),
        "WARC-Refers-To-Date": of.captured_at,
    }
    return _record("revisit", x.url, fields, response_head(x), b"")


def request_record(x: Exchange, warcinfo: str) -> bytes:
    """The `request` that belongs to a response."""
    fields = {
        "WARC-Record-ID": record_id(x.capture_id + ":request"),
        "WARC-Date": x.at,
        "WARC-Warcinfo-ID": warcinfo,
        "WARC-Concurrent-To": record_id(x.capture_id),
        "WARC-IP-Address": x.ip,
    }
    return _record("request", x.url, fields, _request_head(x), x.request_body)


DOM = "urn:fazhi:dom:"
"""Prefix of a rendered page's target URI, so that replay never takes it for what the server sent."""


def record_uri(capture: Capture) -> str:
    """The WARC-Target-URI of a capture's record."""
    return DOM + capture.url if capture.record_type == "resource" else capture.url


def resource_record(
    capture: Capture, body: bytes, concurrent_to: str | None, warcinfo: str
) -> bytes:
    """The `resource` of a rendered DOM, beside the network's answer (capture id `concurrent_to`)."""
    fields = {
        "WARC-Record-ID": record_id(capture.capture_id),
        "WARC-Date": capture.captured_at,
        "WARC-Warcinfo-ID": warcinfo,
        "WARC-Concurrent-To": record_id(concurrent_to) if concurrent_to else None,
        "WARC-Identified-Payload-Type": "text/html",
        "Content-Type": "text/html;charset=utf-8",
    }
    return _record("resource", record_uri(capture), fields, None, body)


def event_record(event: events.Event, warcinfo: str) -> bytes:
    """The `metadata` record of an event; its id names the event, its time and its number."""
    uri = events.target_uri(event)
    fields = {
        "WARC-Record-ID": record_id(f"{uri}:{event.at}:{event.sequence}"),
        "WARC-Date": event.at,
        "WARC-Warcinfo-ID": warcinfo,
        "Content-Type": "application/json",
    }
    return _record("metadata", uri, fields, None, events.to_json(event))


def warcinfo_record(name: str, info: Mapping[str, str], at: str) -> tuple[str, bytes]:
    """The first record of the file `name`, and its id."""
    identity = record_id("warcinfo:" + name)
    lines = "".join(f"{key}: {' '.join(value.split())}\r\n" for key, value in info.items() if value)
    fields = {
        "WARC-Record-ID": identity,
        "WARC-Date": at,
        "WARC-Filename": name,
        "Content-Type": "application/warc-fields",
    }
    return identity, _record("warcinfo", "", fields, None, lines.encode())
