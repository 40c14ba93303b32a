"""One page in the browser: what it may ask for, what it is answered, and when it is done."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from playwright.async_api import Error as PlaywrightError

from archive.ledger import Planned
from archive.records import Portal

if TYPE_CHECKING:
    from playwright.async_api import Page
    from playwright.async_api import Request as BrowserRequest
    from playwright.async_api import Response as BrowserResponse
    from scrapy.http import Request

UNWANTED = frozenset({"image", "media", "font", "websocket", "manifest", "other"})
AT_ONCE = 4
"""A page's own scripts and styles that are under way together."""
IDLE_MS = 8_000
"""Longest wait for the network to fall silent: counters and chat widgets may never let it."""


@dataclass(slots=True)
class Job:
    """One page in the browser."""

    portal: Portal
    row: Planned
    allowed: Callable[[str], Awaitable[bool]]
    """Boundary and robots."""
    slots: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(AT_ONCE))
    responses: list[BrowserResponse] = field(default_factory=list)
    navigated: bool = False


_JOBS: WeakKeyDictionary[Any, Job] = WeakKeyDictionary()


async def is_unwanted(request: BrowserRequest) -> bool:
    """Whether the browser must not make this request: a kind nobody reads, or one that the rules forbid."""
    if request.resource_type in UNWANTED:
        return True
    job = _JOBS.get(request.frame.page)
    if job is None:
        return True
    if not job.navigated and request.is_navigation_request():
        job.navigated = True
        return False
    if not request.url.startswith(("http://", "https://")) or not await job.allowed(request.url):
        return True
    await job.slots.acquire()
    return False


def watch(job: Job) -> Any:
    """The page's callback: what is answered is kept, what is done makes room."""

    async def begin(page: Page, _: Request) -> None:
        _JOBS[page] = job

        def done(request: BrowserRequest) -> None:
            if not request.is_navigation_request():
                job.slots.release()

        page.on("response", job.responses.append)
        page.on("requestfinished", done)
        page.on("requestfailed", done)

    return begin


async def wait_until_quiet(page: Page) -> None:
    """Until the network is silent, or long enough."""
    with contextlib.suppress(PlaywrightError):
        await page.wait_for_load_state("networkidle", timeout=IDLE_MS)
