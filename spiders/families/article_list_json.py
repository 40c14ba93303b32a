"""pc/list.html pages whose rows are a JavaScript value, `articleList`, with `urls` as JSON in a string."""

from __future__ import annotations

import re
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from archive.records import Answer, Ask, ListEntry
from spiders.envelopes import list_in
from spiders.families import json_list
from spiders.families.family import At, Family
from spiders.page_numbers import with_parameter
from spiders.pagers import Extent, extent_of, next_link
from spiders.rows import rows_of
from spiders.scripts import value_after

_LIST = re.compile(r"(?:\"|'|\\\"|&quot;)?articleList(?:\"|'|\\\"|&quot;)?\s*[:=]\s*(?=\[)")
_MOST_LISTS = 8
"""Values of that name looked at on one page: each is read bracket by bracket."""
_TOTAL = re.compile(r"[\"'](?:total|totalCount|totalNum|articleCount)[\"']\s*:\s*[\"']?(\d{1,7})")
_PAGES = re.compile(r"[\"'](?:totalPages?|pageCount|pages)[\"']\s*:\s*[\"']?(\d{1,5})")
_FULL_PAGE = 10
"""Rows: pages are cut at 10, 15, 20 …; a list of another length is whole."""
_NUMBERED = re.compile(r"_(\d{1,5})\.html$")


def _articles(text: str) -> list[Any]:
    """The longest `articleList` of the page, found by matching brackets: titles hold brackets too."""
    best: list[Any] = []
    for source in (
        text,
        unescape(text) if "&quot;" in text else "",
        text.replace('\\"', '"') if '\\"articleList' in text else "",
    ):
        for found in islice(_LIST.finditer(source), _MOST_LISTS):
            value = value_after(source, found.end())
            if value is None:
                break
            if isinstance(value, list) and len(value) > len(best):
                best = value
        if best:
            return best
    return best


def entries(answer: Answer, at: At) -> tuple[ListEntry, ...]:
    """Rows of `articleList`, else what links the page has."""
    if answer.text.lstrip()[:1] == "{":
        return json_list.entries(answer, at)
    held = _articles(answer.text)
    return list_in(held, answer.url).entries if held else rows_of(answer.text, answer.url)


def extent(answer: Answer, at: At) -> Extent:
    """`total` beside the list, or the pager's words."""
    if answer.text.lstrip()[:1] == "{":
        return json_list.extent(answer, at)
    total, pages = _TOTAL.search(answer.text), _PAGES.search(answer.text)
    said = extent_of(answer.text)
    return Extent(
        total=int(total[1]) if total else said.total, pages=int(pages[1]) if pages else said.pages
    )


def next_page(answer: Answer, at: At) -> Ask | None:
    """The 下一页 link, else list_2.html while the figures say more."""
    if answer.text.lstrip()[:1] == "{":
        return json_list.next_page(answer, at)
    link = next_link(answer.text, answer.url, at.page)
    if link is not None:
        return Ask(url=link)
    said = extent(answer, at)
    rows = len(entries(answer, at))
    more = said.pages is not None and at.page < said.pages
    if said.total is not None:
        more = at.held + rows < said.total
    return _following(at) if more and rows else None


def guess(answer: Answer, at: At) -> Ask | None:
    """list_2.html after a full page that says no figure: how these portals page is not known (portals.md §3.L)."""
    if answer.text.lstrip()[:1] == "{":
        return None
    rows = len(entries(answer, at))
    return _following(at) if rows >= _FULL_PAGE and rows % 5 == 0 else None


def _following(at: At) -> Ask | None:
    parts = urlsplit(at.ask.url)
    if not parts.path.endswith(".html"):
        return None
    numbered = _NUMBERED.search(parts.path)
    stem, number = parts.path[: -len(".html")], 2
    if numbered and at.page > 1:
        stem, number = parts.path[: numbered.start()], int(numbered[1]) + 1
    path = f"{stem}_{number}.html"
    return Ask(url=urlunsplit(parts._replace(path=path)))


def other_way(answer: Answer, at: At) -> Ask | None:
    """The page number in the query, where list_2.html is not there."""
    if at.page == 2 and answer.status >= 400 and _NUMBERED.search(urlsplit(at.ask.url).path):
        return Ask(url=with_parameter(at.column.split("#", 1)[0], "page", "2"))
    return None


FAMILY = Family(
    name="article-list-json",
    entries=entries,
    next_page=next_page,
    extent=extent,
    guess=guess,
    other_way=other_way,
)
