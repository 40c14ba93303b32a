"""Where the rows lead that a page's script writes: the address is put together inside a string of HTML.

Lists drawn by jQuery, art-template, Handlebars or Vue fetch rows with only an id and write
`"<li><a href='/d/" + v.id + ".html'>"`, `` `<a href="/d/${v.id}.html">` ``, `<a href="/d/{{id}}.html">` or
`<a :href="'/d/' + v.id">` (portals.md §3.P). The expression around the row's own values is all the address there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from spiders.markup import absolute
from spiders.script_functions import addresses
from spiders.scripts import MAX_SCRIPT

_MOST = 200
_KEPT = 8
_LINKS = 2000
_VALUES = 8
_LOOKED_THROUGH = 200_000
_HREF = re.compile(
    r"(?<![\w-])(?:ng-|v-bind:|th:|:)?(?:data-)?(?:href|url)\s*=\s*(?=[\\\"'`{$/.\w])", re.I
)
_CLICKED = re.compile(
    r"(?<![\w-])(?:on|@|ng-|v-on:)click\s*=\s*\\?[\"'](?:javascript:)?\s*([A-Za-z_$][\w$]*)\s*\(\s*",
    re.I,
)
_VALUE = (
    r"(?:(?:encodeURI(?:Component)?|String)\s*\()?\s*"
    r"([A-Za-z_$][\w$]*(?:\s*\[[^\[\]\n]{1,40}\]|\s*\??\.\s*[\w$]+){0,5})\s*\)?"
)
_JOINED = re.compile(rf"\s*\+\s*\(?\s*{_VALUE}\s*\)?")
_LEFT = re.compile(r"[\"'](?=\s*\+)")
"""A string is left for a value, and gone on with: `' + v.id + '`."""
_ENTERED = re.compile(r"\s*\+\s*[\"']")
_FILLED = re.compile(
    rf"(?:\$\{{|\{{\{{[=&{{]?|<%[=-]|\{{%=?)\s*{_VALUE}\s*(?:\}}{{1,3}}|-?%>|%\}})"
)
_OPENED = re.compile(r"(?:\\?[\"'`](?!\s*\+)){1,2}|\\?[\"']")
"""The attribute's quote, and the one of a string inside it: `:href="'/d/' + v.id"`."""
_PLAIN = re.compile(r"(?:[\w./:?&=#%~@;,!*()-]|\\/){1,400}")
_CONSTANT = re.compile(
    r"(?<![\w$.])([A-Za-z_$][\w$]{0,40})\s*[=:]\s*(?:[\"']([^\"'\n]{0,200})[\"']|[A-Za-z_$][\w$\[\].]{0,60}\.(\w+))\s*(?=[,;\n}<]|$)"
)
_MARKUP = re.compile(r"[\s<>\"']")
_PIECES = 40


def written_routes(html: str, url: str) -> tuple[str, ...]:
    """Patterns of rows' addresses (`http://…/d/{id}.html`) in a page's scripts and templates, or in a script, in order."""
    text = html[:MAX_SCRIPT]
    found: dict[str, None] = {}
    for raw in islice((*_linked(text), *_called(text)), _MOST):
        pattern = _against(raw, url)
        if pattern is not None and not _MARKUP.search(pattern):
            found.setdefault(pattern)
    return tuple(found)[:_KEPT]


def _against(raw: str, url: str) -> str | None:
    """The pattern made absolute; one that is all value stays as it is, and is made so with the value."""
    if "{" not in raw or raw.startswith("{"):
        return raw if re.fullmatch(r"\{\w+\}", raw) else None
    made = absolute(url, raw.replace("{", "%7B").replace("}", "%7D"))
    return made.replace("%7B", "{").replace("%7D", "}") if made else None


def _linked(text: str) -> Iterator[str]:
    for start in islice(_HREF.finditer(text), _LINKS):
        raw = _expression(text, start.end())
        if raw is not None:
            yield raw


def _called(text: str) -> Iterator[str]:
    """`onclick='openArt("+v.id+")'` and the page's own function openArt."""
    for start in islice(_CLICKED.finditer(text), _LINKS):
        raw = _expression(text, start.end())
        if raw is not None and re.fullmatch(r"\{\w+\}", raw):
            yield from islice(addresses(text, start[1], raw), 2)


def _expression(text: str, at: int) -> str | None:
    """The address written from a place on, each value in it as `{key}`; None where none is in it."""
    parts: list[str] = []
    values = 0
    opened = _OPENED.match(text, at)
    at = opened.end() if opened else at
    for _ in range(_PIECES):
        read = _joined(text, at) or _piece(text, at)
        if read is None or values > _VALUES:
            break
        told, at = read
        parts += told
        values += sum(part.startswith("{") for part in told)
    address = "".join(parts)
    return address if "{" in address else None


def _joined(text: str, at: int) -> tuple[list[str], int] | None:
    """`'+base+v.id+'` from the end of a string to the start of the next; None where no string ends there."""
    left = _LEFT.match(text, at)
    if left is None:
        return None
    parts: list[str] = []
    at = left.end()
    while (entered := _ENTERED.match(text, at)) is None:
        value = _JOINED.match(text, at) if len(parts) < _VALUES else None
        if value is None:
            return (parts, at) if parts else None
        parts.append(_key(value[1], text))
        at = value.end()
    return parts, entered.end()


def _piece(text: str, at: int) -> tuple[list[str], int] | None:
    """A value in a template, or a stretch of the address as it stands."""
    value = _FILLED.match(text, at)
    if value is not None:
        return [_key(value[1], text)], value.end()
    plain = _PLAIN.match(text, at)
    return ([plain[0].replace("\\", "")], plain.end()) if plain else None


def _key(value: str, text: str) -> str:
    """v.articleId → {articleId}; a name of its own is looked up: `var base = "/d/"`, `var id = v.articleId`."""
    plain = re.sub(r"\s|\?", "", value)
    named = re.search(r"\[[\"'](\w+)[\"']\]$|\.([\w$]+)$", plain)
    if named is not None:
        return f"{{{named[1] or named[2]}}}"
    return _names(text).get(plain, f"{{{plain}}}")


@lru_cache(maxsize=4)
def _names(text: str) -> dict[str, str]:
    """What names of the text are first given: a constant as it stands, a row's value as `{key}`."""
    given: dict[str, str] = {}
    for name, constant, key in _CONSTANT.findall(text[:_LOOKED_THROUGH]):
        given.setdefault(name, f"{{{key}}}" if key else constant)
    return given
