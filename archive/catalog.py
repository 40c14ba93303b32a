"""What the commands read off the catalog: one report and all that belongs to it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from sqlite_utils import Database

from archive.errors import NotFound
from archive.records import Capture, Evidence

DEFAULT = Path("var/archive")
FACTS = (
    "title", "issuing_body", "region", "level", "report_year", "document_number", "index_number",
    "published_date", "signed_date", "generated_date",
)  # fmt: skip
"""A report's facts in the order in which a person is shown them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """One report's facts, as its current version and its places show them."""

    report_id: str
    region: str | None
    region_name: str | None
    region_now: str | None
    province: str | None
    city: str | None
    county: str | None
    level: str | None
    issuing_body: str | None
    report_year: int | None
    title: str | None
    document_number: str | None
    index_number: str | None
    published_date: str | None
    signed_date: str | None
    generated_date: str | None
    text_sha256: str
    characters: int
    version: int
    versions: int
    places: int
    portal: str | None
    url: str | None
    provenance: str | None
    media_type: str | None
    first_seen: str
    last_seen: str
    captured_at: str | None
    warc_file: str | None
    warc_offset: int | None


@dataclass(frozen=True, kw_only=True, slots=True)
class StoredVersion:
    """One distinct text of a report."""

    version_id: str
    version: int
    text: str
    text_sha256: str
    characters: int
    title: str | None
    issuing_body: str | None
    document_number: str | None
    index_number: str | None
    signed_date: str | None
    generated_date: str | None
    variant: str
    origin: str
    media_type: str | None
    capture_id: str
    first_seen: str
    last_seen: str
    rule: str | None
    software: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """One address where a report was met."""

    place_id: str
    version: int
    portal: str
    url: str
    canonical: int
    provenance: str
    reason: str
    published_date: str | None
    first_seen: str
    last_seen: str
    gone_since: str | None


def report(db: Database, report_id: str) -> Report:
    """The report of this id, or of the id that stands for it now. Raises NotFound."""
    wanted = current_id(db, report_id)
    for row in db.query(
        "SELECT report_id, region, region_name, region_now, province, city, county, level, "
        "issuing_body, report_year, title, document_number, index_number, published_date, "
        "signed_date, generated_date, text_sha256, characters, version, versions, places, portal, "
        "url, provenance, media_type, first_seen, last_seen, captured_at, warc_file, warc_offset "
        "FROM corpus WHERE report_id = ?",
        [wanted],
    ):
        return Report(**row)
    raise NotFound(f"{report_id}: no such report; list them with: python -m archive reports")


def current_id(db: Database, report_id: str) -> str:
    """The id that a report has now; the id itself where it never had another."""
    for row in db.query("SELECT new FROM report_aliases WHERE old = ?", [report_id]):
        return str(row["new"])
    return report_id


def versions(db: Database, report_id: str) -> list[StoredVersion]:
    """Every version of a report, the first one first. Raises NotFound."""
    rows = db.query(
        "SELECT version_id, version, text, text_sha256, characters, title, issuing_body, document_number, "
        "index_number, signed_date, generated_date, variant, origin, media_type, capture_id, "
        " first_seen, last_seen, rule, software FROM versions WHERE report_id = ? "
        "ORDER BY version",
        [current_id(db, report_id)],
    )
    found = [StoredVersion(**row) for row in rows]
    if not found:
        raise NotFound(f"{report_id}: no such report; list them with: python -m archive reports")
    return found


def version(db: Database, name: str) -> StoredVersion:
    """The version `ID@N`, or the current one of `ID`. Raises NotFound."""
    report_id, at, number = name.partition("@")
    found = versions(db, report_id)
    wanted = number if at else str(report(db, report_id).version)
    for one in found:
        if str(one.version) == wanted:
            return one
    raise NotFound(
        f"{name}: {report_id} has the versions {', '.join(str(one.version) for one in found)}"
    )


def as_in(db: Database, found: Report, one: StoredVersion) -> Report:
    """The report with what a version of it says: its text's facts and record, be it the current one or an older."""
    if one.version == found.version:
        return found
    record = holder(db, one.capture_id)
    return replace(
        found, version=one.version, text_sha256=one.text_sha256, characters=one.characters, title=one.title,
        issuing_body=one.issuing_body, document_number=one.document_number, index_number=one.index_number,
        signed_date=one.signed_date, generated_date=one.generated_date, media_type=one.media_type,
        captured_at=record.captured_at, warc_file=record.warc_file, warc_offset=record.warc_offset,
    )  # fmt: skip


def places(db: Database, report_id: str) -> list[Place]:
    """Every place of a report, its own first."""
    rows = db.query(
        "SELECT place_id, version, portal, url, canonical, provenance, reason, published_date, "
        "first_seen, last_seen, gone_since FROM places WHERE report_id = ? "
        "ORDER BY canonical DESC, first_seen, place_id",
        [current_id(db, report_id)],
    )
    return [Place(**row) for row in rows]


def evidence(db: Database, version_id: str) -> dict[str, list[Evidence]]:
    """By field, why it has its value: the chosen one first."""
    rows = db.query(
        'SELECT field, value, rule, raw, start, "end", place_in_page, confidence, chosen '
        "FROM evidence WHERE version_id = ? ORDER BY field, chosen DESC, confidence DESC, evidence_id",
        [version_id],
    )
    found: dict[str, list[Evidence]] = {}
    for row in rows:
        found.setdefault(row["field"], []).append(
            Evidence(**{**row, "chosen": bool(row["chosen"])})
        )
    return found


def capture(db: Database, capture_id: str) -> Capture:
    """A capture. Raises NotFound."""
    for row in db.query(
        "SELECT capture_id, request_id, url, captured_at, http_status, media_type, payload_digest, "
        "warc_file, warc_offset, warc_length, record_type, refers_to, etag, last_modified "
        "FROM captures WHERE capture_id = ?",
        [capture_id],
    ):
        return Capture(**row)
    raise NotFound(f"{capture_id}: no such capture")


def holder(db: Database, capture_id: str) -> Capture:
    """The capture that holds the payload: itself, or for a revisit the one it refers to. Raises NotFound."""
    found = capture(db, capture_id)
    return capture(db, found.refers_to) if found.refers_to else found
