"""Download handlers: Scrapy's own for plain requests, one shared browser that is started when first needed."""

from __future__ import annotations

import asyncio
import logging
import os
from collections import OrderedDict
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

from playwright.async_api import Error as PlaywrightError
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response
    from twisted.web.iweb import IPolicyForHTTPS

    from crawler.page_requests import Job

from archive.errors import FazhiError
from crawler.boundary import Boundary
from crawler.browsers import find_browser
from crawler.guard import guard_of
from crawler.guard_proxy import GuardProxy
from crawler.run import run_of
from crawler.tls import tls_of
from crawler.vitals import PageLost, loaded

log = logging.getLogger(__name__)

RECYCLE_PAGES = 50
"""Pages after which the browser is started anew: long-lived ones were seen to grow and to hang (anchors §1.2)."""
MOST_CONTEXTS = 4
"""Portals whose cookies and caches the browser holds; the one that was idle longest is closed."""
CLOSE_SECONDS = 5.0
NODE_OPTIONS = "--max-semi-space-size=2"
"""Of Playwright's driver, in MiB: with Node's own young heap it held 126 MiB over 140 pages, with this one 97."""
FLAGS = [
    "--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-quic",
    "--proxy-bypass-list=<-loopback>", "--disable-gpu", "--disable-extensions", "--mute-audio",
    "--blink-settings=imagesEnabled=false", "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--js-flags=--max-old-space-size=192", "--disable-features=NetworkServiceSandbox,SpareRendererForSitePerProcess,Translate,IsolateOrigins,site-per-process",
    "--disable-site-isolation-trials",  # frames in the page's own process: crawler.hops sees their answers
]  # fmt: skip


class SharedBrowser:
    """One browser for both schemes, behind the guard's proxy; lazy, and renewed now and then."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._lock = asyncio.Lock()
        self._handler: ScrapyPlaywrightDownloadHandler | None = None
        boundary = Boundary(run_of(crawler).registry)
        self._proxy = GuardProxy(guard_of(crawler), boundary.knows)
        self._used: OrderedDict[str, int] = OrderedDict()
        """Pages under way by context, the one used last at the end."""
        self._pages = 0
        self._idle = asyncio.Event()
        """No page is under way."""
        self._patience = crawler.settings.getfloat("FAZHI_PAGE_SECONDS")

    async def _start(self) -> ScrapyPlaywrightDownloadHandler:
        if self._handler is None:
            port = await self._proxy.start()
            os.environ.setdefault(
                "NODE_OPTIONS", NODE_OPTIONS
            )  # the driver starts with our environment
            handler = ScrapyPlaywrightDownloadHandler(self._crawler)
            handler.config.launch_options = {
                "executable_path": str(find_browser()),
                "args": FLAGS,
                "proxy": {"server": f"http://127.0.0.1:{port}"},
            }
            await handler._launch()  # noqa: SLF001 (it waits for a signal that has passed when the browser is lazy)
            self._handler = handler
        return self._handler

    async def download(self, request: Request) -> Response:
        """Render one page. Raises TimeoutError where it is never done, PlaywrightError where the browser fails."""
        context, job = request.meta["playwright_context"], cast("Job", request.meta["job"])
        handler = await self._enter(context)
        try:
            response: Response = await loaded(
                handler.download_request(request), job.opened, job.crashed, self._patience
            )
        except (TimeoutError, PageLost):
            await self._abandon(handler, context)
            raise
        except Exception as error:
            if isinstance(error, (PlaywrightError, FazhiError)) and not is_driver_gone(error):
                raise
            await self._forget(handler)
            raise PlaywrightError(f"the browser's driver is gone: {error}") from error
        finally:
            self._used[context] = max(0, self._used.get(context, 0) - 1)
            if not self._is_busy():
                self._idle.set()
        return response

    async def _enter(self, context: str) -> ScrapyPlaywrightDownloadHandler:
        """Count a page in. A browser that has shown enough is first left to the pages under way, and then renewed."""
        while True:
            async with self._lock:
                if self._pages < RECYCLE_PAGES or not self._is_busy():
                    return await self._count_in(context)
                self._idle.clear()
            await self._idle.wait()

    async def _count_in(self, context: str) -> ScrapyPlaywrightDownloadHandler:
        if self._pages >= RECYCLE_PAGES:
            await self._recycle()
        try:
            handler = await self._start()
        except Exception as error:
            raise PlaywrightError(f"the browser does not start: {error}") from error
        await self._make_room(handler, context)
        self._used[context] = self._used.pop(context, 0) + 1
        self._pages += 1
        return handler

    def _is_busy(self) -> bool:
        return any(self._used.values())

    async def _make_room(self, handler: ScrapyPlaywrightDownloadHandler, wanted: str) -> None:
        """Close what other portals left behind."""
        idle = [name for name, pages in self._used.items() if pages == 0 and name != wanted]
        for name in idle[: max(0, len(self._used) + (wanted not in self._used) - MOST_CONTEXTS)]:
            del self._used[name]
            held = handler.context_wrappers.get(name)
            if held is not None and not await _closed(held.context.close()):
                log.warning("the browser does not close a page's context")

    async def _abandon(self, handler: ScrapyPlaywrightDownloadHandler, context: str) -> None:
        """Close the context of a page that hangs; where that hangs too, the browser."""
        held = handler.context_wrappers.get(context)
        if held is not None and not await _closed(held.context.close()):
            log.warning("the browser hangs, and is started anew")
            self._pages = RECYCLE_PAGES
            await _closed(handler.browser.close())

    async def _forget(self, handler: ScrapyPlaywrightDownloadHandler) -> None:
        """Let a browser go whose driver has died; the next page starts both anew."""
        async with self._lock:
            if self._handler is handler:
                await self._recycle()

    async def _recycle(self) -> None:
        """End the browser and its driver; the next page starts others."""
        self._pages = 0
        self._used.clear()
        self._idle.set()
        handler, self._handler = self._handler, None
        if handler is not None and not await _closed(handler._close()):  # noqa: SLF001 (`close` ends the HTTP side too)
            log.warning("the browser did not end in time")

    async def close(self) -> None:
        """End browser, driver and proxy."""
        await self._recycle()
        await self._proxy.close()


async def _closed(closing: object) -> bool:
    """Whether it closed in time."""
    try:
        await asyncio.wait_for(closing, CLOSE_SECONDS)  # type: ignore[arg-type]
    except TimeoutError:
        return False
    except Exception:  # noqa: BLE001 (the browser, or its driver, has died already)
        return True
    return True


def is_driver_gone(error: Exception) -> bool:
    """Whether Playwright's own process has died, so that no call to it will ever be answered.

    Where it dies while a browser starts, Playwright tells of that call alone: of a launch whose target was closed.
    """
    return any(words in str(error) for words in ("Connection closed", "BrowserType.launch"))


_BROWSERS: WeakKeyDictionary[Crawler, SharedBrowser] = WeakKeyDictionary()


class LazyBrowserHandler(HTTP11DownloadHandler):
    """HTTP/1.1 by Twisted; requests with `meta["playwright"]` go to the shared browser."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._crawler = crawler
        self._contextFactory = cast("IPolicyForHTTPS", tls_of(crawler))

    async def download_request(self, request: Request) -> Response:
        """Send it by the way that it asks for."""
        if not request.meta.get("playwright"):
            return await super().download_request(request)
        if self._crawler not in _BROWSERS:
            _BROWSERS[self._crawler] = SharedBrowser(self._crawler)
        return await _BROWSERS[self._crawler].download(request)

    async def close(self) -> None:
        """End the browser with the crawl."""
        browser = _BROWSERS.pop(self._crawler, None)
        if browser is not None:
            await browser.close()
        await super().close()
