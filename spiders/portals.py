"""The spider: `scrapy crawl portals`, and its sister that only finds columns: `scrapy crawl discover`."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any, Protocol

from scrapy import Spider

from pipelines.pool import Read, Unread


class Machine(Protocol):
    """The harvest that the command has prepared, as the spider sees it."""

    def run(self) -> AsyncIterator[Unread]:
        """Work the frontier off; yields what waits to be read."""

    def keep(self, read: Read) -> None:
        """Write a reading."""

    def fail(self, error: Exception) -> None:
        """Stop, and end with this error."""


class PortalsSpider(Spider):
    """Yields committed captures; the pipelines read them and hand the readings back."""

    name = "portals"
    machine: Machine

    async def start(self) -> AsyncIterator[Any]:
        """The whole harvest: `crawler.harvest` asks, `spiders.itinerary` says what follows."""
        async for unread in self.machine.run():
            yield unread

    def keep(self, read: Read) -> None:
        """Called by the last pipeline."""
        self.machine.keep(read)


class DiscoverSpider(PortalsSpider):
    """Finds the report columns of rows without `lists`; the command prints them as TOML."""

    name = "discover"

    def fail(self, error: Exception) -> None:
        """Called by a pipeline that cannot go on."""
        self.machine.fail(error)
