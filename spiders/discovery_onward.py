"""Where a page leads on to: its links, frames and data calls, and the columns of its rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from archive.records import Answer, Link, ListEntry
from pipelines.titles import judge_title
from spiders.anchors import crumbs_of, doors_of, forwarded, frames_of, links_of
from spiders.column_signs import Signs, column_of_article
from spiders.discovery_leads import Lead, child_leads, lead_of, same_portal
from spiders.discovery_tables import COLUMN_NAME, DEPARTMENT, DEPARTMENTS, WRITER, worth_of
from spiders.families import FAMILIES
from spiders.families.family import At
from spiders.markup import host_of
from spiders.rows import is_article_address
from spiders.script_links import includes_of
from spiders.search_answers import call_behind

UNKNOWN_WORTH = 6
"""A link of a hub whose words say nothing: tried when nothing else is left."""
_HUB_WORTH = 40
_DERIVED_WORTH = 93
_ASIDE = 12
_FEW_ROWS = 8
_LONGEST_NAME = 12
"""Characters of a column's name; news beside a date have more."""


def index_of(lead: Lead) -> Iterator[Lead]:
    """index.html of a folder that is refused, or the folder of an index.html that is."""
    if lead.kind == "guess" or lead.method != "GET":
        return
    if lead.url.endswith("/"):
        yield replace(lead, url=f"{lead.url}index.html")
    elif lead.url.endswith("/index.html"):
        yield replace(lead, url=lead.url.removesuffix("index.html"))


def onward(lead: Lead, answer: Answer, signs: Signs, column: str) -> Iterator[Lead]:
    """Where the page's own content is: a redirect in the page, a data call, a frame."""
    target = forwarded(answer)
    if target is not None and target != lead.url and lead.hops < 3:
        yield replace(lead, url=target, column=None, hops=lead.hops + 1)
    if lead.hops < 2:
        yield from _inside(lead, answer, few_rows=len(signs.page.entries) <= _FEW_ROWS)
    following = signs.page.next
    if not signs.page.entries and following is not None and lead.hops < 3:
        call = lead_of(following, lead.score, lead.route, "data")
        yield replace(call, column=column, hops=lead.hops + 1)
    family = FAMILIES.get(signs.family)
    if lead.kind == "data" and not signs.page.entries and following is None and family is not None:
        at = At(ask=lead.ask(), column=column, page=1)
        other = family.other_way(answer, at) if lead.hops < 4 else None
        if other is not None:
            call = lead_of(other, lead.score, lead.route, "data")
            yield replace(call, column=column, hops=lead.hops + 1)


def _inside(lead: Lead, answer: Answer, *, few_rows: bool) -> Iterator[Lead]:
    """The page behind a splash, the file that holds its menu, its frames."""
    onward = replace(lead, hops=lead.hops + 1)
    for url in doors_of(answer) if lead.kind == "home" else ():
        if host_of(url) == host_of(answer.url) and url != lead.url:
            yield replace(onward, url=url)
    if not any(worth_of(link.text, "")[0] >= _HUB_WORTH for link in links_of(answer)):
        for url in includes_of(answer):
            yield replace(onward, url=url, kind="frame", column=None)
    for url in frames_of(answer) if few_rows else ():
        if host_of(url) == host_of(answer.url):
            yield replace(onward, url=url, kind="frame", column=None)


def derived(lead: Lead, signs: Signs, column: str) -> Iterator[Lead]:
    """The columns that report titles on the page belong to, by their addresses."""
    is_column = signs.is_column and lead.kind != "home"
    if is_column and not signs.mixed:
        return
    named = dict.fromkeys(column_of_article(row.url) for row in signs.reports[:20])
    for url in list(named)[:4]:
        if url is not None and url != column:
            yield Lead(
                url=url,
                score=_DERIVED_WORTH,
                route=(*lead.route, signs.reports[0].title),
                kind="hub",
            )
    if is_column:
        return
    for row in signs.reports[:2]:
        if column_of_article(row.url) is None:
            yield Lead(
                url=row.url,
                score=_DERIVED_WORTH - 5,
                route=(*lead.route, row.title),
                kind="article",
            )


def from_links(hosts: tuple[str, ...], lead: Lead, answer: Answer, signs: Signs) -> Iterator[Lead]:
    """The page's links by the worth of their words and slugs; below a report column its children."""
    if signs.is_column or signs.named or (signs.subject and lead.kind != "home"):
        yield from child_leads(lead, answer)
    rows = {row.url for row in signs.page.entries if is_document(row)}
    for link in links_of(answer):
        if link.url in rows or (signs.page.next is not None and link.url == signs.page.next.url):
            continue
        if same_portal(link.url, hosts) or _is_sister(link.url, link.text):
            found = _hub(lead, link)
            if found is not None:
                yield found


def is_document(row: ListEntry) -> bool:
    """A row that leads to one paper, not to a column: a report's title, or a long one with a date beside it."""
    if row.url.endswith("/") and COLUMN_NAME.search(row.title):
        return False
    dated = row.listed_date is not None and len(row.title) > _LONGEST_NAME
    verdict = judge_title(row.title)
    return dated or (verdict.verdict == "report" and verdict.report_year is not None)


def _hub(lead: Lead, link: Link) -> Lead | None:
    url, words = link.url, link.text
    if is_article_address(url):
        folder = column_of_article(url)
        if folder is None:
            return None
        url, words = folder, ""
    worth, why = worth_of(words, url.split("://", 1)[-1].partition("/")[2])
    if worth == 0 and not why and 2 <= len(words) <= 16 and lead.score >= _HUB_WORTH:
        worth = UNKNOWN_WORTH + (lead.kind != "home")
    if worth == 0:
        return None
    route = (*lead.route, (words or why)[:40])
    aside = _ASIDE if any(DEPARTMENT.search(step) for step in route) else 0
    score = max(1, worth - max(0, len(lead.route) - 3) - aside)
    return Lead(url=url, score=score, route=route, kind="hub")


def leads_to_writer(lead: Lead) -> bool:
    """A step towards the column of the department that drafts the report, which has its own beside the government's."""
    last = lead.route[-1] if lead.route else ""
    return bool(WRITER.match(last) or DEPARTMENTS.match(last))


def _is_sister(url: str, words: str) -> bool:
    """A strongly named column on another government host: districts' reports kept by the city."""
    return host_of(url).endswith(".gov.cn") and worth_of(words, "")[0] >= 90


def search_follows(hosts: tuple[str, ...], lead: Lead, answer: Answer) -> Iterator[Lead]:
    """The call that a page of results makes itself, on a host that belongs to the portal: others are no business of ours."""
    call = call_behind(answer)
    if call is not None and same_portal(call.url, hosts) and lead.hops < 1:
        yield replace(lead_of(call, lead.score, lead.route, "search"), hops=lead.hops + 1)


def from_results(lead: Lead, rows: Sequence[ListEntry]) -> Iterator[Lead]:
    """The columns of a site search's report titles, or the articles, whose 当前位置 names them."""
    for row in rows[:5]:
        column = column_of_article(row.url)
        kind: Literal["hub", "article"] = "article" if column is None else "hub"
        score = _DERIVED_WORTH - (3 if column is None else 0)
        yield Lead(url=column or row.url, score=score, route=(*lead.route, row.title), kind=kind)


def from_crumbs(lead: Lead, answer: Answer) -> Iterator[Lead]:
    """The columns above an article, the nearest first."""
    for place, crumb in enumerate(reversed(crumbs_of(answer)[-3:])):
        if crumb.url != lead.url and not is_article_address(crumb.url):
            score = _DERIVED_WORTH - 3 - 15 * place
            yield Lead(url=crumb.url, score=score, route=(*lead.route[:-1], crumb.text), kind="hub")
