"""Pages that hold no list of their own: shells that want JavaScript, and the data calls behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from archive.records import Answer, Ask, ListPage
from spiders.envelopes import JsonList, list_in, read_json
from spiders.families import FAMILIES, recognise
from spiders.families.family import At
from spiders.markup import absolute, document, host_of, text_of
from spiders.paging import page_of
from spiders.rows import rows_of
from spiders.scripts import scripts_of, value_after

MAX_CALLS = 6
_FEW_WORDS = 200
"""Characters of visible text; a page of a portal with content has more in its head alone."""
_SHELL = re.compile(
    r"<(?:div|main|section)\b[^>]{0,300}\bid\s*=\s*[\"']?(?:app|root|__nuxt|__next|main-app)\b",
    re.I,
)
_NO_SCRIPT = re.compile(r"<noscript\b[^>]{0,200}>[^<]{0,400}(?:JavaScript|脚本)", re.I)
_LOADING = re.compile(r"^(?:正在)?(?:加载|载入)中?[.…。\s]*$|^loading[.…\s]*$", re.I)
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
    r"\.(?:js|css|png|jpe?g|gif|svg|ico|woff2?|s?html?|jsp|mp4|pdf|docx?)(?:$|[?#])|visitcount|statist|track|login|captcha",
    re.I,
)
_EMBEDDED = re.compile(
    r"\b(?:window\.)?(?:__INITIAL_STATE__|__NUXT__|__DATA__|initialState|pageData|listData|dataList|articleList|newsList)"
    r"\s*[:=]\s*(?=[{\[])"
)
_CODE_IN_ROUTE = re.compile(
    r"(?:^|[?&])(?:code|channelId|channel|columnId|catId|id|type)=([\w-]{1,64})", re.I
)


def is_empty_without_javascript(answer: Answer) -> bool:
    """The page has an application's shell, or only scripts, and next to no words or links of its own."""
    if answer.status >= 400 or answer.text.lstrip()[:1] in ("{", "["):
        return False
    source = answer.text
    lowered = source[:400_000].lower()
    if "<script" not in lowered or "<datastore" in lowered or "<record" in lowered:
        return False
    tree = document(source)
    if tree is None:
        return False
    words = text_of(tree.find(".//body") if tree.find(".//body") is not None else tree)
    links = sum(1 for link in tree.iter("a") if len(text_of(link)) > 1)
    if len(words) > _FEW_WORDS or links > 5:
        return (
            bool(_SHELL.search(source))
            and links <= 5
            and not rows_of(source, answer.url)
            and len(words) < 2 * _FEW_WORDS
        )
    if any(True for _ in tree.iter("iframe", "frame")) or 'http-equiv="refresh"' in lowered:
        return False
    family = FAMILIES.get(recognise(answer.url, source) or "")
    if family is not None and family.next_page(
        answer, At(ask=Ask(url=answer.url), column=answer.url, page=1)
    ):
        return False
    shell = (
        bool(_SHELL.search(source))
        or bool(_NO_SCRIPT.search(source))
        or bool(_LOADING.match(words))
    )
    return shell or (len(words) < 40 and links == 0 and _has_bundle(lowered))


def _has_bundle(lowered: str) -> bool:
    return bool(re.search(r"<script\b[^>]{0,400}\bsrc\s*=", lowered))


def data_calls(html: str, url: str) -> tuple[Ask, ...]:
    """Data endpoints that the page's own scripts name, most likely a list's first; same host only."""
    found: dict[str, int] = {}
    for script in scripts_of(html):
        for pattern, weight in ((_FETCHED, 2), (_CALL_WORDS, 1)):
            for match in pattern.finditer(script[:400_000]):
                address = absolute(url, _filled(match[1], url)) if _is_data(match[1]) else None
                if address and host_of(address) == host_of(url):
                    found[address] = found.get(address, 0) + weight + _likeness(address)
    ranked = sorted(found, key=lambda address: -found[address])
    return tuple(Ask(url=address, headers=(("Referer", url),)) for address in ranked[:MAX_CALLS])


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


def from_json(answer: Answer) -> ListPage | None:
    """A list read from a JSON answer, or from JSON embedded in a page; None where there is none."""
    held = read_json(answer.text, answer.url)
    if held is None:
        held = next((found for found in _embedded(answer) if found.entries), None)
    if held is None:
        return None
    return ListPage(entries=held.entries, total=held.total, pages=held.pages)


def _embedded(answer: Answer) -> Iterator[JsonList]:
    for script in scripts_of(answer.text):
        for match in _EMBEDDED.finditer(script):
            value = value_after(script, match.end())
            if isinstance(value, dict | list):
                yield list_in(value, answer.url)
