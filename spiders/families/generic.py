"""Any list page: links with a date beside them, paging by the visible 下一页 link or a page number in the address."""

from __future__ import annotations

from archive.records import Answer, Ask, ListEntry
from spiders.families import trs_static
from spiders.families.family import At, Family
from spiders.families.pages import page_extent, written_entries
from spiders.page_numbers import page_parameter, with_parameter
from spiders.pagers import extent_of, next_link


def entries(answer: Answer, at: At) -> tuple[ListEntry, ...]:
    """Links of the page with a date in the same row, or with an article's address."""
    return written_entries(answer, at)


def next_page(answer: Answer, at: At) -> Ask | None:
    """The 下一页 link, else the next number in the address where the pager says that there is one."""
    link = next_link(answer.text, answer.url, at.page)
    if link is not None:
        return Ask(url=link)
    numbered = page_parameter(at.ask.url)
    pages = extent_of(answer.text).pages
    if numbered is not None and pages is not None and at.page < pages:
        name, number = numbered
        return Ask(url=with_parameter(at.ask.url, name, str(number + 1)))
    return None


FAMILY = Family(
    name="generic",
    entries=entries,
    next_page=next_page,
    extent=page_extent,
    other_way=trs_static.other_way,
)
