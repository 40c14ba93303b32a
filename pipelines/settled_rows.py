"""Writes what was settled of one report: its row, versions, places, evidence, sections; and the rejections."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from sqlite_utils import Database

from pipelines import regions
from pipelines.composing import Composed, Context, compose
from pipelines.readings import Readings
from pipelines.regions_data.table import LATEST_YEAR
from pipelines.sightings import Sighting
from pipelines.variants import variant
from pipelines.works import LEFT, Strand, Work


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """One address of a report."""

    strand: Strand
    version: int
    """The version last seen there."""
    seen: tuple[Sighting, ...]
    """Sightings that show a version, oldest first."""
    dated: Sighting | None
    """The first of them that shows a publication date."""
    gone_since: str | None

    @property
    def published_date(self) -> str | None:
        """As this place shows it."""
        reading = self.dated.reading if self.dated else None
        return reading.facts.published_date if reading else None


def delete(db: Database, report_id: str) -> None:
    """Take a report's rows away; its captures and readings stay."""
    for table in ("evidence", "sections"):
        db.execute(
            f"DELETE FROM {table} WHERE version_id IN (SELECT version_id FROM versions WHERE report_id = ?)",  # noqa: S608 (a name of ours)
            [report_id],
        )
    for table in ("versions", "places", "reports"):
        db.execute(f"DELETE FROM {table} WHERE report_id = ?", [report_id])  # noqa: S608 (a name of ours)


def write(db: Database, work: Work, inputs: str, readings: Readings) -> None:
    """Write all rows of one report."""
    places = places_of(work)
    context = _context(work, places)
    full = cache(readings.full)
    composed = [
        compose(version, context, lambda s: full(s.source)) for version in work.numbered.versions
    ]
    current = next(one for one in composed if one.settled.number == places[0].version)
    _write_report(db, work, current, places, inputs)
    for one in composed:
        _write_version(db, work, one)
    for place in places:
        _write_place(db, work, place, canonical=place is places[0])


def places_of(work: Work) -> list[Place]:
    """The places of a report, the canonical one first: of the best standing, there before gone, the oldest."""
    numbers = {version.normal: version.number for version in work.numbered.versions}
    found = []
    for strand in work.strands:
        seen = tuple(s for s in strand.read if s.reading and s.reading.normal_sha256 in numbers)
        last = seen[-1].reading if seen else None
        if last is None:
            continue
        place = Place(
            strand=strand,
            version=numbers[last.normal_sha256],
            seen=seen,
            dated=next((s for s in seen if s.reading and s.reading.facts.published_date), None),
            gone_since=_gone_since(strand, seen[-1]),
        )
        found.append(place)
    ranks = {key: standing.rank for key, standing in work.standings.items()}
    found.sort(
        key=lambda p: (
            ranks[p.strand.key],
            p.gone_since is not None,
            p.seen[0].at,
            p.strand.place_id,
        )
    )
    return found


def _gone_since(strand: Strand, last: Sighting) -> str | None:
    """When a place was first found gone after it was last seen: 404, 410, a soft 404, or a way elsewhere."""
    return next(
        (s.at for s in strand.sightings if s.order > last.order and s.outcome in LEFT), None
    )


def _context(work: Work, places: list[Place]) -> Context:
    own = [p for p in places if p.published_date and p.strand.key not in work.copies]
    earliest = min(own, key=lambda p: p.published_date or "", default=None)
    return Context(
        identity=work.identity,
        year=work.year,
        order={place.strand.key: position for position, place in enumerate(places)},
        copies=work.copies,
        published=earliest.dated if earliest else None,
    )


def _insert(db: Database, table: str, *rows: Mapping[str, object]) -> None:
    """Write rows that have the same columns."""
    if rows:
        names = ", ".join(f'"{name}"' for name in rows[0])
        marks = ", ".join("?" * len(rows[0]))
        statement = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 (names of ours)
        db.conn.executemany(statement, [list(row.values()) for row in rows])


def _write_version(db: Database, work: Work, one: Composed) -> None:
    reading, facts, met = one.reading, one.facts, one.settled.sightings
    version_id = f"{work.report_id}@{one.settled.number}"
    place_ids = {strand.key: strand.place_id for strand in work.strands}
    _insert(db, "versions", {
        "version_id": version_id, "report_id": work.report_id, "version": one.settled.number,
        "text": reading.text, "text_sha256": hashlib.sha256(reading.text.encode()).hexdigest(),
        "normal_sha256": one.settled.normal, "characters": len(reading.text),
        "title": facts.title, "inner_title": facts.inner_title, "issuing_body": facts.issuing_body,
        "document_number": facts.document_number, "index_number": facts.index_number,
        "signed_date": facts.signed_date, "generated_date": facts.generated_date,
        "addressee": facts.addressee, "cc": facts.cc, "printed_by": facts.printed_by,
        "printed_date": facts.printed_date, "responsible_department": facts.responsible_department,
        "disclosure_form": facts.disclosure_form, "variant": variant(reading.text, facts.addressee),
        "origin": reading.origin, "media_type": reading.media_type or one.source.media_type,
        "ocr_confidence": reading.ocr_confidence, "capture_id": one.source.text_capture,
        "first_seen": met[0].at, "last_seen": met[-1].at,
        "rule": reading.rule, "software": reading.software,
    })  # fmt: skip
    _insert(db, "evidence", *({
        "evidence_id": f"{version_id}#{position}", "version_id": version_id,
        "place_id": place_ids[key], "field": item.field, "value": item.value,
        "rule": item.rule, "raw": item.raw, "start": item.start, "end": item.end,
        "place_in_page": item.place_in_page, "confidence": item.confidence,
        "chosen": int(item.chosen),
    } for position, (key, item) in enumerate(one.evidence)))  # fmt: skip
    _insert(db, "sections", *({
        "version_id": version_id, "position": position, "section_id": section.section_id,
        "level": section.level, "number": section.number, "heading": section.heading,
        "part": section.part, "text": section.text,
    } for position, section in enumerate(reading.sections)))  # fmt: skip


def _write_place(db: Database, work: Work, place: Place, *, canonical: bool) -> None:
    first, last = place.seen[0], place.seen[-1]
    standing = work.standings[place.strand.key]
    _insert(db, "places", {
        "place_id": place.strand.place_id, "report_id": work.report_id, "version": place.version,
        "portal": last.portal, "url": last.url, "canonical": int(canonical),
        "provenance": standing.provenance, "reason": standing.reason,
        "published_date": place.published_date, "first_seen": first.at, "last_seen": last.at,
        "gone_since": place.gone_since,
    })  # fmt: skip


def _write_report(
    db: Database, work: Work, current: Composed, places: list[Place], inputs: str
) -> None:
    facts, identity = current.facts, work.identity
    year = work.year or LATEST_YEAR
    unit = regions.unit(identity.region, year) if identity.region else None
    published = next(
        (e.value for _, e in current.evidence if e.field == "published_date" and e.chosen), None
    )
    _insert(db, "reports", {
        "report_id": work.report_id, "region": identity.region,
        "region_name": unit.name if unit else None,
        "region_now": regions.now(identity.region, year) if unit and identity.region else identity.region,
        "province": unit.province if unit else None, "city": unit.city if unit else None,
        "county": unit.county if unit else None, "level": identity.level,
        "issuing_body": facts.issuing_body, "identity_body": identity.body,
        "department": identity.department, "report_year": work.year, "title": facts.title,
        "document_number": facts.document_number, "index_number": facts.index_number,
        "published_date": published, "signed_date": facts.signed_date,
        "generated_date": facts.generated_date, "version": current.settled.number,
        "versions": len(work.numbered.versions), "places": len(places),
        "place_id": places[0].strand.place_id, "inputs": inputs,
        "first_seen": min(p.seen[0].at for p in places),
        "last_seen": max(p.seen[-1].at for p in places),
    })  # fmt: skip


def write_rejections(db: Database, sightings: Iterable[Sighting]) -> None:
    """Pages whose last reading is no report, with the reason, so that a person can audit."""
    db.execute("DELETE FROM rejections")
    last = {s.key: s for s in sightings if s.reading is not None}
    for sighting in sorted(last.values(), key=lambda s: s.order):
        reading = sighting.reading
        if reading is None or reading.is_report:
            continue
        reason = reading.reason or ("unreadable" if reading.error else "unknown")
        db.execute(
            "INSERT INTO rejections (capture_id, portal, url, title, report_year, reason, "
            "captured_at, text) SELECT ?, ?, ?, ?, ?, ?, ?, text FROM readings WHERE capture_id = ?",
            (sighting.capture_id, sighting.portal, sighting.url, reading.facts.title,
             reading.facts.report_year, reason, sighting.at, sighting.source[0]),
        )  # fmt: skip
