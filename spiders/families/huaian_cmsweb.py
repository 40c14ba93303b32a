"""淮安's cmsweb: department lists by a posted form, column pages as index_2.html with `nsetpage`."""

from __future__ import annotations

from urllib.parse import urlencode

from archive.records import Answer, Ask, ListEntry
from spiders.families import dialects, json_list
from spiders.families.family import At, Family
from spiders.families.hanweb_jcms import FORM
from spiders.markup import absolute
from spiders.page_numbers import parameter
from spiders.pagers import Extent, extent_of, next_link
from spiders.rows import rows_of

CALL = "/articleCommonController/lists.do"
_PAGE_SIZE = 20
_NAME = "huaian-cmsweb"


def entries(answer: Answer, at: At) -> tuple[ListEntry, ...]:
    """Rows of the call's `value.list`, or of a page."""
    if at.ask.method == "POST":
        return json_list.entries(answer, at)
    return rows_of(answer.text, answer.url or at.ask.url)


def extent(answer: Answer, at: At) -> Extent:
    """`value.total`, or `nsetpage(1,total,size)`."""
    return json_list.extent(answer, at) if at.ask.method == "POST" else extent_of(answer.text)


def next_page(answer: Answer, at: At) -> Ask | None:
    """The call's next page; the first call from indexdept.html; index_2.html of a column."""
    if at.ask.method == "POST":
        return json_list.next_page(answer, at)
    topic = parameter(at.column, "topic")
    if topic is not None and "/cmsweb/" in at.column:
        return _first_call(answer, at, topic)
    link = next_link(answer.text, answer.url, at.page)
    if link is not None:
        return Ask(url=link)
    pages = extent_of(answer.text).pages
    url = dialects.following(_NAME, at.ask.url) if pages is not None and at.page < pages else None
    return Ask(url=url) if url else None


def _first_call(answer: Answer, at: At, topic: str) -> Ask | None:
    fields = {
        "page": "1",
        "pagesize": str(_PAGE_SIZE),
        "topic": topic,
        "deptid": parameter(at.column, "orgId") or "",
        "title": "",
        "docNo": "",
    }
    url = absolute(answer.url, CALL)
    headers = (*FORM, ("Referer", answer.url))
    return (
        Ask(url=url, method="POST", body=urlencode(fields).encode(), headers=headers)
        if url
        else None
    )


FAMILY = Family(name=_NAME, entries=entries, next_page=next_page, extent=extent)
