"""Values read out of scripts without running them: JSON, JSONP, object literals, document.write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

MAX_SCRIPT = 2_000_000
"""Characters of a page's scripts that are looked through."""

_JSONP = re.compile(r"^[\s\ufeff]*(?:/\*.*?\*/\s*)?[\w$.]{1,80}\s*\(\s*", re.S)
_OPEN = {"[": "]", "{": "}"}
_BARE_KEY = re.compile(r"([{,]\s*)([A-Za-z_$][\w$]*)\s*:")
_STRING = r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'"
_SINGLE_QUOTED = re.compile(_STRING, re.S)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_SCRIPT_TAG = re.compile(r"<script\b[^>]{0,4000}>|</script\s*>", re.I)
_STATEMENT = re.compile(
    rf"(?:\b([A-Za-z_$][\w$]*)\s*=(?!=)|document\s*\.\s*write(?:ln)?\s*\()\s*"
    rf"((?:{_STRING}|[A-Za-z_$][\w$.]*|[\s+])+)",
    re.S,
)
_TERM = re.compile(rf"{_STRING}|[A-Za-z_$][\w$.]*", re.S)
_LITERAL_WRITE = re.compile(
    rf"document\s*\.\s*write(?:ln)?\s*\(\s*((?:{_STRING})(?:\s*\+\s*(?:{_STRING}))*)\s*\)", re.S
)
_CONSTANT = re.compile(
    r"(?:\b(?:var|let|const)\s+|,\s*)([A-Za-z_$][\w$]{0,40})\s*=\s*([\"'])([\w./:?&=%-]{1,200})\2\s*[;,\n]"
)
_INSERTED = re.compile(r"([\"'])\s*\+\s*([A-Za-z_$][\w$]{0,40})\s*\+\s*\1")
_APPENDED = re.compile(r"([\"'])\s*\+\s*([A-Za-z_$][\w$]{0,40})(?=\s*[,;)}\n])")
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.S)
_PLAIN_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "\n": ""}


def loads(text: str) -> Any | None:
    """JSON, or JSONP, with a byte order mark or blank lines before it; None where it is neither."""
    stripped = text.strip("\ufeff \t\r\n;")
    for candidate in (stripped, _unwrapped(stripped)):
        if candidate:
            try:
                return json.loads(candidate, strict=False)
            except (ValueError, RecursionError):
                continue
    return None


def _unwrapped(text: str) -> str | None:
    start = _JSONP.match(text)
    end = text.rfind(")")
    return text[start.end() : end].strip() if start and end > start.end() else None


def literal_after(text: str, position: int, longest: int = MAX_SCRIPT) -> str | None:
    """The first [...] or {...} at or after a place, brackets inside strings passed over."""
    start = next(
        (at for at in range(position, min(len(text), position + 200)) if text[at] in _OPEN), None
    )
    if start is None:
        return None
    stack: list[str] = []
    quote = ""
    at = start
    while at < min(len(text), start + longest):
        mark = text[at]
        if quote:
            at += 1 if mark == "\\" else 0
            quote = "" if mark == quote else quote
        elif mark in "\"'`":
            quote = mark
        elif mark in _OPEN:
            stack.append(_OPEN[mark])
        elif stack and mark == stack[-1]:
            stack.pop()
            if not stack:
                return text[start : at + 1]
        at += 1
    return None


def value_after(text: str, position: int) -> Any | None:
    """The JSON or JavaScript literal at or after a place, read; None where it cannot be."""
    found = literal_after(text, position)
    return None if found is None else loosely(found)


def loosely(text: str) -> Any | None:
    """A JavaScript object literal read as JSON: bare keys, single quotes, trailing commas."""
    strict = loads(text)
    if strict is not None:
        return strict
    kept: list[str] = []

    def put_away(match: re.Match[str]) -> str:
        kept.append(json.dumps(unquoted(match[0]), ensure_ascii=False))
        return f"\x00{len(kept) - 1}\x00"

    bare = _SINGLE_QUOTED.sub(put_away, text)
    bare = _TRAILING_COMMA.sub(r"\1", _BARE_KEY.sub(r'\1"\2":', bare))
    bare = re.sub(r"\bundefined\b|\bNaN\b", "null", bare)
    return loads(re.sub("\x00(\\d+)\x00", lambda found: kept[int(found[1])], bare))


def unquoted(literal: str) -> str:
    """A string literal's value, its escapes undone."""
    return _ESCAPE.sub(_unescaped, literal[1:-1])


def _unescaped(match: re.Match[str]) -> str:
    mark = match[1]
    if len(mark) > 1:
        return chr(int(mark[1:], 16))
    return _PLAIN_ESCAPES.get(mark, mark)


def scripts_of(html: str) -> Iterator[str]:
    """The page's inline scripts, in order."""
    for start, end in _script_spans(html[:MAX_SCRIPT]):
        if html[start:end].strip():
            yield html[start:end]


def _script_spans(html: str) -> Iterator[tuple[int, int]]:
    opened: int | None = None
    for tag in _SCRIPT_TAG.finditer(html):
        if tag[0][1] != "/":
            opened = tag.end() if opened is None else opened
        elif opened is not None:
            yield opened, tag.start()
            opened = None


def joined(script: str) -> str:
    """The script with its joins of strings and constants made one string: '/searchList/' + channelId + '?page=1'."""
    names = {name: value for name, _, value in _CONSTANT.findall(script[:MAX_SCRIPT])}
    if not names:
        return script
    script = _INSERTED.sub(lambda found: names.get(found[2], found[0]), script)
    return _APPENDED.sub(
        lambda found: f"{names[found[2]]}{found[1]}" if found[2] in names else found[0], script
    )


def literal_writes(html: str) -> str:
    """What the page's scripts write by document.write in whole literals, joined by nothing but other literals."""
    return "".join(
        "".join(unquoted(part[0]) for part in _SINGLE_QUOTED.finditer(call[1]))
        for script in scripts_of(html)
        if "document" in script
        for call in _LITERAL_WRITE.finditer(script)
    )


def written_out(html: str) -> str:
    """The page with what its scripts write by document.write put in their place.

    Lists in 武汉 are such scripts, with the title and the address in variables (portals.md §3.C).
    Only assignments and joins of strings and names are followed; anything else is left alone.
    """
    if "document.write" not in html:
        return html
    names: dict[str, str] = {}
    parts: list[str] = []
    last = 0
    for start, end in _script_spans(html[:MAX_SCRIPT]):
        written = _written(html[start:end], names)
        if written:
            parts += [html[last:start], "</script>", written, "<script>"]
            last = end
    return "".join(parts) + html[last:]


def _written(script: str, names: dict[str, str]) -> str:
    if "=" not in script and "document" not in script:
        return ""
    written: list[str] = []
    for statement in _STATEMENT.finditer(script):
        terms = _TERM.findall(statement[2])
        value = "".join(_value(term, names) for term in terms)
        if statement[1]:
            if terms and terms[0][0] in "\"'":
                names[statement[1]] = value
        else:
            written.append(value)
    return "".join(written)


def _value(term: str, names: dict[str, str]) -> str:
    return unquoted(term) if term[0] in "\"'" else names.get(term, "")
