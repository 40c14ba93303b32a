"""龙讯 Lonsun: rows of the 信息公开 catalogue, paged by `pageIndex` or by page_N.html."""

from __future__ import annotations

import re

from archive.records import Answer, Ask, ListEntry
from spiders.families import generic, json_list
from spiders.families.family import At, Family
from spiders.page_numbers import parameter, with_parameter
from spiders.pagers import Extent, extent_of

_NUMBERED = re.compile(r"/page_(\d{1,5})\.html$")
_FULL_PAGE = 10


def entries(answer: Answer, at: At) -> tuple[ListEntry, ...]:
    """Rows of a catalogue page, or of the label call's JSON."""
    if answer.text.lstrip()[:1] == "{":
        return json_list.entries(answer, at)
    return generic.entries(answer, at)


def extent(answer: Answer, at: At) -> Extent:
    """What the pager's words say."""
    if answer.text.lstrip()[:1] == "{":
        return json_list.extent(answer, at)
    return extent_of(answer.text)


def next_page(answer: Answer, at: At) -> Ask | None:
    """The 下一页 link, else the next `pageIndex` or page_N while the pager, or a full page, says more."""
    if answer.text.lstrip()[:1] == "{":
        return json_list.next_page(answer, at)
    linked = generic.next_page(answer, at)
    if linked is not None:
        return linked
    said = extent_of(answer.text)
    rows = len(entries(answer, at))
    more = at.page < said.pages if said.pages is not None else rows >= _FULL_PAGE
    if said.pages is None and said.total is not None:
        more = at.held + rows < said.total
    if not more or rows == 0:
        return None
    return _raised(at.ask.url)


def _raised(url: str) -> Ask | None:
    numbered = _NUMBERED.search(url)
    if numbered:
        return Ask(url=f"{url[: numbered.start()]}/page_{int(numbered[1]) + 1}.html")
    if "/public/column/" not in url and "action=list" not in url:
        return None
    number = parameter(url, "pageIndex")
    following = int(number) + 1 if number and number.isdecimal() else 2
    return Ask(url=with_parameter(url, "pageIndex", str(following)))


FAMILY = Family(name="lonsun", entries=entries, next_page=next_page, extent=extent)
