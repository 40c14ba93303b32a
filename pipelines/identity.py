"""Which work a reading belongs to: body × report year, whatever the address.

The document's own body decides; where it shows none, the portal's registered body serves, for identity only.
Where the same text stands in several places, the place that knows the body speaks for all.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from archive.records import Level, Portal
from pipelines import regions
from pipelines.issuing_body import normal_department
from pipelines.sightings import Sighting

GOVERNMENT = ("人民政府办公厅", "人民政府办公室", "人民政府", "行政公署", "政府")
"""Endings that make a name the government's own; longest first."""
MIN_SHARED = 400
"""Characters from which two equal texts are one report: shorter ones may be a form."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """The body that a report is of, and how surely it is known."""

    region: str | None
    department: str | None
    level: Level | None
    body: str
    """In words: as the document shows it, else as the registry has it."""
    shown: bool
    """The document shows it; False: the portal's registered body."""

    @property
    def key(self) -> tuple[str, str] | None:
        """Equal for one body; None while it is unresolved."""
        return None if self.region is None else (self.region, self.department or "")


class Gazetteer:
    """The bodies of the registry: they know names that no table of divisions has."""

    def __init__(self, portals: Iterable[Portal]) -> None:
        self._portals = {portal.portal: portal for portal in portals}
        self._places: dict[str, str] = {}
        for portal in self._portals.values():
            place = _without_ending(portal.name)
            if place is not None:
                self._places.setdefault(place, portal.region)

    def portal(self, name: str) -> Portal | None:
        """A row by its id."""
        return self._portals.get(name)

    def place(self, name: str) -> tuple[str, str, str] | None:
        """Region, place and rest of a body's name that begins with a registered place; the longest one."""
        for length in range(len(name), 1, -1):
            region = self._places.get(name[:length])
            if region is not None:
                return region, name[:length], name[length:]
        return None

    def registered(self, portal: Portal) -> Identity:
        """The body that a row answers for."""
        found = self.place(portal.name)
        place = found[1] if found and found[0] == portal.region else ""
        rest = portal.name.removeprefix(place) if place else regions.match(portal.name, None).rest
        department = None if not rest or is_government(rest) else normal_department(rest)
        return Identity(
            region=portal.region,
            department=department,
            level=level_of(portal.region, department),
            body=portal.name,
            shown=False,
        )


def is_government(rest: str) -> bool:
    """Whether what follows the place names the government itself."""
    return rest in GOVERNMENT


def _without_ending(name: str) -> str | None:
    for ending in GOVERNMENT:
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    return None


def level_of(region: str | None, department: str | None) -> Level | None:
    """The level that code and name show: the code, not the suffix (a county-level city is a county)."""
    if department:
        if department.endswith(("镇", "乡", "街道", "街道办事处", "镇人民政府", "乡人民政府")):
            return "township"
        if "开发区" in department or department.endswith(("管理委员会", "管委会", "实验区", "示范区", "新区")):
            return "zone"
        return "department"
    if region is None:
        return None
    if region.endswith("0000"):
        return "province"
    return "prefecture" if region.endswith("00") else "county"


def identify(sighting: Sighting, gazetteer: Gazetteer) -> Identity:
    """The body of one sighting's reading."""
    reading = sighting.reading
    assert reading is not None
    body = unicodedata.normalize("NFKC", reading.facts.issuing_body or "").strip()
    portal = gazetteer.portal(sighting.portal)
    if not body:
        if portal is None:
            return Identity(region=None, department=None, level=None, body=sighting.portal, shown=False)
        return gazetteer.registered(portal)
    first = body.split(" ")[-1] if _is_party(body.split(" ")[0]) else body.split(" ")[0]
    if reading.facts.region is not None:
        department = reading.department
        level = reading.facts.level or level_of(reading.facts.region, department)
        return Identity(region=reading.facts.region, department=department, level=level, body=body, shown=True)
    found = gazetteer.place(first)
    if found is not None:
        region, _, rest = found
        department = None if not rest or is_government(rest) else normal_department(rest)
        return Identity(
            region=region, department=department, level=level_of(region, department), body=body, shown=True
        )
    if portal is not None and portal.region in reading.candidates:
        return Identity(
            region=portal.region,
            department=reading.department,
            level=level_of(portal.region, reading.department),
            body=body,
            shown=True,
        )
    return Identity(region=None, department=reading.department, level=None, body=body, shown=True)


def _is_party(name: str) -> bool:
    return name.startswith("中共") or (name.endswith(("委员会", "工作委员会", "工委")) and "管理" not in name)


def report_id(identity: Identity, year: int | None, place: str, portal: str) -> str:
    """The id of the work (DESIGN §2): body and year; by portal while either is unresolved."""
    if identity.region is None or year is None:
        return f"x-{portal}-{year or 'undated'}-{place[:8]}"
    if identity.department is None:
        return f"{identity.region}-gov-{year}"
    name = hashlib.sha256(identity.department.encode()).hexdigest()[:8]
    return f"{identity.region}-d{name}-{year}"


def unite(identities: Mapping[str, Identity], groups: Mapping[str, list[str]]) -> dict[str, Identity]:
    """Give all places of one text one body: the shown one over the registered, the government over its departments.

    `identities`: by place; `groups`: places by the text and year they hold.
    """
    united = dict(identities)
    for places in groups.values():
        known = [identities[place] for place in places if identities[place].key is not None]
        if not known:
            continue
        by_key: dict[tuple[str, str], list[Identity]] = defaultdict(list)
        for identity in known:
            by_key[identity.key or ("", "")].append(identity)
        if len(by_key) == 1:
            best = max(known, key=lambda item: item.shown)
        else:
            best = max(known, key=lambda item: (item.shown, item.department is None, len(by_key[item.key or ("", "")]), item.key or ("", "")))
        for place in places:
            united[place] = best
    return united
