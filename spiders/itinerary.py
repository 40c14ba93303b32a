"""Where a harvest goes: from a portal to its columns, from a column to its articles, as plain functions.

No network and no clock here: `seeds` says what to ask first, `follow` what an answer leads to. State travels in
`Context`, as JSON in the frontier, so that a killed harvest goes on where it was.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from archive.events import ColumnFound, WalkEnded, build
from archive.records import Answer, Ask, Kind, ListEntry, Portal
from pipelines.titles import title_year
from spiders import discover, walk
from spiders.discovery_report import lone_reports
from spiders.moved import is_lost, is_sent_home
from spiders.page_kinds import is_empty_without_javascript, may_load_rows
from spiders.replay import by_data_call
from spiders.script_links import includes_of
from spiders.walk_proof import proof_of
from spiders.wanted import may_be_report


@dataclass(frozen=True, kw_only=True, slots=True)
class Context:
    """What a request of the frontier is for."""

    entry: ListEntry | None = None
    walk: dict[str, Any] | None = None
    discovery: dict[str, Any] | None = None
    hops: int = 0
    """Redirects that led here."""
    revisit: bool = False
    """Asked again because it is known and due."""
    from_column: bool = False
    """Linked from a report column: other governments' hosts may be reached for it."""
    trail: tuple[str, ...] = ()
    """Addresses whose redirects led here."""
    part_of: str | None = None
    """The first page of an article that is split over several."""

    def to_json(self) -> str:
        """For the frontier."""
        fields = {key: value for key, value in dataclasses.asdict(self).items() if value}
        return json.dumps(fields, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Context:
        """Of the frontier."""
        return build(cls, json.loads(text))


@dataclass(frozen=True, kw_only=True, slots=True)
class Next:
    """A request that an answer leads to."""

    ask: Ask
    kind: Kind
    context: Context


@dataclass(frozen=True, kw_only=True, slots=True)
class Follow:
    """What an answer leads to."""

    entries: tuple[ListEntry, ...] = ()
    nexts: tuple[Next, ...] = ()
    walk: WalkEnded | None = None
    columns: tuple[ColumnFound, ...] = ()
    render: bool = False
    """The page is empty without JavaScript: ask the browser for it."""
    otherwise: Follow | None = None
    """What a page without rows leads to where neither its data calls nor the browser show any."""
    failed: str | None = None
    """The answer could not be read: the outcome to give instead of `fetched`."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Memory:
    """What earlier harvests know, as the machine looks it up."""

    known: Callable[[str], bool]
    """Whether an article's address was read before."""
    due: Callable[[str], bool]
    """Whether a known article is to be asked again today."""
    mode: Callable[[str, str], Literal["quick", "full"]]
    """How to walk a portal's column."""
    previous_total: Callable[[str, str], int | None]
    """The pager's total when the column was last walked to its end."""
    columns: Callable[[str], tuple[ColumnFound, ...]]
    """The report columns that discovery found for a portal."""
    wanted_year: Callable[[int], bool]
    """Whether articles of this report year are asked for (`-a years=`)."""
    only_discovery: bool = False
    """Find columns (`scrapy crawl discover`), and walk none."""


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
        return tuple(_column(url, family, named=url in kept) for url, family in known.items())
    return search_for_columns(portal)


def search_for_columns(portal: Portal) -> tuple[Next, ...]:
    """The first request of discovery, from the home page."""
    state = discover.begin(portal)
    ask = discover.next_ask(state)
    if ask is None:
        return ()
    return (Next(ask=ask, kind="home", context=Context(discovery=state.to_json())),)


def _column(url: str, family: str | None, *, named: bool) -> Next:
    state = walk.start(url, family, named=named)
    return Next(ask=walk.first_ask(state), kind="list", context=Context(walk=state.to_json()))


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
    if answer is not None and not answer.rendered and is_empty_without_javascript(answer):
        return Follow(render=True)
    return Follow()


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
    step = walk.read_answer(state, ask, answer, memory.known, mode, total)
    if exchanges and state.page == 0:
        step = by_data_call(state, step, answer, exchanges, (memory.known, mode, total))
    empty = not step.entries and not step.inner and step.declared_empty is None
    if empty and not answer.rendered and is_empty_without_javascript(answer):
        return Follow(render=True)
    nexts = [_inner(inner, step.walk) for inner in step.inner]
    if step.next is not None:
        nexts.append(Next(ask=step.next, kind=step.kind, context=Context(walk=step.walk.to_json())))
    nexts += [_article(row) for row in step.entries if _is_wanted(row, memory, step.walk)]
    found = next((c for c in memory.columns(portal.portal) if c.column_url == column), None)
    if not step.inner and is_lost(state, step, found, memory.known):
        nexts += search_for_columns(portal)
    # A landing page whose rows stand one level down is no column that ended without rows.
    ended = step.stop is not None and not (step.inner and step.walk.rows == 0)
    proof = proof_of(portal, step.walk, mode, step.stop or "no_next", step.declared_empty)
    follow = Follow(entries=step.entries, nexts=tuple(nexts), walk=proof if ended else None)
    if empty and state.page == 0 and step.next is None and may_load_rows(answer):
        return Follow(render=True, otherwise=follow)
    return follow


def _inner(ask: Ask, state: walk.Walk) -> Next:
    """A page that holds the real list, one level down: a column of its own."""
    inside = walk.start_inside(state, ask)
    return Next(ask=ask, kind="list", context=Context(walk=inside.to_json()))


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
    plain = answer is not None and not answer.rendered
    # A menu that stands in a script file of its own is read from that file.
    if plain and answer and is_empty_without_javascript(answer) and not includes_of(answer):
        return Follow(render=True)
    if context.trail:  # the answer is that of a redirect's end: the search knows what it asked for
        ask = Ask(url=context.trail[0])
    state = discover.saw(state, ask, answer)
    if not discover.done(state):
        next_ask = discover.next_ask(state)
        if next_ask is not None:
            then = Next(ask=next_ask, kind="hub", context=Context(discovery=state.to_json()))
            return Follow(nexts=(then,))
    found = tuple(
        ColumnFound(
            portal=portal.portal,
            column_url=column.url,
            family=column.family,
            route=column.route,
            score=column.score,
            mixed=column.mixed,
            collects_others=column.collects_others,
            reports=column.reports,
        )
        for column in discover.columns(state)
    )
    walks = [
        _column(one.column_url, one.family, named=not one.mixed)
        for one in (() if memory.only_discovery else found)
    ]
    lone = () if memory.only_discovery else lone_reports(state)
    walks += [_article(entry) for entry in lone if _is_wanted(entry, memory)]
    return Follow(columns=found, nexts=tuple(walks))
