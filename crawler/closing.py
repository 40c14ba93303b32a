"""What a person sees when a harvest ends: the coverage table, the counts, where the corpus lies, what to try next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from rich.console import Console
from sqlite_utils import Database

from archive.coverage_table import cells, legend, table
from archive.records import Portal
from archive.selection import Selection
from archive.store import Archive
from crawler.arguments import Arguments
from crawler.incremental import History
from crawler.verdict import Verdict
from spiders.discovery_report import as_toml
from spiders.discovery_state import FoundColumn

QUESTIONS = {
    "requests": "SELECT COUNT(*) FROM requests WHERE harvest_id = :harvest",
    "captures": "SELECT COUNT(*) FROM captures c JOIN requests q ON q.request_id = c.request_id "
    "WHERE q.harvest_id = :harvest",
    "reports": "SELECT COUNT(*) FROM reports",
    "versions": "SELECT COUNT(*) FROM versions",
    "places": "SELECT COUNT(*) FROM places",
    "rejections": "SELECT COUNT(*) FROM rejections",
    "new_reports": "SELECT COUNT(*) FROM changes WHERE harvest_id = :harvest AND kind = 'new_report'",
    "new_versions": "SELECT COUNT(*) FROM changes WHERE harvest_id = :harvest AND kind = 'new_version'",
    "gone": "SELECT COUNT(*) FROM changes WHERE harvest_id = :harvest AND kind = 'gone'",
}
REASONS_SHOWN = 40
PORTALS_SHOWN = 60
"""More rows than a person reads on a screen: then only the counts of the states."""


def count(db: Database, harvest_id: str, verdict: Verdict) -> None:
    """Put the counts into the verdict."""
    for name, question in QUESTIONS.items():
        verdict.counts[name] = int(db.execute(question, {"harvest": harvest_id}).fetchone()[0])


def tell(archive: Archive, arguments: Arguments, verdict: Verdict, out: TextIO) -> None:
    """Print the end of a harvest."""
    first, last = arguments.years or (None, None)
    shown = cells(archive.db, Selection(first_year=first, last_year=last))
    console = Console(file=out, width=None if out.isatty() else 160)
    if len({cell.portal for cell in shown}) <= PORTALS_SHOWN:
        console.print(table(shown))
    for state in legend(shown):
        console.print(state)
    counts = verdict.counts
    print(file=out)
    print(
        f"{counts['reports']} reports, {counts['versions']} versions at {counts['places']} places; "
        f"this harvest: {counts['requests']} requests, {counts['new_reports']} new reports, "
        f"{counts['new_versions']} new versions, {counts['gone']} gone; "
        f"{counts['rejections']} pages rejected",
        file=out,
    )
    _tell_reasons(verdict, out)
    _next_steps(archive, verdict, out)


def tell_columns(history: History, portals: Iterable[Portal], out: TextIO) -> None:
    """Print what discovery found, as registry rows to review."""
    for portal in portals:
        if portal.lists:
            continue
        found = tuple(
            FoundColumn(
                url=column.column_url,
                family=column.family,
                route=column.route,
                score=round(column.score),
                mixed=column.mixed,
                collects_others=column.collects_others,
                reports=column.reports,
            )
            for column in history.columns(portal.portal)
        )
        print(as_toml(portal, found), file=out)


def _tell_reasons(verdict: Verdict, out: TextIO) -> None:
    """One line for each portal, worst first."""
    told = [
        f"{kind}: {portal}: {lines[0]}" + (f" (and {len(lines) - 1} more)" if len(lines) > 1 else "")
        for kind, reasons in (
            ("degraded", verdict.degraded), ("incomplete", verdict.incomplete), ("warning", verdict.warnings),
        )
        for portal, lines in sorted(reasons.items())
    ]  # fmt: skip
    for line in told[:REASONS_SHOWN]:
        print(line, file=out)
    if len(told) > REASONS_SHOWN:
        print(f"… and {len(told) - REASONS_SHOWN} more in verdict.json of the run", file=out)


def _next_steps(archive: Archive, verdict: Verdict, out: TextIO) -> None:
    where = f" --archive {archive.folder}"
    print(
        f"\nstatus {verdict.status}, exit code {verdict.exit_code}; the corpus lies in {archive.folder}",
        file=out,
    )
    print("next:", file=out)
    for command in (
        "reports",
        "search 行政复议",
        "serve",
        "export --format csv --out corpus.csv",
    ):
        print(f"  .venv/bin/python -m archive {command}{where}", file=out)
