"""A request and a reply, as the shapes see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote


@dataclass(frozen=True, kw_only=True)
class Request:
    """What was asked of a portal."""

    method: str
    target: str
    """Path and query, as sent."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in lower case."""
    body: bytes = b""
    hits: int = 0
    """How many requests this server has answered: what counters and clocks show."""

    @property
    def path(self) -> str:
        """The path without its query, percent-decoded."""
        return unquote(self.target.partition("?")[0])

    @property
    def query(self) -> dict[str, str]:
        """The query's parameters; the last of a name wins."""
        return dict(parse_qsl(self.target.partition("?")[2], keep_blank_values=True))

    @property
    def form(self) -> dict[str, str]:
        """Parameters of a form body."""
        return dict(parse_qsl(self.body.decode("utf-8", "replace"), keep_blank_values=True))


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a portal answers."""

    body: bytes
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    stable: bool = False
    """The same bytes at every request of a round: may carry validators."""
    wait: float = 0.0
    """Seconds before the head is sent."""
    drip: float = 0.0
    """Seconds between two bytes of the body (a slow loris); 0: at once."""
    cut: int | None = None
    """Bytes of the body that are really sent before the connection is closed."""
    drop: bool = False
    """Close the connection without a word."""


Handler = Callable[[Request], Reply]
Site = dict[str, Handler]
"""Handlers by path; the key `*` answers what no other does."""


def html(text: str, *, stable: bool = False, encoding: str = "utf-8", status: int = 200) -> Reply:
    """A page of HTML."""
    charset = "; charset=utf-8" if encoding == "utf-8" else ""
    return Reply(
        body=text.encode(encoding, "xmlcharrefreplace"),
        content_type=f"text/html{charset}",
        stable=stable,
        status=status,
    )


def fixed(reply: Reply) -> Handler:
    """A handler that always gives this reply."""
    return lambda _request: reply
