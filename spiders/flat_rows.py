"""Dates of rows that stand in no box of their own: `<a>…</a> 2024-03-09<br>`, pairs of dt and dd, two rows in one tr.

The text between two links belongs to the one before it, or to the one after it. Which of the two, the block's
ends say: a list with its dates after the links has none before its first, and the other way round.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import lxml.html
from lxml import etree

from spiders.markup import collapse, text_of
from spiders.row_dates import published_in

_MIN_TITLE = 4
_MIN_ROWS = 2
_SHARE = 0.75
"""Share of the block's links that must have a date, so that it is a list of dated rows."""
_DEEPEST = 9
"""Elements inside one another; what lies deeper is a whole page, and is not read again for each of its links."""
_LONGEST = 300
"""Characters between two links of a list; a page's own text is longer."""

Address = Callable[[lxml.html.HtmlElement, str], str | None]


@lru_cache(maxsize=8)
def dates_by_link(block: lxml.html.HtmlElement, base: str, address: Address) -> dict[str, str]:
    """Of each row of the block its date, by its address; empty where the block is no such list."""
    links, between = _parts(block, base, address)
    if len(links) < _MIN_ROWS or any(len(text) > _LONGEST for text in between[1:-1]):
        return {}
    dates = [published_in(text[:_LONGEST]) for text in between]
    if (dates[0] is None) == (dates[-1] is None):
        return {}
    own = dates[1:] if dates[0] is None else dates[:-1]
    dated = {link: shown for link, shown in zip(links, own, strict=True) if shown is not None}
    return dated if len(dated) >= _SHARE * len(links) else {}


def _parts(
    block: lxml.html.HtmlElement, base: str, address: Address
) -> tuple[list[str], list[str]]:
    """The addresses of the block's links, and the words before, between and after them."""
    links: list[str] = []
    between: list[list[str]] = [[]]
    inside: lxml.html.HtmlElement | None = None
    depth = 0
    for event, element in etree.iterwalk(block, events=("start", "end", "comment", "pi")):
        depth += {"start": 1, "end": -1}.get(event, 0)
        if depth > _DEEPEST:
            return [], [""]
        if event == "start":
            url = address(element, base) if element.tag == "a" and inside is None else None
            if url is not None and len(text_of(element)) >= _MIN_TITLE:
                inside = element
                if not links or links[-1] != url:
                    links.append(url)
                    between.append([])
            elif inside is None and element.tag not in ("script", "style"):
                between[-1].append(element.text or "")
            continue
        inside = None if element is inside else inside
        if inside is None and element is not block:
            between[-1].append(element.tail or "")
    return links, [collapse(" ".join(words)) for words in between]
