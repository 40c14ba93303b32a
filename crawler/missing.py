"""Which report years of a portal's own body are due, and not among what was read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlite_utils import Database

from archive import codec
from archive.coverage import FIRST_YEAR, due_date, is_government
from archive.records import Portal, Reading


def missing_years(
    db: Database, portal: Portal, today: date, wanted: Callable[[int], bool]
) -> tuple[int, ...]:
    """The years, in order; those that are not due yet, or not asked for, are none."""
    known = {
        reading.facts.report_year
        for (stored,) in db.execute(
            "SELECT reading FROM readings WHERE is_report = 1 AND portal = ?", [portal.portal]
        )
        if _is_own(portal, reading := codec.outline_from(stored))
    }
    first, day = portal.since or FIRST_YEAR, today.isoformat()
    due = [year for year in range(first, today.year) if due_date(year) <= day]
    if portal.until:
        due = [year for year in due if due_date(year) <= portal.until]
    return tuple(year for year in due if year not in known and wanted(year))


def _is_own(portal: Portal, reading: Reading) -> bool:
    """Whether the report is the row's own body's, as far as a single reading tells."""
    if is_government(portal.name):
        strange = reading.facts.region not in (None, portal.region)
        return reading.department is None and not (
            strange and (reading.facts.issuing_body or "") not in portal.name
        )
    return reading.department is None or portal.name.endswith(reading.department)
