"""Pace per host: one request at a time, a delay between two, slower after a host has asked us to be."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field

THROTTLING = frozenset({403, 429, 503})
"""Statuses with which a server says that it is asked too much."""
CRAWL_DELAY_CAP = 30.0
"""Seconds: the longest Crawl-delay that is honoured, as Heritrix's default maximum delay."""
BACK_OFF_CAP = 60.0
"""Seconds: the guide saw bans of about a minute; more would stall the harvest."""
COOL_DOWN = 30.0
"""Seconds of silence after a second throttling answer in a row (guide: portals §5)."""
PAGE_CALL_CAP = 3.0
"""Seconds: the longest delay between the data calls of one rendered page, which would else never be done."""
LIVE_FLOOR = 1.0
"""Seconds: below it only where the operator allows a private network."""


@dataclass(slots=True)
class HostPace:
    """What is known of one host."""

    asked_delay: float
    """Seconds: of the setting, the row, robots.txt or a back-off; the floor of the live web is not in it."""
    free: asyncio.Lock = field(default_factory=asyncio.Lock)
    last_use: float = -1e9
    """Moment, by the monotonic clock, at which the latest answer had ended, or a call of a page began."""
    throttled: int = 0
    """Throttling answers (403, 429, 503 with Retry-After) in a row."""
    quiet_until: float = -1e9
    lent: int = 0
    """Calls under way that the page which has the turn makes within it."""


class Politeness:
    """Gives a host to one request at a time, and not before its delay has passed."""

    def __init__(
        self, default_delay: float, may_be_fast: Callable[[str], bool], *, slow: float = 1.0
    ) -> None:
        self._default = default_delay
        self._may_be_fast = may_be_fast
        self._hosts: dict[str, HostPace] = {}
        self.slow = slow
        """Factor on every delay: above 1 in the second pass."""

    def host(self, name: str) -> HostPace:
        """The pace of a host, made at first use."""
        if name not in self._hosts:
            self._hosts[name] = HostPace(asked_delay=self._default)
        return self._hosts[name]

    def delay(self, name: str) -> float:
        """Seconds between two requests to a host: below the floor only where the operator allows it though private.

        Asked anew each time, since where a name leads is known only once it was looked up.
        """
        asked = self.host(name).asked_delay
        return asked if self._may_be_fast(name) else max(asked, LIVE_FLOOR)

    def set_delay(self, name: str, seconds: float) -> None:
        """The row's own delay."""
        self.host(name).asked_delay = seconds

    def honour(self, name: str, crawl_delay: float | None) -> None:
        """Crawl-delay of robots.txt: never makes a host faster, capped."""
        if crawl_delay is not None and crawl_delay > 0:
            pace = self.host(name)
            pace.asked_delay = max(pace.asked_delay, min(crawl_delay, CRAWL_DELAY_CAP))

    @asynccontextmanager
    async def turn(self, name: str) -> AsyncIterator[None]:
        """One navigation or data call to this host."""
        pace = self.host(name)
        if pace.lent:
            await self.step(name)
            yield
            return
        async with pace.free:
            due = max(pace.last_use + self.delay(name) * self.slow, pace.quiet_until)
            if (wait := due - time.monotonic()) > 0:
                await asyncio.sleep(wait)
            pace.last_use = time.monotonic()
            try:
                yield
            finally:
                # The delay counts from the answer's end: a host that needs ten seconds for a page,
                # or let the request wait for so long before it looked at it, is not asked again at once.
                pace.last_use = time.monotonic()

    @contextmanager
    def lent(self, name: str) -> Iterator[None]:
        """Whoever has the turn lets another call of its own be made: the robots.txt of the host's other port."""
        pace = self.host(name)
        pace.lent += 1
        try:
            yield
        finally:
            pace.lent -= 1

    async def step(self, name: str) -> None:
        """One more call to this host by the page that has the turn: the delay counts for it too, up to a cap."""
        pace = self.host(name)
        delay = min(self.delay(name) * self.slow, PAGE_CALL_CAP)
        wait = pace.last_use + delay - time.monotonic()
        if wait > 0:
            await asyncio.sleep(wait)
        pace.last_use = time.monotonic()

    def throttled(self, name: str, retry_after: float | None = None) -> None:
        """The host answered 403, 429 or the like: slower from now on, silent after the second."""
        pace = self.host(name)
        pace.throttled += 1
        pace.asked_delay = min(max(self.delay(name) * 2, 0.01), BACK_OFF_CAP)
        stays_away = pace.throttled >= 2 and self.delay(name) >= LIVE_FLOOR
        pause = retry_after or (COOL_DOWN if stays_away else 0.0)
        pace.quiet_until = time.monotonic() + min(pause, BACK_OFF_CAP)

    def answered(self, name: str) -> None:
        """The host answered as it should."""
        self.host(name).throttled = 0
