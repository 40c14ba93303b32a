"""Which work a reading belongs to: body × report year, whatever the address.

The document's own body decides; where it shows none, the portal's registered body serves, for identity only.
"""

from __future__ import annotations

import hashlib
import unicodedata
from dataclasses import dataclass
from typing import Literal

from archive.records import Level, Portal, Reading
from pipelines.gazetteer import Gazetteer, department_of, level_of
from pipelines.sightings import Sighting

Rule = Literal["issuing_body", "region_of_body", "region_of_portal", "registry_body"]
CONFIDENCE: dict[Rule, float] = {
    "issuing_body": 0.95,
    "region_of_body": 0.9,
    "region_of_portal": 0.85,
    "registry_body": 0.7,
}
"""How sure a way of finding the body is: as evidence of region and level."""
IN_DOCUMENT = 0.80
"""Confidence from which a naming stands in the document (title, signature, opening), not beside it (source, label)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """The body that a report is of, and how surely it is known."""

    region: str | None
    department: str | None
    level: Level | None
    body: str
    """In words: as the document shows it, else as the registry has it."""
    sure: Literal[0, 1, 2]
    """2: the document itself names it; 1: a label or source line beside it; 0: the portal's registered body."""
    rule: Rule
    place: str
    """Where it was found, when not in the document: `registry:<portal>`."""

    @property
    def key(self) -> tuple[str, str] | None:
        """Equal for one body; None while it is unresolved."""
        return None if self.region is None else (self.region, self.department or "")


def identify(sighting: Sighting, gazetteer: Gazetteer) -> Identity:
    """The body of one sighting's reading; the sighting must have one."""
    reading = sighting.reading
    if reading is None:
        raise ValueError(f"{sighting.url}: no reading, no body")
    body = unicodedata.normalize("NFKC", reading.facts.issuing_body or "").strip()
    portal = gazetteer.portal(sighting.portal)
    sure = _how_sure(reading)
    place = f"registry:{sighting.portal}"
    if reading.facts.region is not None:
        level = reading.facts.level or level_of(reading.facts.region, reading.department)
        return Identity(
            region=reading.facts.region, department=reading.department, level=level,
            body=body or (portal.name if portal else sighting.portal),
            sure=sure, rule="issuing_body", place=sighting.url,
        )  # fmt: skip
    if not body and reading.department is None:
        return _registered(portal, sighting.portal, gazetteer)
    found = gazetteer.place(chief_of(body))
    if found is not None:
        region, rest = found
        department = reading.department or department_of(rest)
        return Identity(
            region=region, department=department, level=level_of(region, department),
            body=body, sure=sure, rule="region_of_body", place=place,
        )  # fmt: skip
    if portal is not None and _fits(portal, reading, chief_of(body)):
        return Identity(
            region=portal.region, department=reading.department,
            level=level_of(portal.region, reading.department),
            body=body or portal.name, sure=sure, rule="region_of_portal", place=place,
        )  # fmt: skip
    return Identity(
        region=None, department=reading.department, level=reading.facts.level,
        body=body or sighting.portal, sure=sure, rule="issuing_body", place=sighting.url,
    )  # fmt: skip


def _how_sure(reading: Reading) -> Literal[0, 1, 2]:
    """From the chosen naming's confidence; evidence of the name, not of what was concluded from it."""
    chosen = [e.confidence for e in reading.evidence if e.field == "issuing_body" and e.chosen]
    return 2 if chosen and max(chosen) >= IN_DOCUMENT else 1


def _registered(portal: Portal | None, name: str, gazetteer: Gazetteer) -> Identity:
    """The body that a row answers for."""
    if portal is None:
        return Identity(
            region=None, department=None, level=None, body=name, sure=0, rule="registry_body",
            place=f"registry:{name}",
        )  # fmt: skip
    department = gazetteer.department(portal)
    return Identity(
        region=portal.region, department=department, level=level_of(portal.region, department),
        body=portal.name, sure=0, rule="registry_body", place=f"registry:{portal.portal}",
    )  # fmt: skip


def _fits(portal: Portal, reading: Reading, chief: str) -> bool:
    """Whether the portal's own region is the one that an ambiguous or shortened name means."""
    if portal.region in reading.candidates:
        return True
    return len(chief) > 4 and portal.name.endswith(chief)


def chief_of(body: str) -> str:
    """Of a joint signature the government: 中共X县委员会 X县人民政府 is the government's report."""
    names = body.split(" ")
    return next((n for n in names if not n.startswith(("中共", "中国共产党"))), names[0])


def report_id(identity: Identity, year: int | None, place: str, portal: str) -> str:
    """The id of the work (DESIGN §2): body and year; by portal while either is unresolved."""
    if identity.region is None or year is None:
        return f"x-{portal}-{year or 'undated'}-{place[:8]}"
    if identity.department is None:
        return f"{identity.region}-gov-{year}"
    name = hashlib.sha256(identity.department.encode()).hexdigest()[:8]
    return f"{identity.region}-d{name}-{year}"
