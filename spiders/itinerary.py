"""Where a harvest goes: from a portal to its columns, from a column to its articles, as plain functions.

No network and no clock here: `seeds` says what to ask first, `follow` what an answer leads to. State travels in
`Context`, as JSON in the frontier, so that a killed harvest goes on where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from archive.events import ColumnFound
from archive.records import Answer, Ask, Kind, ListEntry, Portal
from pipelines.titles import title_year
from spiders import discover, walk
from spiders.discovery_blind import is_blind
from spiders.discovery_further import go_on
from spiders.discovery_report import column_found, lone_reports, proven_by
from spiders.moved import is_lost, is_replaced, is_sent_home
from spiders.page_kinds import (
    is_empty_without_javascript,
    may_load_rows,
    waits_for_text,
    writes_itself,
)
from spiders.replay import by_data_call
from spiders.script_links import includes_of
from spiders.search_answers import call_behind
from spiders.steps import Context, Follow, Memory, Next
from spiders.walk_proof import proof_of
from spiders.wanted import may_be_report

__all__ = [
    "Context",
    "Follow",
    "Memory",
    "Next",
    "follow",
    "search_for_columns",
    "search_on",
    "seeds",
]


def seeds(portal: Portal, memory: Memory) -> tuple[Next, ...]:
    """The first requests of a portal: its columns, those found before, or the search for them."""
    if memory.only_discovery:
        return () if portal.lists else search_for_columns(portal)
    found = memory.columns(portal.portal)
    known: dict[str, str | None] = dict.fromkeys(portal.lists, portal.family)
    for column in found:
        known.setdefault(column.column_url, column.family)
    if known:
        kept = {column.column_url for column in found if not column.mixed}
        steps = tuple(_column(url, family, named=url in kept) for url, family in known.items())
        again = search_for_columns(portal) if memory.searched(portal.portal) else ()
        return (*again, *steps)
    return search_for_columns(portal)


def search_for_columns(portal: Portal) -> tuple[Next, ...]:
    """The first request of discovery, from the home page."""
    state = discover.begin(portal)
    ask = discover.next_ask(state)
    if ask is None:
        return ()
    return (Next(ask=ask, kind="home", context=Context(discovery=state.to_json())),)


def search_on(portal: Portal, search: dict[str, Any], memory: Memory) -> Follow:
    """What a search that has ended leads to, once, when report years turn out to be missing."""
    if not search or search["sought"] or memory.only_discovery:
        return Follow()
    missing = memory.missing(portal)
    if not missing:
        return Follow()
    return _searched(portal, go_on(discover.Discovery.from_json(search), missing))


def _column(
    url: str, family: str | None, *, named: bool, on_trial: ColumnFound | None = None
) -> Next:
    state = walk.start(url, family, named=named)
    context = Context(walk=state.to_json(), column=on_trial)
    return Next(ask=walk.first_ask(state), kind="list", context=context)


def follow(
    portal: Portal,
    ask: Ask,
    context: Context,
    answer: Answer | None,
    memory: Memory,
    exchanges: Sequence[tuple[Ask, Answer]] = (),
) -> Follow:
    """What an answer leads to; `answer` None: the request failed for good.

    `exchanges`: the data calls behind the page, as a browser saw them or as its scripts name them.
    """
    if context.discovery is not None:
        return _follow_discovery(portal, ask, context, answer, memory)
    if context.walk is not None:
        return _follow_walk(portal, (ask, answer), context, memory, exchanges)
    if answer is None or answer.rendered:
        return Follow()
    if is_empty_without_javascript(answer):
        return Follow(render=True)
    waits = context.entry is not None and waits_for_text(answer)
    return Follow(render=waits, otherwise=Follow() if waits else None)


def _follow_walk(
    portal: Portal,
    asked: tuple[Ask, Answer | None],
    context: Context,
    memory: Memory,
    exchanges: Sequence[tuple[Ask, Answer]],
) -> Follow:
    ask, answer = asked
    state = walk.Walk.from_json(context.walk or {})
    column = state.column
    mode = memory.mode(portal.portal, column)
    if answer is None:
        return Follow(walk=proof_of(portal, state, mode, "error"))
    if state.page == 0 and is_sent_home(column, ask.url, portal.home):
        again = search_for_columns(portal) if state.inside is None else ()
        return Follow(walk=proof_of(portal, state, mode, "error"), nexts=again)
    total = memory.previous_total(portal.portal, column)
    pages = memory.previous_pages(portal.portal, column)
    quick = walk.Quick(lambda url: memory.known(url) or memory.passed_over(url), mode, total, pages)
    step = walk.read_answer(state, ask, answer, quick)
    if exchanges and state.page == 0:
        step = by_data_call(state, step, answer, exchanges, quick)
    empty = not step.entries and not step.inner and step.declared_empty is None
    if empty and not answer.rendered and is_empty_without_javascript(answer):
        return Follow(render=True)
    proven = () if context.column is None else proven_by(context.column, step.entries)
    on_trial = None if proven else context.column
    nexts = [_inner(inner, step.walk, on_trial) for inner in step.inner]
    if step.next is not None:
        onward = Context(walk=step.walk.to_json(), column=on_trial)
        nexts.append(Next(ask=step.next, kind=step.kind, context=onward))
    nexts += [_article(row) for row in step.entries if _is_wanted(row, memory, step.walk)]
    is_own = context.column is None and not step.inner
    if is_own and is_replaced(portal.portal, state, step, memory):
        proof = proof_of(portal, state, mode, "other_things")
        return Follow(entries=step.entries, nexts=search_for_columns(portal), walk=proof)
    nexts += search_for_columns(portal) if is_own and is_lost(state, step) else ()
    # A landing page whose rows stand one level down is no column that ended without rows.
    ended = step.stop is not None and not (step.inner and step.walk.rows == 0)
    proof = proof_of(portal, step.walk, mode, step.stop or "no_next", step.declared_empty)
    walked = proof if ended else None
    follow = Follow(entries=step.entries, nexts=tuple(nexts), walk=walked, columns=proven)
    if empty and state.page == 0 and step.next is None and _may_show_rows(answer):
        return Follow(render=True, otherwise=follow)
    return follow


def _may_show_rows(answer: Answer) -> bool:
    """A column without rows whose scripts write into its page: they may be written so."""
    return may_load_rows(answer) or writes_itself(answer)


def _inner(ask: Ask, state: walk.Walk, on_trial: ColumnFound | None) -> Next:
    """A page that holds the real list, one level down: a column of its own."""
    inside = walk.start_inside(state, ask).to_json()
    return Next(ask=ask, kind="list", context=Context(walk=inside, column=on_trial))


def _is_wanted(entry: ListEntry, memory: Memory, at: walk.Walk | None = None) -> bool:
    """Whether a row's link is asked for: it may be a report, of a wanted year, new or due."""
    if not may_be_report(entry.title, kept=at is None or at.kept):
        return False
    year = title_year(entry.title)
    if year is not None and not memory.wanted_year(year):
        return False
    return not memory.known(entry.url) or memory.due(entry.url)


def _article(entry: ListEntry) -> Next:
    headers = (("Referer", entry.list_url),) if entry.list_url else ()
    return Next(
        ask=Ask(url=entry.url, headers=headers),
        kind="article",
        context=Context(entry=entry, from_column=True),
    )


def _follow_discovery(
    portal: Portal, ask: Ask, context: Context, answer: Answer | None, memory: Memory
) -> Follow:
    state = discover.Discovery.from_json(context.discovery or {})
    shell = answer is not None and _wants_browser(answer)
    if shell and answer is not None and not may_load_rows(answer):
        return Follow(render=True)
    if context.trail:  # the answer is that of a redirect's end: the search knows what it asked for
        ask = Ask(url=context.trail[0])
    if answer is not None and answer.rendered:
        state = replace(state, looked=state.looked + 1)
    lead, after = discover.next_lead(state), discover.saw(state, ask, answer)
    follow = _searched(portal, after)
    if shell:  # a column whose rows a data call brings is asked by it when it is walked
        return (
            follow if len(after.found) > len(state.found) else Follow(render=True, otherwise=follow)
        )
    if answer and lead and is_blind(lead, state, after, answer):
        return Follow(render=True, otherwise=follow)
    if memory.only_discovery and follow.search is not None:
        return replace(follow, nexts=())
    wanted = [
        step
        for step in follow.nexts
        if step.context.entry is None or _is_wanted(step.context.entry, memory)
    ]
    return replace(follow, nexts=tuple(wanted))


def _wants_browser(answer: Answer) -> bool:
    """A menu that stands in a script file of its own is read from that file, results from the call behind them."""
    if answer.rendered or includes_of(answer) or call_behind(answer) is not None:
        return False
    return is_empty_without_javascript(answer)


def _searched(portal: Portal, state: discover.Discovery) -> Follow:
    """The search's next request, or its end: the columns to walk, and reports that stand in none."""
    lead = discover.next_lead(state)
    if lead is not None:
        kind: Kind = "search" if lead.kind == "search" else "hub"
        then = Next(ask=lead.ask(), kind=kind, context=Context(discovery=state.to_json()))
        return Follow(nexts=(then,))
    columns = [one for one in discover.columns(state) if one.url not in state.given]
    found = [column_found(portal, column) for column in columns]
    # Without a report on its first page, a column found late is kept only once one is met in it.
    trial = {one.column_url for one in found if state.sought and not one.reports}
    steps = [
        _column(
            one.column_url,
            one.family,
            named=not one.mixed,
            on_trial=one if one.column_url in trial else None,
        )
        for one in found
    ]
    steps += [_article(entry) for entry in lone_reports(state)]
    kept = tuple(one for one in found if one.column_url not in trial)
    given = (*state.given, *(column.url for column in columns))
    return Follow(columns=kept, nexts=tuple(steps), search=replace(state, given=given).to_json())
