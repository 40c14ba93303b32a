"""The coverage ledger: one state with its proof for every portal and report year."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from archive.coverage_failure import Finding
from archive.coverage_search import Searches

FIRST_YEAR = 2016
"""The first full year under the duty to publish (法治政府建设实施纲要 2015-2020, item 44)."""

STATES = (
    "on_time",
    "late",
    "published_date_unknown",
    "declared_empty",
    "not_found_searched",
    "blocked",
    "portal_down",
    "not_yet_due",
    "not_looked",
)

_PLACE_ENDINGS = "省市区县州盟旗府"
"""Last characters of a place's name, after which a department's own name begins."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CoverageRow:
    """One cell: what is known of a portal's own report for one year, and what proves it."""

    portal: str
    report_year: int
    state: str
    report_id: str | None
    published_date: str | None
    evidence: tuple[str, ...]
    """Ids of requests or captures."""
    reason: str
    harvest_id: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Known:
    """A report in the archive that may answer for a cell."""

    report_id: str
    region: str | None
    region_now: str | None
    department: str | None
    identity_body: str
    report_year: int
    published_date: str | None
    capture_id: str
    harvest_id: str | None


def compute(db: Database, today: str) -> list[CoverageRow]:
    """Every cell of the table, ordered by portal and year, from the catalog alone."""
    known = _reports(db)
    searches = Searches(db)
    rows: list[CoverageRow] = []
    for portal in db.query("SELECT * FROM portals ORDER BY portal"):
        own = _own_reports(portal["name"], portal["region"], known.get(portal["region"], []))
        years = _years(portal, own, today)
        rows.extend(_cell(portal, year, own.get(year), searches, today) for year in years)
    return rows


def store(db: Database, rows: Iterable[CoverageRow]) -> None:
    """Put the cells in the place of those that were there, inside the caller's transaction."""
    db.execute("DELETE FROM coverage")
    for row in rows:
        db.execute(
            "INSERT INTO coverage (portal, report_year, state, report_id, published_date, evidence, "
            "reason, harvest_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (row.portal, row.report_year, row.state, row.report_id, row.published_date,
             json.dumps(row.evidence), row.reason, row.harvest_id),
        )  # fmt: skip


def due_date(report_year: int) -> str:
    """Reports are due before this day: April 1 of the next year."""
    return f"{report_year + 1}-04-01"


def _reports(db: Database) -> dict[str, list[_Known]]:
    """By region code, of its time and of today, the reports of its government and departments."""
    rows = db.query(
        "SELECT r.report_id, r.region, r.region_now, r.department, r.identity_body, r.report_year, "
        "r.published_date, v.capture_id, q.harvest_id FROM reports r "
        "JOIN versions v ON v.report_id = r.report_id AND v.version = r.version "
        "LEFT JOIN captures c ON c.capture_id = v.capture_id "
        "LEFT JOIN requests q ON q.request_id = c.request_id "
        "WHERE r.report_year IS NOT NULL ORDER BY r.report_id"
    )
    found: dict[str, list[_Known]] = {}
    for row in rows:
        report = _Known(**row)
        for code in {report.region, report.region_now} - {None}:
            found.setdefault(str(code), []).append(report)
    return found


def _own_reports(name: str, region: str, known: list[_Known]) -> dict[int, _Known]:
    """By year, the reports of the row's own body; one under the row's very code before one that moved to it."""
    own: dict[int, _Known] = {}
    for report in known:
        if not _is_body(name, report):
            continue
        held = own.get(report.report_year)
        if held is None or (held.region != region and report.region == region):
            own[report.report_year] = report
    return own


def _is_body(name: str, report: _Known) -> bool:
    if name == report.identity_body:
        return True
    if report.department is None:
        return is_government(name)
    before = name.removesuffix(report.department)
    return before != name and before[-1:] in _PLACE_ENDINGS


def is_government(name: str) -> bool:
    """Whether a registry row's name is a government's of county level or above."""
    return name.endswith("政府") and not name.endswith(("乡人民政府", "镇人民政府"))


def _years(portal: dict[str, object], own: dict[int, _Known], today: str) -> range:
    since = portal["since"]
    first = int(str(since)) if since else min([FIRST_YEAR, *own])
    last = int(today[:4]) - 1
    until = portal["until"]
    while until and last >= first and due_date(last) > str(until):
        last -= 1
    return range(first, last + 1)


def _cell(
    portal: dict[str, object], year: int, report: _Known | None, searches: Searches, today: str
) -> CoverageRow:
    name = str(portal["portal"])
    if report is not None:
        return _found(name, year, report)
    if today < due_date(year):
        finding = Finding(state="not_yet_due", reason=f"due before {due_date(year)}")
    elif not portal["enabled"]:
        finding = Finding(
            state="not_looked", reason=str(portal["reason"] or "the row is not enabled")
        )
    else:
        lists = tuple(json.loads(str(portal["lists"])))
        finding = searches.finding(name, year, lists)
    return CoverageRow(
        portal=name, report_year=year, state=finding.state, report_id=None, published_date=None,
        evidence=finding.evidence, reason=finding.reason, harvest_id=finding.harvest_id,
    )  # fmt: skip


def _found(portal: str, year: int, report: _Known) -> CoverageRow:
    published = report.published_date
    if published is None:
        state, reason = "published_date_unknown", "no place shows when it was published"
    elif published < due_date(year):
        state, reason = "on_time", f"published {published}"
    else:
        state, reason = "late", f"published {published}, due before {due_date(year)}"
    return CoverageRow(
        portal=portal, report_year=year, state=state, report_id=report.report_id,
        published_date=published, evidence=(report.capture_id,), reason=reason,
        harvest_id=report.harvest_id,
    )  # fmt: skip
