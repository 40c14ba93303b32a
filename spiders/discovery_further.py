"""The search goes on for report years that the column found first lacks: older columns, notices, papers, site search.

Portals that opened a column of their own about 2020 left the earlier reports where they were: among notices,
work reports, papers or the gazette, in columns by year, under the subject's old name (portals.md §6).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from archive.records import Answer, ListEntry
from pipelines.titles import title_year
from spiders.discovery_leads import Lead, same_portal
from spiders.discovery_state import Discovery, FoundColumn
from spiders.discovery_tables import place_worth
from spiders.search_answers import results_of
from spiders.site_search import asking
from spiders.walk_state import ask_key, keys_of

MAX_BARREN = 8
"""Requests in a row without a report of a missing year, after which the rest is left."""
MAX_FURTHER = 24
MAX_YEARS_ASKED = 4
"""Questions by year to a search that answered the general one."""
MAX_SPECULATIVE = 4
MAX_PAGES = 60
"""Of a column that shows no report on its first page; longer ones are left to the site search."""
MAX_STRAYS = 60
_YEAR_NAME = re.compile(r"^((?:19|20)\d\d)(?:年|$)")
_YEAR_FOLDER = re.compile(r"/(20\d\d)[a-z]{0,6}/?(?:index\.\w+|list\.\w+)?$")
_GENERAL, _BY_YEAR, _FOLLOWED = 98, 96, 92


def go_on(state: Discovery, missing: Iterable[int]) -> Discovery:
    """The search as it goes on for these years; nothing is asked twice."""
    sought = tuple(sorted(missing))
    met = {title_year(title) for _, title, _ in state.strays}
    wanted = tuple(year for year in sought if year not in met)
    asked = keys_of(state.asked)
    leads = [replace(engine, score=_GENERAL) for engine in state.engines]
    for engine in state.engines if state.results else ():
        if ask_key(engine.ask()) in asked:  # it was asked before any column was known
            leads += _by_year(engine, wanted[: _years_asked(state)])
    return replace(
        state,
        sought=sought,
        wanted=wanted,
        barren=0,
        settled_at=state.spent,
        pending=(*state.pending, *leads),
    )


def _years_asked(state: Discovery) -> int:
    """How many years a search is asked for: all, where the portal has no column and its search alone leads on."""
    return MAX_YEARS_ASKED if any(column.reports for column in state.found) else MAX_FURTHER


def _by_year(engine: Lead, years: Iterable[int]) -> Iterator[Lead]:
    for year in years:
        for url, body in asking(engine.url, engine.body, year):
            route = (*engine.route, str(year))
            yield replace(engine, url=url, body=body, score=_BY_YEAR, route=route)


def is_worth_more(state: Discovery, lead: Lead) -> bool:
    """Whether a lead is asked for while years are missing."""
    if not state.wanted or state.barren >= MAX_BARREN:
        return False
    return state.spent - (state.settled_at or 0) < MAX_FURTHER and worth_now(lead, state.wanted) > 0


def worth_now(lead: Lead, wanted: tuple[int, ...]) -> int:
    """A lead's worth for reports outside the column of their own."""
    if lead.kind == "search":
        return lead.score if lead.score >= _BY_YEAR else 0
    if lead.kind in ("child", "data", "frame", "article"):
        return max(lead.score, place_worth(lead.route[-1] if lead.route else "", lead.url))
    if lead.route[:1] == ("site search",):
        return _FOLLOWED
    year = _year_of(lead.route, lead.url)
    if year is not None and not {year - 1, year} & set(wanted):
        return 0
    return place_worth(lead.route[-1] if lead.route else "", lead.url)


def noticed(state: Discovery, rows: Iterable[ListEntry]) -> Discovery:
    """The years of these reports are no longer wanted."""
    years = {title_year(row.title) for row in rows}
    return replace(state, wanted=tuple(year for year in state.wanted if year not in years))


def weighed(before: Discovery, after: Discovery) -> Discovery:
    """The state after an answer: did it bring a missing year, or a column with reports?"""
    grown = len(after.wanted) < len(before.wanted) or any(
        column.reports for column in after.found[len(before.found) :]
    )
    return replace(after, barren=0 if grown else before.barren + 1)


def questions_by_year(state: Discovery, lead: Lead, answer: Answer) -> tuple[Lead, ...]:
    """A search that answered is asked for single years, the oldest first: its pages are capped."""
    if len(lead.route) > 1 or not results_of(answer):
        return ()
    return tuple(_by_year(lead, state.wanted[: _years_asked(state)]))


def speculative(state: Discovery) -> tuple[FoundColumn, ...]:
    """Columns to walk although their first page shows no report: the likeliest places of what is still missing."""
    if not state.wanted:
        return ()
    likely = [
        (place_worth(column.route[-1] if column.route else "", column.url), column)
        for column in {one.url: one for one in state.weak}.values()
        if column.goes_on and (column.pages is None or column.pages <= MAX_PAGES)
    ]
    archives = [column for _, column in likely if _is_of_year(column, state.wanted)]
    others = [
        pair for pair in likely if pair[0] > 0 and _year_of(pair[1].route, pair[1].url) is None
    ]
    others.sort(key=lambda pair: -pair[0])
    chosen = (*archives, *(column for _, column in others[:MAX_SPECULATIVE]))
    return tuple(replace(column, mixed=True) for column in chosen)


def _year_of(route: tuple[str, ...], url: str) -> int | None:
    """The year whose papers a column holds, by its name or its folder."""
    words = route[-1] if route else ""
    found = _YEAR_NAME.search(words) or _YEAR_FOLDER.search(url)
    return int(found[1]) if found else None


def _is_of_year(column: FoundColumn, wanted: tuple[int, ...]) -> bool:
    """A report stands among the papers of the year after its own, seldom of its own."""
    year = _year_of(column.route, column.url)
    return year is not None and (year - 1 in wanted or year in wanted)


def lone_results(state: Discovery) -> tuple[ListEntry, ...]:
    """Reports of missing years that the portal's own search gave, or a page that is no column: each is asked for by itself."""
    met = [
        ListEntry(url=url, title=title, listed_date=day or None) for url, title, day in state.strays
    ]
    met += [ListEntry(url=url, title=title) for url, title in state.results]
    return tuple(
        {
            row.url: row
            for row in reversed(met)
            if same_portal(row.url, state.hosts) and title_year(row.title) in state.sought
        }.values()
    )


def with_strays(state: Discovery, rows: Iterable[ListEntry]) -> Discovery:
    """The state with the reports of a page that is no column of theirs."""
    seen = [(row.url, row.title, row.listed_date or "") for row in rows]
    return replace(state, strays=tuple(dict.fromkeys((*state.strays, *seen)))[:MAX_STRAYS])
