"""Download handlers: Scrapy's own for plain requests, one shared browser that is started when first needed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Request, Response

from crawler.browsers import find_browser
from crawler.guard import guard_of
from crawler.guard_proxy import GuardProxy

RECYCLE_PAGES = 100
"""Pages after which the browser is started anew: long-lived ones were seen to grow and to hang (anchors §1.2)."""


class SharedBrowser:
    """One browser for both schemes, behind the guard's proxy; lazy, and renewed now and then."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._lock = asyncio.Lock()
        self._handler: ScrapyPlaywrightDownloadHandler | None = None
        self._proxy = GuardProxy(guard_of(crawler))
        self._active = 0
        self._pages = 0

    async def _start(self) -> ScrapyPlaywrightDownloadHandler:
        if self._handler is None:
            port = await self._proxy.start()
            handler = ScrapyPlaywrightDownloadHandler(self._crawler)
            handler.config.launch_options = {
                "executable_path": str(find_browser()),
                "args": ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking",
                         "--disable-quic", "--proxy-bypass-list=<-loopback>"],
                "proxy": {"server": f"http://127.0.0.1:{port}"},
            }  # fmt: skip
            await handler._launch()  # noqa: SLF001 (it waits for a signal that has passed when the browser is lazy)
            self._handler = handler
        return self._handler

    async def download(self, request: Request) -> Response:
        """Render one page."""
        async with self._lock:
            handler = await self._start()
            if self._pages >= RECYCLE_PAGES and self._active == 0:
                self._pages = 0
                await self.restart()
            self._active += 1
            self._pages += 1
        try:
            response: Response = await handler.download_request(request)
            return response
        finally:
            self._active -= 1

    async def restart(self) -> None:
        """End the browser; the next page starts another."""
        browser = getattr(self._handler, "browser", None)
        if browser is not None:
            await browser.close()

    async def close(self) -> None:
        """End browser, driver and proxy."""
        if self._handler is not None:
            await self._handler.close()
            self._handler = None
        await self._proxy.close()


_BROWSERS: WeakKeyDictionary[Crawler, SharedBrowser] = WeakKeyDictionary()


class LazyBrowserHandler(HTTP11DownloadHandler):
    """HTTP/1.1 by Twisted; requests with `meta["playwright"]` go to the shared browser."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._crawler = crawler

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
