"""TrueCMS: first rows in the hidden #initData, more of them from getMessage.do, which wants a Referer."""

from __future__ import annotations

import re

from archive.records import Answer, Ask, ListEntry
from spiders.families.family import At, Family
from spiders.families.hanweb_jcms import records_in, records_of
from spiders.markup import absolute, document, text_of
from spiders.page_numbers import parameter, with_parameter
from spiders.pagers import Extent, extent_of, next_link
from spiders.rows import rows_of
from spiders.scripts import loads

METHOD = "messageController/getMessage.do"
MOUNTS = ("TrueCMS", "truecms")
_CALL = re.compile(rf"([\w:/.-]{{0,200}}{re.escape(METHOD)}[^\"'\s<>)]{{0,400}})", re.I)
_COLUMN_ID = re.compile(r"\bcolumn_?id[\"']?\s*[:=]\s*[\"']?([0-9a-zA-Z-]{4,40})", re.I)
_PER_PAGE = re.compile(r"\bperpage[\"']?\s*[:=]\s*[\"']?(\d{1,3})", re.I)
_TOTAL = re.compile(
    r"<totalrecord>\s*(\d{1,7})|\btotalRecords?[\"']?\s*[:=]\s*[\"']?(\d{1,7})", re.I
)
_WIDEST = 50
"""Rows that one call may ask for (portals.md §3.G: the window is limited to 20-50)."""


def _is_call(at: At) -> bool:
    return METHOD in at.ask.url


def _store(answer: Answer) -> str:
    """The datastore inside the JSONP answer."""
    held = loads(answer.text)
    result = held.get("result") if isinstance(held, dict) else None
    return result if isinstance(result, str) else answer.text


def entries(answer: Answer, at: At) -> tuple[ListEntry, ...]:
    """Rows of #initData, or of a call's datastore."""
    if _is_call(at):
        return records_of(_store(answer), at.column)
    return rows_of(answer.text, answer.url)


def extent(answer: Answer, at: At) -> Extent:
    """`totalrecord` of the datastore, or what the page says."""
    found = _TOTAL.search(_store(answer) if _is_call(at) else answer.text)
    if found:
        return Extent(total=int(found[1] or found[2]))
    return Extent() if _is_call(at) else extent_of(answer.text)


def next_page(answer: Answer, at: At) -> Ask | None:
    """The window after the rows held, with the column's page as Referer."""
    if not _is_call(at):
        link = next_link(answer.text, answer.url, at.page)
        return _first_call(answer, at) or (Ask(url=link) if link else None)
    start, end = parameter(at.ask.url, "startrecord"), parameter(at.ask.url, "endrecord")
    if not (start and end and start.isdecimal() and end.isdecimal()):
        return None
    size = int(end) - int(start) + 1
    total = extent(answer, at).total
    if size <= 0 or (total is not None and at.held + records_in(_store(answer)) >= total):
        return None
    if not entries(answer, at):
        return None
    first = int(start) + min(size, records_in(_store(answer)) or size)
    url = with_parameter(at.ask.url, "startrecord", str(first))
    url = with_parameter(url, "endrecord", str(first + size - 1))
    return Ask(url=url, headers=at.ask.headers)


def _first_call(answer: Answer, at: At) -> Ask | None:
    call, column = _CALL.search(answer.text), _COLUMN_ID.search(answer.text)
    named = parameter(call[1], "columnId") if call else None
    if named is None and column is None:
        return None
    column_id = named or (column[1] if column else "")
    mount = call[1].split("?", 1)[0] if call else f"/{MOUNTS[0]}/{METHOD}"
    held = _initial_rows(answer)
    total = extent(answer, at).total
    if total is not None and held >= total:
        return None
    per_page = _PER_PAGE.search(answer.text)
    per = int(per_page[1]) if per_page else 10
    size = min(_WIDEST, max(1, per) * 3)
    window = f"startrecord={held + 1}&endrecord={held + size}&perpage={per}&columnId={column_id}&callback=cb"
    url = absolute(answer.url, f"{mount}?{window}")
    return Ask(url=url, headers=(("Referer", answer.url),)) if url else None


def _initial_rows(answer: Answer) -> int:
    tree = document(answer.text)
    if tree is None:
        return 0
    items = tree.xpath("//*[@id='initData']//li")
    return sum(1 for item in items if text_of(item)) if isinstance(items, list) else 0


def other_way(answer: Answer, at: At) -> Ask | None:
    """The call's other mount, where the first is not there."""
    if not _is_call(at) or answer.status not in (404, 405):
        return None
    first, second = (f"/{mount}/" for mount in MOUNTS)
    if first in at.ask.url:
        return Ask(url=at.ask.url.replace(first, second, 1), headers=at.ask.headers)
    return None


FAMILY = Family(
    name="truecms", entries=entries, next_page=next_page, extent=extent, other_way=other_way
)
