"""Coverage, portal × year: every cell leads to the report, or to the proof that there is none."""

from __future__ import annotations

import json

from lxml import html

from archive.coverage_table import LOOKS, Cell, cells, counts, grouped
from archive.errors import NotFound
from archive.web.elements import Child, link, tag
from archive.web.site import (
    PAGE_ROWS,
    Question,
    Reply,
    address,
    framed,
    legend,
    pager,
    selector,
    table,
)


def coverage(question: Question) -> Reply:
    """The map of the portals that are selected, a page of them at a time."""
    shown = cells(question.db, question.selection())
    state = question.query.get("state")
    if state:
        named = {cell.portal for cell in shown if cell.state == state}
        shown = [cell for cell in shown if cell.portal in named]
    rows = list(grouped(shown).items())
    first = (question.page() - 1) * PAGE_ROWS
    years = sorted({cell.report_year for cell in shown})
    return framed(
        "Coverage",
        selector(question, "/coverage"),
        _states(question, counts(shown)),
        pager(question, "/coverage", len(rows)),
        _map(rows[first : first + PAGE_ROWS], years),
        legend(),
    )


def _states(question: Question, found: list[tuple[str, int]]) -> html.HtmlElement:
    """How many cells of each state, each a filter."""
    rest = {key: value for key, value in question.query.items() if key not in {"page", "state"}}
    return tag(
        "p",
        [
            link(
                address("/coverage", **rest, state=state),
                tag("i", LOOKS[state].symbol, class_=f"cell {state}"),
                f" {count} {state}",
            )
            for state, count in found
        ],
        link(address("/coverage", **rest), "all states") if question.query.get("state") else None,
        class_="legend",
    )


def _map(rows: list[tuple[tuple[str, str], list[Cell]]], years: list[int]) -> html.HtmlElement:
    body = []
    for (_, name), row in rows:
        by_year = {cell.report_year: cell for cell in row}
        squares = [tag("td", _square(by_year[year]) if year in by_year else None) for year in years]
        body.append(tag("tr", tag("th", name), squares))
    head = tag("tr", tag("th"), [tag("th", year) for year in years])
    return tag(
        "div", tag("table", tag("thead", head), tag("tbody", body), class_="map"), class_="wide"
    )


def _square(cell: Cell) -> html.HtmlElement:
    where = address(f"/cell/{cell.portal}", year=cell.report_year)
    told = f"{cell.name} {cell.report_year}: {cell.state}: {cell.reason}"
    return link(where, LOOKS[cell.state].symbol, class_=f"cell {cell.state}", title=told)


def cell(question: Question) -> Reply:
    """One cell: its state, the reason, and the requests and captures that prove it. Raises NotFound."""
    year = question.query.get("year", "")
    found = next(
        question.db.query(
            "SELECT c.*, p.name, p.home, p.region FROM coverage c JOIN portals p USING (portal) "
            "WHERE portal = ? AND report_year = ?",
            [question.name, year],
        ),
        None,
    )
    if found is None:
        raise NotFound(f"{question.name} {year}: no such cell of the coverage table")
    report = found["report_id"]
    return framed(
        f"{found['name']} {year}",
        tag("p", tag("i", LOOKS[found["state"]].symbol, class_=f"cell {found['state']}"),
            f" {found['state']}: {found['reason']}"),
        tag("p", link(address(f"/report/{report}"), report)) if report else None,
        tag("p", "Portal: ", link(found["home"], found["home"]), f" (region {found['region']})"),
        tag("h2", "Evidence"),
        table(("asked", "kind", "outcome", "status", "at", "in words"), _proof(question, found["evidence"])),
    )  # fmt: skip


def _proof(question: Question, evidence: str) -> list[list[Child]]:
    """The requests that the ids name; a capture is shown by the request that it answers."""
    sql = (
        "SELECT url, kind, outcome, http_status, ended_at, detail FROM requests "
        "WHERE request_id = :id OR request_id = (SELECT request_id FROM captures WHERE capture_id = :id)"
    )
    return [
        [link(one["url"], one["url"]), *list(one.values())[1:]]
        for name in json.loads(evidence)
        for one in question.db.query(sql, {"id": name})
    ]
