"""From a portal's home page to its report columns: best first, bounded, a pure state kept as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from archive.records import Answer, Ask, Portal
from spiders.anchors import crumbs_of, forwarded, frames_of, links_of
from spiders.column_page import is_soft_404
from spiders.column_signs import Signs, column_of_article, signs_of
from spiders.discovery_leads import (
    Lead,
    child_leads,
    guess_leads,
    lead_of,
    menu_leads,
    same_portal,
)
from spiders.discovery_report import as_toml, columns
from spiders.discovery_state import BUDGET, Discovery, FoundColumn
from spiders.discovery_tables import MAX_GUESSES, worth_of
from spiders.markup import host_of
from spiders.rows import is_article_address
from spiders.site_search import results_of, searches_for
from spiders.walk_state import ask_key, digest, keys_of

__all__ = ["Discovery", "FoundColumn", "as_toml", "begin", "columns", "done", "next_ask", "saw"]

MAX_PENDING = 250
_MORE_AFTER_DEDICATED = 12
_MORE_AFTER_MIXED = 20
_SUBJECT_WORTH = 75
DEDICATED = 75
"""Score of a found column from which it is the reports' own."""
_HUB_WORTH = 45
_WEAK_WORTH = 20
_SEARCH_WORTH = 31
_DERIVED_WORTH = 93


def begin(portal: Portal, budget: int = BUDGET) -> Discovery:
    """A search that has asked nothing yet: the home page is its first lead."""
    home = Lead(url=portal.home, score=100, route=(), kind="home")
    return Discovery(
        portal=portal.portal,
        name=portal.name,
        region=portal.region,
        home=portal.home,
        family=portal.family,
        hosts=tuple(host for host in (host_of(portal.home), *portal.hosts) if host),
        pending=(home,),
        budget=budget,
    )


def next_ask(state: Discovery) -> Ask | None:
    """The most promising request; None when the search is done."""
    lead = _best(state)
    return None if lead is None else lead.ask()


def done(state: Discovery) -> bool:
    """Nothing more is worth asking: found and its neighbours seen, leads or budget spent."""
    return _best(state) is None


def _best(state: Discovery) -> Lead | None:
    if state.spent >= state.budget:
        return None
    asked = keys_of(state.asked)
    open_leads = [
        lead
        for lead in state.pending
        if ask_key(lead.ask()) not in asked and _is_worth_it(state, lead)
    ]
    return max(open_leads, key=lambda lead: lead.score, default=None)


def _is_worth_it(state: Discovery, lead: Lead) -> bool:
    if lead.kind in ("child", "data", "frame") and lead.score >= _SUBJECT_WORTH:
        return True
    if state.settled_at is None:
        return True
    more = state.spent - state.settled_at
    if any(column.score >= DEDICATED and column.reports for column in state.found):
        return lead.score >= _SUBJECT_WORTH and more < _MORE_AFTER_DEDICATED
    return lead.score >= _HUB_WORTH and more < _MORE_AFTER_MIXED


def saw(state: Discovery, ask: Ask, answer: Answer | None) -> Discovery:
    """The state after an answer; None for a request that failed for good."""
    key = ask_key(ask)
    lead = next((one for one in state.pending if ask_key(one.ask()) == key), None)
    state = replace(
        state,
        asked=state.asked + key,
        spent=state.spent + 1,
        pending=tuple(one for one in state.pending if one is not lead),
    )
    if lead is None:
        return state
    if answer is None or answer.status >= 400 or is_soft_404(answer):
        return _with_leads(state, _index_of(lead) if answer is not None else ())
    if lead.kind == "search":
        return _with_leads(state, _from_results(lead, answer))
    if lead.kind == "article":
        return _with_leads(state, _from_crumbs(lead, answer))
    return _from_page(state, lead, ask, answer)


def _index_of(lead: Lead) -> Iterator[Lead]:
    if lead.kind != "guess" and lead.url.endswith("/") and lead.method == "GET":
        yield replace(lead, url=f"{lead.url}index.html")


def _from_page(state: Discovery, lead: Lead, ask: Ask, answer: Answer) -> Discovery:
    column = lead.column or lead.url
    name = lead.route[-1] if lead.route else ""
    signs = signs_of(answer, ask, column, name, state.name, state.family)
    if lead.kind == "home" or (
        state.family is None and signs.family not in ("generic", "json-list")
    ):
        state = replace(state, family=state.family or _family(signs))
    if lead.kind != "home":
        state = _noted(state, lead, signs)
    leads = [*_onward(lead, answer, signs, column), *_derived(lead, signs, column)]
    leads += menu_leads(lead, answer)
    leads += _from_links(state, lead, answer, signs)
    if lead.kind == "home":
        searches = searches_for(answer, state.region, state.family)
        leads += [lead_of(one, _SEARCH_WORTH, ("site search",), "search") for one in searches]
    guesses = guess_leads(state.family, lead, answer.url)[: max(0, MAX_GUESSES - state.guesses)]
    state = replace(state, guesses=state.guesses + len(guesses))
    return _with_leads(state, [*leads, *guesses])


def _family(signs: Signs) -> str | None:
    return None if signs.family in ("generic", "json-list") else signs.family


def _noted(state: Discovery, lead: Lead, signs: Signs) -> Discovery:
    """The page kept as a column, or as a weak one, where it is one."""
    column = FoundColumn(
        url=lead.column or lead.url,
        family=signs.family,
        route=lead.route,
        score=_confidence(lead, signs),
        mixed=signs.mixed,
        collects_others=signs.collects_others,
        reports=len(signs.reports),
        keys=tuple(digest(row.url) for row in signs.reports[:40]),
    )
    if signs.is_column:
        first = state.spent if state.settled_at is None and signs.reports else state.settled_at
        return replace(state, found=(*state.found, column), settled_at=first)
    if signs.page.entries and lead.score >= _WEAK_WORTH and lead.kind != "guess":
        return replace(state, weak=(*state.weak, column))
    return state


def _confidence(lead: Lead, signs: Signs) -> int:
    if signs.reports and not signs.mixed:
        return 97 if signs.named else 92
    if signs.named:
        return 77
    if signs.reports:
        return 65 if signs.subject else 60
    return min(40, lead.score // 2)


def _onward(lead: Lead, answer: Answer, signs: Signs, column: str) -> Iterator[Lead]:
    """Where the page's own content is: a redirect in the page, a data call, a frame."""
    target = forwarded(answer)
    if target is not None and target != lead.url and lead.hops < 3:
        yield replace(lead, url=target, column=None, hops=lead.hops + 1)
    following = signs.page.next
    if not signs.page.entries and following is not None and lead.hops < 3:
        onward = lead_of(following, lead.score, lead.route, "data")
        yield replace(onward, column=column, hops=lead.hops + 1)
    if len(signs.page.entries) <= 8 and lead.hops < 2:
        for url in frames_of(answer):
            if host_of(url) == host_of(answer.url):
                yield replace(lead, url=url, kind="frame", column=None, hops=lead.hops + 1)


def _derived(lead: Lead, signs: Signs, column: str) -> Iterator[Lead]:
    """The columns that report titles on the page belong to, by their addresses."""
    if signs.is_column and not signs.mixed:
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
    if lead.kind != "home" or signs.is_column:
        return
    for row in signs.reports[:2]:
        if column_of_article(row.url) is None:
            yield Lead(
                url=row.url,
                score=_DERIVED_WORTH - 5,
                route=(*lead.route, row.title),
                kind="article",
            )


def _from_links(state: Discovery, lead: Lead, answer: Answer, signs: Signs) -> Iterator[Lead]:
    below = signs.is_column or signs.named or (signs.subject and lead.kind != "home")
    if below:
        yield from child_leads(lead, answer)
    depth = len(lead.route)
    for link in links_of(answer):
        if signs.page.next is not None and link.url == signs.page.next.url:
            continue
        if not same_portal(link.url, state.hosts) and not _is_sister(link.url, link.text):
            continue
        url, words = link.url, link.text
        if is_article_address(url):
            folder = column_of_article(url)
            if folder is None:
                continue
            url, words = folder, ""
        worth, why = worth_of(words, url.split("://", 1)[-1].partition("/")[2])
        if worth > 0:
            step = (words or why)[:40]
            score = max(1, worth - max(0, depth - 3))
            yield Lead(url=url, score=score, route=(*lead.route, step), kind="hub")


def _is_sister(url: str, words: str) -> bool:
    """A strongly named column on another government host: districts' reports kept by the city."""
    return host_of(url).endswith(".gov.cn") and worth_of(words, "")[0] >= 90


def _from_results(lead: Lead, answer: Answer) -> Iterator[Lead]:
    for row in results_of(answer)[:5]:
        column = column_of_article(row.url)
        kind: Literal["hub", "article"] = "article" if column is None else "hub"
        score = _DERIVED_WORTH - (3 if column is None else 0)
        yield Lead(url=column or row.url, score=score, route=(*lead.route, row.title), kind=kind)


def _from_crumbs(lead: Lead, answer: Answer) -> Iterator[Lead]:
    for place, crumb in enumerate(reversed(crumbs_of(answer)[-3:])):
        if crumb.url != lead.url and not is_article_address(crumb.url):
            score = _DERIVED_WORTH - 3 - 15 * place
            yield Lead(url=crumb.url, score=score, route=(*lead.route[:-1], crumb.text), kind="hub")


def _with_leads(
    state: Discovery, leads: Iterator[Lead] | list[Lead] | tuple[Lead, ...]
) -> Discovery:
    asked = keys_of(state.asked)
    best = {ask_key(lead.ask()): lead for lead in state.pending}
    for lead in leads:
        key = ask_key(lead.ask())
        if key not in asked and (key not in best or best[key].score < lead.score):
            best[key] = lead
    kept = sorted(best.values(), key=lambda lead: -lead.score)[:MAX_PENDING]
    return replace(state, pending=tuple(kept))
