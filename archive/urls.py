"""Addresses: as WARC wants them, and as they are compared."""

from __future__ import annotations

from urllib.parse import quote, urlsplit, urlunsplit

_RESERVED = "%/:?#[]@!$&'()*+,;=-._~"


def ascii_uri(url: str) -> str:
    """The address in ASCII: other bytes percent-encoded (RFC 3986), a host's other letters in Punycode."""
    if url.isascii():
        return quote(url, safe=_RESERVED)
    parts = urlsplit(url)
    if parts.netloc.isascii():
        return quote(url, safe=_RESERVED)
    try:
        netloc = parts.netloc.encode("idna").decode("ascii")
    except UnicodeError:
        netloc = quote(parts.netloc, safe=_RESERVED)
    return quote(urlunsplit(parts._replace(netloc=netloc)), safe=_RESERVED)
