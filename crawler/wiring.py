"""Joins a prepared run to Scrapy: gives the harvest its engine, the spider its harvest, and Ctrl-C its meaning."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from scrapy import signals
from scrapy.http import Request, Response

from archive.ledger import Planned
from archive.records import Portal
from archive.urls import host_of
from crawler import interrupts
from crawler.answers import StoredAnswers
from crawler.asking import Asker
from crawler.boundary import Boundary
from crawler.calling import Caller
from crawler.fetch import Fetched, Fetcher, Surroundings
from crawler.guard import guard_of
from crawler.politeness import Politeness
from crawler.rendering import Renderer
from crawler.robots import Rules
from crawler.rulebook import Rulebook
from crawler.run import run_of
from crawler.tls import tls_of
from spiders.itinerary import Context
from spiders.portals import PortalsSpider

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

log = logging.getLogger(__name__)

SECOND_PASS_SLOWER = 3.0


class Wiring:
    """A Scrapy extension; all it does is connect."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._run = run_of(crawler)
        crawler.signals.connect(self._opened, signal=signals.spider_opened)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    def _opened(self, spider: PortalsSpider) -> None:
        settings = self._crawler.settings
        harvest = self._run.harvest
        surroundings = self._surroundings()
        politeness = surroundings.politeness

        async def rules(site: str, portal: Portal, via: str) -> Rules:
            return await rulebook.rules(site, portal, via)

        async def fetch(row: Planned, context: Context, portal: Portal, url: str) -> Fetched:
            return await fetcher.fetch(row, context, portal, url=url)

        fetcher = Fetcher(surroundings, rules)
        rulebook = Rulebook(harvest.books, politeness, fetch)
        renderer = Renderer(
            surroundings,
            harvest.books,
            rulebook,
            settings.get("FAZHI_RENDER"),
            settings.get("USER_AGENT"),
        )
        answers = StoredAnswers(self._run.archive)
        harvest.asker = Asker(
            fetcher,
            renderer,
            self._run.history,
            self._run.memory,
            answers,
            Caller(harvest.books, answers, fetch),
        )

        def second_pass() -> None:
            politeness.slow = SECOND_PASS_SLOWER
            rulebook.begin_second_pass()

        harvest.begin_second_pass = second_pass
        harvest.finish = rulebook.finish
        spider.machine = harvest
        self._listen()

    def _surroundings(self) -> Surroundings:
        settings = self._crawler.settings
        guard = guard_of(self._crawler)
        politeness = Politeness(settings.getfloat("FAZHI_PACE"), guard.is_allowed_private)
        for portal in self._run.registry:
            _set_pace(politeness, portal)
        return Surroundings(
            archive=self._run.archive,
            download=self._download,
            politeness=politeness,
            guard=guard,
            boundary=Boundary(self._run.registry),
            tls=tls_of(self._crawler),
            timeout=settings.getfloat("DOWNLOAD_TIMEOUT"),
        )

    async def _download(self, request: Request) -> Response:
        engine = self._crawler.engine
        if engine is None:
            raise RuntimeError("the crawl has no engine yet")
        return await engine.download_async(request)

    def _listen(self) -> None:
        """Ctrl-C once: finish what is under way; twice: stop now."""
        interrupts.while_crawling(asyncio.get_running_loop(), self._interrupt)

    def _interrupt(self) -> None:
        harvest = self._run.harvest
        if harvest.stopping:
            log.warning("stopped at once; the same command goes on from here")
            interrupts.stop_now()
        log.warning("finishing what is under way; once more stops at once")
        harvest.stop()


def _set_pace(politeness: Politeness, portal: Portal) -> None:
    """The row's own delay, for the hosts that it names."""
    if portal.delay is not None:
        for url in (portal.home, *portal.lists):
            politeness.set_delay(host_of(url), portal.delay)
