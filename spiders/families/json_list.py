"""A JSON answer under any envelope: the data call behind a page, asked for page by page."""

from __future__ import annotations

from archive.records import Answer, Ask, ListEntry
from spiders.data_calls import embedded_list
from spiders.envelopes import JsonList, read_json
from spiders.families.family import At, Family
from spiders.pagers import NOTHING_SAID, Extent
from spiders.paging import following, page_of, size_of

_FULL_PAGE = 10


def list_of(answer: Answer, at: At) -> JsonList | None:
    """The answer's list, or the one in a page's scripts; addresses are read against the column's own."""
    if answer.text.lstrip("\ufeff \r\n\t")[:1] == "<":
        return embedded_list(answer.text, answer.url)
    return read_json(answer.text, at.column, at.link)


def entries(answer: Answer, at: At) -> tuple[ListEntry, ...]:
    """Rows of the longest list of titled addresses in the answer."""
    held = list_of(answer, at)
    return held.entries if held else ()


def extent(answer: Answer, at: At) -> Extent:
    """`total` and `pages` of the envelope, under any of their names."""
    held = list_of(answer, at)
    return Extent(total=held.total, pages=held.pages) if held else NOTHING_SAID


def next_page(answer: Answer, at: At) -> Ask | None:
    """The same call with the page number raised, until the envelope's total is held."""
    held = list_of(answer, at)
    if held is None or not held.entries:
        return None
    if held.total is not None and at.held + len(held.entries) >= held.total:
        return None
    number, size = page_of(at.ask), size_of(at.ask) or _FULL_PAGE
    if held.total is None and held.pages is None and len(held.entries) < size:
        return None
    if (
        held.total is None
        and held.pages is not None
        and number is not None
        and number >= held.pages
    ):
        return None
    return following(at.ask)


FAMILY = Family(name="json-list", entries=entries, next_page=next_page, extent=extent)
