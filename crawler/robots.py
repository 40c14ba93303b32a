"""robots.txt as RFC 9309 has it: absent allows, unreachable forbids, and Crawl-delay is honoured to a cap."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from protego import Protego

AGENT = "fazhi"
"""Product token that rules are matched against."""

MAX_BYTES = 512 * 1024
"""RFC 9309 §2.5: parse at least 500 KiB; the rest of a huge file is passed over."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What an origin's robots.txt lets us ask."""

    parser: Protego | None
    """None: everything is allowed."""
    reachable: bool = True
    outcome: str = "fetched"
    """The robots request's own outcome, for the rows that were not asked because of it."""

    def allows(self, url: str) -> bool:
        """Whether the URL may be asked."""
        if not self.reachable:
            return False
        return self.parser is None or self.parser.can_fetch(url, AGENT)

    @property
    def crawl_delay(self) -> float | None:
        """Seconds between two requests that the host asks for."""
        return None if self.parser is None else self.parser.crawl_delay(AGENT)


def origin(url: str) -> str:
    """Scheme, host and port: what one robots.txt speaks for."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def from_answer(status: int, body: bytes) -> Rules:
    """The rules of an answered robots.txt: 2xx is read, 3xx that led nowhere and 4xx allow, 5xx and 429 forbid."""
    if status == 429 or status >= 500:
        return Rules(None, reachable=False, outcome=f"http_error:{status}")
    if not 200 <= status < 300:
        return Rules(None)
    text = body[:MAX_BYTES].decode("utf-8", "replace").lstrip("\ufeff").replace("\x00", "")
    if text.lstrip()[:1] == "<":
        # An HTML page with 200 stands where there is no robots.txt: it holds no rule.
        return Rules(None)
    return Rules(Protego.parse(text))


def unreachable(outcome: str) -> Rules:
    """No answer: nothing of this origin is asked in this run."""
    return Rules(None, reachable=False, outcome=outcome)
