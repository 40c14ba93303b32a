"""开普 UCAP: static list pages (`_2`, `_3`) or the JSON of /common/search/<channel>."""

from __future__ import annotations

import re
from urllib.parse import urlencode, urlsplit

from archive.records import Answer, Ask, ListEntry
from spiders.families import json_list, trs_static
from spiders.families.family import At, Family
from spiders.families.hanweb_jcms import FORM
from spiders.markup import absolute
from spiders.page_numbers import with_parameter
from spiders.pagers import Extent
from spiders.scripts import joined

_CALL = re.compile(
    r"((?:https?://[\w.:-]+)?/(?:common/search|searchList|search)/[0-9a-f]{32}[^\"'\s<>]{0,600})",
    re.I,
)
_DEPARTMENT_CALL = re.compile(r"([\w:/.-]{0,120}/interfacesWebZcwj/(?:loadData|loadBmData))", re.I)
_DEPARTMENT = re.compile(r"\bdeptcode[\"']?\s*[:=]\s*[\"']?([0-9A-Z]{8,20})", re.I)
_DEFAULTS = (
    ("_isAgg", "true"), ("_isJson", "true"), ("_pageSize", "20"), ("_template", "index"), ("_rangeTimeGte", ""),
    ("_channelName", ""), ("page", "1"),
)  # fmt: skip
"""What the list page's own script sends (portals.md §3.D)."""


def _is_json(answer: Answer) -> bool:
    return answer.text.lstrip("\ufeff \r\n\t")[:1] == "{"


def entries(answer: Answer, at: At) -> tuple[ListEntry, ...]:
    """Rows of a static page or of the channel's JSON."""
    return json_list.entries(answer, at) if _is_json(answer) else trs_static.entries(answer, at)


def extent(answer: Answer, at: At) -> Extent:
    """`createPageHTML`'s sixth argument, the pager's words, or the JSON's `total`."""
    if _is_json(answer):
        return json_list.extent(answer, at)
    return trs_static.extent(answer, at)


def next_page(answer: Answer, at: At) -> Ask | None:
    """The JSON's next page; of a static list the next name; of an empty shell its data call."""
    if _is_json(answer):
        held = json_list.list_of(answer, at)
        if held is None or not held.entries:
            return None
        return json_list.next_page(answer, at)
    call = _CALL.search(joined(answer.text))
    static = trs_static.next_page(answer, at) or _department_call(answer)
    if call is not None and static is None:
        return _first_call(answer.url, call[1].replace("&amp;", "&"))
    return static


def _first_call(page_url: str, call: str) -> Ask | None:
    url = absolute(page_url, call)
    if url is None:
        return None
    given = urlsplit(url).query
    for name, value in _DEFAULTS:
        if f"{name}=" not in given:
            url = with_parameter(url, name, value)
    return Ask(url=with_parameter(url, "page", "1"), headers=(("Referer", page_url),))


def _department_call(answer: Answer) -> Ask | None:
    """苏州's departments: a form posted with the department's credit code."""
    call = _DEPARTMENT_CALL.search(answer.text)
    url = absolute(answer.url, call[1]) if call else None
    if url is None:
        return None
    code = _DEPARTMENT.search(answer.text)
    fields = {"pageIndex": "1", "pageSize": "15", "deptcode": code[1] if code else ""}
    headers = (*FORM, ("Referer", answer.url))
    return Ask(url=url, method="POST", body=urlencode(fields).encode(), headers=headers)


def guess(answer: Answer, at: At) -> Ask | None:
    """As for static lists."""
    return None if _is_json(answer) else trs_static.guess(answer, at)


def other_way(answer: Answer, at: At) -> Ask | None:
    """The bare directory is not served: list.shtml is; else as for static lists."""
    parts = urlsplit(at.ask.url)
    if at.page == 1 and answer.status >= 400 and parts.path.endswith("/"):
        return Ask(url=at.ask.url.split("?", 1)[0] + "list.shtml")
    return trs_static.other_way(answer, at)


FAMILY = Family(
    name="ucap",
    entries=entries,
    next_page=next_page,
    extent=extent,
    guess=guess,
    other_way=other_way,
)
