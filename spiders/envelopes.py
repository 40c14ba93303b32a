"""Lists inside JSON answers, whatever the envelope: rows with a title, an address and a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from archive.records import ListEntry
from spiders.link_patterns import link_of
from spiders.markup import absolute, collapse, document, text_of
from spiders.row_dates import date_in
from spiders.rows import rows_of
from spiders.scripts import loads

CHINA = timezone(timedelta(hours=8))
_DEPTH = 8
_MOST_ROWS = 3000

_TITLE_KEYS = (
    "realtitle", "title", "doctitle", "zcdoctitle", "articletitle", "infotitle", "newstitle", "bt", "biaoti",
    "subject", "headline", "filename", "mc", "name",
)  # fmt: skip
_URL_KEYS = (
    "urls", "url", "link", "infourl", "docpuburl", "posturl", "puburl", "visiturl", "linkurl", "viewurl",
    "articleurl", "staticurl", "htmlurl", "pageurl", "href", "contenturl", "detailurl", "path",
)  # fmt: skip
_DATE_KEYS = (
    "displaypublishtime", "publishedtimestr", "publishedtimeformat", "publishedtime", "publishtime", "publishdate",
    "pubdate", "pubtime", "docreltime", "docrelpubtime", "docpubtime", "releasetime", "releasedate", "firstpublishtime",
    "infodate", "fbrq", "fbsj", "fabushijian", "showdate", "showtime", "trstime", "docdate", "date", "time", "pubtimestr",
    "createdate", "createtime", "createdat", "addtime", "inputtime",
)  # fmt: skip
"""Publication first, creation in the CMS last; 成文日期 (writedate, cwrq) is none of them."""
_NUMBER_KEYS = (
    "documentnumber",
    "fileno",
    "docno",
    "wh",
    "fwzh",
    "cwjbh",
    "pcode",
    "refno",
    "filenumber",
)
_TOTAL_KEYS = (
    "total", "postcount", "totalcount", "totalrecord", "totalrecords", "totalelements", "allrow", "totalhits",
    "totalnum", "totalrow", "rowcount", "recordcount", "count",
)  # fmt: skip
_PAGES_KEYS = ("pages", "totalpages", "totalpage", "pagecount", "pagetotal")


@dataclass(frozen=True, kw_only=True, slots=True)
class JsonList:
    """What a JSON answer holds of a list."""

    entries: tuple[ListEntry, ...]
    total: int | None = None
    pages: int | None = None


def read_json(text: str, base: str, link: str | None = None) -> JsonList | None:
    """The list in a JSON or JSONP answer; None where the text is no JSON. A list may be empty.

    `link`: the pattern of its rows' addresses, where the rows themselves do not tell them.
    """
    if text.lstrip("\ufeff \t\r\n")[:1] not in tuple("[{/") and "(" not in text[:200]:
        return None
    value = loads(text)
    return list_in(value, base, link) if isinstance(value, dict | list) else None


def list_in(value: Any, base: str, link: str | None = None) -> JsonList:
    """The longest list of rows anywhere inside a JSON value, and the figures that stand around it."""
    best: tuple[ListEntry, ...] = ()
    for held in _lists(value, 0):
        rows = _rows(held, base, link)
        if len(rows) > len(best):
            best = rows
    if not best:
        fragments = "".join(words for words in _strings(value, 0) if "<a " in words.lower())
        best = rows_of(fragments, base) if fragments else ()
    figures = dict(_figures(value, 0))
    return JsonList(
        entries=best, total=_first(figures, _TOTAL_KEYS), pages=_first(figures, _PAGES_KEYS)
    )


def _plain(key: str) -> str:
    return re.sub(r"[^a-z]", "", key.lower())


def _lists(value: Any, depth: int) -> Iterator[list[Any]]:
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        if value and isinstance(value[0], dict):
            yield value
        for held in value[:_MOST_ROWS]:
            yield from _lists(held, depth + 1)
    elif isinstance(value, dict):
        for held in value.values():
            yield from _lists(held, depth + 1)


def _strings(value: Any, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif depth <= _DEPTH and isinstance(value, list):
        for held in value[:_MOST_ROWS]:
            yield from _strings(held, depth + 1)
    elif depth <= _DEPTH and isinstance(value, dict):
        for held in value.values():
            yield from _strings(held, depth + 1)


def _figures(value: Any, depth: int) -> Iterator[tuple[str, int]]:
    """Whole numbers of the envelope, the innermost last so that it wins; rows are not looked into."""
    if not isinstance(value, dict) or depth > _DEPTH:
        return
    for key, held in value.items():
        number = _whole(held)
        if number is not None:
            yield _plain(key), number
    for held in value.values():
        yield from _figures(held, depth + 1)


def _whole(value: Any) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**8:
        return value
    if isinstance(value, str) and value.isdecimal() and len(value) <= 8:
        return int(value)
    return None


def _first(figures: dict[str, int], names: tuple[str, ...]) -> int | None:
    return next((figures[name] for name in names if name in figures), None)


def objects_in(value: Any) -> Iterator[dict[str, Any]]:
    """The objects of every list inside a JSON value."""
    for held in _lists(value, 0):
        yield from (item for item in held[:_MOST_ROWS] if isinstance(item, dict))


def _rows(held: list[Any], base: str, link: str | None) -> tuple[ListEntry, ...]:
    rows: dict[str, ListEntry] = {}
    for item in held[:_MOST_ROWS]:
        row = row_in(item, base, link) if isinstance(item, dict) else None
        if row is not None:
            rows.setdefault(row.url, row)
    return tuple(rows.values())


def title_in(item: dict[str, Any]) -> str | None:
    """The title of a JSON object that is a row; None where it has none."""
    plain = {_plain(str(key)): value for key, value in item.items()}
    return next((words for key in _TITLE_KEYS if (words := _words(plain.get(key)))), None)


def row_in(item: dict[str, Any], base: str, pattern: str | None = None) -> ListEntry | None:
    """One JSON object as a row; None where it has no title or no address."""
    plain = {_plain(str(key)): value for key, value in item.items()}
    title = title_in(item)
    if pattern is not None:
        link = link_of(pattern, item)
        url = absolute(base, link) if link and not link.startswith("http") else link
    else:
        found = (_address(plain.get(key), plain, base) for key in _URL_KEYS)
        url = next((link for link in found if link), None)
    if title is None or url is None or len(title) < 4:
        return None
    shown = next((iso for key in _DATE_KEYS if (iso := day_of(plain.get(key)))), None)
    number = next((words for key in _NUMBER_KEYS if (words := _words(plain.get(key)))), None)
    cut = title.endswith(("…", "..."))
    return ListEntry(
        url=url,
        title=title,
        listed_date=shown,
        truncated=cut,
        document_number=number,
        list_url=base,
    )


def _words(value: Any) -> str | None:
    if not isinstance(value, str) or not value.strip():
        return None
    if "<" in value or "&" in value:
        tree = document(f"<div>{value[:2000]}</div>")
        return (text_of(tree) if tree is not None else collapse(value)) or None
    return collapse(value)


def _address(value: Any, plain: dict[str, Any], base: str) -> str | None:
    """A row's address; `urls` may be JSON inside a string (portals.md §3.L), `domain` may stand apart (淮安)."""
    if isinstance(value, str) and value.strip().startswith("{"):
        value = loads(value)
    if isinstance(value, dict):
        value = value.get("pc") or next(
            (held for held in value.values() if isinstance(held, str)), None
        )
    if not isinstance(value, str) or not value.strip() or len(value) > 2000:
        return None
    link = value.strip()
    if not re.match(r"https?:|[./]|[\w%-]+/|[\w%-]+\.\w", link):
        return None
    domain = plain.get("domain") or plain.get("domainname")
    if isinstance(domain, str) and "." in domain and link.startswith("/"):
        host = domain if "://" in domain else f"http://{domain}"
        return absolute(host, link)
    return absolute(base, link)


def day_of(value: Any) -> str | None:
    """A JSON date as ISO: words, or epoch seconds or milliseconds read in China's time."""
    if isinstance(value, str) and not value.isdecimal():
        return date_in(value)
    number = int(value) if isinstance(value, str) and len(value) in (10, 13) else value
    if isinstance(number, bool) or not isinstance(number, int | float):
        return None
    seconds = number / 1000 if number > 10**11 else number
    if not 6 * 10**8 < seconds < 4 * 10**9:
        return None
    return datetime.fromtimestamp(seconds, UTC).astimezone(CHINA).date().isoformat()
