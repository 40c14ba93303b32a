"""Is the registry sound: every error of the loader, and what looks wrong though it loads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from archive.records import Portal
from pipelines.regions import Hints, is_code, match, now, unit
from pipelines.regions_data.table import LATEST_YEAR, table
from spiders.registry.loader import Problem, read

INVENTED = "99"
"""Samples may invent codes of this series; nothing else is known of them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What a check of a whole registry found."""

    portals: int
    """Sound rows."""
    errors: tuple[Problem, ...]
    """Nothing is harvested before these are mended."""
    warnings: tuple[Problem, ...]
    """To be looked at by a person."""


def check(path: Path) -> Verdict:
    """Check a registry file or folder. Raises ConfigurationError only if there is none."""
    registry = read(path)
    found = (*_codes(registry.portals), *_names(registry.portals), *_bodies(registry.portals))
    warnings = tuple(
        replace(warning, file=registry.files[warning.portal or ""]) for warning in found
    )
    return Verdict(portals=len(registry.portals), errors=registry.problems, warnings=warnings)


def _warning(portal: Portal, key: str, message: str) -> Problem:
    return Problem(file="", portal=portal.portal, key=key, message=message)


def _codes(portals: Sequence[Portal]) -> Iterator[Problem]:
    """Codes that are in no year's table, or were given up long ago."""
    for portal in portals:
        if not is_code(portal.region):
            if not portal.region.startswith(INVENTED):
                yield _warning(
                    portal, "region", f"'{portal.region}' was no unit's code in any year since 2004"
                )
        elif now(portal.region) != portal.region and portal.region not in table(LATEST_YEAR - 1):
            yield _warning(portal, "region", f"'{portal.region}' is now '{now(portal.region)}'")


def _names(portals: Sequence[Portal]) -> Iterator[Problem]:
    """Names that begin with another place than the code's."""
    for portal in portals:
        found = match(portal.name, None, Hints(site_code=portal.region))
        if is_code(portal.region) and found.code not in (None, portal.region, now(portal.region)):
            place = unit(found.code or "")
            yield _warning(
                portal, "name", f"'{portal.name}' is of {found.code} {place.name if place else ''}"
            )


def _bodies(portals: Sequence[Portal]) -> Iterator[Problem]:
    """Two open rows that answer for one body."""
    bodies: dict[tuple[str, str], list[Portal]] = defaultdict(list)
    for portal in portals:
        if portal.enabled and portal.until is None:
            bodies[portal.region, portal.name].append(portal)
    for first, *others in bodies.values():
        for other in others:
            yield _warning(
                other,
                "name",
                f"the same body as [{first.portal}]: give one of them `until`, or one row both `lists`",
            )
