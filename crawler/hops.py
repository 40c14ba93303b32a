"""Redirects inside the browser: each hop is held to guard, registry and robots.txt before it is followed.

Playwright shows a page's handlers only the first request of a chain, and the browser follows the rest by itself; so the
answers are looked at as they come in, in Chromium's own protocol, and a redirect to where we may not go is broken off.
"""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from playwright.async_api import Error as PlaywrightError

from crawler.page_requests import PARTS, Job

if TYPE_CHECKING:
    from playwright.async_api import CDPSession, Page

MOST_HOPS = 5
"""Of one request in the browser."""


async def watch_hops(job: Job, page: Page) -> None:
    """Look at every answer of the page, its frames' too; the browser runs them in one process (crawler.handlers)."""
    session = await page.context.new_cdp_session(page)
    session.on("Fetch.requestPaused", _handler(job, session))
    whole = [{"urlPattern": "*", "requestStage": "Response"}]
    await session.send("Fetch.enable", {"patterns": whole})


def _handler(job: Job, session: CDPSession) -> Callable[[dict[str, Any]], Awaitable[None]]:
    hops: dict[str, int] = {}

    async def paused(event: dict[str, Any]) -> None:
        request, go = {"requestId": event["requestId"]}, True
        target = _target(event)
        if target is not None:
            chain = str(event.get("networkId") or event["requestId"])
            hops[chain] = hops.get(chain, 0) + 1
            go = hops[chain] <= MOST_HOPS and await _may_follow(job, event, target)
        with contextlib.suppress(PlaywrightError):  # the page is gone
            if go:
                await session.send("Fetch.continueRequest", request)
            else:
                reason = _refusal(job, event, target or "")
                await session.send("Fetch.failRequest", {**request, "errorReason": reason})

    return paused


async def _may_follow(job: Job, event: dict[str, Any], target: str) -> bool:
    """Whether the hop may be made; at the host's pace, as a request of its own."""
    if job.closed or not target.startswith(("http://", "https://")):
        return False
    if not await job.allowed(target):
        return False
    if str(event.get("resourceType", "")).lower() not in PARTS:
        await job.pace(target)
    return True


def _refusal(job: Job, event: dict[str, Any], target: str) -> str:
    """The error that the browser sees: an aborted navigation leaves a page as it is, and one that opens it waits for ever."""
    if event.get("resourceType") != "Document" or job.received or job.navigations > 1:
        return "Aborted"
    job.barred = target
    return "BlockedByClient"


def _target(event: dict[str, Any]) -> str | None:
    """Where an answer redirects to; None for one that does not."""
    if not 300 <= int(event.get("responseStatusCode") or 0) < 400:
        return None
    for header in event.get("responseHeaders") or ():
        if header["name"].lower() == "location":
            return urljoin(str(event["request"]["url"]), str(header["value"]))
    return None
