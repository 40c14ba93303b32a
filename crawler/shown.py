"""The registry and a trial as `scrapy portals` shows them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from archive.records import Portal
from crawler.trial import Column, Trial
from spiders.registry.counts import Counts, level_of_portal, province_of

SHOWN_ROWS = 30
"""Rows of a trial's columns that are shown to a person; all of them with --json."""


def counts_of(found: Counts) -> dict[str, object]:
    """Return the counts as JSON gives them."""
    return {
        "portals": found.portals,
        "enabled": found.enabled,
        "with_lists": found.with_lists,
        "without_lists": found.portals - found.with_lists,
        "province": dict(found.province),
        "level": dict(found.level),
        "family": dict(found.family),
    }


def portal_row(portal: Portal) -> dict[str, object]:
    """Return a row as JSON gives it: all its keys, and the province and level that follow from them."""
    return {**asdict(portal), "province": province_of(portal)[1], "level": level_of_portal(portal)}


def line_of(portal: Portal) -> str:
    """Return a row for the eye."""
    family = portal.family or "-"
    state = "" if portal.enabled else f"  (off: {portal.reason})"
    return f"{portal.region}  {portal.portal:<24} {family:<18} {len(portal.lists)} lists  {portal.name}{state}"


def lines_of(found: Counts) -> list[str]:
    """Return the counts for the eye."""
    without = found.portals - found.with_lists
    lines = [
        f"{found.portals} portals, {found.enabled} enabled",
        f"{found.with_lists} with report columns, {without} to be discovered",
    ]
    tables = (("province", found.province), ("level", found.level), ("family", found.family))
    for title, table in tables:
        lines += ["", title, *(f"{number:>6}  {name}" for name, number in table.items())]
    return lines


def trial_lines(found: Trial) -> Iterator[str]:
    """Yield what a trial gave, for the eye."""
    yield f"[{found.portal}] {len(found.columns)} columns, {len(found.rows)} rows, {len(found.reports)} reports read"
    for column in found.columns:
        yield from _column_lines(column)
    for row in found.rows[:SHOWN_ROWS]:
        verdict = (
            "not read"
            if row.is_report is None
            else "report"
            if row.is_report
            else f"no: {row.reason}"
        )
        yield f"  {row.report_year or '----'}  {verdict:<16} {row.listed_date or '':<10}  {row.title}  {row.url}"
    if len(found.rows) > SHOWN_ROWS:
        yield f"  … and {len(found.rows) - SHOWN_ROWS} more rows"
    yield "requests: " + (
        ", ".join(f"{name} {number}" for name, number in found.outcomes.items()) or "none"
    )


def _column_lines(column: Column) -> Iterator[str]:
    remarks = [
        *(["other things than reports too"] if column.mixed else []),
        *(["other governments' reports"] if column.collects_others else []),
        *([f"says itself: {column.declared_empty}"] if column.declared_empty else []),
    ]
    of_total = f" of {column.total}" if column.total is not None else ""
    end = "complete" if column.complete else "not proved complete"
    yield f"column {column.url}"
    yield f"  family {column.family or 'none'}; route: {' > '.join(column.route) or 'given by the row'}"
    yield f"  {column.pages} pages, {column.rows} rows{of_total}; stopped: {column.stop_reason} ({end})"
    yield from (f"  {remark}" for remark in remarks)
