"""One page in the browser, from its opening until it is done."""

from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary, WeakSet

from playwright.async_api import Error as PlaywrightError

from crawler.hops import watch_hops
from crawler.page_requests import Job, decide, ended

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page, Route
    from playwright.async_api import Request as BrowserRequest
    from scrapy.http import Request

QUIET = 0.5
"""Seconds without a request after which a page is done."""
PATIENCE = 8.0
"""Longest wait for that, the time not counted in which calls waited for the host's pace."""
LONGEST = 45.0
NO_ESCAPE = """
for (const name of ['WebSocket', 'EventSource', 'RTCPeerConnection', 'SharedWorker']) delete window[name];
window.open = () => null; window.print = () => {};
"""
"""Ways out of a page that no request handler sees."""


_JOBS: WeakKeyDictionary[Any, Job] = WeakKeyDictionary()
_GUARDED: WeakSet[Any] = WeakSet()
"""Contexts whose stray windows are kept from the network."""


def watch(job: Job) -> Any:
    """The page's callback: every request is decided on, every answer kept."""

    async def decided(route: Route, request: BrowserRequest) -> None:
        with contextlib.suppress(PlaywrightError):  # the page is gone: nobody waits
            await decide(job, route, request)

    async def finished(request: BrowserRequest) -> None:
        await ended(job, request, answered=True)

    async def failed(request: BrowserRequest) -> None:
        await ended(job, request, answered=False)

    def asked(request: BrowserRequest) -> None:
        job.redirected(request)

    def crashed(_: Page) -> None:
        job.crashed.set()

    async def begin(page: Page, _: Request) -> None:
        job.begin()
        await _guard(page.context)
        await page.route("**/*", decided)
        await watch_hops(job, page)
        page.on("request", asked)
        page.on("requestfinished", finished)
        page.on("requestfailed", failed)
        page.on("popup", _close)
        page.on("crash", crashed)
        _JOBS[page] = job

    return begin


def is_stray(request: BrowserRequest) -> bool:
    """Whether a request comes from a page whose callback failed: nobody has looked at it, so it is not made."""
    return request.frame.page not in _JOBS


async def _guard(context: BrowserContext) -> None:
    """Nothing leaves by what no page of ours asks for: windows that it opened, sockets."""
    if context not in _GUARDED:
        _GUARDED.add(context)
        await context.add_init_script(NO_ESCAPE)
        await context.route("**/*", _refuse)


async def _refuse(route: Route) -> None:
    with contextlib.suppress(PlaywrightError):
        await route.abort()


async def _close(other: Page) -> None:
    with contextlib.suppress(PlaywrightError):
        await other.close()


async def wait_until_quiet(page: Page) -> None:
    """Until no request is under way for a while, or long enough; then nothing more is loaded.

    Raises:
        PlaywrightError: the page's own process has crashed.
    """
    job, clock = _JOBS[page], asyncio.get_running_loop().time
    begun = silent = clock()
    while True:
        if job.crashed.is_set():
            raise PlaywrightError("Page crashed")
        now = clock()
        if job.pending:
            silent = now
        elif now - silent >= QUIET:
            break
        if now - begun - job.waited > PATIENCE or now - begun > LONGEST:
            break
        await asyncio.sleep(0.05)
    job.closed = True
    if job.pending:
        with contextlib.suppress(PlaywrightError, TimeoutError):
            # A page that still loads would keep everyone waiting for its end.
            await asyncio.wait_for(page.evaluate("window.stop()"), 2)
