"""Counts what a harvest does, portal by portal, for the progress line and the verdict."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from archive.records import Reading


@dataclass(slots=True)
class Tally:
    """Running counts; the catalog, not this, decides the verdict."""

    portals: int
    done: set[str] = field(default_factory=set)
    outcomes: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    bytes: int = 0
    reports: int = 0
    rejections: Counter[str] = field(default_factory=Counter)
    started: float = field(default_factory=time.monotonic)
    changed: Callable[[], None] = lambda: None
    """Called after every change: the progress line listens."""

    @property
    def requests(self) -> int:
        """Requests that have their outcome."""
        return sum(self.outcomes.values())

    @property
    def rate(self) -> float:
        """Requests a second since the harvest began."""
        return self.requests / max(time.monotonic() - self.started, 1e-6)

    def ended(self, portal: str, kind: str, outcome: str, size: int) -> None:
        """A request has its outcome."""
        del portal
        self.outcomes[outcome] += 1
        self.kinds[kind] += 1
        self.bytes += size
        self.changed()

    def read(self, portal: str, reading: Reading) -> None:
        """A capture was read."""
        del portal
        if reading.is_report:
            self.reports += 1
        else:
            self.rejections[reading.reason or "unknown"] += 1
        self.changed()

    def portal_done(self, portal: str) -> None:
        """A portal has nothing left to ask."""
        self.done.add(portal)
        self.changed()
