"""Pages that show nothing without JavaScript: rendered by the browser, kept as what the network gave and what a person saw."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal

from playwright.async_api import Error as PlaywrightError
from scrapy.http import Request, Response
from scrapy_playwright.page import PageMethod

from archive.clock import utc_now
from archive.ledger import Planned
from archive.records import Answer, Ask, Capture, Portal
from archive.warc_records import Exchange
from crawler.books import Books
from crawler.boundary import host_of
from crawler.browsers import find_browser
from crawler.browsing import Job, wait_until_quiet, watch
from crawler.challenge import judge
from crawler.failures import EXPECTED, describe
from crawler.fetch import Fetched, Surroundings
from crawler.robots import origin
from crawler.rulebook import Rulebook
from spiders.itinerary import Context, Follow, Next

if TYPE_CHECKING:
    from playwright.async_api import Response as BrowserResponse

PAGE_SECONDS = 60.0
"""Watchdog: neither Playwright's nor Scrapy's time-outs cover a browser that hangs (dependencies §2)."""
TRIES = 2
RENDER_FAILURES: tuple[type[BaseException], ...] = (PlaywrightError, *EXPECTED)
PAGES_AT_ONCE = 2


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
        self._books = books
        self._rulebook = rulebook
        self._mode = mode
        self._room = asyncio.Semaphore(PAGES_AT_ONCE)
        self._kept: set[str] = set()

    def renders_first(self, portal: Portal, kind: str) -> bool:
        """Whether the row asks for the browser at once."""
        if kind in {"robots", "attachment", "data"} or self._mode == "never":
            return False
        return portal.render == "always" or (self._mode == "always" and portal.render != "never")

    async def render(self, portal: Portal, row: Planned, context: Context) -> Fetched:
        """One page, as a person would see it; a browser that dies is tried once more."""
        if self._mode == "never" or portal.render == "never":
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
            job = Job(
                portal=portal, row=row, allowed=lambda url: self._allowed(portal, context, url)
            )
            async with self._room, self._with.politeness.turn(host_of(row.ask.url)):
                fetched = await self._attempt(job)
            if fetched.outcome != "browser_crash":
                break
        return fetched

    async def _allowed(self, portal: Portal, context: Context, url: str) -> bool:
        if not self._with.boundary.permits(portal.portal, url, from_column=context.from_column):
            return False
        rules = await self._rulebook.rules(origin(url), portal, "")
        return rules.allows(url)

    async def _attempt(self, job: Job) -> Fetched:
        request = Request(
            job.row.ask.url,
            dont_filter=True,
            meta={
                "playwright": True,
                "playwright_context": job.portal.portal,
                "playwright_context_kwargs": {
                    "user_agent": self._user_agent,
                    "service_workers": "block",
                },
                "playwright_page_init_callback": watch(job),
                "playwright_page_goto_kwargs": {"wait_until": "domcontentloaded"},
                "playwright_page_methods": [PageMethod(wait_until_quiet)],
            },
        )
        try:
            response = await asyncio.wait_for(self._with.download(request), PAGE_SECONDS)
        except RENDER_FAILURES as error:
            words = describe(error)
            if host_of(job.row.ask.url) in self._with.guard.refused:
                return Fetched(outcome="private_address", detail=words)
            if "net::ERR_" in words:
                return Fetched(outcome="reset", detail=words)
            return Fetched(outcome="browser_crash", detail=words)
        return await self._keep(job, response)

    async def _keep(self, job: Job, response: Response) -> Fetched:
        main: Capture | None = None
        for answered in list(job.responses):
            capture = await self._keep_response(job, answered, is_main=main is None)
            main = main or capture
        dom = self._with.archive.write_rendering(
            capture_id=self._with.archive.name_capture(job.row.request_id),
            request_id=job.row.request_id,
            url=response.url,
            body=response.body,
            concurrent_to=main.capture_id if main else None,
        )
        text = response.body.decode("utf-8", "replace")
        verdict = judge(response.status, text)
        outcome: str = verdict[0] if verdict else "fetched"
        if verdict is None and response.status >= 400:
            outcome = f"http_error:{response.status}"
        answer = Answer(url=response.url, status=response.status, text=text, rendered=True)
        return Fetched(
            outcome=outcome,
            status=response.status,
            answer=answer,
            capture=dom,
            body=response.body,
            detail=verdict[1] if verdict else None,
        )

    async def _keep_response(
        self, job: Job, answered: BrowserResponse, *, is_main: bool
    ) -> Capture | None:
        """Write what the browser received; a script that several pages share is kept once."""
        asked = answered.request
        ask = Ask(url=asked.url.split("#")[0], method="POST" if asked.method == "POST" else "GET",
                  body=asked.post_data_buffer or b"")  # fmt: skip
        document = is_main and asked.is_navigation_request()
        row = job.row
        if not document:
            step = Next(ask=ask, kind="render", context=Context())
            row = self._books.planned(job.portal.portal, step, job.row.request_id)
            if row.request_id in self._kept or row.request_id == job.row.request_id:
                return None
            self._kept.add(row.request_id)
        try:
            body = await answered.body()
            headers = await answered.headers_array()
        except PlaywrightError:
            return None  # a redirect or an aborted answer has no body to keep
        capture = self._with.archive.write_exchange(
            Exchange(
                capture_id=self._with.archive.name_capture(row.request_id),
                request_id=row.request_id,
                url=ask.url,
                method=ask.method,
                request_headers=tuple(
                    (name.encode("utf-8"), value.encode("utf-8"))
                    for name, value in asked.headers.items()
                ),
                request_body=ask.body,
                status=answered.status,
                response_headers=tuple(
                    (header["name"].encode("utf-8"), header["value"].encode("utf-8"))
                    for header in headers
                ),
                body=body,
                at=self._with.archive.moment(),
                media_type=(answered.headers.get("content-type") or "").split(";")[0] or None,
                decoded=True,
            )
        )
        if not document:
            self._end_own(row, capture, answered.status)
        return capture

    def _end_own(self, row: Planned, capture: Capture, status: int) -> None:
        """A page's own script or data call has its row too."""
        outcome = "fetched" if 200 <= status < 300 else f"http_error:{status}"
        if status in {301, 302, 303, 307, 308}:
            outcome = "redirected"
        self._books.commits.plan([row])
        done = Planned(
            request_id=row.request_id, harvest_id=row.harvest_id, portal=row.portal, ask=row.ask,
            kind=row.kind, via=row.via, sequence=row.sequence, attempts=1, started_at=utc_now(),
        )  # fmt: skip
        self._books.end(done, Fetched(outcome=outcome, status=status, capture=capture), Follow())
