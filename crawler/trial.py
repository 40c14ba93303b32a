"""What a registry row would give: one portal harvested into an archive that is thrown away."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from scrapy.settings import BaseSettings

from archive import ledger
from archive.migrations import open_catalog
from archive.records import Portal
from spiders.registry.writing import row_text

ROOT = Path(__file__).resolve().parents[1]

BUDGET = 150
"""Requests of one trial: the search for the column (60), its pages, and some articles."""

PASSED_ON = (
    "FAZHI_ALLOW_PRIVATE",
    "FAZHI_RENDER",
    "FAZHI_CHROMIUM",
    "FAZHI_CONTACT",
    "FAZHI_READERS",
    "DOWNLOAD_DELAY",
    "DOWNLOAD_TIMEOUT",
)
"""Settings that decide how a portal is asked."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A report column, how it was found, and how far its walk went."""

    url: str
    family: str | None
    route: tuple[str, ...]
    """Words of the links that led there; empty for a column that the row gives."""
    mixed: bool
    collects_others: bool
    pages: int
    rows: int
    total: int | None
    """Rows by the pager's own word."""
    stop_reason: str
    complete: bool
    declared_empty: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """A row of a column, with what its page was read as."""

    url: str
    title: str
    listed_date: str | None
    is_report: bool | None
    """None: its page was not asked for, or gave nothing to read."""
    reason: str | None
    report_year: int | None
    capture_id: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """What a row gave."""

    portal: str
    exit_code: int
    """Of the harvest."""
    outcomes: Mapping[str, int]
    """`list fetched` → requests."""
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def is_down(self) -> bool:
        """Whether nothing of the portal answered."""
        ends = {name.partition(" ")[2] for name in self.outcomes}
        return ends <= ledger.TRANSPORT | {"not asked"}

    @property
    def reports(self) -> tuple[Row, ...]:
        """The rows whose pages are reports."""
        return tuple(row for row in self.rows if row.is_report)


@contextmanager
def harvested(portal: Portal, settings: BaseSettings, years: str) -> Iterator[tuple[Path, int]]:
    """Harvest one row, also a disabled or closed one; gives the archive's folder, which then vanishes, and the exit code.

    It is the very harvest of `scrapy crawl portals`: the same robots rules, guard, pace and limits.
    """
    with tempfile.TemporaryDirectory(prefix="fazhi-trial-") as folder:
        registry = Path(folder) / "row.toml"
        row = replace(portal, enabled=True, reason=None, until=None)
        registry.write_text(row_text(row), encoding="utf-8")
        archive = Path(folder) / "archive"
        passed = {name: settings.get(name) for name in PASSED_ON if settings.get(name) is not None}
        given = {
            **passed,
            "FAZHI_ARCHIVE": archive,
            "FAZHI_REGISTRY": registry,
            "FAZHI_PORTAL_BUDGET": BUDGET,
            "LOG_LEVEL": "WARNING",
        }
        command = [
            sys.executable,
            "-m",
            "scrapy",
            "crawl",
            "portals",
            "-a",
            "mode=full",
            "-a",
            f"years={years}",
        ]
        for name, value in given.items():
            command += ["-s", f"{name}={value}"]
        ended = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
        yield archive, ended.returncode


def trial(portal: Portal, settings: BaseSettings, years: str) -> Trial:
    """Harvest one row and say what it gave; nothing is kept. `years`: whose articles are asked for, like 2023-2024."""
    with harvested(portal, settings, years) as (archive, exit_code):
        return read_trial(archive, portal.portal, exit_code)


def read_trial(archive: Path, portal: str, exit_code: int) -> Trial:
    """Read a trial's archive; where the harvest could not even begin, there is nothing in it."""
    if not (archive / "corpus.db").exists():
        return Trial(portal=portal, exit_code=exit_code, outcomes={}, columns=(), rows=())
    db = open_catalog(archive / "corpus.db")
    outcomes = db.execute(
        "SELECT kind || ' ' || coalesce(outcome, 'not asked'), count(*) FROM requests GROUP BY 1 ORDER BY 1"
    ).fetchall()
    columns = db.execute(
        "SELECT w.column_url, w.family, c.route, c.mixed, c.collects_others, w.pages, w.rows, w.total, w.stop_reason, "
        "w.complete, w.declared_empty FROM walks w LEFT JOIN columns c USING (portal, column_url) ORDER BY w.rows DESC"
    ).fetchall()
    rows = db.execute(
        "SELECT e.url, e.title, min(e.listed_date), r.is_report, r.reason, r.report_year, r.capture_id FROM list_entries e "
        "LEFT JOIN requests q ON q.url = e.url AND q.kind = 'article' LEFT JOIN readings r ON r.request_id = q.request_id "
        "GROUP BY e.url ORDER BY r.is_report DESC, r.report_year DESC, e.url"
    ).fetchall()
    db.close()
    return Trial(
        portal=portal,
        exit_code=exit_code,
        outcomes=dict(outcomes),
        columns=tuple(_column(*row) for row in columns),
        rows=tuple(_row(*row) for row in rows),
    )


def _column(url: str, family: str | None, route: str | None, *rest: object) -> Column:
    mixed, others, pages, rows, total, stop, complete, empty = rest
    return Column(
        url=url,
        family=family,
        route=tuple(json.loads(route)) if route else (),
        mixed=bool(mixed),
        collects_others=bool(others),
        pages=int(str(pages)),
        rows=int(str(rows)),
        total=None if total is None else int(str(total)),
        stop_reason=str(stop),
        complete=bool(complete),
        declared_empty=None if empty is None else str(empty),
    )


def _row(url: str, title: str, date: str | None, *reading: object) -> Row:
    is_report, reason, year, capture_id = reading
    return Row(
        url=url,
        title=title,
        listed_date=date,
        is_report=None if is_report is None else bool(is_report),
        reason=None if reason is None else str(reason),
        report_year=None if year is None else int(str(year)),
        capture_id=None if capture_id is None else str(capture_id),
    )
