"""The walk of one column to its end, with the proof of how it ended; a pure state, kept as JSON between pages."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from hashlib import sha1
from typing import Literal

from archive.records import Answer, Ask, ListEntry, ListPage
from spiders.column_page import is_soft_404, is_stub, read_page, refusal_way
from spiders.families.family import At
from spiders.inner import inner_of

StopReason = Literal[
    "end",
    "no_next",
    "repeated_page",
    "endless_pager",
    "stub",
    "empty_after_full",
    "empty",
    "all_known",
    "error",
    "declared_empty",
    "soft_404",
    "no_rows",
    "fewer_than_total",
    "pager_unread",
]
"""Why a walk stopped.

end                the pager's end, with as many rows as it said
no_next            the last page shows no next one, and the pager says no figure
repeated_page      the server answers with a page it gave before
endless_pager      page after page without a new row, or more pages than any column has
stub               a file of a few hundred bytes stands where the next page should
empty_after_full   a page without rows after pages with rows
empty              a data call that holds no rows at all
all_known          quick walk: a wholly known page, and the pager's total is last time's
error              a page could not be fetched
declared_empty     the column says itself that it holds nothing (暂无…)
soft_404           the page says that it does not exist, with status 200
no_rows            a page, but no list in it
fewer_than_total   the pager's end, with fewer rows than it said
pager_unread       the pager says more pages, but no way to them was found
"""

Mode = Literal["quick", "full"]
Known = Callable[[str], bool]
"""Is the document at this address in the archive already?"""

MAX_PAGES = 500
"""Pages of a column whose pager says no number; no report column met has a tenth of it."""
MAX_SAID_PAGES = 3000
_MARGIN = 3
_MAX_DRY = 5
"""Answers in a row without a new row, after which no more are asked for."""
_MAX_EMPTY = 2
"""Answers in a row without any row, after which no other way is tried."""
_KEY = 10


@dataclass(frozen=True, kw_only=True, slots=True)
class Walk:
    """How far one column's walk has come."""

    column: str
    family: str | None = None
    page: int = 0
    """Answers that held rows."""
    answers: int = 0
    rows: int = 0
    distinct: int = 0
    total: int | None = None
    pages: int | None = None
    signatures: tuple[str, ...] = ()
    """Digests of the latest pages' row sets."""
    seen: str = ""
    """Digests of all rows met, ten hexadecimal digits each."""
    asked: str = ""
    dry: int = 0
    """Latest answers in a row that brought no new row."""
    stop: StopReason | None = None

    def to_json(self) -> str:
        """The state as one line of JSON."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> Walk:
        """The state back from `to_json`.

        Raises:
            TypeError, ValueError: the text is no such state.
        """
        read = json.loads(text)
        return cls(**{**read, "signatures": tuple(read["signatures"])})


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """What one answer brought, and what is to be asked next."""

    walk: Walk
    entries: tuple[ListEntry, ...]
    """Rows not met before in this walk."""
    next: Ask | None
    inner: tuple[Ask, ...]
    """Columns one level down, each to be walked as a column of its own."""
    stop: StopReason | None
    """None exactly where `next` is not None."""
    family: str
    complete: bool = False
    """The walk has stopped, and nothing says that rows are missing."""


def start(column_url: str, family: str | None) -> Walk:
    """A walk that has asked nothing yet. `family` may be wrong or None; the first page decides."""
    return Walk(column=column_url, family=family)


def first_ask(walk: Walk) -> Ask:
    """The column's own page."""
    return Ask(url=walk.column.split("#", 1)[0])


def is_complete(stop: StopReason, walk: Walk | None = None) -> bool:
    """Does this reason make a completed walk? Strict: a pager that said more rows makes it incomplete.

    `repeated_page` and `empty_after_full` are only known to be an end with the walk's own figures.
    """
    if stop in ("end", "no_next", "declared_empty", "all_known"):
        return True
    if walk is None:
        return False
    if stop == "empty":
        return walk.total == 0
    if stop in ("repeated_page", "empty_after_full"):
        said = walk.total is not None or walk.pages is not None
        return not _says_more(walk) and (said or walk.page > 1)
    return False


def read_answer(
    walk: Walk,
    ask: Ask,
    answer: Answer,
    known: Known,
    mode: Mode,
    previous_total: int | None,
) -> Step:
    """What one answer of the column means for its walk. Never raises, whatever the answer holds."""
    walk = replace(walk, answers=walk.answers + 1, asked=walk.asked + _ask_key(ask))
    at = At(ask=ask, column=walk.column, page=walk.page + 1)
    if answer.status >= 400 or answer.status == 0:
        return _refused(walk, answer, at)
    if is_soft_404(answer):
        return (
            _halt(walk, "soft_404")
            if walk.page == 0 or _says_more(walk)
            else _halt(walk, "no_next")
        )
    family, page = read_page(walk.family, answer, at)
    walk = replace(
        walk,
        family=family.name,
        total=walk.total if page.total is None else page.total,
        pages=walk.pages if page.pages is None else page.pages,
    )
    inner: tuple[Ask, ...] = ()
    if walk.page == 0 and walk.dry == 0:
        inner = inner_of(answer, walk.column, len(page.entries), has_pager=page.next is not None)
    other = family.other_way(answer, at)
    if not page.entries:
        return _without_rows(walk, answer, page, other, inner)
    fresh = _fresh(walk, page.entries)
    if not fresh:
        return _nothing_new(walk, page, other)
    return _with_rows(
        _counted(walk, page.entries, fresh), page, fresh, inner, _Quick(known, mode, previous_total)
    )


@dataclass(frozen=True, slots=True)
class _Quick:
    known: Known
    mode: Mode
    previous_total: int | None

    def ends(self, walk: Walk, entries: tuple[ListEntry, ...]) -> bool:
        return (
            self.mode == "quick"
            and walk.total is not None
            and walk.total == self.previous_total
            and all(self.known(entry.url) for entry in entries)
        )


def _with_rows(
    walk: Walk, page: ListPage, fresh: tuple[ListEntry, ...], inner: tuple[Ask, ...], quick: _Quick
) -> Step:
    if quick.ends(walk, page.entries):
        return _halt(walk, "all_known", fresh, inner)
    if _is_endless(walk):
        return _halt(walk, "endless_pager", fresh, inner)
    if page.next is not None and not _was_asked(walk, page.next):
        return _go_on(walk, page.next, fresh, inner)
    return _halt(walk, _ending(walk), fresh, inner)


def _without_rows(
    walk: Walk, answer: Answer, page: ListPage, other: Ask | None, inner: tuple[Ask, ...]
) -> Step:
    walk = replace(walk, dry=walk.dry + 1)
    if walk.page == 0 and page.declared_empty is not None and page.next is None:
        return _halt(walk, "declared_empty", (), inner)
    ways = (page.next, other) if walk.page == 0 or walk.dry < 2 else (other,)
    way = _open_way(walk, ways) if walk.dry <= _MAX_EMPTY else None
    if way is not None and (walk.page == 0 or _may_hold_more(walk)):
        return _go_on(walk, way, (), inner)
    if walk.page > 0:
        if walk.total is not None and not _says_more(walk):
            return _halt(walk, "end")
        return _halt(walk, "stub" if is_stub(answer) else "empty_after_full")
    is_data = answer.media_type != "text/html" and not answer.text.lstrip().startswith("<!")
    return _halt(walk, "empty" if is_data or walk.total == 0 else "no_rows", (), inner)


def _nothing_new(walk: Walk, page: ListPage, other: Ask | None) -> Step:
    """Every row of the page was met before: an echo of the last page, or a pager that is not heeded."""
    repeated = _signature(page.entries) in walk.signatures
    walk = replace(walk, dry=walk.dry + 1, rows=walk.rows + len(page.entries))
    if walk.total is not None and not _says_more(walk):
        return _halt(walk, "end")
    way = _open_way(walk, (other,))
    if way is None and (not repeated or (walk.dry < 2 and _says_more(walk))):
        way = _open_way(walk, (page.next,))
    if way is not None:
        return _go_on(walk, way)
    if not repeated and walk.dry >= _MAX_DRY:
        return _halt(walk, "endless_pager")
    if not repeated and page.next is None:
        return _halt(walk, _ending(walk))
    return _halt(walk, "repeated_page")


def _refused(walk: Walk, answer: Answer, at: At) -> Step:
    way = refusal_way(walk.family, answer, at)
    walk = replace(walk, dry=walk.dry + 1)
    chosen = _open_way(walk, (way,))
    if chosen is not None:
        return _go_on(walk, chosen)
    past_the_end = answer.status in (404, 410) and walk.page > 0
    if past_the_end and not _says_more(walk):
        return _halt(walk, "no_next")
    return _halt(walk, "error")


def _open_way(walk: Walk, ways: tuple[Ask | None, ...]) -> Ask | None:
    if walk.dry > _MAX_DRY:
        return None
    return next((way for way in ways if way is not None and not _was_asked(walk, way)), None)


def _ending(walk: Walk) -> StopReason:
    """The name of a walk's end after a page with rows and without a next one."""
    if walk.total is not None:
        return "fewer_than_total" if _says_more(walk) else "end"
    if walk.pages is not None:
        return "pager_unread" if walk.page < walk.pages else "end"
    return "no_next"


def _says_more(walk: Walk) -> bool:
    """The pager's own figures say that rows are missing."""
    if walk.total is not None:
        every_page = walk.pages is not None and walk.page >= walk.pages
        return walk.distinct < walk.total and not (every_page and walk.rows >= walk.total)
    return walk.pages is not None and walk.page < walk.pages


def _may_hold_more(walk: Walk) -> bool:
    return _says_more(walk) or (walk.total is None and walk.pages is None)


def _is_endless(walk: Walk) -> bool:
    if walk.pages is not None:
        return walk.page > min(walk.pages + _MARGIN, MAX_SAID_PAGES)
    if walk.total is not None:
        return walk.page >= MAX_SAID_PAGES
    return walk.page >= MAX_PAGES


def _counted(walk: Walk, entries: tuple[ListEntry, ...], fresh: tuple[ListEntry, ...]) -> Walk:
    return replace(
        walk,
        page=walk.page + 1,
        rows=walk.rows + len(entries),
        distinct=walk.distinct + len(fresh),
        seen=walk.seen + "".join(_row_key(entry) for entry in fresh),
        signatures=(*walk.signatures[-7:], _signature(entries)),
        dry=0,
    )


def _fresh(walk: Walk, entries: tuple[ListEntry, ...]) -> tuple[ListEntry, ...]:
    seen = {walk.seen[at : at + _KEY] for at in range(0, len(walk.seen), _KEY)}
    fresh: dict[str, ListEntry] = {}
    for entry in entries:
        key = _row_key(entry)
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
        complete=is_complete(stop, walk),
    )


def _digest(text: str) -> str:
    return sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:_KEY]


def _row_key(entry: ListEntry) -> str:
    return _digest(entry.url.split("://", 1)[-1])


def _signature(entries: tuple[ListEntry, ...]) -> str:
    return _digest("\n".join(sorted(entry.url for entry in entries)))


def _ask_key(ask: Ask) -> str:
    return _digest(f"{ask.method} {ask.url}\n{ask.body.hex()}")


def _was_asked(walk: Walk, ask: Ask) -> bool:
    key = _ask_key(ask)
    return any(walk.asked[at : at + _KEY] == key for at in range(0, len(walk.asked), _KEY))
