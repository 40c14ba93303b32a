"""The Scrapy pipelines: nothing but calls of the plain functions beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from pipelines.pool import Read, ReadingPool, Unread

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler


class Keeper(Protocol):
    """The spider, as the last stage knows it."""

    def keep(self, read: Read) -> None:
        """Write a reading to the archive, and follow its attachments."""

    def fail(self, error: Exception) -> None:
        """Stop the harvest for a fault that is no page's."""


def _keeper(crawler: Crawler) -> Keeper:
    keeper: Keeper = crawler.spider  # type: ignore[assignment]
    return keeper


class ReadStage:
    """Unread → Read: extraction, in the pool."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._pool = ReadingPool(crawler.settings.getint("FAZHI_READERS"))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    async def process_item(self, item: Unread) -> Read:
        """Read one committed capture."""
        try:
            return Read(unread=item, reading=await self._pool.read(item))
        except Exception as error:
            # Scrapy would drop the item, and the harvest would wait for its reading for ever.
            _keeper(self._crawler).fail(error)
            raise

    def close_spider(self) -> None:
        """End the pool with the crawl."""
        self._pool.close()


class KeepStage:
    """Read → the archive, by its one writer."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    def process_item(self, item: Read) -> Read:
        """Hand one reading to the writer."""
        keeper = _keeper(self._crawler)
        try:
            keeper.keep(item)
        except Exception as error:
            keeper.fail(error)
            raise
        return item
