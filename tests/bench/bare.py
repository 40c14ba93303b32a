"""The yardstick: a Scrapy spider that downloads the listed addresses, and does nothing with them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import scrapy
from scrapy.http import Response
from scrapy.settings import BaseSettings

# The harvest's own limits, and nothing that costs time and brings no page.
LEAN = {
    "CONCURRENT_REQUESTS": 64,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 1,
    "DOWNLOAD_DELAY": 0,
    "ROBOTSTXT_OBEY": False,
    "COOKIES_ENABLED": False,
    "RETRY_ENABLED": False,
    "LOG_LEVEL": "INFO",
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
}


class BareSpider(scrapy.Spider):
    """Downloads every address of a file: one line, one address."""

    name = "bare"
    addresses = ""

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Leave out what a harvest needs and a download does not."""
        settings.update(LEAN, priority="spider")

    async def start(self) -> AsyncIterator[scrapy.Request]:
        """Ask for all of them."""
        for url in addresses_in(Path(self.addresses)):
            yield scrapy.Request(url, dont_filter=True)

    def parse(self, response: Response) -> None:
        """Throw the answer away."""


def addresses_in(path: Path) -> list[str]:
    """Return the addresses that a file lists."""
    return path.read_text("utf-8").split()
