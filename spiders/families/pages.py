"""What a plain list page shows: its rows, and what its pager says."""

from __future__ import annotations

from archive.records import Answer, ListEntry
from spiders.data_calls import embedded_list
from spiders.families.family import At
from spiders.pagers import Extent, extent_of
from spiders.rows import rows_of
from spiders.scripts import written_out

_FULL_PAGE = 10


def written_entries(answer: Answer, at: At) -> tuple[ListEntry, ...]:
    """Rows of the page, with those that its scripts write by document.write; else those that they hold as an array."""
    url = answer.url or at.ask.url
    rows = rows_of(written_out(answer.text), url)
    if rows or "<script" not in answer.text:
        return rows
    held = embedded_list(answer.text, url)
    return held.entries if held is not None else ()


def page_entries(answer: Answer, at: At) -> tuple[ListEntry, ...]:
    """Rows of the page."""
    return rows_of(answer.text, answer.url or at.ask.url)


def page_extent(answer: Answer, _at: At) -> Extent:
    """What the pager's words say: 共138条, 1/10."""
    return extent_of(answer.text)


def is_followed(answer: Answer, at: At, number: int) -> bool:
    """Whether another page comes after page `number`: the pager says so, or says nothing and this one is full."""
    said, rows = extent_of(answer.text), len(page_entries(answer, at))
    if rows == 0:
        return False
    if said.pages is not None:
        return number < said.pages
    return at.held + rows < said.total if said.total is not None else rows >= _FULL_PAGE
