"""大汉 jcms: rows in the page's datastore, more of them group by group from dataproxy.jsp."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from itertools import islice
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from archive.records import Answer, Ask, ListEntry
from spiders.families.family import At, Family
from spiders.markup import absolute
from spiders.page_numbers import parameter, with_parameter
from spiders.pagers import Extent, extent_of, next_link
from spiders.rows import rows_of
from spiders.scripts import literal_after, loosely, unquoted

FORM = (("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8"),)
PROXY = "/module/web/jpage/dataproxy.jsp"
_DATASTORE = re.compile(r"<datastore>(.*?)</datastore>", re.S | re.I)
_RECORD = re.compile(r"<record>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</record>", re.S | re.I)
_JS_STORE = re.compile(r"\bdataStore\s*=\s*(?=\[)")
_LITERAL = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"", re.S)
_TOTAL = re.compile(r"<totalrecord>\s*(\d{1,7})|\btotalRecord\s*[=:]\s*['\"]?(\d{1,7})", re.I)
_PAGES = re.compile(r"<totalpage>\s*(\d{1,6})|\btotalPage\s*[=:]\s*['\"]?(\d{1,6})", re.I)
_JPAGE = re.compile(r"['\"]#?([\w-]{1,60})['\"]\s*\)\s*\.\s*jpage\s*\(\s*(?=\{)")
_NEXT_GROUP = re.compile(r"<nextgroup>.{0,60}?href=[\"']([^\"']+)", re.S | re.I)
_PARAMETERS = re.compile(r"\bparam_?([\w-]{0,60})\s*=\s*(?=\{)")
_MOST_BLOCKS = 20
_LONGEST_OBJECT = 20_000
_DEEPEST_GROUP = 300
"""Rows a group may hold: above this some portals cut the answer short in silence (portals.md §3.A)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """One jpage block of a column's page: its rows and how more of them are asked for."""

    unit: str
    rows: tuple[ListEntry, ...]
    total: int | None
    per_page: int
    group: int
    proxy: str
    parameters: tuple[tuple[str, str], ...]
    next_group: str | None


def records_of(text: str, url: str) -> tuple[ListEntry, ...]:
    """Rows of a `<datastore>` answer, or of the older `dataStore=[…]` script."""
    store = _JS_STORE.search(text)
    if store:
        literal = literal_after(text, store.end()) or text[store.end() :]
        return rows_of("".join(unquoted(found[0]) for found in _LITERAL.finditer(literal)), url)
    return rows_of(_records_html(text), url)


def _closed(text: str, end: str) -> str:
    """The text up to the last closing tag: what is opened after it would be looked for in vain."""
    return text[: text.lower().rfind(end) + len(end) + 20] if end in text.lower() else ""


def records_in(text: str) -> int:
    """Records that an answer holds: fewer than asked for where the portal cuts a wide window short."""
    return len(_RECORD.findall(_closed(text, "</record")))


def _records_html(text: str) -> str:
    records = _RECORD.findall(_closed(text, "</record"))
    if records and "&lt;a" in records[0]:
        records = [unescape(record) for record in records]
    return "".join(f"<div>{record}</div>" for record in records)


def blocks_of(html: str, url: str) -> tuple[Block, ...]:
    """The page's jpage blocks, the one with the most rows first."""
    objects = {
        found[1]: literal_after(html, found.end(), _LONGEST_OBJECT)
        for found in islice(_PARAMETERS.finditer(html), _MOST_BLOCKS)
    }
    settings = [
        (found[1], loosely(literal_after(html, found.end(), _LONGEST_OBJECT) or ""))
        for found in islice(_JPAGE.finditer(html), _MOST_BLOCKS)
    ]
    stores = list(islice(_DATASTORE.finditer(_closed(html, "</datastore")), _MOST_BLOCKS))
    if stores and not settings:
        settings = [("", None)]
    blocks: list[Block] = []
    for place, (unit, given) in enumerate(settings):
        options = given if isinstance(given, dict) else {}
        store = _store_of(unit, html, stores, place)
        read = loosely(objects.get(unit) or objects.get("") or "")
        following = _NEXT_GROUP.search(store)
        blocks.append(
            Block(
                unit=unit,
                rows=records_of(store, url),
                total=_whole(options.get("totalRecord")) or _said(_TOTAL, store),
                per_page=_whole(options.get("perPage")) or 15,
                group=_whole(options.get("groupSize")) or 1,
                proxy=str(options.get("proxyUrl") or PROXY),
                parameters=_pairs(read),
                next_group=unescape(following[1]) if following else None,
            )
        )
    return tuple(sorted(blocks, key=lambda block: (-len(block.rows), -(block.total or 0))))


def _store_of(unit: str, html: str, stores: list[re.Match[str]], place: int) -> str:
    opened = re.search(rf"id\s*=\s*[\"']?{re.escape(unit)}\b", html) if unit else None
    if opened:
        inside = next((store for store in stores if store.start() > opened.start()), None)
        if inside is not None:
            return inside[0]
    return stores[place][0] if place < len(stores) else ""


def _pairs(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, dict):
        return ()
    return tuple(
        (str(key), str(item)) for key, item in value.items() if isinstance(item, str | int | float)
    )


def _whole(value: object) -> int | None:
    text = str(value).strip() if isinstance(value, str | int) else ""
    return int(text) if text.isdecimal() and len(text) <= 7 else None


def entries(answer: Answer, at: At) -> tuple[ListEntry, ...]:
    """Rows of the column's page or of a dataproxy answer."""
    if "<record" in answer.text or _JS_STORE.search(answer.text):
        if _is_page(answer):
            blocks = blocks_of(answer.text, at.ask.url)
            rows = blocks[0].rows if blocks else records_of(answer.text, at.ask.url)
            return rows or records_of(answer.text, at.ask.url)
        return records_of(answer.text, at.ask.url)
    return rows_of(answer.text, at.ask.url)


def _is_page(answer: Answer) -> bool:
    return ".jpage(" in answer.text or "<body" in answer.text[:200_000].lower()


def extent(answer: Answer, at: At) -> Extent:
    """What `totalrecord` or the jpage call says of the whole column."""
    if _is_page(answer):
        blocks = blocks_of(answer.text, at.ask.url)
        if blocks:
            total = blocks[0].total
            pages = None if total is None else -(-total // max(1, blocks[0].per_page))
            return Extent(total=total, pages=pages)
        return extent_of(answer.text)
    return Extent(total=_said(_TOTAL, answer.text), pages=_said(_PAGES, answer.text))


def _said(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return int(found[1] or found[2]) if found else None


def next_page(answer: Answer, at: At) -> Ask | None:
    """The group after this one, by `startrecord`, or by `page` where the walk has turned to that."""
    if "dataproxy" in at.ask.url:
        return _group_after(answer, at)
    blocks = blocks_of(answer.text, at.ask.url) if _is_page(answer) else ()
    if not blocks:
        link = next_link(answer.text, answer.url, at.page)
        return Ask(url=link) if link else None
    block = blocks[0]
    held = len(block.rows)
    if block.total is not None and held >= block.total:
        return None
    size = max(block.per_page, min(block.per_page * block.group, _DEEPEST_GROUP))
    start = held + 1 if held % max(1, block.per_page) == 0 else 1
    return _ask_group(answer.url, block, start, size)


def _ask_group(page_url: str, block: Block, start: int, size: int) -> Ask | None:
    proxy = absolute(page_url, block.proxy)
    if proxy is None:
        return None
    pairs = block.parameters
    if not pairs and block.next_group:
        pairs = tuple(
            (key, value)
            for key, value in parse_qsl(urlsplit(block.next_group).query)
            if key != "page"
        )
    joint = "&" if "?" in proxy else "?"
    window = f"startrecord={start}&endrecord={start + size - 1}&perpage={block.per_page}"
    return Ask(
        url=f"{proxy}{joint}{window}",
        method="POST",
        body=urlencode(pairs, quote_via=quote, safe="/").encode(),
        headers=(*FORM, ("Referer", page_url)),
    )


def _group_after(answer: Answer, at: At) -> Ask | None:
    """Step by the window's own length; where only `page` is honoured, by one page."""
    said = extent(answer, at).total
    start, end = parameter(at.ask.url, "startrecord"), parameter(at.ask.url, "endrecord")
    if start and end and start.isdecimal() and end.isdecimal():
        size = int(end) - int(start) + 1
        held = records_in(answer.text) or len(entries(answer, at))
        first = int(start) + min(size, held)  # nothing held: the 54-byte datastore, and no deeper
        if held == 0 or size <= 0 or (said is not None and first > said):
            return None
        url = with_parameter(
            with_parameter(at.ask.url, "startrecord", str(first)),
            "endrecord",
            str(first + size - 1),
        )
        return Ask(url=url, method=at.ask.method, body=at.ask.body, headers=at.ask.headers)
    page = parameter(at.ask.url, "page")
    if page and page.isdecimal():
        return Ask(
            url=with_parameter(at.ask.url, "page", str(int(page) + 1)), headers=at.ask.headers
        )
    return None


def other_way(_answer: Answer, at: At) -> Ask | None:
    """Ask by `page` where `startrecord` is not heeded; past the first page, which the column's page held."""
    if "dataproxy" not in at.ask.url:
        return None
    if parameter(at.ask.url, "startrecord") is not None:
        parts = urlsplit(at.ask.url)
        body = at.ask.body.decode("utf-8", "replace")
        asked = f"page=1&{body}"
        query = asked if body else with_parameter(at.ask.url, "page", "1").split("?", 1)[1]
        return Ask(url=urlunsplit(parts._replace(query=query)), headers=_referer(at.ask))
    page = parameter(at.ask.url, "page")
    if page and page.isdecimal() and int(page) <= 4:
        return Ask(
            url=with_parameter(at.ask.url, "page", str(int(page) + 1)), headers=at.ask.headers
        )
    return None


def _referer(ask: Ask) -> tuple[tuple[str, str], ...]:
    return tuple(header for header in ask.headers if header[0] == "Referer")


FAMILY = Family(
    name="hanweb-jcms", entries=entries, next_page=next_page, extent=extent, other_way=other_way
)
