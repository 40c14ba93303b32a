"""Numbers the distinct texts of one report, and tells an edit from a damaged capture."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from archive.records import Evidence, Facts, Reading
from pipelines.sightings import Sighting

DAMAGE_FLAGS = frozenset({"mojibake", "truncated", "weak"})
SHRUNK = 0.6
"""A text that lost more than two fifths at once looks like a cut-off page, not like an edit."""
FACT_FIELDS = tuple(Facts.__dataclass_fields__)
OF_PLACE = frozenset({"published_date"})
"""Facts of a place, not of a text."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settled:
    """One distinct text of a report."""

    number: int
    normal: str
    first: Sighting
    """The sighting whose text stands for it."""
    sightings: tuple[Sighting, ...]
    facts: Facts
    evidence: tuple[tuple[str | None, Evidence], ...]
    """With the key of the place that shows it; None: the text itself."""


@dataclass(slots=True)
class _Open:
    normal: str
    sightings: list[Sighting] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Numbered:
    """All versions of a report, and the edits that still wait for a second sighting."""

    versions: tuple[Settled, ...]
    unconfirmed: tuple[Sighting, ...]


def number(sightings: list[Sighting], ranks: dict[str, int]) -> Numbered:
    """Versions in the order in which their texts were first seen; `ranks`: of the places, lower is better."""
    texts: dict[str, _Open] = {}
    doubtful: dict[str, list[Sighting]] = {}
    last: dict[str, Reading] = {}
    for sighting in sightings:
        reading = sighting.reading
        if reading is None:
            continue
        normal = reading.normal_sha256
        before = last.get(sighting.key)
        if normal not in texts and before is not None and looks_damaged(reading, before):
            waiting = doubtful.setdefault(normal, [])
            waiting.append(sighting)
            if len({item.harvest_id for item in waiting}) < 2:
                continue
        known = texts.setdefault(normal, _Open(normal))
        known.sightings += [*doubtful.pop(normal, [])[:-1], sighting]
        last[sighting.key] = reading
    versions = tuple(_settle(n, item, ranks) for n, item in enumerate(texts.values(), 1))
    return Numbered(versions, tuple(item for group in doubtful.values() for item in group))


def looks_damaged(reading: Reading, before: Reading) -> bool:
    """Whether a changed text may be a truncated page, a gate or mojibake: then one sighting is no proof of an edit."""
    if DAMAGE_FLAGS & set(reading.flags) - set(before.flags):
        return True
    return len(reading.text) < SHRUNK * len(before.text)


def _settle(number_: int, item: _Open, ranks: dict[str, int]) -> Settled:
    first = item.sightings[0]
    assert first.reading is not None
    facts = first.reading.facts
    evidence: list[tuple[str | None, Evidence]] = [
        (None, item) for item in first.reading.evidence if item.field not in OF_PLACE
    ]
    others = {s.key: s for s in item.sightings[1:] if s.key != first.key}
    for sighting in sorted(others.values(), key=lambda s: (ranks.get(s.key, 9), s.order)):
        facts, more = _fill(facts, sighting, first.reading.text)
        evidence += more
    return Settled(
        number=number_,
        normal=item.normal,
        first=first,
        sightings=tuple(item.sightings),
        facts=facts,
        evidence=tuple(evidence),
    )


def _fill(
    facts: Facts, sighting: Sighting, text: str
) -> tuple[Facts, list[tuple[str | None, Evidence]]]:
    """Facts that the first place does not show, from another place of the same text."""
    reading = sighting.reading
    assert reading is not None
    found: list[tuple[str | None, Evidence]] = []
    for name in FACT_FIELDS:
        value = getattr(reading.facts, name)
        if name in OF_PLACE or value is None:
            continue
        mine = getattr(facts, name) is None
        if mine:
            facts = replace(facts, **{name: value})
        for item in reading.evidence:
            if item.field == name and (mine or (item.chosen and item.value != str(getattr(facts, name)))):
                moved = _moved(item, text, sighting.url)
                found.append((sighting.key, replace(moved, chosen=item.chosen and mine)))
    return facts, found


def _moved(item: Evidence, text: str, url: str) -> Evidence:
    """Evidence of another place: its span is found again in this text, or it stands on that page."""
    if item.start is not None:
        at = text.find(item.raw)
        if at >= 0:
            return replace(item, start=at, end=at + len(item.raw))
    return replace(item, start=None, end=None, place_in_page=item.place_in_page or url)
