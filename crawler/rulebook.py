"""Asks each origin's robots.txt once a pass, in the ledger like any other request."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from archive import ledger
from archive.clock import utc_now
from archive.ledger import Planned
from archive.records import Ask, Portal
from archive.urls import host_of
from crawler.books import Books
from crawler.fetch import Fetched
from crawler.politeness import Politeness
from crawler.robots import Rules, from_answer, unreachable
from spiders.itinerary import Context, Follow, Next

MAX_REDIRECTS = 5
"""RFC 9309 §2.3.1.2: follow at least five; more reads as absent."""

GATE = 521
"""加速乐: passed, where at all, by coming back with the cookie (guide: portals §5)."""

Fetch = Callable[[Planned, Context, Portal, str], Awaitable[Fetched]]


class Rulebook:
    """The rules of every origin that this harvest meets."""

    def __init__(self, books: Books, politeness: Politeness, fetch: Fetch) -> None:
        self._books = books
        self._politeness = politeness
        self._fetch = fetch
        self._rules: dict[str, asyncio.Task[Rules]] = {}
        self._failed: dict[str, tuple[Planned, Fetched]] = {}
        """Rows that wait for the second pass, with what came of the first."""
        self._last = False

    async def rules(self, site: str, portal: Portal, via: str) -> Rules:
        """What an origin lets us ask; asked for at first use."""
        task = self._rules.get(site)
        if task is None:
            task = asyncio.ensure_future(self._ask(site, portal, via))
            self._rules[site] = task
        return await asyncio.shield(task)

    def begin_second_pass(self) -> None:
        """Forget what could not be reached: it is asked once more, and then for good."""
        self._last = True
        self._rules = {
            site: task
            for site, task in self._rules.items()
            if task.done() and not task.cancelled() and task.result().reachable
        }

    async def _ask(self, site: str, portal: Portal, via: str) -> Rules:
        row, _ = self._failed.pop(site, (None, None))
        if row is None:
            step = Next(ask=Ask(url=site + "/robots.txt"), kind="robots", context=Context())
            row = self._books.planned(portal.portal, step, via)
            # A resumed harvest asks for the rules again, in the row that it has for them.
            before = ledger.planned(self._books.archive.db, row.request_id)
            row = replace(before or row, attempts=0, started_at=utc_now())
            self._books.commits.plan([row])
            await self._books.commits.durable(row.request_id)
        url = row.ask.url
        fetched = await self._fetch(row, Context(), portal, url)
        for _ in range(MAX_REDIRECTS):
            # A gate that gives a cookie stands before robots.txt as before any page: ask again with it.
            gate = fetched.status == GATE and fetched.sets_cookie
            if fetched.location is None and not gate:
                break
            url = fetched.location or url
            fetched = await self._fetch(row, Context(), portal, url)
        row = replace(row, attempts=row.attempts + fetched.attempts)
        rules = read_rules(fetched)
        if rules.reachable or self._last:
            self._books.end(row, fetched, Follow())
        else:
            self._failed[site] = (row, fetched)
        self._politeness.honour(host_of(site), rules.crawl_delay)
        return rules

    def finish(self) -> None:
        """Give their outcome to origins that failed and that nothing asked for again (a page's script host)."""
        for row, fetched in self._failed.values():
            self._books.end(row, fetched, Follow())
        self._failed.clear()


def read_rules(fetched: Fetched) -> Rules:
    """The rules that an answer, or its absence, stands for."""
    if fetched.location is not None:
        return from_answer(404, b"")
    if fetched.status is None or fetched.outcome in {"truncated", "challenge_page"}:
        status = fetched.status or 0
        if 400 <= status < 500:
            # A gate answers robots.txt like any page (412, 468): there are no rules to break,
            # and the pages behind it will say for themselves that we are kept out.
            return from_answer(404, b"")
        return unreachable(fetched.outcome)
    return from_answer(fetched.status, fetched.body)
