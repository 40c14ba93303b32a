"""One portal's way through a harvest, and what the harvest as a whole is to do."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from archive.ledger import Planned
from archive.records import Portal
from spiders.itinerary import Context


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """What a harvest is to do."""

    harvest_id: str
    portals: tuple[Portal, ...]
    active: int
    """Portals that are worked on at once."""
    budget: int
    """Requests that one portal may cost."""


@dataclass(slots=True)
class Course:
    """One portal's way through the harvest."""

    portal: Portal
    reading: int = 0
    """Captures of it that are being read."""
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    requests: int = 0
    is_running: bool = False
    search: dict[str, Any] | None = None
    """Where its search for columns ended."""
    met: list[Planned] = field(default_factory=list)
    """Requests that this harvest makes anyhow, and whose answers this portal's way leads over too."""
    _read_again: set[tuple[str, str]] = field(default_factory=set)

    def meet(self, row: Planned, *, own: bool) -> None:
        """Keep a request that another way came first to, once for each purpose.

        `own`: it is this portal's own from before a kill. Its walks stand in the frontier as far as they came;
        its search is gone over again, for what it leads to at its end.
        """
        context = Context.from_json(row.context)
        if context.walk is None and context.discovery is None:
            return
        if own and context.walk is not None:
            return
        purpose = str((context.walk or {}).get("column", "")) or (
            f"search {bool((context.discovery or {}).get('sought'))}"
        )
        if (row.request_id, purpose) not in self._read_again:
            self._read_again.add((row.request_id, purpose))
            self.met.append(row)
