"""What travels through a harvest: what a request is for, what an answer leads to, what earlier harvests know."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from archive.events import ColumnFound, WalkEnded, build
from archive.records import Answer, Ask, Kind, ListEntry, Portal


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
    column: ColumnFound | None = None
    """Walked on trial: to be remembered as this once its walk has met a report."""

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
    more_walks: tuple[WalkEnded, ...] = ()
    """Of columns whose pages were all there already."""
    columns: tuple[ColumnFound, ...] = ()
    render: bool = False
    """The page is empty without JavaScript: ask the browser for it."""
    search: dict[str, Any] | None = None
    """Where a search for columns stands that has ended: it can go on for report years that are missing."""
    unread: tuple[tuple[Next, Answer], ...] = ()
    """Answers that were there already, without rows of their own: the data calls that they name are still to be asked."""
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
    previous_pages: Callable[[str, str], int | None] = lambda _portal, _column: None
    """The pages of a column whose pager counts no rows, where it was walked whole a few days ago."""
    searched: Callable[[str], bool] = lambda _portal: False
    """Whether this very harvest, before it was killed, began to search a portal for columns."""
    passed_over: Callable[[str], bool] = lambda _url: False
    """Whether an earlier harvest met a row, and left it alone for its title."""
    listed: Callable[[str, str], int] = lambda _portal, _column: 0
    """Reports that a column kept for them listed when it was last walked to its end."""
    missing: Callable[[Portal], tuple[int, ...]] = lambda _portal: ()
    """Report years of the portal's own body that are due and of which nothing was read yet."""
    only_discovery: bool = False
    """Find columns (`scrapy crawl discover`), and walk none."""


def joined(first: Follow, then: Follow) -> Follow:
    """What two answers in a row gave; of the requests that they lead to only the first's."""
    walks = (*((first.walk,) if first.walk else ()), *first.more_walks)
    walks += (*((then.walk,) if then.walk else ()), *then.more_walks)
    return replace(
        first,
        entries=first.entries + then.entries,
        walk=walks[0] if walks else None,
        more_walks=walks[1:],
        columns=first.columns + then.columns,
        search=then.search or first.search,
        unread=first.unread + then.unread,
    )
