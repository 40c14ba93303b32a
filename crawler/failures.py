"""Names what went wrong on the way to a server: one outcome of the contract for every exception."""

from __future__ import annotations

import asyncio

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)
from twisted.internet.error import (
    ConnectBindError,
    ConnectError,
    DNSLookupError,
    NoRouteError,
    UnknownHostError,
)
from twisted.internet.error import (
    ConnectionRefusedError as TwistedRefused,
)
from twisted.internet.error import (
    TimeoutError as TwistedTimeout,
)
from twisted.web._newclient import ParseError, ResponseFailed

from archive import ledger
from archive.errors import FazhiError

OUTCOME_OF: tuple[tuple[type[BaseException], str], ...] = (
    (DownloadTimeoutError, "timeout"),
    (asyncio.TimeoutError, "timeout"),
    (TwistedTimeout, "timeout"),
    (CannotResolveHostError, "dns"),
    (DNSLookupError, "dns"),
    (UnknownHostError, "dns"),
    (DownloadConnectionRefusedError, "refused"),
    (TwistedRefused, "refused"),
    (NoRouteError, "unreachable"),
    (ConnectBindError, "unreachable"),
    (ResponseDataLossError, "truncated"),
    (DownloadCancelledError, "too_large"),
    (UnsupportedURLSchemeError, "offsite"),
    (ParseError, "decode_failed"),
    (ConnectError, "unreachable"),
)
"""In order: the first class that fits."""

AGAIN_LATER = ledger.TRANSPORT | {
    "http_error:500", "http_error:502", "http_error:503", "http_error:504", "http_error:429", "browser_crash",
}  # fmt: skip
"""Tried again in the second, slower pass: most such failures are transient (guide: portals §1.2)."""

EXPECTED: tuple[type[BaseException], ...] = (
    *(kind for kind, _ in OUTCOME_OF), DownloadFailedError, ResponseFailed, OSError, ValueError, EOFError,
)  # fmt: skip
"""What a download may raise; anything else is a fault of ours and stops the harvest loudly."""

_TLS_WORDS = ("ssl", "tls", "certificate", "handshake")


def outcome_of(error: BaseException) -> str:
    """The outcome that names this failure; a connection that broke off otherwise is a `reset`."""
    for kind, outcome in OUTCOME_OF:
        if isinstance(error, kind):
            return outcome
    words = describe(error).lower()
    if any(word in words for word in _TLS_WORDS):
        return "tls"
    if isinstance(error, (ValueError, EOFError)):
        return "decode_failed"
    if "parseerror" in words or "bad request line" in words:
        return "decode_failed"
    return "reset"


IN_BROWSER: tuple[tuple[str, str], ...] = (
    ("net::ERR_SSL_", "tls"),
    ("net::ERR_CERT_", "tls"),
    ("net::ERR_NAME_", "dns"),
    ("net::ERR_CONNECTION_REFUSED", "refused"),
    ("net::ERR_TUNNEL_CONNECTION_FAILED", "unreachable"),
    ("net::ERR_ADDRESS_UNREACHABLE", "unreachable"),
    ("net::ERR_TOO_MANY_REDIRECTS", "redirect_loop"),
    ("net::ERR_INCOMPLETE_CHUNKED", "truncated"),
    ("net::ERR_CONTENT_LENGTH_MISMATCH", "truncated"),
    ("net::ERR_TIMED_OUT", "timeout"),
    ("net::ERR_CONNECTION_TIMED_OUT", "timeout"),
    ("net::ERR_FAILED", "browser_crash"),  # no server's doing: the page's process died
    ("net::ERR_", "reset"),
)
"""Chromium's names (net_error_list.h), the first that fits; legacy TLS is not to be had from it, so such a host is `tls`."""


def outcome_in_browser(words: str) -> str:
    """The outcome of a page that the browser could not load; one that dies otherwise has crashed."""
    return next((outcome for name, outcome in IN_BROWSER if name in words), "browser_crash")


def describe(error: BaseException) -> str:
    """The failure in words, with the reasons that Twisted keeps inside."""
    reasons = getattr(error, "reasons", None) or getattr(error.__cause__, "reasons", None) or ()
    inner = "; ".join(f"{type(reason.value).__name__}: {reason.value}" for reason in reasons)
    return f"{type(error).__name__}: {error}{f' ({inner})' if inner else ''}"[:500]


def cause_of(error: BaseException) -> Exception:
    """The failure to report: of several at once, the one that we raise on purpose."""
    while isinstance(error, BaseExceptionGroup):
        ours = error.subgroup(FazhiError)
        error = (ours or error).exceptions[0]
    return error if isinstance(error, Exception) else RuntimeError(repr(error))
