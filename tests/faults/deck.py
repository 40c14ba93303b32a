"""Which kill comes next: whatever lacks most of its share of all kills, at a moment that the seed chooses."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

STEPS = (
    "before-exchange", "after-exchange", "before-event", "after-event",
    "before-sync", "after-sync", "before-commit", "after-commit",
)  # fmt: skip
BROWSER = ("driver", "browser", "renderer", "gpu", "network")
"""The processes that render a page: Playwright's driver, the browser, and the browser's own children."""
CHILDREN = ("reader", *BROWSER)
SHARES = {
    **dict.fromkeys(STEPS, 0.1025), "reader": 0.08, **dict.fromkeys(BROWSER, 0.016),
    "main": 0.01, "late": 0.01,
}  # fmt: skip
"""Of all kills: a tenth and a little for each step of the commit."""

Kind = Literal["step", "main", "late", "child"]


@dataclass(frozen=True, kw_only=True)
class Kill:
    """Where a process is to be killed."""

    kind: Kind
    name: str
    """The step, or which process."""
    after: int = 0
    """Answers of the server, or for a step: times that it is passed."""
    wait: float = 0.0
    """Seconds more."""


@dataclass(kw_only=True)
class Deck:
    """Draws kills; `made` is counted by whoever makes them."""

    made: Counter[str] = field(default_factory=Counter)
    drawn: Counter[str] = field(default_factory=Counter)

    def hand(self, rng: random.Random, *, renders: bool) -> list[Kill]:
        """Kills for one process: a child now and then, and then itself."""
        others = [name for name in CHILDREN if renders or name not in BROWSER]
        child = self._most_wanting(rng, others)
        children = [child] if self._lack(child) > 0 else []
        fatal = self._most_wanting(rng, [*STEPS, "main"])
        self.drawn.update([*children, fatal])
        return [*(_kill(rng, name) for name in children), _kill(rng, fatal, 3 if renders else 1)]

    def _lack(self, name: str) -> float:
        """How many are lacking; one that was drawn in vain counts as half made, so that no turn waits for it."""
        in_vain = max(self.drawn[name] - self.made[name], 0)
        return SHARES[name] * (self.made.total() + 8) - self.made[name] - in_vain / 2

    def _most_wanting(self, rng: random.Random, names: list[str]) -> str:
        return max(names, key=lambda name: (self._lack(name), rng.random()))


def _kill(rng: random.Random, name: str, length: int = 1) -> Kill:
    """At a moment that the seed chooses; `length`: records of a page, against one that is not rendered."""
    if name in STEPS:
        most = 8 if "exchange" in name else 14 if "event" in name else 10
        return Kill(kind="step", name=name, after=rng.randint(1, most * length))
    kind: Kind = "main" if name == "main" else "child"
    most = 8 if kind == "main" else 6
    return Kill(kind=kind, name=name, after=rng.randint(0, most), wait=rng.uniform(0, 0.4))
