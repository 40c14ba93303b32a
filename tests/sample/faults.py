"""What goes wrong on portals: each fault wraps a sound site, and says what a truthful harvest may make of it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from time import monotonic

from tests.sample.exchange import Handler, Reply, Request, Site, fixed, html

Wrap = Callable[[Site, str], Site]
"""From the sound site and the path of its report column to the faulty site."""

FOUND = frozenset({"on_time"})
BLOCKED = frozenset({"blocked"})
DOWN = frozenset({"portal_down"})
BAD = BLOCKED | DOWN
SCRIPT = "<html><head><meta charset='utf-8'><script>{}</script></head><body></body></html>"
RIVER = SCRIPT.format("$_ts=window['$_ts'];if(!$_ts)$_ts={};$_ts.nsd=83241;/* obfuscated */")
LITERAL = SCRIPT.format(
    "document.cookie=('_')+('_')+('jsl_clearance_s=1.2|-1|x');location.href=location.pathname"
)
WALL = "<html><head><title>访问拦截</title></head><body><h1>您的请求存在安全威胁，已被云防御拦截</h1><p>事件编号：41-77</p></body></html>"
LOGIN = (
    "<html><head><title>统一身份认证</title></head><body><form action='/login.do' method='post'>"
    "用户名<input name='user'>密码<input type='password' name='pass'><button>登录</button></form></body></html>"
)
MISSING = "<html><head><title>您访问的页面不存在</title></head><body><p>您访问的页面不存在或已被删除</p></body></html>"
NOISE = "<html>" + "".join(sha256(bytes([n])).hexdigest() for n in range(64))
"""A page that no compression makes short."""
HOME_REFRESH = (
    "<html><head><meta http-equiv='refresh' content='0;url=/'></head><body></body></html>"
)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """One fault: how it shows, and which coverage states tell the truth about it."""

    wrap: Wrap
    states: frozenset[str]
    origin: str | None = None
    """Replaces `http://ADDRESS:PORT` in the registry."""
    listens: bool = True
    registered: str = ""
    """What the registry appends to the column's address."""


def every(reply: Reply, *, but: tuple[str, ...] = ("/robots.txt",)) -> Wrap:
    """The same answer to everything but a few paths."""

    def wrap(site: Site, _column: str) -> Site:
        kept: Site = {path: site[path] for path in but if path in site}
        return {"/robots.txt": fixed(html("", status=404)), **kept, "*": fixed(reply)}

    return wrap


def column(reply: Reply) -> Wrap:
    """The report column answers this; all else is sound."""
    return lambda site, path: {**site, path: fixed(reply)}


def one_article(reply: Reply) -> Wrap:
    """One report's page answers this; all else is sound."""

    def wrap(site: Site, path: str) -> Site:
        first = next(
            name for name in site if re.search(r"/\d{4}/\d+\.html$", name) and name.startswith(path)
        )
        return {**site, first: fixed(reply)}

    return wrap


def each(change: Callable[[Handler], Handler]) -> Wrap:
    """Every handler changed in the same way."""
    return lambda site, _column: {path: change(handler) for path, handler in site.items()}


def gate(cookie: str, status: int, body: str, steps: int = 1) -> Callable[[Handler], Handler]:
    """Answers `status` until the cookie comes back `steps` times."""

    def change(handler: Handler) -> Handler:
        def answer(request: Request) -> Reply:
            seen = request.headers.get("cookie", "")
            if f"{cookie}={steps}" in seen:
                return handler(request)
            held = re.search(rf"{cookie}=(\d+)", seen)
            number = int(held[1]) + 1 if held else 1
            given: tuple[tuple[str, str], ...] = (("Set-Cookie", f"{cookie}={number}; path=/"),)
            if status == 302:
                given = (*given, ("Location", request.target))
            return replace(html(body, status=status), headers=given)

        return answer

    return change


def burst(site: Site, _column: str) -> Site:
    """403 while more than eight requests came within the last second."""
    times: list[float] = []

    def change(handler: Handler) -> Handler:
        def answer(request: Request) -> Reply:
            now = monotonic()
            times.append(now)
            recent = [moment for moment in times[-30:] if now - moment < 1]
            return (
                html("<html><title>403</title></html>", status=403)
                if len(recent) > 8
                else handler(request)
            )

        return answer

    return {path: change(handler) for path, handler in site.items()}


def pager(*, fresh: bool) -> Wrap:
    """A 下一页 on every page without end: the first rows again, or ever new ones."""

    def wrap(site: Site, path: str) -> Site:
        sound = site[path]

        def turned(request: Request) -> Reply:
            number = int("".join(re.findall(r"/p(\d+)\.html$", request.path)) or "1")
            after = f'<div class="fanye"><a href="{path}p{number + 1}.html">下一页</a></div>'
            if fresh and number > 1:
                day = f"2015-01-{number % 28 + 1:02d}"
                row = f'<li><a href="{path}n{number}.html">第{number}号公示信息</a><span>{day}</span></li>'
                return html(f"<html><title>公示</title><body><ul>{row}</ul>{after}</body></html>")
            return html(
                re.sub(r'<div class="fanye">.*?</div>', after, sound(request).body.decode())
            )

        def rest(request: Request) -> Reply:
            within = request.path.startswith(f"{path}p")
            return turned(request) if within else html(MISSING, status=404)

        first = {name: at for name, at in site.items() if not re.search(r"/p\d+\.html$", name)}
        return {**first, path: turned, "*": rest}

    return wrap


@cache
def bomb() -> Reply:
    """Three hundred megabytes in three hundred kilobytes: many gzip members, each of one phrase."""
    member = gzip.compress(b"<li>0</li>" * 1_000_000, 9, mtime=0)
    return replace(html(""), body=member * 30, headers=(("Content-Encoding", "gzip"),))


def exploding(site: Site, path: str) -> Site:
    """The report column is the bomb."""
    return {**site, path: lambda _request: bomb()}


def robots(reply: Reply) -> Wrap:
    """Another robots.txt; all else is sound."""
    return lambda site, _column: {**site, "/robots.txt": fixed(reply)}


def moved(site: Site, path: str) -> Site:
    """The registered list is a soft 404; the column stands where the home page leads."""
    return {**site, f"{path}old.html": fixed(html(MISSING))}


def looping(site: Site, path: str) -> Site:
    """The report column sends to a twin that sends back."""
    return {**site, path: fixed(to(f"{path}a")), f"{path}a": fixed(to(path))}


def sound(site: Site, _column: str) -> Site:
    """Nothing is changed."""
    return site


def to(location: str) -> Reply:
    """A redirect."""
    return replace(html("", status=302), headers=(("Location", location),))


def latin(handler: Handler) -> Handler:
    """GBK bytes under a header that says Latin-1."""

    def answer(request: Request) -> Reply:
        reply = handler(request)
        if not reply.content_type.startswith("text/html"):
            return reply
        body = reply.body.decode().replace('charset="utf-8"', 'charset="gb2312"').encode("gb18030")
        return replace(reply, body=body, content_type="text/html; charset=ISO-8859-1")

    return answer
