"""What one page in the browser may ask for, and what it is answered."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from playwright.async_api import Error as PlaywrightError

from archive.ledger import Planned
from archive.records import Portal
from crawler.shelf import Shelf, Shelved, has_route

if TYPE_CHECKING:
    from playwright.async_api import Request as BrowserRequest
    from playwright.async_api import Route

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
MOST_BODY = 16 * 1024 * 1024
_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection"})


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
    navigations: int = 0
    counted: dict[str, int] = field(default_factory=dict)
    pending: int = 0
    waited: float = 0.0
    opened: asyncio.Event = field(default_factory=asyncio.Event)
    """The page exists, and is watched."""
    crashed: asyncio.Event = field(default_factory=asyncio.Event)
    """Its process has died: no call to it will be answered."""
    closed: bool = False
    """Its content is being read: nothing more is loaded."""
    barred: str | None = None
    """Where its first answer redirects to, and may not."""
    ours: set[BrowserRequest] = field(default_factory=set)
    """Requests that were let through or answered, and have not ended."""
    held: dict[BrowserRequest, asyncio.Semaphore] = field(default_factory=dict)
    shelved: dict[BrowserRequest, Shelved] = field(default_factory=dict)

    def begin(self) -> None:
        """A fresh page: the browser may have died over the one before."""
        self.opened.set()
        self.crashed.clear()
        self.closed, self.barred = False, None
        self.pending = self.navigations = 0
        self.parts, self.calls = asyncio.Semaphore(AT_ONCE), asyncio.Semaphore(1)
        self.received.clear()
        self.counted.clear()
        self.let_go()

    def let_go(self) -> None:
        """The page is done: a request that is held here would hold its page, and the whole browser, in memory."""
        for held in (self.ours, self.held, self.shelved):
            held.clear()

    def redirected(self, request: BrowserRequest) -> None:
        """A request that a redirect makes is part of the one that was let through."""
        if request.redirected_from is not None:
            self.ours.add(request)
            self.pending += 1

    def counts(self, kind: str, most: int) -> bool:
        """One more of a kind; False where that is too many."""
        self.counted[kind] = self.counted.get(kind, 0) + 1
        return self.counted[kind] <= most


async def decide(job: Job, route: Route, request: BrowserRequest) -> None:
    """Let a request through, answer it from the shelf, or refuse it."""
    job.pending += 1
    job.ours.add(request)
    if not await _let_through(job, route, request):
        _forget(job, request)
        # An aborted navigation leaves the page as it is; a failed one would put an error page in its place.
        await route.abort("aborted" if request.is_navigation_request() else "failed")


async def _let_through(job: Job, route: Route, request: BrowserRequest) -> bool:
    kind, url = request.resource_type, request.url
    if job.closed or kind not in WANTED or not url.startswith(("http://", "https://")):
        return False
    if _is_main(request):
        job.navigations += 1
        if job.navigations == 1:
            return await _open(job, route, request)
    if job.navigations > MOST_NAVIGATIONS or not await job.allowed(url):
        return False
    if not job.counts(*(("part", MOST_PARTS) if kind in PARTS else ("call", MOST_CALLS))):
        return False
    await _in_turn(job, route, request)
    return True


def _is_main(request: BrowserRequest) -> bool:
    """The page itself, or where its script sends it; not what stands in its frames."""
    return request.is_navigation_request() and request.frame.parent_frame is None


async def _in_turn(job: Job, route: Route, request: BrowserRequest) -> None:
    """When there is room, and for all but scripts and styles at the host's pace."""
    slots = job.parts if request.resource_type in PARTS else job.calls
    await slots.acquire()
    job.held[request] = slots
    shared = request.method == "GET" and not _is_main(request)
    kept = job.shelf.get(job.portal.portal, request.url) if shared else None
    if kept is not None:
        await _answer(job, route, request, kept)
        return
    if slots is job.calls:
        begun = asyncio.get_running_loop().time()
        await job.pace(request.url)
        job.waited += asyncio.get_running_loop().time() - begun
    await route.fallback()


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


async def ended(job: Job, request: BrowserRequest, *, answered: bool) -> None:
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
    main = _is_main(request)
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
