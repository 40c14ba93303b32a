"""Claims about waiting for a page that may have died: it ends at once, by its right name, and leaves nothing behind."""

from __future__ import annotations

import asyncio

import pytest

from crawler import vitals
from crawler.vitals import PageLost, loaded


class Page:
    """A page that opens, dies or ends when it is told to."""

    def __init__(self) -> None:
        self.opened, self.crashed, self.done = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self.was_let_go = False

    async def content(self) -> str:
        try:
            await self.done.wait()
        except asyncio.CancelledError:
            self.was_let_go = True
            raise
        return "text"

    async def loaded(self, seconds: float = 60.0) -> str:
        given: str = await loaded(self.content(), self.opened, self.crashed, seconds)
        return given


def test_a_page_that_ends_gives_what_it_has() -> None:
    async def story() -> str:
        page = Page()
        page.opened.set()
        page.done.set()
        return await page.loaded()

    assert asyncio.run(story()) == "text"


def test_a_page_whose_process_dies_is_lost_at_once() -> None:
    async def story() -> bool:
        page = Page()
        page.opened.set()
        waiting = asyncio.ensure_future(page.loaded())
        await asyncio.sleep(0)
        page.crashed.set()
        with pytest.raises(PageLost, match="crashed"):
            await waiting
        return page.was_let_go

    assert asyncio.run(story())


def test_a_browser_that_opens_no_page_has_lost_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vitals, "OPEN_SECONDS", 0.01)

    async def story() -> bool:
        page = Page()
        with pytest.raises(PageLost, match="opens no page"):
            await page.loaded()
        return page.was_let_go

    assert asyncio.run(story())


def test_a_page_that_lives_and_never_ends_is_late_not_lost() -> None:
    async def story() -> bool:
        page = Page()
        page.opened.set()
        with pytest.raises(TimeoutError):
            await page.loaded(0.01)
        return page.was_let_go

    assert asyncio.run(story())
