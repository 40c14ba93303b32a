"""Where a click on a row leads: addresses that a page's scripts put together from the row's own values.

Single-page sites whose rows are no links say it in their code alone (portals.md §3.P): `"/detail/" + e.id + ".html"`,
`` `/detail/${e.id}` ``, `push({path: "/detail", query: {id: e.id}})`, `push({name: "detail", params: {id: e.id}})`.
Minifying leaves these forms, and the names of the values, as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from spiders.markup import absolute
from spiders.scripts import MAX_SCRIPT

_MOST = 400
_VALUE = r"(?:encodeURIComponent\(\s*)?[A-Za-z_$][\w$]*(?:\??\.[\w$]+){0,4}\)?"
_TEXT = r"\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'"
_START = re.compile(r"[\"']((?:\.?/|#/)[\w./#?=&-]{1,200})[\"'](?=\s*(?:\+|\.concat\())")
_TERM = re.compile(rf"\s*(?:\+|\.concat\(|,)\s*({_TEXT}|{_VALUE})")
_TEMPLATE = re.compile(r"`((?:\.?/|#/)[^`\n]{1,200}\$\{[^`\n]{1,200})`")
_IN_TEMPLATE = re.compile(r"\$\{\s*([\w$.?]{1,80})\s*\}")
_PUSHED = re.compile(
    r"\b(path|name)\s*:\s*[\"']([\w./#-]{1,120})[\"']\s*,\s*(query|params)\s*:\s*\{([^{}]{1,300})\}"
)
_FIELD = re.compile(rf"[\"']?([\w$]{{1,40}})[\"']?\s*:\s*({_TEXT}|{_VALUE}|\d{{1,12}})")
_ROUTE = re.compile(r"\{[^{}]{0,300}")
_PATH = re.compile(r"\bpath\s*:\s*[\"']([\w./:?*-]{1,120})[\"']")
_NAME = re.compile(r"\bname\s*:\s*[\"']([\w./-]{1,120})[\"']")
_DETAIL = re.compile(r"detail|content|article|info|show|view|xq|xiangqing|news", re.I)
_CALL = re.compile(
    r"(?:\bfetch|axios|ajax|\.get|\.post|request|http)\s*\(\s*(?:\{[^{}]{0,60})?$|\b(?:url|src)\s*:\s*$",
    re.I,
)
_DATA = re.compile(
    r"/(?:api|rest|interface|gateway|ajax)/|\.(?:do|json|action|ashx)\b|\.(?:png|jpe?g|gif|svg|css|js)\b",
    re.I,
)
"""Addresses that a script fetches, and goes to for nobody."""
_GOES = re.compile(r"location|href|\bopen\s*\(|\bpush\s*\(|\breplace\s*\(|hash|\bto\b", re.I)
_BEFORE = 60
_BY_HASH = re.compile(r"createWebHashHistory|\bmode\s*:\s*[\"']hash[\"']")


def routes_in(scripts: Iterable[str], page: str) -> tuple[str, ...]:
    """Patterns of rows' addresses (`http://…/#/detail?id={id}`), those that speak of an article's page first."""
    held = [script[:MAX_SCRIPT] for script in scripts]
    by_hash = "#/" in page or any(_BY_HASH.search(script) for script in held)
    found: dict[str, bool] = {}
    for script in held:
        for path, goes in islice((*_joined(script), *_templates(script)), _MOST):
            _keep(found, path, page, goes=goes)
        for path in islice(_pushed(script, held), _MOST):
            _keep(found, f"#{path}" if by_hash else path, page, goes=True)
    ranked = sorted(found, key=lambda pattern: (not found[pattern], not _DETAIL.search(pattern)))
    return tuple(ranked)


def _keep(found: dict[str, bool], path: str, page: str, *, goes: bool) -> None:
    if "{" not in path or _DATA.search(path):
        return
    url = absolute(page, path.replace("{", "%7B").replace("}", "%7D"))
    if url is not None:
        pattern = url.replace("%7B", "{").replace("%7D", "}")
        found[pattern] = goes or found.get(pattern, False)


def _written(script: str, at: int, path: str) -> Iterator[tuple[str, bool]]:
    """A path and whether the code before it goes there; none where that code fetches it."""
    before = script[max(0, at - _BEFORE) : at]
    if not _CALL.search(before):
        yield path, bool(_GOES.search(before))


def _key(value: str) -> str:
    """e.articleId → {articleId}"""
    plain = value.removeprefix("encodeURIComponent(").strip().rstrip(")")
    return f"{{{plain.rpartition('.')[2]}}}"


def _joined(script: str) -> Iterator[tuple[str, bool]]:
    for start in _START.finditer(script):
        path, at = start[1], start.end()
        while (term := _TERM.match(script, at)) is not None and len(path) < 300:
            path += term[1][1:-1] if term[1][0] in "\"'" else _key(term[1])
            at = term.end()
        yield from _written(script, start.start(), path)


def _templates(script: str) -> Iterator[tuple[str, bool]]:
    for template in _TEMPLATE.finditer(script):
        path = _IN_TEMPLATE.sub(lambda value: _key(value[1]), template[1])
        yield from _written(script, template.start(), path)


def _pushed(script: str, scripts: list[str]) -> Iterator[str]:
    for pushed in _PUSHED.finditer(script):
        fields = {
            name: value[1:-1] if value[0] in "\"'" else value if value.isdecimal() else _key(value)
            for name, value in _FIELD.findall(pushed[4])
        }
        path = pushed[2] if pushed[1] == "path" else _path_of(pushed[2], scripts)
        if path is None:
            continue
        for name in [name for name in fields if re.search(rf":{re.escape(name)}\b", path)]:
            path = re.sub(rf":{re.escape(name)}\b\??", fields.pop(name).replace("\\", ""), path)
        query = "&".join(f"{name}={value}" for name, value in fields.items())
        yield f"{path}?{query}" if query and pushed[3] == "query" else path


def _path_of(name: str, scripts: list[str]) -> str | None:
    """The path of the route of that name: `{path:"/detail/:id",name:"detail",…}`."""
    for script in scripts:
        for route in _ROUTE.finditer(script):
            path, named = _PATH.search(route[0]), _NAME.search(route[0])
            if path and named and named[1] == name:
                return path[1] if path[1].startswith("/") else f"/{path[1]}"
    return None
