"""What a response says of itself before its body is read: whether it can be a page, and when to come again."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy.http import Response


def is_text(content_type: str, body: bytes) -> bool:
    """Whether the body can be a page: by its first bytes, since headers lie."""
    start = body[:64].lstrip(b"\xef\xbb\xbf \t\r\n")
    if start[:4] in {b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"} or b"\x00\x00" in body[:256]:
        return False
    declared = content_type.lower()
    return start[:1] in {b"<", b"{", b"["} or "text" in declared or "json" in declared or (
        "xml" in declared or "html" in declared or "script" in declared or not declared
    )  # fmt: skip


def retry_after(response: Response) -> float | None:
    """Seconds that the server asks us to wait: given as such, or as the date until when (RFC 9110 §10.2.3)."""
    value = (response.headers.get("Retry-After") or b"").strip()
    if value.isdigit():
        return float(value)
    try:
        until = parsedate_to_datetime(value.decode("latin-1"))
    except ValueError:
        return None
    now = datetime.now(UTC) if until.tzinfo else datetime.now(UTC).replace(tzinfo=None)
    return max((until - now).total_seconds(), 0.0)
