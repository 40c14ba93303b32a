"""From a portal's home page to its report columns: best first, bounded, a pure state kept as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from archive.records import Answer, Ask, Portal
from spiders.column_page import is_soft_404
from spiders.column_signs import Signs, signs_of
from spiders.discovery_further import (
    is_worth_more,
    noticed,
    questions_by_year,
    weighed,
    with_strays,
    worth_now,
)
from spiders.discovery_leads import Lead, guess_leads, lead_of, menu_leads, same_portal
from spiders.discovery_onward import (
    UNKNOWN_WORTH,
    derived,
    from_crumbs,
    from_links,
    from_results,
    index_of,
    leads_to_writer,
    onward,
    search_follows,
)
from spiders.discovery_report import as_toml, columns
from spiders.discovery_state import BUDGET, Discovery, FoundColumn
from spiders.discovery_tables import MAX_GUESSES
from spiders.markup import host_of
from spiders.search_answers import results_of
from spiders.site_search import searches_for
from spiders.walk_state import ask_key, digest, keys_of, signature

__all__ = [
    "Discovery",
    "FoundColumn",
    "as_toml",
    "begin",
    "columns",
    "done",
    "next_ask",
    "next_lead",
    "saw",
]

MAX_PENDING = 250
MAX_RESULTS = 40
"""Reports of a site search that are remembered, for a portal without any column to walk."""
_MORE_AFTER_DEDICATED = 12
_MORE_AFTER_MIXED = 20
_MORE_FOR_WRITER = 4
_SUBJECT_WORTH = 75
DEDICATED = 75
"""Score of a found column from which it is the reports' own."""
_HUB_WORTH = 45
_WEAK_WORTH = 20
_SEARCH_WORTH = 31
_EXPLORED = 40
"""Requests after which no more links without telling words are tried."""


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


def next_lead(state: Discovery) -> Lead | None:
    """The lead of that request."""
    return _best(state)


def done(state: Discovery) -> bool:
    """Nothing more is worth asking: found and its neighbours seen, leads or budget spent."""
    return _best(state) is None


def _best(state: Discovery) -> Lead | None:
    if state.spent >= state.budget:
        return None
    asked = keys_of(state.asked)
    is_worth = is_worth_more if state.sought else _is_worth_it
    open_leads = [
        lead for lead in state.pending if ask_key(lead.ask()) not in asked and is_worth(state, lead)
    ]
    return max(open_leads, key=lambda lead: _worth(state, lead), default=None)


def _worth(state: Discovery, lead: Lead) -> int:
    return worth_now(lead, state.wanted) if state.sought else lead.score


def _is_worth_it(state: Discovery, lead: Lead) -> bool:
    if lead.kind in ("child", "data", "frame") and lead.score >= _SUBJECT_WORTH:
        return True
    if state.settled_at is None:
        return lead.score > UNKNOWN_WORTH + 1 or state.spent < _EXPLORED
    more = state.spent - state.settled_at
    if any(column.score >= DEDICATED and column.reports for column in state.found):
        is_near = lead.score >= _SUBJECT_WORTH or (
            leads_to_writer(lead) and more < _MORE_FOR_WRITER
        )
        return is_near and more < _MORE_AFTER_DEDICATED
    return lead.score >= _HUB_WORTH and more < _MORE_AFTER_MIXED


def saw(state: Discovery, ask: Ask, answer: Answer | None) -> Discovery:
    """The state after an answer; None for a request that failed for good."""
    after = _saw(state, ask, answer)
    return weighed(state, after) if state.sought else after


def _saw(state: Discovery, ask: Ask, answer: Answer | None) -> Discovery:
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
        return _with_leads(state, index_of(lead) if answer is not None else ())
    if lead.kind == "search":
        return _from_search(state, lead, answer)
    if lead.kind == "article":
        return _with_leads(state, from_crumbs(lead, answer))
    return _from_page(state, lead, ask, answer)


def _from_search(state: Discovery, lead: Lead, answer: Answer) -> Discovery:
    rows = [row for row in results_of(answer) if same_portal(row.url, state.hosts)]
    results = [(row.url, row.title) for row in rows]
    kept = tuple(dict.fromkeys((*state.results, *results)))[:MAX_RESULTS]
    state = noticed(replace(state, results=kept), rows)
    leads = [*search_follows(state.hosts, lead, answer), *from_results(lead, rows)]
    if state.sought:
        leads += questions_by_year(state, lead, answer)
    return _with_leads(state, leads)


def _from_page(state: Discovery, lead: Lead, ask: Ask, answer: Answer) -> Discovery:
    column = lead.column or lead.url
    signs = signs_of(answer, ask, column, lead.name, state.name, state.family)
    shown = signature(signs.page.entries) if signs.page.entries else ""
    if lead.kind == "home":
        state = replace(state, front=shown)
    elif shown and shown == state.front:
        return state  # guide: portals §5, a server that answers every address with its home page
    if lead.kind == "home" or (
        state.family is None and signs.family not in ("generic", "json-list")
    ):
        state = replace(state, family=state.family or _family(signs))
    if lead.kind != "home" or signs.named or (len(signs.reports) > 1 and not signs.mixed):
        state = noticed(_noted(state, lead, signs), signs.reports)
    leads = [*onward(lead, answer, signs, column), *derived(lead, signs, column)]
    leads += menu_leads(lead, answer)
    leads += from_links(state.hosts, lead, answer, signs)
    if lead.kind == "home":
        searches = searches_for(answer, state.region, state.family)
        engines = [lead_of(one, _SEARCH_WORTH, ("site search",), "search") for one in searches]
        reached = host_of(answer.url)
        hosts = state.hosts if reached in state.hosts else (*state.hosts, reached)
        state = replace(state, engines=(*state.engines, *engines), hosts=hosts)
        leads += engines
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
        goes_on=signs.page.next is not None,
        pages=signs.pages,
    )
    if signs.is_column:
        first = state.spent if state.settled_at is None and signs.reports else state.settled_at
        return replace(state, found=(*state.found, column), settled_at=first)
    state = with_strays(state, signs.reports)
    if signs.page.entries and _worth(state, lead) >= _WEAK_WORTH and lead.kind != "guess":
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
