"""The walk of one column to its end, with the proof of how it ended: pure functions of answers."""

from __future__ import annotations

from dataclasses import replace

from archive.records import Answer, Ask, ListEntry, ListPage
from spiders.column_page import is_soft_404, is_stub, read_page, refusal_way
from spiders.families.family import At
from spiders.inner import framed_in, inner_of
from spiders.markup import address_to_ask
from spiders.walk_ends import (
    Quick,
    counts_one_too_many,
    ending,
    is_endless,
    is_past_count,
    may_hold_more,
)
from spiders.walk_state import (
    Known,
    Mode,
    Step,
    StopReason,
    Walk,
    ask_key,
    is_complete,
    keys_of,
    row_key,
    signature,
)
from spiders.wanted import is_named_for_reports, weigh

__all__ = [
    "Known",
    "Mode",
    "Quick",
    "Step",
    "StopReason",
    "Walk",
    "first_ask",
    "is_complete",
    "read_answer",
    "start",
    "start_inside",
]

_SURELY_FULL = 10
"""Rows from which both names of a second page are tried where no pager is shown: index_1, then index_2."""
_MAX_DRY = 5
"""Answers in a row without a new row, after which no more are asked for."""
_MAX_EMPTY = 2
"""Answers in a row without any row, after which no other way is tried."""


def start(column_url: str, family: str | None, *, named: bool = False) -> Walk:
    """A walk that has asked nothing yet. `family` may be wrong or None; the first page decides.

    `named`: discovery found that the column is kept for reports.
    """
    return Walk(column=column_url, family=family, named=named)


def start_inside(walk: Walk, ask: Ask) -> Walk:
    """The walk of a page one level down (`Step.inner`): a column of its own, found in `walk`'s."""
    return Walk(column=ask.url, inside=walk.column, named=walk.named, depth=walk.depth + 1)


def first_ask(walk: Walk) -> Ask:
    """The column's own page."""
    return Ask(url=address_to_ask(walk.column))


def read_answer(walk: Walk, ask: Ask, answer: Answer, quick: Quick) -> Step:
    """What one answer of the column means for its walk. Never raises, whatever the answer holds."""
    walk = replace(walk, answers=walk.answers + 1, asked=walk.asked + ask_key(ask))
    at = At(ask=ask, column=walk.column, page=walk.page + 1, held=walk.distinct, link=walk.link)
    if answer.status >= 400 or answer.status == 0:
        return _refused(walk, answer, at)
    if is_soft_404(answer):
        lost = walk.page == 0 or walk.says_more()
        return _halt(walk, "soft_404" if lost else "no_next")
    family, page = read_page(walk.family, answer, at, settled=walk.answers > 1)
    walk = replace(
        walk,
        family=family.name,
        named=walk.named or (walk.page == 0 and is_named_for_reports(answer)),
        total=walk.total if page.total is None else page.total,
        pages=walk.pages if page.pages is None else page.pages,
    )
    inner: tuple[Ask, ...] = ()
    if walk.page == 0 and walk.dry == 0:
        if walk.inside is None:
            inner = inner_of(answer, walk.column, page.entries, has_pager=page.next is not None)
        elif walk.depth == 1 and not page.entries and page.next is None:
            inner = framed_in(answer, walk.inside)
    other = family.other_way(answer, at)
    if not page.entries:
        return _without_rows(walk, answer, page, other, inner)
    fresh = _fresh(walk, page.entries)
    if not fresh:
        return _nothing_new(walk, page, other)
    return _with_rows(_counted(walk, page.entries, fresh), page, fresh, inner, quick)


def _with_rows(
    walk: Walk, page: ListPage, fresh: tuple[ListEntry, ...], inner: tuple[Ask, ...], quick: Quick
) -> Step:
    if quick.ends(walk, page.entries):
        return _halt(walk, "all_known", fresh, inner)
    if is_endless(walk):
        return _halt(walk, "endless_pager", fresh, inner)
    if page.next is not None and not walk.was_asked(page.next):
        return _go_on(replace(walk, guessed=page.guessed), page.next, fresh, inner)
    return _halt(walk, ending(walk), fresh, inner)


def _without_rows(
    walk: Walk, answer: Answer, page: ListPage, other: Ask | None, inner: tuple[Ask, ...]
) -> Step:
    walk = replace(walk, dry=walk.dry + 1)
    if walk.guessed:
        return _halt(walk, "no_next")
    if walk.page == 0 and page.declared_empty is not None and page.next is None:
        step = _halt(walk, "declared_empty", (), inner)
        return replace(step, declared_empty=page.declared_empty)
    stub = walk.page > 0 and is_stub(answer)
    ways = (page.next, other) if walk.dry < 2 and not stub else (other,)
    if walk.page == 0:
        ways = (page.next, other)
    patience = _MAX_EMPTY if walk.page else _MAX_DRY
    way = _open_way(walk, ways) if walk.dry <= patience else None
    if way is not None and (walk.page == 0 or may_hold_more(walk)):
        return _go_on(walk, way, (), inner)
    if walk.page > 0:
        if counts_one_too_many(walk) or (walk.total is not None and not walk.says_more()):
            return _halt(walk, "end")
        return _halt(walk, "stub" if stub else "empty_after_full")
    is_data = answer.media_type != "text/html" and not answer.text.lstrip().startswith("<!")
    return _halt(walk, "empty" if is_data or walk.total == 0 else "no_rows", (), inner)


def _nothing_new(walk: Walk, page: ListPage, other: Ask | None) -> Step:
    """Every row of the page was met before: an echo of the last page, or a pager that is not heeded."""
    repeated = signature(page.entries) in walk.signatures
    walk = replace(walk, dry=walk.dry + 1, rows=walk.rows + len(page.entries))
    if walk.total is not None and not walk.says_more():
        return _halt(walk, "end")
    if walk.guessed and repeated:
        return _halt(walk, "no_next")
    # A server that gives the same rows to a third way of asking heeds no page number.
    way = None if repeated and walk.dry > _MAX_EMPTY else _open_way(walk, (other,))
    if way is None and (not repeated or (walk.dry < 2 and (walk.says_more() or walk.page == 1))):
        way = _open_way(walk, (page.next,))
    if way is not None:
        return _go_on(walk, way)
    if not repeated and walk.dry >= _MAX_DRY:
        return _halt(walk, "endless_pager")
    if not repeated and page.next is None:
        return _halt(walk, ending(walk))
    return _halt(walk, "repeated_page")


def _refused(walk: Walk, answer: Answer, at: At) -> Step:
    walk = replace(walk, dry=walk.dry + 1)
    forbidden = answer.status == 403 and walk.page > 0
    past = is_past_count(walk)
    unlikely = past or (walk.guessed and walk.distinct < _SURELY_FULL)
    way = None if forbidden or unlikely else refusal_way(walk.family, answer, at)
    chosen = _open_way(walk, (way,))
    if chosen is not None:
        return _go_on(walk, chosen)
    if walk.page > 0 and (past or answer.status in (404, 410)):
        if counts_one_too_many(walk):
            return _halt(walk, "end")
        if not walk.says_more():
            return _halt(walk, "no_next")
    return _halt(walk, "error")


def _open_way(walk: Walk, ways: tuple[Ask | None, ...]) -> Ask | None:
    if walk.dry > _MAX_DRY:
        return None
    return next((way for way in ways if way is not None and not walk.was_asked(way)), None)


def _counted(walk: Walk, entries: tuple[ListEntry, ...], fresh: tuple[ListEntry, ...]) -> Walk:
    likely, others = weigh(fresh)
    return replace(
        walk,
        likely=walk.likely + likely,
        others=walk.others + others,
        page=walk.page + 1,
        rows=walk.rows + len(entries),
        distinct=walk.distinct + len(fresh),
        seen=walk.seen + "".join(row_key(entry) for entry in fresh),
        signatures=(*walk.signatures[-7:], signature(entries)),
        latest=len(entries),
        longest=max(walk.longest, len(entries)),
        dry=0,
    )


def _fresh(walk: Walk, entries: tuple[ListEntry, ...]) -> tuple[ListEntry, ...]:
    seen = keys_of(walk.seen)
    fresh: dict[str, ListEntry] = {}
    for entry in entries:
        key = row_key(entry)
        if key not in seen:
            fresh.setdefault(key, replace(entry, list_url=walk.column))
    return tuple(fresh.values())


def _go_on(
    walk: Walk, ask: Ask, fresh: tuple[ListEntry, ...] = (), inner: tuple[Ask, ...] = ()
) -> Step:
    return Step(
        walk=walk, entries=fresh, next=ask, inner=inner, stop=None, family=walk.family or "generic"
    )


def _halt(
    walk: Walk, stop: StopReason, fresh: tuple[ListEntry, ...] = (), inner: tuple[Ask, ...] = ()
) -> Step:
    walk = replace(walk, stop=stop)
    return Step(
        walk=walk,
        entries=fresh,
        next=None,
        inner=inner,
        stop=stop,
        family=walk.family or "generic",
        complete=is_complete(walk, stop),
    )
