"""Puts together what one version says: the text of its best place, facts and evidence of all its places."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from archive.records import Evidence, Facts, Reading
from pipelines.identity import CONFIDENCE, Identity
from pipelines.sightings import Sighting
from pipelines.versions import Settled

FACT_FIELDS = tuple(Facts.__dataclass_fields__)
OF_PLACE = "published_date"
"""A fact of a place, not of a text."""
Shown = tuple[str, Evidence]
"""A piece of evidence, with the key of the place that shows it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Composed:
    """A version as it is written down."""

    settled: Settled
    source: Sighting
    """The sighting whose text stands for it: the first at its best place."""
    reading: Reading
    facts: Facts
    evidence: tuple[Shown, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What a version's evidence depends on beside its own sightings."""

    identity: Identity
    year: int | None
    order: Mapping[str, int]
    """Places by key, the canonical one first."""
    copies: frozenset[str]
    """Places that are copies: their facts are not trusted where there are others."""
    published: Sighting | None
    """The first sighting, at a place that is no copy, of the report's earliest publication date."""


def compose(version: Settled, context: Context, full: Callable[[Sighting], Reading]) -> Composed:
    """One version with its facts, and exactly one chosen piece of evidence for each."""
    first: dict[str, Sighting] = {}
    for sighting in version.sightings:
        first.setdefault(sighting.key, sighting)
    met = sorted(first.values(), key=lambda s: (context.order.get(s.key, len(first)), s.order))
    source = met[0]
    reading = full(source)
    facts = reading.facts
    evidence: list[Shown] = [
        (source.key, item) for item in reading.evidence if item.field != OF_PLACE
    ]
    dated = {source.key: reading.evidence}
    for sighting in met[1:]:
        other = full(sighting)
        dated[sighting.key] = other.evidence
        if sighting.key not in context.copies or source.key in context.copies:
            facts, more = _fill(facts, other, sighting, reading.text)
            evidence += more
    facts, evidence = _with_identity(facts, evidence, context, source)
    if context.published is not None:
        dated[context.published.key] = full(context.published).evidence
    evidence += _dates(dated, context, source.key)
    return Composed(
        settled=version, source=source, reading=reading, facts=facts,
        evidence=tuple(_one_choice(evidence)),
    )  # fmt: skip


def _fill(
    facts: Facts, reading: Reading, sighting: Sighting, text: str
) -> tuple[Facts, list[Shown]]:
    """Facts that the first place does not show, from another place of the same text."""
    found: list[Shown] = []
    for name in FACT_FIELDS:
        value = getattr(reading.facts, name)
        if name == OF_PLACE or value is None:
            continue
        mine = getattr(facts, name) is None
        if mine:
            facts = replace(facts, **{name: value})
        for item in reading.evidence:
            other = item.chosen and item.value != str(getattr(facts, name))
            if item.field == name and (mine or other):
                moved = _moved(item, text, sighting.url)
                found.append((sighting.key, replace(moved, chosen=item.chosen and mine)))
    return facts, found


def _moved(item: Evidence, text: str, url: str) -> Evidence:
    """Evidence of another place: its span is found again in this text, or it stands on that page."""
    if item.start is not None and item.raw:
        at = text.find(item.raw)
        if at >= 0:
            return replace(item, start=at, end=at + len(item.raw))
    return replace(item, start=None, end=None, place_in_page=item.place_in_page or url)


def _with_identity(
    facts: Facts, evidence: list[Shown], context: Context, source: Sighting
) -> tuple[Facts, list[Shown]]:
    """Region, level and year are the report's: where this text does not show them, what they were settled from."""
    identity = context.identity
    settled: dict[str, Any] = {
        "region": identity.region,
        "level": identity.level,
        "report_year": context.year,
    }
    for name, value in settled.items():
        shown = any(e.field == name and e.chosen and e.value == str(value) for _, e in evidence)
        if not shown:
            evidence = [
                (key, replace(item, chosen=False) if item.field == name else item)
                for key, item in evidence
            ]
            if value is not None:
                evidence.append((source.key, _settled_evidence(name, str(value), identity)))
    return replace(facts, **settled), evidence


def _settled_evidence(name: str, value: str, identity: Identity) -> Evidence:
    rule: str = identity.rule
    raw, place = identity.body, identity.place
    if name == "level":
        rule, raw = "level_of_code", identity.department or identity.region or ""
    elif name == "report_year":
        rule, raw = "year_of_place", value
    return Evidence(
        field=name, value=value, rule=rule, raw=raw, place_in_page=place,
        confidence=CONFIDENCE[identity.rule], chosen=True,
    )  # fmt: skip


def _dates(
    dated: Mapping[str, tuple[Evidence, ...]], context: Context, text_of: str
) -> Iterator[Shown]:
    """Each place's own publication date; chosen is the report's, also where that place shows another version."""
    best = context.published.key if context.published else None
    for key, found in sorted(dated.items(), key=lambda pair: (pair[0] != best, pair[0])):
        for item in found:
            if item.field != OF_PLACE:
                continue
            shown = item if key == text_of else _moved(item, "", key)
            yield key, replace(shown, chosen=item.chosen and key == best)


def _one_choice(evidence: list[Shown]) -> Iterator[Shown]:
    """The evidence, field by field as it came, the chosen first; a second choice is none."""
    fields = dict.fromkeys(item.field for _, item in evidence)
    for field in fields:
        mine = sorted(
            (pair for pair in evidence if pair[1].field == field), key=lambda p: not p[1].chosen
        )
        for position, (key, item) in enumerate(mine):
            yield key, replace(item, chosen=item.chosen and position == 0)
