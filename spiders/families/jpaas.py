"""大汉 jpaas: a column's rows by the unit call that its page names, paged by `paramJson` alone."""

from __future__ import annotations

import json
import re
from html import unescape
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from archive.records import Answer, Ask, ListEntry
from spiders.families.family import At, Family
from spiders.markup import absolute, document
from spiders.page_numbers import parameter
from spiders.pagers import Extent, extent_of, next_link
from spiders.paging import page_of
from spiders.rows import rows_of
from spiders.scripts import loads, loosely

UNIT_PATH = "/api-gateway/jpaas-publish-server/front/page/build/unit"
_PAGER_FIGURE = r"\b{name}\s*=\s*[\"']?(\d{{1,7}})"
_ROWS = re.compile(_PAGER_FIGURE.format(name="rows"), re.I)
_COUNT = re.compile(_PAGER_FIGURE.format(name="count"), re.I)
_NUMBER = re.compile(_PAGER_FIGURE.format(name="pageno"), re.I)
_TAG_RANKS = (
    (re.compile(r"分页|列表|list", re.I), 3),
    (re.compile(r"内容|右侧|^zw$", re.I), 2),
    (re.compile(r"头部|底部|顶部|导航|位置|面包屑|轮播|banner|logo|header|footer|nav", re.I), 0),
)
"""`tagId` of the units that hold lists, and of those that hold the page's frame (portals.md §3.B)."""


def unit_calls(html: str, url: str) -> tuple[Ask, ...]:
    """The page's unit calls, the one that most looks like its list first."""
    tree = document(html)
    if tree is None:
        return ()
    ranked: list[tuple[int, Ask]] = []
    for element in tree.xpath("//*[@querydata]"):
        query = loosely(unescape(element.get("querydata") or ""))
        address = absolute(url, element.get("url") or UNIT_PATH)
        if isinstance(query, dict) and address is not None:
            pairs = {str(key): str(value) for key, value in query.items()}
            parts = urlsplit(address)
            asked = urlunsplit(parts._replace(query=urlencode(pairs, quote_via=quote)))
            ranked.append(
                (_rank(pairs.get("tagId", "")), Ask(url=asked, headers=(("Referer", url),)))
            )
    ranked.sort(key=lambda unit: -unit[0])
    return tuple(ask for rank, ask in ranked if rank > 0)


def _rank(tag: str) -> int:
    return next((rank for pattern, rank in _TAG_RANKS if pattern.search(tag)), 1)


def _fragment(answer: Answer) -> str | None:
    """The HTML inside a unit call's JSON; None where the answer is a page."""
    if answer.text.lstrip()[:1] != "{":
        return None
    held = loads(answer.text)
    data = held.get("data") if isinstance(held, dict) else None
    html = data.get("html") if isinstance(data, dict) else data
    return html if isinstance(html, str) else ""


def entries(answer: Answer, at: At) -> tuple[ListEntry, ...]:
    """Rows of the column's page or of a unit call."""
    fragment = _fragment(answer)
    return rows_of(answer.text if fragment is None else fragment, at.column)


def extent(answer: Answer, _at: At) -> Extent:
    """`count` of the unit's pager."""
    fragment = _fragment(answer)
    if fragment is None:
        return Extent()
    total, rows = _figure(_COUNT, fragment), _figure(_ROWS, fragment)
    if total is None:
        return extent_of(fragment) if fragment else Extent()
    return Extent(total=total, pages=-(-total // rows) if rows else None)


def _figure(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return int(found[1]) if found else None


def next_page(answer: Answer, at: At) -> Ask | None:
    """The page's unit call, then the same call with `paramJson` naming the next page."""
    fragment = _fragment(answer)
    if fragment is None:
        calls = unit_calls(answer.text, answer.url)
        if calls:
            return calls[0]
        link = next_link(answer.text, answer.url, at.page)
        return Ask(url=link) if link else None
    rows, total = _figure(_ROWS, fragment), _figure(_COUNT, fragment)
    number = page_of(at.ask) or _figure(_NUMBER, fragment) or 1
    held = len(entries(answer, at))
    if held == 0 or (total is not None and number * (rows or held) >= total):
        return None
    if total is None and (rows is None or held < rows):
        return None
    return _at_page(at.ask, number + 1, rows or held)


def _at_page(ask: Ask, number: int, size: int) -> Ask:
    """Bare `pageNo` is not heeded; the server reads `paramJson` (portals.md §3.B)."""
    held = loads(parameter(ask.url, "paramJson") or "{}")
    given = held if isinstance(held, dict) else {}
    asked = json.dumps(
        {**given, "pageNo": number, "pageSize": given.get("pageSize", size)}, separators=(",", ":")
    )
    base = ask.url.split("&paramJson=", 1)[0]
    return Ask(url=f"{base}&paramJson={quote(asked)}", headers=ask.headers)


def guess(answer: Answer, at: At) -> Ask | None:
    """The next page of a unit without a pager, until a page holds no row or an old one (portals.md §3.B)."""
    fragment = _fragment(answer)
    held = len(entries(answer, at)) if fragment else 0
    if fragment is None or held == 0 or _ROWS.search(fragment):
        return None
    return _at_page(at.ask, (page_of(at.ask) or 1) + 1, held)


FAMILY = Family(name="jpaas", entries=entries, next_page=next_page, extent=extent, guess=guess)
