"""Pages that show nothing without JavaScript: rendered by the browser, kept as what the network gave and what a person saw."""

from __future__ import annotations

import asyncio
import contextlib
from dataclasses import replace
from typing import Literal

from playwright.async_api import Error as PlaywrightError
from scrapy.http import Request
from scrapy_playwright.page import PageMethod

from archive.ledger import Planned
from archive.records import Portal
from archive.urls import host_of
from crawler.books import Books
from crawler.browsers import find_browser
from crawler.browsing import wait_until_quiet, watch
from crawler.failures import EXPECTED, describe, outcome_in_browser
from crawler.fetch import Fetched, Surroundings
from crawler.page_requests import Job
from crawler.rendered import Keeper
from crawler.robots import origin
from crawler.rulebook import Rulebook
from crawler.shelf import Shelf, has_route, plain_address
from spiders.itinerary import Context

PAGE_SECONDS = 90.0
"""Watchdog: neither Playwright's nor Scrapy's time-outs cover a browser that hangs (dependencies §2)."""
TRIES = 2
RENDER_FAILURES: tuple[type[BaseException], ...] = (PlaywrightError, *EXPECTED)
PAGES_AT_ONCE = 2
OTHER_HOST_SECONDS = 10.0
"""Longest wait for another host's turn: two pages that wait for each other's hosts must not wait for ever."""
NEVER_FIRST = frozenset({"robots", "attachment", "data"})


class Renderer:
    """The browser as a harvest uses it."""

    def __init__(
        self,
        surroundings: Surroundings,
        books: Books,
        rulebook: Rulebook,
        mode: Literal["auto", "never", "always"],
        user_agent: str,
    ) -> None:
        self._user_agent = user_agent
        self._with = surroundings
        self._keeper = Keeper(surroundings.archive, books)
        self._rulebook = rulebook
        self._mode = mode
        self._room = asyncio.Semaphore(PAGES_AT_ONCE)
        self._shelf = Shelf()
        self._needed: set[tuple[str, str]] = set()
        """Portals whose columns, or whose articles, proved empty without the browser."""

    def renders_first(self, portal: Portal, row: Planned) -> bool:
        """Whether a page goes to the browser at once: the row says so, or pages of its like needed it."""
        if row.kind in NEVER_FIRST or "never" in (self._mode, portal.render):
            return False
        if row.ask.method != "GET":
            return False
        if "always" in (self._mode, portal.render):
            return True
        if (portal.portal, _like(row.kind)) in self._needed:
            return True
        shell = has_route(row.ask.url) and self._shelf.get(portal.portal, row.ask.url)
        return shell is not None and shell is not False

    def may_render(self, portal: Portal) -> bool:
        """Whether there is a browser, and neither the run nor the row forbids it."""
        return "never" not in (self._mode, portal.render) and find_browser() is not None

    def needed(self, portal: Portal, kind: str) -> None:
        """A page that was empty without the browser was none with it."""
        self._needed.add((portal.portal, _like(kind)))

    async def render(
        self, portal: Portal, row: Planned, context: Context, plain: Fetched | None = None
    ) -> Fetched:
        """One page, as a person would see it; a browser that dies is tried once more.

        `plain`: the page as it was fetched without the browser, which is then not asked for again.
        """
        if "never" in (self._mode, portal.render):
            return Fetched(
                outcome="parse_failed",
                asked=False,
                detail="empty without JavaScript; rendering is off",
            )
        if find_browser() is None:
            return Fetched(
                outcome="browser_missing", asked=False, detail="no Chromium found: see `make setup`"
            )
        if not await self._allowed(portal, context, row.ask.url):
            return Fetched(outcome="robots_disallowed", asked=False)
        fetched = Fetched(outcome="browser_crash", asked=False)
        for _ in range(TRIES):
            job = self._job(portal, row, context, plain)
            async with self._room, self._with.politeness.turn(host_of(row.ask.url)):
                try:
                    fetched = await self._attempt(job, plain)
                finally:
                    job.let_go()
            if fetched.outcome != "browser_crash":
                break
        return replace(fetched, asked=plain is None)

    def _job(self, portal: Portal, row: Planned, context: Context, plain: Fetched | None) -> Job:
        answer = plain.answer if plain is not None else None

        async def allowed(url: str) -> bool:
            if host_of(url) != host_of(row.ask.url):
                return await self._allowed(portal, context, url)
            with self._with.politeness.lent(host_of(url)):
                return await self._allowed(portal, context, url)

        async def pace(url: str) -> None:
            await self._pace(host_of(row.ask.url), host_of(url))

        same = answer is not None and plain_address(answer.url) == plain_address(row.ask.url)
        given = answer.text if answer is not None and same else None
        return Job(
            portal=portal, row=row, allowed=allowed, pace=pace, shelf=self._shelf, given=given
        )

    async def _pace(self, turn_of: str, host: str) -> None:
        """The page has the turn of its own host; another host's it waits for like anybody."""
        if host == turn_of:
            await self._with.politeness.step(host)
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(OTHER_HOST_SECONDS), self._with.politeness.turn(host):
                pass

    async def _allowed(self, portal: Portal, context: Context, url: str) -> bool:
        if not self._with.boundary.permits(portal.portal, url, from_column=context.from_column):
            return False
        rules = await self._rulebook.rules(origin(url), portal, "")
        return rules.allows(url)

    async def _attempt(self, job: Job, plain: Fetched | None) -> Fetched:
        request = Request(
            job.row.ask.url,
            dont_filter=True,
            meta={
                "playwright": True,
                "job": job,
                # Scrapy's slot of the host is left free for what the page asks for.
                "download_slot": f"browser {job.portal.portal}",
                "playwright_context": job.portal.portal,
                "playwright_context_kwargs": {
                    "user_agent": self._user_agent,
                    "service_workers": "block",
                    "accept_downloads": False,
                    # As without the browser: noted, not required (crawler.tls).
                    "ignore_https_errors": True,
                },
                "playwright_page_init_callback": watch(job),
                "playwright_page_goto_kwargs": {"wait_until": "commit"},
                "playwright_page_methods": [PageMethod(wait_until_quiet)],
            },
        )
        try:
            response = await asyncio.wait_for(self._with.download(request), PAGE_SECONDS)
        except RENDER_FAILURES as error:
            words = describe(error)
            if job.barred is not None:
                permitted = self._with.boundary.permits(
                    job.portal.portal, job.barred, from_column=True
                )
                barred = "robots_disallowed" if permitted else "offsite"
                return Fetched(outcome=barred, detail=f"redirects to {job.barred}")
            if host_of(job.row.ask.url) in self._with.guard.refused:
                return Fetched(outcome="private_address", detail=words)
            if job.crashed.is_set():
                return Fetched(outcome="browser_crash", detail=words)
            if isinstance(error, TimeoutError) or "Timeout" in words:
                return Fetched(outcome="timeout", detail=words)
            return Fetched(outcome=outcome_in_browser(words), detail=words)
        return self._keeper.keep(job, response, plain)


def _like(kind: str) -> str:
    return "article" if kind == "article" else "column"
