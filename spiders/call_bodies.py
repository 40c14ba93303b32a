"""What a page's script sends with a data call: the fields of its object literal, names looked up, nothing run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from archive.records import Ask
from spiders.page_numbers import with_parameter
from spiders.paging import PAGE_KEYS, SIZE_KEYS
from spiders.scripts import literal_after, unquoted

FORM = ("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8")
JSON = ("Content-Type", "application/json;charset=UTF-8")
_BEFORE, _AFTER = 200, 700
"""Characters round the address in which the call's other options stand."""
_POSTS = re.compile(r"(?:\$|jQuery|axios|http)\.post\s*\(?\s*$|\b(?:type|method)\s*:\s*[\"']post[\"']|\.open\(\s*[\"']post", re.I)  # fmt: skip
_AS_JSON = re.compile(r"JSON\.stringify|application/json|axios\.post", re.I)
_FIELDS = re.compile(r"\b(?:data|params|body)\s*:\s*(?:[\w.]+\s*\(\s*)?(?=\{)")
_ARGUMENT = re.compile(r"^[\"'`]?\s*,\s*(?:JSON\.stringify\s*\(\s*)?(?=\{)")
_FIELD = re.compile(
    r"[{,]\s*[\"']?([A-Za-z_$][\w$]*)[\"']?\s*:\s*(\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|[^,{}\n]{1,120}?)\s*(?=[,}\n])"
)
_OTHER_CODE = re.compile(r"\bfunction\b|\$\.ajax|\bsuccess\b|=>")
_OF_QUERY = re.compile(r"\(\s*[\"'](\w{1,40})[\"']\s*\)")
_MOST_FIELDS = 30


def asked_by(script: str, span: tuple[int, int], url: str, page_url: str) -> Ask:
    """The request of the call whose address stands at this span of a script.

    `$.post(url, {…})`, `axios.get(url, {params: {…}})`, `$.ajax({type, url, data})`, `fetch(url, {method, body})`.
    A field that is no literal is looked up in the script, or in the page's own query where the script reads it
    from there (`getQueryString("topic")`); a page number that cannot be found is 1.
    """
    before, after = script[max(0, span[0] - _BEFORE) : span[0]], script[span[1] : span[1] + _AFTER]
    call = _OTHER_CODE.split(before)[-1] + _OTHER_CODE.split(after)[0]
    literal = _literal(call, after)
    fields = dict(_fields(literal, script, page_url))
    if not (_POSTS.search(before.rstrip("\"'`")) or _POSTS.search(call)):
        for name, value in fields.items():
            url = with_parameter(url, name, value)
        return Ask(url=url, headers=(("Referer", page_url),))
    if _AS_JSON.search(call):
        whole = _whole_numbers(literal)
        held = {
            key: int(value) if key in whole and value.isdecimal() else value
            for key, value in fields.items()
        }
        body, kind = json.dumps(held, ensure_ascii=False).encode(), JSON
    else:
        body, kind = urlencode(fields, quote_via=quote).encode(), FORM
    return Ask(url=url, method="POST", body=body, headers=(kind, ("Referer", page_url)))


def _literal(call: str, after: str) -> str:
    """The object that is sent: the argument after the address, or `data`, `params`, `body` among the options."""
    held = _ARGUMENT.match(after)
    literal = literal_after(after, held.end(), _AFTER) if held else None
    named = _FIELDS.search(call) if literal is None or _FIELDS.search(literal) else None
    return (literal_after(call, named.end(), _AFTER) if named else literal) or ""


def _fields(literal: str, script: str, page_url: str) -> Iterator[tuple[str, str]]:
    for number, found in enumerate(_FIELD.finditer(literal)):
        if number >= _MOST_FIELDS:
            return
        name, words = found[1], found[2].strip()
        yield name, _value(name, words, script, page_url)


def _value(name: str, words: str, script: str, page_url: str) -> str:
    if words[:1] in "\"'":
        return unquoted(words)
    if re.fullmatch(r"-?\d{1,15}|true|false", words):
        return words
    query = _OF_QUERY.search(words)
    if query is None and re.fullmatch(r"[\w$.]{1,60}", words):
        variable = re.escape(words.rpartition(".")[2])
        held = re.search(
            rf"(?<![\w$.]){variable}\s*[=:]\s*(\"[^\"\n]{{0,200}}\"|'[^'\n]{{0,200}}'|\d{{1,15}}|[\w$.]+\([^()\n]{{0,60}}\))",
            script,
        )
        if held and not held[1].endswith(")"):
            return unquoted(held[1]) if held[1][:1] in "\"'" else held[1]
        query = _OF_QUERY.search(held[1]) if held else None
    if query is not None:
        asked = dict(parse_qsl(urlsplit(page_url).query))
        return asked.get(query[1], "")
    return "1" if _plain(name) in PAGE_KEYS else ""


def _plain(name: str) -> str:
    return name.lower().replace("_", "")


def _whole_numbers(literal: str) -> frozenset[str]:
    """Fields written as numbers, and page numbers: JSON keeps them numbers."""
    return frozenset(
        found[1]
        for found in _FIELD.finditer(literal)
        if re.fullmatch(r"\d{1,15}", found[2].strip())
        or (_plain(found[1]) in PAGE_KEYS | SIZE_KEYS and found[2].strip()[:1] not in "\"'")
    )
