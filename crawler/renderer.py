"""The browser, as asking needs it."""

from __future__ import annotations

from typing import Protocol

from archive.ledger import Planned
from archive.records import Portal
from crawler.fetch import Fetched
from spiders.itinerary import Context


class Renderer(Protocol):
    """The browser, as asking needs it."""

    def renders_first(self, portal: Portal, row: Planned) -> bool:
        """Whether a page goes to the browser at once."""

    def may_render(self, portal: Portal) -> bool:
        """Whether there is a browser, and it may be used for the portal."""

    def needed(self, portal: Portal, kind: str) -> None:
        """A page that was empty without the browser was none with it."""

    async def render(
        self, portal: Portal, row: Planned, context: Context, plain: Fetched | None = None
    ) -> Fetched:
        """One page, as a person would see it; `plain`: as it was fetched without the browser."""
