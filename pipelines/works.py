"""Groups sightings by the work that they are of: one issuing body's report for one year."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from archive.urls import place_id
from pipelines.fingerprint import unnumbered
from pipelines.gazetteer import Gazetteer
from pipelines.identity import Identity, identify, report_id
from pipelines.provenance import RANK, Standing, stand
from pipelines.readings import Readings
from pipelines.sightings import GONE, Sighting
from pipelines.unite import Candidate, unite
from pipelines.versions import Numbered, number, one_text

REPLACED = "replaced"
"""Stands as outcome where an address shows another report now: some portals keep one address for the newest one."""
LEFT = GONE | {"redirected", REPLACED}
"""What says that a place is not there any more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Strand:
    """What one address showed of one report year."""

    key: str
    year: int | None
    place_id: str
    latest: bool
    """The address shows this report still, or showed it last."""
    sightings: tuple[Sighting, ...]
    """Also those at which the place was gone; oldest first."""

    @property
    def read(self) -> tuple[Sighting, ...]:
        """The sightings that show the report."""
        return tuple(s for s in self.sightings if is_report(s))


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """One report with all that was seen of it."""

    report_id: str
    identity: Identity
    year: int | None
    strands: tuple[Strand, ...]
    all: tuple[Sighting, ...]
    """Oldest first."""
    standings: Mapping[str, Standing]
    """By place key."""
    numbered: Numbered

    @property
    def inputs(self) -> str:
        """Digest of all that the report's rows are made from."""
        sightings = [
            (s.request_id, s.outcome, s.key, s.portal, s.source, s.text_capture,
             s.reading.normal_sha256 if s.reading else "", s.reading.software if s.reading else "")
            for s in self.all
        ]  # fmt: skip
        standings = sorted((key, one.reason) for key, one in self.standings.items())
        places = [strand.place_id for strand in self.strands]
        told = [self.report_id, repr(self.identity), self.year, sightings, standings, places]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()

    @property
    def copies(self) -> frozenset[str]:
        """Keys of the places that are copies."""
        return frozenset(k for k, one in self.standings.items() if one.rank == RANK["copy"])


def is_report(sighting: Sighting) -> bool:
    """Whether the address showed a report."""
    return sighting.reading is not None and sighting.reading.is_report


def gather(sightings: Iterable[Sighting], gazetteer: Gazetteer, readings: Readings) -> list[Work]:
    """Group sightings by the work they are of, ordered by report id."""
    by_place: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        by_place[sighting.key].append(sighting)
    strands = [strand for key, items in by_place.items() for strand in _strands(key, items)]
    own = {strand.place_id: identify(strand.read[-1], gazetteer) for strand in strands}
    identities = own | _united(strands, own, readings)
    members: dict[str, list[Strand]] = defaultdict(list)
    for strand in strands:
        last = strand.read[-1]
        name = report_id(identities[strand.place_id], strand.year, place_id(last.url), last.portal)
        members[name].append(strand)
    return [
        _work(name, _of_one_text(found), own, identities, gazetteer)
        for name, found in sorted(members.items())
    ]


def _strands(key: str, sightings: list[Sighting]) -> list[Strand]:
    """Part what one address showed by report year: the text of one year is never a version of another's."""
    reports = [s for s in sightings if is_report(s)]
    years = {year_of(s) for s in reports}
    if len(years - {None}) == 1:
        years = years - {None}
    found = []
    for year in sorted(years, key=lambda y: (y is None, y or 0)):
        own = [s for s in reports if len(years) == 1 or year_of(s) == year]
        latest = own[-1] is reports[-1]
        # The address itself is the id of what it shows; what it showed before is told apart by its year.
        name = place_id(key) if latest else place_id(f"{key}#/{year}")
        strand = Strand(
            key=key, year=year, place_id=name, latest=latest,
            sightings=tuple(_seen_as(s, own) for s in sightings if s.order >= own[0].order),
        )  # fmt: skip
        found.append(strand)
    return found


def _seen_as(sighting: Sighting, own: list[Sighting]) -> Sighting:
    if not is_report(sighting) or sighting in own:
        return sighting
    return replace(sighting, reading=None, characters=0, outcome=REPLACED)


def year_of(sighting: Sighting) -> int | None:
    """The report year that the sighting's text is of."""
    return sighting.reading.facts.report_year if sighting.reading else None


def _united(
    strands: list[Strand], own: Mapping[str, Identity], readings: Readings
) -> dict[str, Identity]:
    """The bodies that other places of the same text know better, by place id."""
    last = {strand.place_id: strand.read[-1] for strand in strands}
    candidates = [
        Candidate(
            key=strand.place_id, year=strand.year, normal=unnumbered(reading.normal_sha256),
            signature=reading.signature, characters=last[strand.place_id].characters, number=reading.facts.document_number,
            identity=own[strand.place_id],
        )
        for strand in strands
        if strand.year is not None and (reading := last[strand.place_id].reading) is not None
    ]  # fmt: skip
    return unite(candidates, lambda key: readings.text(last[key].source))


def _of_one_text(strands: Iterable[Strand]) -> tuple[Strand, ...]:
    """The strands of one work in order; texts that differ by the line of their 文号 only are made one."""
    ordered = sorted(strands, key=lambda s: s.place_id)
    seen = sorted((s for one in ordered for s in one.sightings), key=lambda s: s.order)
    stands = one_text(s.reading.normal_sha256 for s in seen if s.reading)
    if all(one == other for one, other in stands.items()):
        return tuple(ordered)
    return tuple(
        replace(one, sightings=tuple(_standing_for(s, stands) for s in one.sightings))
        for one in ordered
    )


def _standing_for(sighting: Sighting, stands: Mapping[str, str]) -> Sighting:
    if sighting.reading is None:
        return sighting
    normal = stands[sighting.reading.normal_sha256]
    return replace(sighting, reading=replace(sighting.reading, normal_sha256=normal))


def _work(
    name: str,
    strands: tuple[Strand, ...],
    own: Mapping[str, Identity],
    identities: Mapping[str, Identity],
    gazetteer: Gazetteer,
) -> Work:
    everything = sorted((s for one in strands for s in one.sightings), key=lambda s: s.order)
    bodies = [identities[strand.place_id] for strand in strands]
    identity = max(
        bodies, key=lambda one: (one.sure, one.rule == "issuing_body", one.body, one.place)
    )
    standings = {}
    for strand in strands:
        last = strand.read[-1]
        found = stand(last.url, gazetteer.portal(last.portal), identity, gazetteer)
        joins = _joins(own[strand.place_id], identity)
        standings[strand.key] = replace(found, reason=f"{found.reason}; {joins}")
    return Work(
        report_id=name,
        identity=identity,
        year=strands[0].year,
        strands=strands,
        all=tuple(everything),
        standings=standings,
        numbered=number(s for s in everything if is_report(s)),
    )


def _joins(own: Identity, identity: Identity) -> str:
    """Why a place is one of this report's, in words."""
    if own.key != identity.key:
        return f"the text is that of {identity.body}'s report"
    if own.sure == 0:
        return "shows no body: the portal's own"
    return "names the body" if own.sure == 2 else "a line beside the text names the body"
