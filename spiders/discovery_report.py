"""What discovery found: the columns worth keeping, and a registry row to review."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

from archive.events import ColumnFound
from archive.records import ListEntry, Portal
from pipelines.titles import judge_title
from spiders.discovery_further import lone_results, speculative
from spiders.discovery_leads import same_portal
from spiders.discovery_state import Discovery, FoundColumn

_MAX_WEAK = 3


def columns(state: Discovery) -> tuple[FoundColumn, ...]:
    """The columns found, best first, each with reports that no better one shows; else the likeliest."""
    kept: list[FoundColumn] = []
    shown: set[str] = set()
    for column in sorted(state.found, key=lambda one: (-one.score, one.mixed, -one.reports)):
        fresh = set(column.keys) - shown
        if column.url not in {one.url for one in kept} and (fresh or not column.keys):
            kept.append(column)
            shown |= fresh
    with_reports = [column for column in kept if column.reports]
    if state.sought:
        return (*with_reports, *speculative(state))
    if with_reports:
        return tuple(with_reports)
    likely = sorted(state.weak, key=lambda one: -one.score)
    rest = {column.url: column for column in likely}.values()
    return (*kept, *(replace(column, mixed=True) for column in list(rest)[:_MAX_WEAK]))


def lone_reports(state: Discovery) -> tuple[ListEntry, ...]:
    """Reports of the portal's own search, where no column shows any: each is asked for by itself."""
    if state.sought:
        return lone_results(state)
    if any(column.reports for column in state.found):
        return ()
    return tuple(
        ListEntry(url=url, title=title)
        for url, title in state.results
        if same_portal(url, state.hosts)
    )


def column_found(portal: Portal, column: FoundColumn) -> ColumnFound:
    """A column as the archive remembers it."""
    return ColumnFound(
        portal=portal.portal,
        column_url=column.url,
        family=column.family,
        route=column.route,
        score=column.score,
        mixed=column.mixed,
        collects_others=column.collects_others,
        reports=column.reports,
    )


def proven_by(column: ColumnFound, rows: Sequence[ListEntry]) -> tuple[ColumnFound, ...]:
    """A column walked on trial, once a row of it is a report."""
    reports = sum(judge_title(row.title).verdict == "report" for row in rows)
    return (replace(column, reports=reports),) if reports else ()


def as_toml(portal: Portal, found: tuple[FoundColumn, ...]) -> str:
    """A registry row to review, its columns with their routes as comments."""
    lines = [f"[{portal.portal}]"]
    lines += [f"{name} = {_quoted(value)}" for name, value in _row(portal, found) if value]
    for column in found:
        marks = [f"score {column.score}", f"{column.reports} report titles on its first page"]
        marks += ["mixed"] * column.mixed + [
            "collects other governments' reports"
        ] * column.collects_others
        lines.append(
            f"# {' > '.join(column.route) or 'home'}: {', '.join(marks)}".replace("\n", " ")
        )
    if found:
        listed = ", ".join(_quoted(column.url) for column in found)
        lines.append(f"lists = [{listed}]")
    else:
        lines.append("# no report column found")
    return "\n".join(lines) + "\n"


def _row(portal: Portal, found: tuple[FoundColumn, ...]) -> tuple[tuple[str, str | None], ...]:
    families = {
        column.family for column in found if column.family not in (None, "generic", "json-list")
    }
    family = portal.family or (families.pop() if len(families) == 1 else None)
    return (
        ("name", portal.name),
        ("region", portal.region),
        ("home", portal.home),
        ("family", family),
    )


def _quoted(value: str | None) -> str:
    return json.dumps(value or "", ensure_ascii=False)
