"""What discovery found: the columns worth keeping, and a registry row to review."""

from __future__ import annotations

import json
from dataclasses import replace

from archive.records import ListEntry, Portal
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
    if with_reports:
        return tuple(with_reports)
    likely = sorted(state.weak, key=lambda one: -one.score)
    rest = {column.url: column for column in likely}.values()
    return (*kept, *(replace(column, mixed=True) for column in list(rest)[:_MAX_WEAK]))


def lone_reports(state: Discovery) -> tuple[ListEntry, ...]:
    """Reports of the portal's own search, where no column shows any: each is asked for by itself."""
    if any(column.reports for column in state.found):
        return ()
    return tuple(
        ListEntry(url=url, title=title)
        for url, title in state.results
        if same_portal(url, state.hosts)
    )


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
