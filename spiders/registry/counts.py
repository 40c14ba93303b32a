"""How many portals the registry holds, by province, level and family, with and without report columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from archive.records import Level, Portal
from pipelines.regions import Hints, level_of, match, unit

UNRECOGNISED = "none given"
"""The family of a row that leaves it to be recognised from the page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """The registry in numbers."""

    portals: int
    enabled: int
    with_lists: int
    province: Mapping[str, int]
    """Full name → portals, in the order of the codes."""
    level: Mapping[str, int]
    family: Mapping[str, int]
    """Family id → portals, the most frequent first."""


def counts(portals: Sequence[Portal]) -> Counts:
    """Count the portals of a registry."""
    return Counts(
        portals=len(portals),
        enabled=sum(portal.enabled for portal in portals),
        with_lists=sum(bool(portal.lists) for portal in portals),
        province=_tally(sorted((province_of(p) for p in portals), key=lambda pair: pair[0])),
        level=dict(Counter(level_of_portal(portal) for portal in portals).most_common()),
        family=dict(Counter(p.family or UNRECOGNISED for p in portals).most_common()),
    )


def province_of(portal: Portal) -> tuple[str, str]:
    """Return the code and the full name of a portal's province; the code for a name where there is none."""
    code = portal.region[:2] + "0000"
    found = unit(code)
    return code, found.name if found else code


def level_of_portal(portal: Portal) -> Level:
    """Return the level of the body that a row answers for, by its name, or by its code where the name tells nothing."""
    found = match(portal.name, None, Hints(within=portal.region))
    return found.level or level_of(portal.region)


def _tally(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    found: dict[str, int] = {}
    for _, name in pairs:
        found[name] = found.get(name, 0) + 1
    return found
