"""What a site search answers: report titles with the addresses behind the engine's redirect, or the call that its page makes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlencode, urlsplit

from archive.records import Answer, Ask, ListEntry
from pipelines.titles import judge_title
from spiders.envelopes import read_json
from spiders.families.hanweb_jcms import FORM
from spiders.markup import absolute, collapse, document, text_of
from spiders.rows import rows_of
from spiders.scripts import loads

_LINK_DO = re.compile(r"link\.(?:do|jsp|action)\?(?:[^#]*&)?(?:url|to)=", re.I)
_TOKEN = re.compile(r"[\"']?wordToken[\"']?\s*[:=]\s*[\"']([\w+/=.-]{4,200})[\"']")
_TIME = re.compile(r"[\"']?(?:timestamp|timeStamp)[\"']?\s*[:=]\s*[\"']?(\d{8,16})")
_API = re.compile(r"[\"']((?:https?:)?/{1,2}[^\"'\s<>]{0,200}?/s)[\"']")
_SO_API = "https://api.so-gov.cn/s"
"""Where 开普's own service answers; a portal with its own installation names its address in the page."""
_DEEPEST = 6


def results_of(answer: Answer) -> tuple[ListEntry, ...]:
    """Results whose titles are report titles, their addresses freed from the engine's own redirect."""
    held = read_json(answer.text, answer.url)
    rows = (held.entries or _snippets(answer)) if held is not None else rows_of(answer.text, answer.url)  # fmt: skip
    found = []
    for row in rows:
        url = target_of(row.url)
        if url and judge_title(collapse(row.title)).verdict == "report":
            found.append(ListEntry(url=url, title=row.title, listed_date=row.listed_date))
    return tuple(found)


def _snippets(answer: Answer) -> tuple[ListEntry, ...]:
    """Links inside the pieces of HTML that a JSON answer holds (大汉's `result`), whether a date stands beside them or not."""
    found: dict[str, ListEntry] = {}
    for piece in _strings(loads(answer.text), 0):
        tree = document(piece) if "<a " in piece.lower() else None
        for link in tree.iter("a") if tree is not None else ():
            url = absolute(answer.url, link.get("href") or "")
            words = collapse(link.get("title") or "") or text_of(link)
            if url is not None and len(words) > 3:
                found.setdefault(url, ListEntry(url=url, title=words))
    return tuple(found.values())


def _strings(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif depth < _DEEPEST and isinstance(value, list | dict):
        for held in value if isinstance(value, list) else value.values():
            yield from _strings(held, depth + 1)


def target_of(url: str) -> str | None:
    """The address behind a `visit/link.do?url=…` of 大汉's search."""
    if not _LINK_DO.search(url):
        return url
    asked = parse_qs(urlsplit(url).query)
    targets = asked.get("url") or asked.get("to")
    return absolute(url, targets[0]) if targets else None


def call_behind(answer: Answer) -> Ask | None:
    """The call that 开普's result page makes with the token it was given; None for any other page."""
    token, moment = _TOKEN.search(answer.text), _TIME.search(answer.text)
    if token is None or moment is None:
        return None
    named = _API.search(answer.text)
    api = absolute(answer.url, named[1]) if named else _SO_API
    asked = {name: held[0] for name, held in parse_qs(urlsplit(answer.url).query).items()}
    form = {
        "siteCode": asked.get("siteCode", ""),
        "tab": asked.get("tab", "all"),
        "qt": asked.get("qt", ""),
        "wordToken": token[1],
        "timestamp": moment[1],
        "page": "1",
        "pageSize": "20",
        "sort": "relevance",
    }
    headers = (*FORM, ("Referer", answer.url), ("suid", token[1]))
    return Ask(url=api or _SO_API, method="POST", body=urlencode(form).encode(), headers=headers)
