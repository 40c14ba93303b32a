"""One page in the browser: what it may ask for, what it is answered, and when it is done."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, WeakSet

from playwright.async_api import Error as PlaywrightError

from archive.ledger import Planned
from archive.records import Portal
from crawler.shelf import Shelf, Shelved, has_route

if TYPE_CHECKING:
    from playwright.async_api import Page, Route
    from playwright.async_api import Request as BrowserRequest
    from scrapy.http import Request

PARTS = frozenset({"script", "stylesheet"})
CALLS = frozenset({"xhr", "fetch"})
WANTED = PARTS | CALLS | {"document"}
"""All else is blocked: images, media, fonts, sockets, beacons."""
AT_ONCE = 4
"""A page's own scripts and styles that are under way together."""
MOST_NAVIGATIONS = 5
"""Of one page: a script that reloads it for ever is stopped."""
MOST_CALLS = 40
MOST_PARTS = 200
QUIET = 0.5
"""Seconds without a request after which a page is done."""
PATIENCE = 8.0
"""Longest wait for that, the time not counted in which calls waited for the host's pace."""
LONGEST = 45.0
MOST_BODY = 16 * 1024 * 1024
_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection"})
NO_ESCAPE = """
for (const name of ['WebSocket', 'EventSource', 'RTCPeerConnection', 'SharedWorker']) delete window[name];
window.open = () => null; window.print = () => {};
"""
"""Ways out of a page that no request handler sees."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Received:
    """An answer that the browser got from the network, or from the shelf."""

    url: str
    method: str
    sent: bytes
    sent_headers: tuple[tuple[str, str], ...]
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    kind: str
    """Playwright's resource type."""
    main: bool
    shelved: bool


@dataclass(slots=True, weakref_slot=True)
class Job:
    """One page in the browser."""

    portal: Portal
    row: Planned
    allowed: Callable[[str], Awaitable[bool]]
    """Boundary and robots."""
    pace: Callable[[str], Awaitable[None]]
    """Waits until the page may make another call to this address."""
    shelf: Shelf
    given: str | None = None
    """The page as it was fetched without the browser: not asked for again."""
    parts: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    calls: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    received: list[Received] = field(default_factory=list)
    page: Page | None = None
    navigations: int = 0
    counted: dict[str, int] = field(default_factory=dict)
    pending: int = 0
    waited: float = 0.0
    crashed: bool = False
    ours: set[BrowserRequest] = field(default_factory=set)
    """Requests that were let through or answered, and have not ended."""
    held: dict[BrowserRequest, asyncio.Semaphore] = field(default_factory=dict)
    shelved: dict[BrowserRequest, Shelved] = field(default_factory=dict)

    def begin(self, page: Page) -> None:
        """A fresh page: the browser may have died over the one before."""
        self.page, self.crashed, self.pending, self.navigations = page, False, 0, 0
        self.parts, self.calls = asyncio.Semaphore(AT_ONCE), asyncio.Semaphore(1)
        for held in (self.received, self.counted, self.ours, self.held, self.shelved):
            held.clear()

    def counts(self, kind: str, most: int) -> bool:
        """One more of a kind; False where that is too many."""
        self.counted[kind] = self.counted.get(kind, 0) + 1
        return self.counted[kind] <= most


_JOBS: WeakKeyDictionary[Any, Job] = WeakKeyDictionary()
_GUARDED: WeakSet[Any] = WeakSet()
"""Contexts whose stray windows are kept from the network."""


def watch(job: Job) -> Any:
    """The page's callback: every request is decided on, every answer kept."""

    async def begin(page: Page, _: Request) -> None:
        job.begin(page)
        _JOBS[page] = job

        async def decide(route: Route, request: BrowserRequest) -> None:
            with contextlib.suppress(PlaywrightError):  # the page is gone: nobody waits
                await _decide(job, route, request)

        async def finished(request: BrowserRequest) -> None:
            await _ended(job, request, answered=True)

        async def failed(request: BrowserRequest) -> None:
            await _ended(job, request, answered=False)

        async def close(other: Page) -> None:
            with contextlib.suppress(PlaywrightError):
                await other.close()

        def crashed(_: Page) -> None:
            job.crashed = True

        async def refuse(route: Route) -> None:
            with contextlib.suppress(PlaywrightError):
                await route.abort()

        def redirected(request: BrowserRequest) -> None:
            if request.redirected_from is not None:
                job.ours.add(request)
                job.pending += 1

        if page.context not in _GUARDED:
            _GUARDED.add(page.context)
            await page.context.add_init_script(NO_ESCAPE)
            await page.context.route(
                "**/*", refuse
            )  # what no page of ours asks for: windows it opened
        await page.route("**/*", decide)
        page.on("request", redirected)
        page.on("requestfinished", finished)
        page.on("requestfailed", failed)
        page.on("popup", close)
        page.on("crash", crashed)

    return begin


async def _decide(job: Job, route: Route, request: BrowserRequest) -> None:
    """Let a request through, answer it from the shelf, or refuse it."""
    job.pending += 1
    job.ours.add(request)
    if not await _let_through(job, route, request):
        _forget(job, request)
        await route.abort()


async def _let_through(job: Job, route: Route, request: BrowserRequest) -> bool:
    kind, url = request.resource_type, request.url
    if kind not in WANTED or not url.startswith(("http://", "https://")):
        return False
    main = request.is_navigation_request() and request.frame.parent_frame is None
    if main:
        job.navigations += 1
        if job.navigations > MOST_NAVIGATIONS:
            return False
        if job.navigations == 1:
            return await _open(job, route, request)
    if not await job.allowed(url):
        return False
    if not job.counts(*(("part", MOST_PARTS) if kind in PARTS else ("call", MOST_CALLS))):
        return False
    slots = job.parts if kind in PARTS else job.calls
    await slots.acquire()
    job.held[request] = slots
    kept = None if main or request.method != "GET" else job.shelf.get(job.portal.portal, url)
    if kept is not None:
        await _answer(job, route, request, kept)
        return True
    if kind not in PARTS:
        begun = asyncio.get_running_loop().time()
        await job.pace(url)
        job.waited += asyncio.get_running_loop().time() - begun
    await route.fallback()
    return True


async def _open(job: Job, route: Route, request: BrowserRequest) -> bool:
    """The page itself: from what was fetched before, where it was."""
    kept = job.shelf.get(job.portal.portal, request.url)
    if job.given is not None:
        kept = Shelved(
            status=200,
            headers=(("content-type", "text/html; charset=utf-8"),),
            body=job.given.encode("utf-8", "replace"),
        )
        if has_route(job.row.ask.url):
            job.shelf.put(job.portal.portal, request.url, kept)
    if kept is None:
        await route.fallback()
    else:
        await _answer(job, route, request, kept)
    return True


async def _answer(job: Job, route: Route, request: BrowserRequest, kept: Shelved) -> None:
    job.shelved[request] = kept
    await route.fulfill(status=kept.status, headers=dict(kept.headers), body=kept.body)


async def _ended(job: Job, request: BrowserRequest, *, answered: bool) -> None:
    """Keep the answer, then make room for the next request."""
    if request not in job.ours:
        return
    try:
        if answered:
            with contextlib.suppress(
                PlaywrightError
            ):  # a redirect, or a page that is gone: no body
                await _receive(job, request)
    finally:
        _forget(job, request)


def _forget(job: Job, request: BrowserRequest) -> None:
    if request in job.ours:
        job.ours.discard(request)
        job.pending -= 1
    slots = job.held.pop(request, None)
    if slots is not None:
        slots.release()


async def _receive(job: Job, request: BrowserRequest) -> None:
    response = await request.response()
    if response is None:
        return
    kept, kind = job.shelved.get(request), request.resource_type
    headers = tuple((one["name"].lower(), one["value"]) for one in await response.headers_array())
    main = request.is_navigation_request() and request.frame.parent_frame is None
    body = kept.body if kept is not None else await response.body()
    if len(body) > MOST_BODY:
        return
    job.received.append(
        Received(
            url=request.url.partition("#")[0], method=request.method, sent=request.post_data_buffer or b"",
            sent_headers=tuple(request.headers.items()), status=response.status, headers=headers, body=body,
            kind=kind, main=main, shelved=kept is not None,
        )
    )  # fmt: skip
    shared = kind in PARTS | CALLS or (main and has_route(job.row.ask.url))
    if kept is None and shared and request.method == "GET" and response.ok:
        answer = Shelved(
            status=response.status,
            headers=tuple(pair for pair in headers if pair[0] not in _OF_THE_WIRE),
            body=body,
        )
        job.shelf.put(job.portal.portal, request.url, answer)


async def wait_until_quiet(page: Page) -> None:
    """Until no request is under way for a while, or long enough; then nothing more is loaded.

    Raises:
        PlaywrightError: the page's own process has crashed.
    """
    job, clock = _JOBS[page], asyncio.get_running_loop().time
    begun = silent = clock()
    while True:
        if job.crashed:
            raise PlaywrightError("Page crashed")
        now = clock()
        if job.pending:
            silent = now
        elif now - silent >= QUIET:
            break
        if now - begun - job.waited > PATIENCE or now - begun > LONGEST:
            break
        await asyncio.sleep(0.05)
    if job.pending:
        with contextlib.suppress(PlaywrightError, TimeoutError):
            # A page that still loads would keep everyone waiting for its end.
            await asyncio.wait_for(page.evaluate("window.stop()"), 2)
