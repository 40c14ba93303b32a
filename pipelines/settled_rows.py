"""Writes what was settled of one report: its row, versions, places, evidence, sections; and the rejections."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlite_utils import Database

from archive.records import Evidence
from archive.urls import place_id
from pipelines import regions
from pipelines.sightings import GONE, Sighting
from pipelines.variants import variant
from pipelines.versions import Settled

if TYPE_CHECKING:
    from pipelines.settle import Work

_TABLES = ("versions", "places", "reports")


def delete(db: Database, report_id: str) -> None:
    """Take a report's rows away; its captures and readings stay."""
    for table in ("evidence", "sections"):
        db.execute(
            f"DELETE FROM {table} WHERE version_id IN (SELECT version_id FROM versions WHERE report_id = ?)",  # noqa: S608 (a name of ours)
            [report_id],
        )
    for table in _TABLES:
        db.execute(f"DELETE FROM {table} WHERE report_id = ?", [report_id])  # noqa: S608 (a name of ours)


def write(db: Database, work: Work) -> None:
    """Write all rows of one report."""
    places = _places(work)
    canonical = min(places, key=lambda p: (p["gone_since"] is not None, p["rank"], p["first_seen"], p["place_id"]))
    for version in work.numbered.versions:
        _write_version(db, work, version)
    for place in places:
        _insert(db, "places", {k: v for k, v in place.items() if k != "rank"} | {"canonical": int(place is canonical)})
    current = next(v for v in work.numbered.versions if v.number == canonical["version"])
    _write_report(db, work, current, places, str(canonical["place_id"]))


def _insert(db: Database, table: str, row: dict[str, object]) -> None:
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join("?" * len(row))
    db.execute(f"INSERT OR REPLACE INTO {table} ({names}) VALUES ({marks})", list(row.values()))  # noqa: S608 (names of ours)


def _write_version(db: Database, work: Work, version: Settled) -> None:
    reading = version.first.reading
    assert reading is not None
    facts = version.facts
    version_id = f"{work.report_id}@{version.number}"
    _insert(db, "versions", {
        "version_id": version_id, "report_id": work.report_id, "version": version.number,
        "text": reading.text, "text_sha256": hashlib.sha256(reading.text.encode()).hexdigest(),
        "normal_sha256": version.normal, "characters": len(reading.text),
        "title": facts.title, "inner_title": facts.inner_title, "issuing_body": facts.issuing_body,
        "document_number": facts.document_number, "index_number": facts.index_number,
        "signed_date": facts.signed_date, "generated_date": facts.generated_date,
        "addressee": facts.addressee, "cc": facts.cc, "printed_by": facts.printed_by,
        "printed_date": facts.printed_date, "responsible_department": facts.responsible_department,
        "disclosure_form": facts.disclosure_form, "variant": variant(reading.text, facts.addressee),
        "origin": reading.origin, "media_type": reading.media_type or version.first.media_type,
        "ocr_confidence": reading.ocr_confidence, "capture_id": version.first.text_capture,
        "first_seen": version.sightings[0].at, "last_seen": version.sightings[-1].at,
        "rule": reading.rule, "software": reading.software,
    })  # fmt: skip
    for position, (place, item) in enumerate(version.evidence):
        _write_evidence(db, version_id, place or version.first.key, position, item)
    for position, section in enumerate(reading.sections):
        _insert(db, "sections", {
            "version_id": version_id, "position": position, "section_id": section.section_id,
            "level": section.level, "number": section.number, "heading": section.heading,
            "part": section.part, "text": section.text,
        })  # fmt: skip
    _write_place_evidence(db, version, version_id, len(version.evidence))


def _write_place_evidence(db: Database, version: Settled, version_id: str, position: int) -> None:
    """Each place's own publication date; the earliest one's is chosen for the version."""
    shown: dict[str, Sighting] = {}
    for sighting in version.sightings:
        shown.setdefault(sighting.key, sighting)
    dated = [s for s in shown.values() if s.reading is not None and s.reading.facts.published_date]
    dated.sort(key=lambda s: (s.reading.facts.published_date if s.reading else "", s.order))
    for rank, sighting in enumerate(dated):
        for item in sighting.reading.evidence if sighting.reading else ():
            if item.field == "published_date":
                position += 1
                chosen = item.chosen and rank == 0
                _write_evidence(db, version_id, sighting.key, position, item, chosen=chosen)


def _write_evidence(
    db: Database, version_id: str, key: str, position: int, item: Evidence, *, chosen: bool | None = None
) -> None:
    _insert(db, "evidence", {
        "evidence_id": f"{version_id}#{position}", "version_id": version_id,
        "place_id": place_id(key), "field": item.field, "value": item.value, "rule": item.rule,
        "raw": item.raw, "start": item.start, "end": item.end, "place_in_page": item.place_in_page,
        "confidence": item.confidence, "chosen": int(item.chosen if chosen is None else chosen),
    })  # fmt: skip


def _places(work: Work) -> list[dict[str, object]]:
    numbers = {version.normal: version.number for version in work.numbered.versions}
    by_key: dict[str, list[Sighting]] = {}
    for sighting in work.all:
        by_key.setdefault(sighting.key, []).append(sighting)
    rows: list[dict[str, object]] = []
    for key, items in sorted(by_key.items()):
        seen = [s for s in items if s.reading is not None and s.reading.is_report and s.reading.normal_sha256 in numbers]
        if not seen:
            continue
        last = seen[-1]
        assert last.reading is not None
        standing = work.standings[key]
        dates = [s.reading.facts.published_date for s in seen if s.reading and s.reading.facts.published_date]
        rows.append({
            "place_id": place_id(last.url), "report_id": work.report_id,
            "version": numbers[last.reading.normal_sha256], "portal": last.portal, "url": last.url,
            "provenance": standing.provenance, "reason": standing.reason,
            "published_date": dates[0] if dates else None, "first_seen": seen[0].at,
            "last_seen": last.at, "gone_since": _gone_since(items, last), "rank": standing.rank,
        })  # fmt: skip
    return rows


def _gone_since(items: list[Sighting], last: Sighting) -> str | None:
    """When a place was first found gone after it was last seen: 404, 410, a soft 404, or a way elsewhere."""
    for sighting in items:
        if sighting.order > last.order and (sighting.outcome in GONE or sighting.outcome == "redirected"):
            return sighting.at
    return None


def _write_report(
    db: Database, work: Work, current: Settled, places: list[dict[str, object]], canonical: str
) -> None:
    facts, identity = current.facts, work.identity
    year = work.year or 2024
    unit = regions.unit(identity.region, year) if identity.region else None
    dates = [str(p["published_date"]) for p in places if p["published_date"] and p["provenance"] != "copy"]
    _insert(db, "reports", {
        "report_id": work.report_id, "region": identity.region,
        "region_name": unit.name if unit else None,
        "region_now": regions.now(identity.region, year) if unit and identity.region else identity.region,
        "province": unit.province if unit else None, "city": unit.city if unit else None,
        "county": unit.county if unit else None, "level": identity.level,
        "issuing_body": facts.issuing_body, "identity_body": identity.body,
        "department": identity.department, "report_year": work.year, "title": facts.title,
        "document_number": facts.document_number, "index_number": facts.index_number,
        "published_date": min(dates) if dates else None, "signed_date": facts.signed_date,
        "generated_date": facts.generated_date, "version": current.number,
        "versions": len(work.numbered.versions), "places": len(places), "place_id": canonical,
        "inputs": work.inputs, "first_seen": min(str(p["first_seen"]) for p in places),
        "last_seen": max(str(p["last_seen"]) for p in places),
    })  # fmt: skip


def write_rejections(db: Database, sightings: list[Sighting]) -> None:
    """Pages whose last reading is no report, with the reason, so that a person can audit."""
    db.execute("DELETE FROM rejections")
    last = {s.key: s for s in sightings if s.reading is not None}
    for sighting in sorted(last.values(), key=lambda s: s.order):
        reading = sighting.reading
        if reading is None or reading.is_report:
            continue
        _insert(db, "rejections", {
            "capture_id": sighting.capture_id, "portal": sighting.portal, "url": sighting.url,
            "title": reading.facts.title, "report_year": reading.facts.report_year,
            "reason": (reading.error and "unreadable") or reading.reason or "unknown",
            "captured_at": sighting.at, "text": reading.text,
        })  # fmt: skip
