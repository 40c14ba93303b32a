"""One request and its answer as the wire had them: what is handed to the archive to be kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archive.records import Capture

Headers = tuple[tuple[bytes, bytes], ...]
Truncated = Literal["length", "time", "disconnect", "unspecified"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Tls:
    """What a connection's handshake showed."""

    version: str
    """As OpenSSL names it: TLSv1.2."""
    cipher: str | None
    level: int | None = None
    """OpenSSL's security level where it was lowered for this host."""
    unverified: str | None = None
    """What spoke against the certificate, in words."""

    @property
    def doubt(self) -> str | None:
        """What the connection lacked, in words; None for one that lacks nothing."""
        old = (
            ""
            if self.level is None
            else f"legacy TLS, level {self.level}: {self.version} {self.cipher}"
        )
        bad = "" if self.unverified is None else f"certificate not verified: {self.unverified}"
        return "; ".join(filter(None, (old, bad))) or None


@dataclass(frozen=True, kw_only=True, slots=True)
class Exchange:
    """One request and its answer, as the wire had them."""

    capture_id: str
    request_id: str
    url: str
    method: str
    request_headers: Headers
    request_body: bytes = b""
    status: int
    response_headers: Headers
    """As sent, repeated ones kept; bytes of any encoding."""
    body: bytes
    """As sent, content coding kept."""
    at: str
    """WARC-Date: UTC, ISO, microseconds, with Z."""
    ip: str | None = None
    truncated: Truncated | None = None
    media_type: str | None = None
    revisit_of: Capture | None = None
    """The capture that already holds this very payload."""
    not_modified_of: Capture | None = None
    """For a 304: the capture that holds the payload which is still valid."""
    decoded: bool = False
    """A browser gave the body with its content coding already removed."""
    tls: Tls | None = None
