"""Where a walk ends by its own figures, and what that end is called."""

from __future__ import annotations

from dataclasses import dataclass

from archive.records import ListEntry
from spiders.walk_state import Known, Mode, StopReason, Walk

MAX_PAGES = 500
"""Pages of a column whose pager says no number; no report column met has a tenth of it."""
MAX_SAID_PAGES = 3000
_MARGIN = 20
"""Pages beyond the pager's count that are followed while each brings new rows."""


@dataclass(frozen=True, slots=True)
class Quick:
    """What ends a quick walk: a page that is wholly known, under the total of last time.

    A count of pages (TRS: createPageHTML) is a total that does not see every row that comes in late: it counts
    only for the days after a whole walk in which `previous_pages` is given.
    """

    known: Known
    mode: Mode
    previous_total: int | None
    previous_pages: int | None = None

    def ends(self, walk: Walk, entries: tuple[ListEntry, ...]) -> bool:
        """The walk may stop on this page."""
        now, then = walk.total, self.previous_total
        if now is None:
            now, then = walk.pages, self.previous_pages
        same = now is not None and now == then
        return self.mode == "quick" and same and all(self.known(entry.url) for entry in entries)


def ending(walk: Walk) -> StopReason:
    """The name of a walk's end after a page with rows and without a next one."""
    if walk.total is not None:
        return "fewer_than_total" if walk.says_more() else "end"
    if walk.pages is not None:
        return "pager_unread" if walk.page < walk.pages else "end"
    return "no_next"


def may_hold_more(walk: Walk) -> bool:
    """The pager says more rows, or says nothing."""
    return walk.says_more() or (walk.total is None and walk.pages is None)


def counts_one_too_many(walk: Walk) -> bool:
    """Only the very last page that the pager counts is missing, and the one before it was not full.

    Pages of one column are cut at one length, so a shorter page is the list's last: the counter is stale,
    as after deletions. After a full page the missing one may hold rows.
    """
    is_last = walk.pages is not None and 1 < walk.page == walk.pages - 1
    return walk.total is None and is_last and 0 < walk.latest < walk.longest


def is_past_count(walk: Walk) -> bool:
    """All pages that the pager counts were read: whatever a guess beyond them brings, that was the end."""
    return walk.guessed and walk.pages is not None and walk.page >= walk.pages


def is_endless(walk: Walk) -> bool:
    """More pages than the pager says, or than any column has."""
    if walk.pages is not None:
        return walk.page > min(walk.pages + _MARGIN, MAX_SAID_PAGES)
    if walk.total is not None:
        return walk.page >= MAX_SAID_PAGES
    return walk.page >= MAX_PAGES
