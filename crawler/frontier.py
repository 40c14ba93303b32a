"""The requests that wait, portal by portal, in the order in which they are asked."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from archive.ledger import Planned

ORDER = {
    "robots": 0,
    "home": 1,
    "hub": 2,
    "search": 3,
    "list": 4,
    "data": 4,
    "article": 6,
    "attachment": 7,
    "render": 8,
}
"""List pages first: what is on them decides what else must be asked."""


class Frontier:
    """Waiting requests of one harvest; the durable copy is the table `requests`."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[str, int], list[tuple[int, int, Planned]]] = {}

    def add(self, rows: Iterable[Planned]) -> None:
        """Let requests wait for their portal's turn."""
        for row in rows:
            heap = self._waiting.setdefault((row.portal, row.not_before), [])
            heapq.heappush(heap, (ORDER[row.kind], row.sequence, row))

    def next(self, portal: str, turn: int) -> Planned | None:
        """The portal's next request that is due in this pass."""
        for due in range(turn + 1):
            heap = self._waiting.get((portal, due))
            if heap:
                return heapq.heappop(heap)[2]
        return None

    def take(self, portal: str, request_id: str) -> Planned | None:
        """One request out of its turn; None where it does not wait."""
        for (name, _), heap in self._waiting.items():
            for at, (_, _, row) in enumerate(heap):
                if name == portal and row.request_id == request_id:
                    del heap[at]
                    heapq.heapify(heap)
                    return row
        return None

    def waiting(self, portal: str) -> list[Planned]:
        """All that a portal has left, whatever pass it is due in."""
        return [
            row for (name, _), heap in self._waiting.items() if name == portal for _, _, row in heap
        ]

    def has_later(self, portal: str) -> bool:
        """Whether something waits for the second pass."""
        return any(
            name == portal and turn > 0 and heap for (name, turn), heap in self._waiting.items()
        )
