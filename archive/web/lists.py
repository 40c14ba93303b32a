"""Lists of the site: reports, hits of a search, changes, harvests."""

from __future__ import annotations

import json

from archive.changes import changes as changes_since
from archive.errors import ConfigurationError
from archive.search import Hit, hint, is_indexed, search
from archive.tables import SELECTED
from archive.web.elements import Child, link, tag
from archive.web.site import PAGE_ROWS, Question, Reply, address, framed, pager, selector, table

_FROM = f"FROM corpus{SELECTED}"


def reports(question: Question) -> Reply:
    """The reports that are selected, a page of them at a time."""
    values = question.selection().parameters()
    total = question.db.execute(f"SELECT COUNT(*) {_FROM}", values).fetchone()[0]
    rows = question.db.query(
        "SELECT report_id, issuing_body, report_year, title, document_number, published_date, "
        f"characters, versions, places {_FROM} ORDER BY region, issuing_body, report_year "
        "LIMIT :rows OFFSET :first",
        {**values, "rows": PAGE_ROWS, "first": (question.page() - 1) * PAGE_ROWS},
    )
    listed: list[list[Child]] = [
        [
            _to_report(row["report_id"], row["title"]),
            *list(row.values())[1:3],
            *list(row.values())[4:],
        ]
        for row in rows
    ]
    return framed(
        "Reports",
        selector(question, "/reports"),
        pager(question, "/reports", total),
        table(
            (
                "title",
                "issuing body",
                "year",
                "文号",
                "published",
                "characters",
                "versions",
                "places",
            ),
            listed,
        ),
    )


def _to_report(report_id: str, title: str | None) -> Child:
    return link(address(f"/report/{report_id}"), title or report_id)


def hits(question: Question) -> Reply:
    """Reports that hold every word, most occurrences first."""
    words = (question.query.get("q") or "").split()
    if not words:
        return framed("Search", tag("p", "Give a word or several: a report must hold them all."))
    db = question.db
    found = search(db, words, question.selection(), indexed=is_indexed(db))
    first, why = (question.page() - 1) * PAGE_ROWS, hint(words)
    return framed(
        f"Search: {' '.join(words)}",
        pager(question, "/search", len(found)),
        None if found else tag("p", "No report holds it all", f": {why}" if why else None, "."),
        [_hit(hit) for hit in found[first : first + PAGE_ROWS]],
    )


def _hit(hit: Hit) -> Child:
    before, word, after = (
        hit.snippet[: hit.start], hit.snippet[hit.start : hit.end], hit.snippet[hit.end :],
    )  # fmt: skip
    return tag(
        "section",
        tag("h3", _to_report(hit.report_id, hit.title), f" ({hit.hits})"),
        tag("p", f"{hit.issuing_body or ''} {hit.report_year or ''}", class_="quiet"),
        tag("p", "… ", before, tag("mark", word), after, " …"),
    )


def changes(question: Question) -> Reply:
    """What harvests found new, edited, moved, gone and back; the latest first."""
    since = question.query.get("since") or "2000"
    found = changes_since(question.db, since, question.selection())[::-1]
    first = (question.page() - 1) * PAGE_ROWS
    rows: list[list[Child]] = [
        [one.at[:10], one.kind, _to_report(one.report_id, one.report_id), one.issuing_body,
         one.report_year, one.detail, link(one.url, one.url)]
        for one in found[first : first + PAGE_ROWS]
    ]  # fmt: skip
    return framed(
        "Changes",
        tag("form", tag("label", "since ", tag("input", name="since", type="date", value=question.query.get("since"))),
            tag("button", "Show"), action="/changes", class_="selector"),
        pager(question, "/changes", len(found)),
        table(("seen", "change", "report", "issuing body", "year", "in words", "where"), rows),
    )  # fmt: skip


def harvests(question: Question) -> Reply:
    """Every harvest with its status and what it counted; the latest first."""
    rows: list[list[Child]] = []
    for one in question.db.query(
        "SELECT harvest_id, started_at, ended_at, today, mode, arguments, status, exit_code "
        "FROM harvests ORDER BY started_at DESC"
    ):
        given = ", ".join(f"{key}={value}" for key, value in json.loads(one["arguments"]).items())
        rows.append([
            one["started_at"], one["ended_at"], one["today"], one["mode"], given,
            f"{one['status']} ({one['exit_code']})" if one["exit_code"] is not None else one["status"],
            link(address("/ledger", harvest=one["harvest_id"]), one["harvest_id"]),
        ])  # fmt: skip
    names = ("started", "ended", "today", "mode", "arguments", "status (exit code)", "requests")
    return framed("Harvests", table(names, rows))


def ledger(question: Question) -> Reply:
    """What became of every request of a harvest, counted by portal and outcome. Raises ConfigurationError."""
    harvest = question.query.get("harvest")
    if not harvest:
        raise ConfigurationError("ledger: name a harvest")
    rows: list[list[Child]] = [
        list(row.values())
        for row in question.db.query(
            "SELECT portal, kind, COALESCE(outcome, 'waiting') AS outcome, COUNT(*) AS requests "
            "FROM requests WHERE harvest_id = ? GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
            [harvest],
        )
    ]
    return framed(f"Requests of {harvest}", table(("portal", "kind", "outcome", "requests"), rows))
