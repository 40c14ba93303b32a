"""Data behind a page: the endpoints that its scripts name, and JSON that is embedded in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlsplit

from archive.records import Ask
from spiders.call_bodies import asked_by
from spiders.envelopes import JsonList, list_in
from spiders.markup import absolute, host_of
from spiders.paging import page_of
from spiders.scripts import joined, scripts_of, value_after

MAX_CALLS = 6
_CALL_WORDS = re.compile(
    r"[\"'`]((?:https?:)?/{1,2}[^\"'`\s<>]{0,300}"
    r"(?:/api/|/rest/|search|list|query|page|article|channel|column|content|news|info)[^\"'`\s<>]{0,300})[\"'`]",
    re.I,
)
_FETCHED = re.compile(
    r"(?:\bfetch|\baxios(?:\.get|\.post)?|\$\.(?:get|getJSON|post)|\.load|\burl\s*:|\.open\(\s*[\"']\w+[\"']\s*,)"
    r"\s*\(?\s*[\"'`]([^\"'`\s<>]{2,500})[\"'`]"
)
_NOT_DATA = re.compile(
    r"\.(?:js|css|png|jpe?g|gif|svg|ico|woff2?|s?html?|jsp|mp4|pdf|docx?|xml)(?:$|[?#])|visitcount|statist|track|login|captcha",
    re.I,
)
_READS = re.compile(
    r"list|search|query|page|find|load|more|data|get|article|news|info|column|channel|content", re.I
)
_CHANGES = re.compile(
    r"(?:submit|save|add|insert|update|edit|del|remove|comment|vote|like|praise|feedback|upload|click|hit|visit|count|log|send)",
    re.I,
)
_EMBEDDED = re.compile(
    r"\b(?:window\.)?(?:__INITIAL_STATE__|__NUXT__|__DATA__|initialState|pageData|listData|dataList|articleList|newsList)"
    r"\s*[:=]\s*(?=[{\[])"
)
_ARRAY = re.compile(r"(?:\b(?:var|let|const)\s+|(?<=[;{},\n]))\s*[\w$]{1,40}\s*=\s*(?=\[\s*\{)")
"""var docs = [{"url": …, "title": …, "time": …}], which a loop writes out (portals.md §3.C)."""
_CODE_IN_ROUTE = re.compile(
    r"(?:^|[?&])(?:code|channelId|channel|columnId|catId|id|type)=([\w-]{1,64})", re.I
)


def data_calls(html: str, url: str) -> tuple[Ask, ...]:
    """Data endpoints that the page's own scripts name, most likely a list's first; same host only."""
    found: dict[str, int] = {}
    asks: dict[str, Ask] = {}
    for script in (joined(script[:400_000]) for script in scripts_of(html)):
        for pattern, weight in ((_FETCHED, 2), (_CALL_WORDS, 1)):
            for match in pattern.finditer(script):
                address = absolute(url, _filled(match[1], url)) if _is_data(match[1]) else None
                if address and host_of(address) == host_of(url):
                    found[address] = found.get(address, 0) + weight + _likeness(address)
                    if weight == 2:
                        asks.setdefault(address, asked_by(script, match.span(1), address, url))
    ranked = sorted(found, key=lambda address: -found[address])
    calls = (asks.get(one) or Ask(url=one, headers=(("Referer", url),)) for one in ranked)
    return tuple(islice((ask for ask in calls if _only_reads(ask)), MAX_CALLS))


def _only_reads(ask: Ask) -> bool:
    """A call that is posted must read by its name, and must not change anything at the portal."""
    if ask.method != "POST":
        return True
    path = urlsplit(ask.url).path
    return bool(_READS.search(path)) and not _CHANGES.match(path.rsplit("/", 1)[-1])


def _is_data(address: str) -> bool:
    return not _NOT_DATA.search(address) and ("/" in address or address.endswith(".json"))


def _likeness(address: str) -> int:
    path = urlsplit(address).path.lower()
    return 2 * any(word in path for word in ("list", "search", "article", "news", "publicinfo")) + (
        2 if page_of(Ask(url=address)) is not None else 0
    )


def _filled(address: str, url: str) -> str:
    """`${code}` and the like replaced by the code that the page's own route names."""
    parts = urlsplit(url)
    code = _CODE_IN_ROUTE.search(parts.query) or _CODE_IN_ROUTE.search(
        parts.fragment.partition("?")[2]
    )
    return re.sub(r"\$\{[^}]{0,60}\}", code[1] if code else "", address)


def embedded_list(html: str, url: str) -> JsonList | None:
    """The longest list in the JSON that the page's scripts hold as a value; None where there is none."""
    return max(_embedded(html, url), key=lambda held: len(held.entries), default=None)


def _embedded(html: str, url: str) -> Iterator[JsonList]:
    for script in islice(scripts_of(html), 60):
        places = [*islice(_EMBEDDED.finditer(script), MAX_CALLS)]
        for match in places or islice(_ARRAY.finditer(script), MAX_CALLS):
            value = value_after(script, match.end())
            held = list_in(value, url) if isinstance(value, dict | list) else None
            if held is not None and held.entries and (places or _is_dated(held)):
                yield held


def _is_dated(held: JsonList) -> bool:
    """Most rows have a date: an array of any name is a list then, and no menu."""
    return 2 * sum(row.listed_date is not None for row in held.entries) > len(held.entries)
