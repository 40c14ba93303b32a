"""What a page's own functions make of an argument: where openArt('99') or goPage(2) leads, read without running it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from spiders.scripts import scripts_of, unquoted

_BODY = 2000
"""Characters of a function that are read."""
_DEPTH = 3
_EXPRESSION = (
    r"((?:\"[^\"\n]{0,300}\"|'[^'\n]{0,300}'|`[^`\n]{0,300}`|\([^()\n]{0,80}\)|[\w$.+\s-]){1,20})"
)
_GOES = re.compile(
    rf"(?:location(?:\.href)?\s*=(?!=)|\.(?:replace|assign|open)\s*\(|\bopen\s*\(|\.attr\(\s*[\"']href[\"']\s*,)\s*{_EXPRESSION}"
)
_CHOOSES = re.compile(
    rf"(?:location(?:\.href)?\s*=(?!=)|\.(?:replace|assign|open)\s*\(|\bopen\s*\()\s*\(?[\w$\s.]{{1,40}}[=!<>]{{1,3}}\s*[\w$'\"]{{1,20}}\s*\)?\s*\?\s*{_EXPRESSION}\s*:\s*{_EXPRESSION}"
)
"""location.href = n == 1 ? 'index.html' : 'index_' + (n - 1) + '.html'"""
_PART = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`\n]*`|\([^()\n]*\)|[^+\"'`()]+")
_WRAPPER = re.compile(r"^(?:parseInt|Number|String|encodeURI(?:Component)?|escape|\$\.trim)\s*$")
_NAME = re.compile(r"^([A-Za-z_$][\w$.]*)\s*(?:([-+])\s*(\d{1,3}))?$")
_INSERTED = re.compile(r"\$\{\s*([\w$.]+)\s*(?:([-+])\s*(\d))?\s*\}")


def addresses(html: str, name: str, argument: str) -> Iterator[str]:
    """The addresses, absolute or not, that the page's function of that name goes to when called with the argument."""
    for script, body, given in bodies(html, name):
        for goes in islice((*_GOES.finditer(body), *_CHOOSES.finditer(body)), 8):
            for expression in filter(None, reversed(goes.groups())):
                found = value_of(expression, {given: argument}, body, script)
                if (
                    found
                    and _tells(found, argument)
                    and ("/" in found or "." in found or "?" in found)
                ):
                    yield found


def _tells(address: str, argument: str) -> bool:
    """The address holds the argument, or the number before it: index_1.html is the second page."""
    if argument in address:
        return True
    return (
        argument.isdecimal()
        and re.search(rf"(?<!\d){int(argument) - 1}(?!\d)", address) is not None
    )


_CALLED = re.compile(
    r"([A-Za-z_$][\w$]*)\s*\(\s*(?:this\s*,\s*)?['\"]?([\w./?=&%-]{1,200})['\"]?\s*[,)]"
)
_MARK = "00argument00"


def address_called(html: str, call: str) -> str | None:
    """Where a row's click leads by the page's own function: openArt('99') and function openArt(id){open('/a/'+id+'.html')}."""
    found = _CALLED.search(call) if "(" in call else None
    pattern = _pattern(html, found[1]) if found else None
    return pattern.replace(_MARK, found[2]) if found and pattern else None


@lru_cache(maxsize=16)
def _pattern(html: str, name: str) -> str | None:
    return next(addresses(html, name, _MARK), None)


def bodies(html: str, name: str) -> Iterator[tuple[str, str, str]]:
    """Of each function of that name: its script, its text, and the name of its first argument."""
    opened = re.compile(
        rf"function\s+{re.escape(name)}\s*\(\s*([A-Za-z_$][\w$]*)|\b{re.escape(name)}\s*[=:]\s*(?:function\s*)?\(\s*([A-Za-z_$][\w$]*)"
    )
    for script in scripts_of(html):
        found = opened.search(script)
        if found is not None:
            text = script[found.end() : found.end() + _BODY]
            yield script, re.split(r"\bfunction\b", text, maxsplit=1)[0], found[1] or found[2]


def value_of(
    expression: str, known: dict[str, str], body: str, script: str, depth: int = 0
) -> str | None:
    """'list_' + n + '.html' with its names put in; None where one of them is not told."""
    parts: list[str] = []
    wrapped = False
    for found in _PART.finditer(expression.strip()):
        term = found[0].strip()
        if not term:
            continue
        if _WRAPPER.match(term):
            wrapped = True
            continue
        value = _term(term, known, body, script, depth)
        if value is None:
            return None if not wrapped or not parts else "".join(parts)
        parts.append(value)
    return "".join(parts) or None


def _term(term: str, known: dict[str, str], body: str, script: str, depth: int) -> str | None:
    if term[0] in "\"'":
        return unquoted(term)
    if term[0] == "`":
        return _filled(term[1:-1], known, body, script, depth)
    if term[0] == "(":
        inner = _NAME.match(term[1:-1].strip())
        return (
            _named(inner, known, body, script, depth)
            if inner
            else value_of(term[1:-1], known, body, script, depth)
        )
    if term.isdecimal():
        return term
    named = _NAME.match(term)
    return _named(named, known, body, script, depth) if named else None


def _filled(template: str, known: dict[str, str], body: str, script: str, depth: int) -> str | None:
    parts, last = [], 0
    for found in _INSERTED.finditer(template):
        named = _NAME.match(f"{found[1]}{found[2] or ''}{found[3] or ''}")
        value = _named(named, known, body, script, depth) if named else None
        if value is None:
            return None
        parts += [template[last : found.start()], value]
        last = found.end()
    return "".join(parts) + template[last:]


def _named(
    named: re.Match[str], known: dict[str, str], body: str, script: str, depth: int
) -> str | None:
    held = known.get(named[1])
    if held is None and depth < _DEPTH:
        held = _assigned(named[1], known, body, script, depth)
    if held is None or named[2] is None:
        return held
    shift = int(named[3]) * (1 if named[2] == "+" else -1)
    return str(int(held) + shift) if held.isdecimal() else None


def _assigned(name: str, known: dict[str, str], body: str, script: str, depth: int) -> str | None:
    """What is last put into a name: in the function, where it depends on what is known, else anywhere in the script."""
    told: list[str] = []
    for text in (body, script[:200_000]):
        for found in islice(
            re.finditer(rf"(?<![\w$.]){re.escape(name)}\s*=(?!=)\s*{_EXPRESSION}", text), 8
        ):
            value = value_of(found[1], {**known, name: ""}, body, script, depth + 1)
            if value:
                told.append(value)
        if told:
            break
    telling = [value for value in told if any(one and one in value for one in known.values())]
    return (telling or told)[-1] if told else None
