"""The prepared run that a crawl belongs to: made by the command, found by the components that Scrapy makes."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from archive.errors import ConfigurationError
from archive.records import Portal
from archive.store import Archive
from crawler.harvest import Harvest
from crawler.incremental import History
from spiders.itinerary import Memory

if TYPE_CHECKING:
    from scrapy.crawler import Crawler


@dataclass(frozen=True, kw_only=True, slots=True, weakref_slot=True)
class Run:
    """Everything that one `scrapy crawl portals` works with."""

    archive: Archive
    harvest: Harvest
    history: History
    memory: Memory
    registry: tuple[Portal, ...]
    folder: Path
    """runs/<id>/"""


_RUNS: WeakKeyDictionary[Crawler, Run] = WeakKeyDictionary()


def attach(crawler: Crawler, run: Run) -> None:
    """Make a run known to the components of its crawler."""
    _RUNS[crawler] = run


def run_of(crawler: Crawler) -> Run:
    """The run of a crawler. Raises ConfigurationError where none was prepared."""
    run = _RUNS.get(crawler)
    if run is None:
        raise ConfigurationError(
            "this spider needs a prepared archive: start it with `scrapy crawl portals`, "
            "not from a script of its own"
        )
    return run
