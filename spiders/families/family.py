"""What a family of portals is to the column walk: functions that read one answer of a column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from archive.records import Answer, Ask, ListEntry, ListPage
from spiders.pagers import NOTHING_SAID, Extent


@dataclass(frozen=True, kw_only=True, slots=True)
class At:
    """Where in a column's walk an answer was met."""

    ask: Ask
    """What was asked."""
    column: str
    """The column's own address."""
    page: int
    """Answers with rows so far, this one included: 1 for the column's own page."""
    held: int = 0
    """Distinct rows met before this answer."""
    link: str | None = None
    """Pattern of a JSON row's address, where rows do not tell theirs (`Replay.link`)."""


Entries = Callable[[Answer, At], tuple[ListEntry, ...]]
NextPage = Callable[[Answer, At], Ask | None]


def _nothing_said(_answer: Answer, _at: At) -> Extent:
    return NOTHING_SAID


def _no_other_way(_answer: Answer, _at: At) -> Ask | None:
    return None


@dataclass(frozen=True, kw_only=True, slots=True)
class Family:
    """Portals on one publishing system, and how their columns are read. All functions are pure."""

    name: str
    entries: Entries
    next_page: NextPage
    extent: Callable[[Answer, At], Extent] = _nothing_said
    guess: NextPage = _no_other_way
    """The name that a second page would have, where the page shows no pager at all."""
    other_way: NextPage = _no_other_way
    """Another way to ask for the rows that this answer should have brought and did not: old rows again, 404, nothing."""

    def read(self, answer: Answer, at: At) -> ListPage:
        """Rows, next page and the pager's own figures of one answer."""
        size = self.extent(answer, at)
        shown = self.next_page(answer, at)
        guess = None
        if shown is None and size == NOTHING_SAID:
            guess = self.guess(answer, at)
        return ListPage(
            entries=self.entries(answer, at),
            next=shown or guess,
            total=size.total,
            pages=size.pages,
            guessed=guess is not None,
        )
