"""Which report years a portal lacks: due, asked for, and not among the reports of its own body."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.codec import reading_json
from archive.migrations import open_catalog
from archive.records import Facts, Portal, Reading
from crawler.missing import missing_years

PORTAL = Portal(
    portal="a", name="临溪市青石县人民政府", region="990123", home="http://a.gov.cn/", since=2020
)


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    catalog = open_catalog(tmp_path / "corpus.db", create=True)
    yield catalog
    catalog.close()


def read(
    db: Database,
    year: int,
    *,
    region: str | None = "990123",
    body: str | None = None,
    department: str | None = None,
) -> None:
    """Keep a reading of a report."""
    reading = Reading(
        url=f"http://a.gov.cn/{year}{region}{department}", is_report=True, reason=None, text="",
        facts=Facts(report_year=year, region=region, issuing_body=body), department=department,
    )  # fmt: skip
    with db.atomic():
        db.execute("PRAGMA defer_foreign_keys = ON")
        db.execute(
            "INSERT INTO readings (capture_id, request_id, harvest_id, portal, url, is_report, report_year, reading, text, software) "
            "VALUES (?, 'q', 'h', 'a', ?, 1, ?, ?, '', '')",
            (reading.url, reading.url, year, reading_json(reading)),
        )


def missing(db: Database, portal: Portal = PORTAL, today: str = "2025-06-30") -> tuple[int, ...]:
    return missing_years(db, portal, date.fromisoformat(today), lambda year: year != 2023)


def test_a_year_is_missing_from_its_due_date_on(db: Database) -> None:
    db.conn.execute("PRAGMA foreign_keys = OFF")
    read(db, 2021)
    assert missing(db) == (2020, 2022, 2024)
    assert missing(db, today="2025-03-31") == (2020, 2022)


def test_a_departments_and_another_governments_reports_do_not_fill_a_year(db: Database) -> None:
    db.conn.execute("PRAGMA foreign_keys = OFF")
    read(db, 2021, department="司法局")
    read(db, 2022, region="990181", body="景禾市人民政府")
    assert missing(db) == (2020, 2021, 2022, 2024)


def test_a_document_that_names_no_body_is_the_portals(db: Database) -> None:
    db.conn.execute("PRAGMA foreign_keys = OFF")
    read(db, 2024, region=None)
    assert missing(db) == (2020, 2021, 2022)


def test_a_departments_row_has_years_of_its_own(db: Database) -> None:
    db.conn.execute("PRAGMA foreign_keys = OFF")
    read(db, 2024)
    read(db, 2022, department="司法局")
    row = Portal(
        portal="a", name="青石县司法局", region="990123", home="http://a.gov.cn/", since=2022
    )
    assert 2022 not in missing(db, row)
