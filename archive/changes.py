"""What harvests found to be different: reports new, edited, moved, gone and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from archive.errors import ConfigurationError
from archive.selection import Selection


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """One change, with the capture or request that shows it."""

    at: str
    kind: str
    report_id: str
    issuing_body: str | None
    report_year: int | None
    url: str
    detail: str
    evidence: str
    """JSON array of request or capture ids."""
    harvest_id: str


def changes(db: Database, since: str, selection: Selection) -> list[Change]:
    """Changes seen on `since` (ISO date, UTC) and after, oldest first. Raises ConfigurationError."""
    if not _is_date(since):
        raise ConfigurationError(f"--since {since}: give a date, such as 2025-03-01")
    rows = db.query(
        "SELECT c.at, c.kind, c.report_id, r.issuing_body, r.report_year, c.url, c.detail, "
        "c.evidence, c.harvest_id FROM changes c LEFT JOIN reports r USING (report_id) "
        "WHERE c.at >= :since AND (:region IS NULL OR r.region LIKE :region || '%') "
        "AND (:level IS NULL OR r.level = :level) "
        "AND (:first_year IS NULL OR r.report_year >= :first_year) "
        "AND (:last_year IS NULL OR r.report_year <= :last_year) ORDER BY c.at, c.change_id",
        {**selection.parameters(), "since": since},
    )
    return [Change(**row) for row in rows]


def _is_date(since: str) -> bool:
    """Whether it is a day, a month or a year of the calendar."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", since):
        return False
    try:
        date.fromisoformat((since + "-01-01")[:10])
    except ValueError:
        return False
    return True
