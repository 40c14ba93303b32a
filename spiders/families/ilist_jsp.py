"""iList.jsp (HIWCM): pages by `cur_page`; beyond the last one the last page comes again."""

from __future__ import annotations

from archive.records import Answer, Ask, ListEntry
from spiders.families.family import At, Family
from spiders.pagers import Extent, extent_of, next_link, parameter, with_parameter
from spiders.rows import rows_of

_FULL_PAGE = 10


def entries(answer: Answer, at: At) -> tuple[ListEntry, ...]:
    """Rows of the page."""
    return rows_of(answer.text, answer.url or at.ask.url)


def extent(answer: Answer, _at: At) -> Extent:
    """What the pager's words say."""
    return extent_of(answer.text)


def next_page(answer: Answer, at: At) -> Ask | None:
    """The 下一页 link, else `cur_page` by one while the pager, or a full page, says more."""
    link = next_link(answer.text, answer.url, at.page)
    if link is not None:
        return Ask(url=link)
    said = extent_of(answer.text)
    rows = len(entries(answer, at))
    number = parameter(at.ask.url, "cur_page")
    current = int(number) if number and number.isdecimal() else at.page
    more = current < said.pages if said.pages is not None else rows >= _FULL_PAGE
    if said.pages is None and said.total is not None:
        more = at.held + rows < said.total
    if not more or rows == 0:
        return None
    return Ask(url=with_parameter(at.ask.url, "cur_page", str(current + 1)))


FAMILY = Family(name="ilist-jsp", entries=entries, next_page=next_page, extent=extent)
