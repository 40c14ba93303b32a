"""iList.jsp (HIWCM): pages by `cur_page`; beyond the last one the last page comes again."""

from __future__ import annotations

from archive.records import Answer, Ask
from spiders.families.family import At, Family
from spiders.families.pages import is_followed, page_entries, page_extent
from spiders.page_numbers import parameter, with_parameter
from spiders.pagers import next_link


def next_page(answer: Answer, at: At) -> Ask | None:
    """The 下一页 link, else `cur_page` by one while the pager, or a full page, says more."""
    link = next_link(answer.text, answer.url, at.page)
    if link is not None:
        return Ask(url=link)
    number = parameter(at.ask.url, "cur_page")
    current = int(number) if number and number.isdecimal() else at.page
    if not is_followed(answer, at, current):
        return None
    return Ask(url=with_parameter(at.ask.url, "cur_page", str(current + 1)))


FAMILY = Family(name="ilist-jsp", entries=page_entries, next_page=next_page, extent=page_extent)
