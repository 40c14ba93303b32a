"""Builds a world: everything in it follows from its name, round, seed and bank."""

from __future__ import annotations

from collections.abc import Callable

from tests.sample import (
    families_world,
    faults_world,
    places_world,
    sample_portals,
    sample_world,
    spa_world,
)
from tests.sample.documents import Source
from tests.sample.nouns import SamplePortal, World

MAKERS: dict[str, Callable[[Source, int], tuple[SamplePortal, ...]]] = {
    "sample": sample_portals.portals,
    "families": families_world.portals,
    "faults": faults_world.portals,
    "good": faults_world.good,
    "places": places_world.portals,
    "spa": spa_world.portals,
}


def build(*, name: str = "sample", round_: int = 1, seed: int = 1, bank: str = "a") -> World:
    """The world of that name as it stands in a round.

    Raises ValueError for a name, round or bank that does not exist.
    """
    if round_ not in sample_world.TODAY:
        raise ValueError(f"no round {round_}: there are {sorted(sample_world.TODAY)}")
    if bank not in {"a", "b"}:
        raise ValueError(f"no bank {bank!r}: there are a and b")
    if name not in MAKERS:
        raise ValueError(f"no world {name!r}: there are {', '.join(sorted(MAKERS))}")
    source = Source(seed=seed, bank=bank)
    return World(
        name=name,
        round=round_,
        seed=seed,
        bank=bank,
        today=sample_world.TODAY[round_],
        portals=MAKERS[name](source, round_),
    )
