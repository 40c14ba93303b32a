"""The same request for the next page: the number raised in the address, the form or the JSON body."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from archive.records import Ask

PAGE_KEYS = frozenset(
    ("page", "pageno", "pagenum", "pageindex", "pagenumber", "currentpage", "currpage", "curpage", "cpage", "current")
)  # fmt: skip
"""Names of the page number, lower case, without `_`."""
SIZE_KEYS = frozenset(("pagesize", "size", "limit", "rows", "perpage", "pagecount", "rn"))


def _plain(key: str) -> str:
    return key.lower().replace("_", "").replace("-", "")


def page_of(ask: Ask) -> int | None:
    """The page number that a request asks for; None where it names none."""
    for key, value in _fields(ask):
        if _plain(key) in PAGE_KEYS and value.isdecimal() and len(value) < 7:
            return int(value)
    return None


def size_of(ask: Ask) -> int | None:
    """The rows per page that a request asks for; None where it names none."""
    for key, value in _fields(ask):
        if _plain(key) in SIZE_KEYS and value.isdecimal() and 0 < len(value) < 5:
            return int(value) or None
    return None


def at_page(ask: Ask, number: int) -> Ask:
    """The request with its page number set, wherever it stands."""
    parts = urlsplit(ask.url)
    pairs = [
        (key, _set(key, value, number))
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
    ]
    url = urlunsplit(parts._replace(query=urlencode(pairs, quote_via=quote, safe="/:,")))
    return Ask(url=url, method=ask.method, body=_body_at(ask, number), headers=ask.headers)


def following(ask: Ask) -> Ask | None:
    """The request for the next page; None where the request names no page."""
    number = page_of(ask)
    return None if number is None else at_page(ask, number + 1)


def _set(key: str, value: str, number: int) -> str:
    if _plain(key) in PAGE_KEYS and value.isdecimal():
        return str(number)
    if key == "paramJson":
        held = _json(value)
        return (
            json.dumps(_raised(held, number), separators=(",", ":"))
            if isinstance(held, dict)
            else value
        )
    return value


def _body_at(ask: Ask, number: int) -> bytes:
    if not ask.body:
        return ask.body
    text = ask.body.decode("utf-8", "replace")
    held = _json(text)
    if isinstance(held, dict):
        return json.dumps(_raised(held, number), ensure_ascii=False).encode()
    pairs = [
        (key, _set(key, value, number)) for key, value in parse_qsl(text, keep_blank_values=True)
    ]
    return urlencode(pairs, quote_via=quote).encode()


def _raised(held: dict[str, Any], number: int) -> dict[str, Any]:
    raised: dict[str, Any] = {}
    for key, value in held.items():
        if isinstance(value, dict):
            raised[key] = _raised(value, number)
        elif _plain(key) in PAGE_KEYS and str(value).isdecimal():
            raised[key] = str(number) if isinstance(value, str) else number
        else:
            raised[key] = value
    return raised


def _fields(ask: Ask) -> list[tuple[str, str]]:
    pairs = parse_qsl(urlsplit(ask.url).query, keep_blank_values=True)
    for key, value in list(pairs):
        if key == "paramJson":
            pairs += _flat(_json(value))
    text = ask.body.decode("utf-8", "replace")
    held = _json(text)
    return pairs + (_flat(held) if isinstance(held, dict) else parse_qsl(text))


def _flat(held: object) -> list[tuple[str, str]]:
    if not isinstance(held, dict):
        return []
    pairs: list[tuple[str, str]] = []
    for key, value in held.items():
        pairs += _flat(value) if isinstance(value, dict) else [(str(key), str(value))]
    return pairs


def _json(text: str) -> object:
    if not text.lstrip().startswith("{"):
        return None
    try:
        held: object = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return held
