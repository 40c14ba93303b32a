"""Downloader middleware that writes every response to WARC before anything reads it.

It stands inside cookies (700), so the request headers are those that were sent, and takes the place of Scrapy's
HttpCompression: the content coding is removed here by the very function that reads the archive, so that a harvest
and a rebuild see the same page, a coding that breaks off is known, and a coding that is none kills nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from scrapy.http import Request, Response

from archive.content_coding import LARGEST, Problem, remove_codings
from archive.exchange import Exchange, Tls, Truncated
from archive.records import Capture
from archive.warc_records import payload_digest
from crawler.tls import TlsPolicy, tls_of

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.http.headers import Headers

META_KEY = "fazhi_wire"


class Sink(Protocol):
    """Where exchanges are written."""

    def write_exchange(self, exchange: Exchange) -> Capture: ...
    def moment(self) -> str: ...
    def holder_of(self, digest: str) -> Capture | None: ...
    def name_capture(self, request_id: str) -> str: ...


@dataclass(slots=True)
class Wire:
    """What one request of the ledger met on the wire; travels in the request's meta."""

    request_id: str
    sink: Sink
    conditional_on: Capture | None = None
    """The capture whose validators were sent."""
    captures: list[Capture] = field(default_factory=list)
    address: str | None = None
    problem: Problem | None = None
    """Why the body is not the whole page: cut, unpacks beyond the limit, or is not what its coding says."""
    tls: Tls | None = None
    cut: bool = False
    """The connection ended before the body did."""


def header_pairs(headers: Headers) -> tuple[tuple[bytes, bytes], ...]:
    """All headers, repeated ones kept, as bytes."""
    return tuple((name, value) for name, values in headers.items() for value in values)


def _truncated(wire: Wire) -> Truncated | None:
    """WARC-Truncated: a server that announces a cut body's own length, or cuts a coding, gives no reason."""
    if wire.cut:
        return "disconnect"
    return "unspecified" if wire.problem == "truncated" else None


class CaptureMiddleware:
    """Every response that has a `Wire` becomes WARC records."""

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(tls_of(crawler))

    def __init__(self, tls: TlsPolicy) -> None:
        self._tls = tls

    def process_response(self, request: Request, response: Response) -> Response:
        """Write the exchange, then let the response go on."""
        wire = request.meta.get(META_KEY)
        if isinstance(wire, Wire) and not request.meta.get("playwright"):
            wire.address = str(response.ip_address) if response.ip_address else None
            wire.tls = self._tls.shown(request.url)
            wire.cut = "dataloss" in response.flags
            coding = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
            largest = int(request.meta.get("download_maxsize") or LARGEST)
            body, wire.problem = remove_codings(response.body, coding, largest)
            if wire.cut:
                wire.problem = "truncated"
            wire.captures.append(write(wire, request, response))
            return response.replace(body=b"" if wire.problem == "too_large" else body)
        return response


def write(wire: Wire, request: Request, response: Response) -> Capture:
    """Append one exchange to the archive."""
    body = response.body
    held = wire.sink.holder_of(payload_digest(body)) if body and response.status == 200 else None
    if held is not None and held.request_id == wire.request_id:
        # A killed harvest asked this very request: the page was never read, so it is no mere sighting.
        held = None
    not_modified = wire.conditional_on if response.status == 304 else None
    content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
    return wire.sink.write_exchange(
        Exchange(
            capture_id=wire.sink.name_capture(wire.request_id),
            request_id=wire.request_id,
            url=request.url,
            method=request.method,
            request_headers=header_pairs(request.headers),
            request_body=request.body,
            status=response.status,
            response_headers=header_pairs(response.headers),
            body=body,
            at=wire.sink.moment(),
            ip=wire.address,
            tls=wire.tls,
            truncated=_truncated(wire),
            media_type=content_type.split(";")[0].strip().lower() or None,
            revisit_of=held if not_modified is None and wire.problem != "truncated" else None,
            not_modified_of=not_modified,
        )
    )
