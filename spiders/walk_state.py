"""How far the walk of one column has come, how it stopped, and whether that proves its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from hashlib import sha1
from typing import Any, Literal

from archive.records import Ask, Kind, ListEntry

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
    "other_things",
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
other_things       a column of reports shows rows, and no known one and no report's title among them
"""

LOST = frozenset({"error", "soft_404", "no_rows", "stub"})
"""Ends of a walk that saw no row: the column has moved, and is looked for again from the home page."""

Mode = Literal["quick", "full"]
Known = Callable[[str], bool]
"""Is the document at this address in the archive already?"""

_KEY = 10
_SHARE = 0.3
"""Share of report titles from which a list is kept for them: news around it takes the rest."""


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
    latest: int = 0
    """Rows of the latest page."""
    longest: int = 0
    """Rows of the longest page."""
    named: bool = False
    """The column calls itself one of reports."""
    likely: int = 0
    """Rows met whose titles may be reports'."""
    others: int = 0
    """Rows met about other things."""
    guessed: bool = False
    """The latest request was a guess: no pager led to it, so that a failure of it is the column's end."""
    depth: int = 0
    """Levels below the column that was given: a frame within a frame."""
    inside: str | None = None
    """The column whose page led here, one level up; such a walk follows no further level."""
    link: str | None = None
    """Pattern of the rows' addresses, where a data call's rows do not tell theirs."""

    def to_json(self) -> dict[str, Any]:
        """The state as values that JSON can hold."""
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Walk:
        """The state back from `to_json`.

        Raises:
            TypeError: the value is no such state.
        """
        return cls(**{**value, "signatures": tuple(value.get("signatures") or ())})

    def was_asked(self, ask: Ask) -> bool:
        """This very request was sent before in this walk."""
        return ask_key(ask) in keys_of(self.asked)

    @property
    def kept(self) -> bool:
        """The column is one kept for reports: by its name, else by the rows met so far."""
        return self.named or (
            self.likely > 0 and self.likely >= _SHARE * (self.likely + self.others)
        )

    def says_more(self) -> bool:
        """The pager's own figures say that rows are missing."""
        if self.total is not None:
            every_page = self.pages is not None and self.page >= self.pages
            return self.distinct < self.total and not (every_page and self.rows >= self.total)
        return self.pages is not None and self.page < self.pages


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
    declared_empty: str | None = None
    """The column's own words that it holds nothing."""
    complete: bool = False
    """The walk has stopped, and nothing says that rows are missing."""

    @property
    def kind(self) -> Kind:
        """What the next request is in the ledger: a page of the list, or a data call behind it."""
        ask = self.next
        data = ask is not None and (ask.method == "POST" or "json" in ask.url.lower())
        return "data" if data or self.family == "json-list" else "list"


def is_complete(walk: Walk, stop: StopReason) -> bool:
    """Does this reason make a completed walk? Strict: a pager that said more rows makes it incomplete.

    `repeated_page` and `empty_after_full` are an end only where the walk's figures agree with that:
    the pager's total or page count was reached, or a second page of new rows shows that paging works.
    """
    if stop in ("end", "no_next", "declared_empty", "all_known"):
        return True
    if stop == "empty":
        return walk.total == 0
    if stop in ("repeated_page", "empty_after_full"):
        said = walk.total is not None or walk.pages is not None
        return not walk.says_more() and (said or walk.page > 1)
    return False


def keys_of(joined: str) -> set[str]:
    """The digests that a walk keeps end to end."""
    return {joined[at : at + _KEY] for at in range(0, len(joined), _KEY)}


def digest(text: str) -> str:
    """Ten hexadecimal digits: of some ten thousand rows no two share them."""
    return sha1(text.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()[:_KEY]


def row_key(entry: ListEntry) -> str:
    """A row's digest: its address, http and https being one."""
    return digest(entry.url.split("://", 1)[-1])


def signature(entries: tuple[ListEntry, ...]) -> str:
    """A page's digest: its rows in any order."""
    return digest("\n".join(sorted(entry.url for entry in entries)))


def ask_key(ask: Ask) -> str:
    """A request's digest: method, address and body."""
    return digest(f"{ask.method} {ask.url}\n{ask.body.hex()}")
