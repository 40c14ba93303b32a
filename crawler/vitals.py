"""Waits for a page of the browser that may have died: of a killed process the browser does not tell every call."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from typing import Any

from playwright.async_api import Error as PlaywrightError

OPEN_SECONDS = 30.0
"""Longest wait for an empty page: a browser whose process for it was killed never tells of one."""
LAST_SECONDS = 5.0
"""Longest wait for a page that was given up to let go."""


class PageLost(PlaywrightError):
    """The process of a page has died, and whatever is asked of the page may hang."""


async def loaded(
    page: Awaitable[Any], opened: asyncio.Event, crashed: asyncio.Event, seconds: float
) -> Any:
    """What the page gives, if it opens, lives and ends in so many seconds.

    Raises:
        PageLost: it does not open, or its process has died.
        TimeoutError: it is not done in time.
    """
    clock = asyncio.get_running_loop().time
    end = clock() + seconds
    loading = asyncio.ensure_future(page)
    try:
        await _until(loading, opened, min(OPEN_SECONDS, seconds))
        if not (loading.done() or opened.is_set()):
            raise PageLost("the browser opens no page")
        await _until(loading, crashed, end - clock())
        if loading.done():
            return loading.result()
        raise PageLost("Page crashed") if crashed.is_set() else TimeoutError
    finally:
        await _let_go(loading)


async def _until(loading: asyncio.Future[Any], sign: asyncio.Event, seconds: float) -> None:
    waiting = asyncio.ensure_future(sign.wait())
    await asyncio.wait((loading, waiting), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()


async def _let_go(loading: asyncio.Future[Any]) -> None:
    if not loading.done():
        loading.cancel()
        await asyncio.wait((loading,), timeout=LAST_SECONDS)
    if loading.done() and not loading.cancelled():
        loading.exception()  # looked at, so that asyncio does not complain of it later
