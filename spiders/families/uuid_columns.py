"""河北's /columns/<uuid>/: further rows as an HTML fragment from the column's block call."""

from __future__ import annotations

import re

from archive.records import Answer, Ask, ListEntry
from spiders.families.family import At, Family
from spiders.markup import absolute
from spiders.page_numbers import parameter, with_parameter
from spiders.pagers import Extent, extent_of, next_link
from spiders.rows import rows_of
from spiders.scripts import loads

_UUID = r"[0-9a-f]{8}-[0-9a-f-]{27}"
_BLOCK = re.compile(rf"(/columns/{_UUID}/templates/{_UUID}/blocks/{_UUID})", re.I)


def _html(answer: Answer) -> str:
    """The fragment, which some portals wrap in JSON."""
    if answer.text.lstrip()[:1] != "{":
        return answer.text
    held = loads(answer.text)
    data = (held.get("data") or held.get("html")) if isinstance(held, dict) else None
    html = data.get("html") if isinstance(data, dict) else data
    return html if isinstance(html, str) else ""


def entries(answer: Answer, at: At) -> tuple[ListEntry, ...]:
    """Rows of the page or of the fragment."""
    return rows_of(_html(answer), at.column)


def extent(answer: Answer, _at: At) -> Extent:
    """What the pager's words or scripts say."""
    return extent_of(_html(answer))


def next_page(answer: Answer, at: At) -> Ask | None:
    """The block call for page 2, then for the page after, until an answer has no rows."""
    if _BLOCK.search(at.ask.url):
        said = extent(answer, at)
        number = int(parameter(at.ask.url, "page") or 1)
        if not entries(answer, at) or (said.pages is not None and number >= said.pages):
            return None
        return Ask(url=with_parameter(at.ask.url, "page", str(number + 1)), headers=at.ask.headers)
    block = _BLOCK.search(answer.text)
    said = extent(answer, at)
    if block is None:
        link = next_link(answer.text, answer.url, at.page)
        return Ask(url=link) if link else None
    if said.pages == 1 or (said.total is not None and len(entries(answer, at)) >= said.total):
        return None
    url = absolute(answer.url, f"{block[1]}?page=2&fix=0")
    return Ask(url=url, headers=(("Referer", answer.url),)) if url else None


FAMILY = Family(name="uuid-columns", entries=entries, next_page=next_page, extent=extent)
