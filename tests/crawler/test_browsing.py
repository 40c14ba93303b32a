"""Claims about one page in the browser, with the real one."""

from __future__ import annotations

import asyncio
import gc
import weakref

import pytest
from playwright.async_api import Page, async_playwright
from scrapy.http import Request

from archive.ledger import Planned
from archive.records import Ask, Portal
from crawler.browsers import find_browser
from crawler.browsing import watch
from crawler.page_requests import Job
from crawler.shelf import Shelf

pytestmark = pytest.mark.skipif(find_browser() is None, reason="no Chromium on this machine")
URL = "http://portal.invalid/detail/1"


def job() -> Job:
    """A page that was fetched before, so that the browser asks nobody for it."""

    async def allowed(_: str) -> bool:
        return True

    async def pace(_: str) -> None:
        return None

    portal = Portal(portal="a", name="a", region="330127", home="http://portal.invalid/")
    row = Planned(
        request_id="1", harvest_id="h", portal="a", ask=Ask(url=URL), kind="article", context="{}"
    )
    return Job(
        portal=portal, row=row, allowed=allowed, pace=pace, shelf=Shelf(), given="<p>正文</p>"
    )


async def shown(one: Job) -> tuple[str, weakref.ref[Page]]:
    """What the browser shows of it, and the page, if anything still holds it when it is closed."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(find_browser()), args=["--no-sandbox"]
        )
        page = await browser.new_page()
        await watch(one)(page, Request(URL))
        await page.goto(URL, wait_until="commit")
        text, held = await page.inner_text("p"), weakref.ref(page)
        await browser.close()
    return text, held


def test_a_page_that_is_done_is_held_by_nothing() -> None:
    one = job()
    text, held = asyncio.run(shown(one))
    assert text == "正文"
    one.let_go()
    gc.collect()
    assert held() is None
