"""Tiny portals in memory: a function from a request to an answer, with the traps of portals.md §11."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from archive.records import Answer, Ask, ListEntry
from spiders.walk import Mode, Quick, Step, Walk, first_ask, read_answer, start

HOST = "http://www.qingshi.test"
Serve = Callable[[Ask], Answer]


@dataclass
class Walked:
    """A walk to its end."""

    step: Step
    entries: list[ListEntry] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)

    @property
    def stop(self) -> str | None:
        return self.step.stop


FIRST_WALK = Quick(lambda _url: False, "full", None)
"""What a column's first walk is held against: nothing."""


def walk_through(
    serve: Serve,
    column: str,
    *,
    family: str | None = None,
    mode: Mode = "full",
    known: Callable[[str], bool] = lambda _url: False,
    previous_total: int | None = None,
    previous_pages: int | None = None,
    limit: int = 700,
) -> Walked:
    """Walk a column of a portal in memory; the state goes through JSON between any two requests."""
    state, quick = start(column, family), Quick(known, mode, previous_total, previous_pages)
    ask: Ask | None = first_ask(state)
    walked: Walked | None = None
    while ask is not None:
        state = Walk.from_json(json.loads(json.dumps(state.to_json())))
        step = read_answer(state, ask, serve(ask), quick)
        walked = walked or Walked(step=step)
        walked.step = step
        walked.asks.append(ask)
        walked.entries += step.entries
        state, ask = step.walk, step.next
        assert len(walked.asks) <= limit, "the walk does not end"
    assert walked is not None
    assert walked.stop is not None
    return walked


def title(number: int) -> str:
    """A row's title: reports and other papers in turn."""
    return f"青石县{2000 + number % 25}年法治政府建设年度报告之{number}"


def day(number: int) -> str:
    """A row's date."""
    return f"20{10 + number % 15:02d}-{1 + number % 12:02d}-{1 + number % 28:02d}"


def page(body: str, url: str, status: int = 200, name: str = "法治政府建设") -> Answer:
    """A page of HTML with a head and a menu."""
    menu = '<div class="nav"><a href="/">首页</a><a href="/zwgk/">政务公开</a></div>'
    text = f"<!DOCTYPE html><html><head><title>{name}-青石县人民政府</title></head><body>{menu}{body}</body></html>"
    return Answer(url=url, status=status, text=text)


def missing(url: str) -> Answer:
    """404."""
    return page("<h1>404 Not Found</h1>", url, 404, "404 Not Found")


def data(value: Any, url: str) -> Answer:
    """A JSON answer."""
    return Answer(
        url=url,
        status=200,
        text=json.dumps(value, ensure_ascii=False),
        media_type="application/json",
    )


def query(ask: Ask) -> dict[str, str]:
    """Parameters of the address and of a form body."""
    return dict(parse_qsl(urlsplit(ask.url).query)) | dict(parse_qsl(ask.body.decode()))


def li_rows(numbers: range | list[int], href: str = "./202403/t20240309_{n}.html") -> str:
    """Rows as most portals write them."""
    return "".join(
        f'<li><span>{day(n)}</span><a href="{href.format(n=n)}" title="{title(n)}">{title(n)[:12]}…</a></li>'
        for n in numbers
    )


# -------------------------------------------------------------- hanweb


def hanweb_record(number: int) -> str:
    shown = day(number)
    return (
        f"<record><![CDATA[<li><a href=\"/art/2024/3/9/art_9215_{number}.html\" title='{title(number)}' "
        f'target="_blank">青石县…</a><span>{shown[:8]}\n{shown[8:]}</span></li>]]></record>'
    )


def _proxied(asked: dict[str, str], total: int, proxy: str, per_page: int) -> range:
    group = per_page * 3
    number = int(asked.get("page", "1"))
    if proxy == "page-group":
        return range((number - 1) * group, min(total, number * group))
    if proxy == "page-group-0":
        number = int(asked.get("page", "0"))
        return range(number * group, min(total, (number + 1) * group))
    if proxy == "page-row":
        return range((number - 1) * per_page, min(total, number * per_page))
    first, last = int(asked["startrecord"]) - 1, min(total, int(asked["endrecord"]))
    return range(first, min(last, first + 20) if proxy == "cut" else last)


def hanweb(total: int, *, held: int = 45, proxy: str = "startrecord", per_page: int = 15) -> Serve:
    """Two jpage blocks with the same rows, and a data proxy of one temper.

    proxy: startrecord | page-group | page-group-0 | page-row | empty | javascript | cut (windows of 20 at most)
    """

    def block(unit: str) -> str:
        records = "".join(hanweb_record(n) for n in range(min(held, total)))
        link = f"/module/web/jpage/dataproxy.jsp?page=1&appid=1&webid=3&path=/&columnid=9215&unitid={unit}&permissiontype=0"
        return (
            f'<div id="{unit}"><script type="text/xml"><datastore>\n<nextgroup><![CDATA[<a href="{link}"></a>]]></nextgroup>\n'
            f"<recordset>{records}</recordset></datastore></script></div><script>var param_{unit}={{col:1,appid:'1',webid:3,"
            f"path:'/',columnid:9215,sourceContentType:1,unitid:'{unit}',webname:'青石县人民政府',permissiontype:0}};\n"
            f"$('#{unit}').jpage({{totalRecord:{total},perPage:{per_page},groupSize:3,barPosition:'bottom',"
            "proxyUrl:'/module/web/jpage/dataproxy.jsp'});</script>"
        )

    def serve(ask: Ask) -> Answer:
        if "dataproxy" not in ask.url:
            return page(block("356383") + block("356384"), ask.url)
        asked = query(ask)
        assert asked["unitid"] in ("356383", "356384")
        assert asked["columnid"] == "9215"
        if proxy == "empty":
            text = "<datastore><recordset></recordset></datastore>        "
            return Answer(url=ask.url, status=200, text=text, media_type="text/xml")
        records = [hanweb_record(n) for n in _proxied(asked, total, proxy, per_page)]
        if proxy == "javascript":
            bits = ",".join(
                "'" + r[17:-12].replace("'", "\\'").replace("\n", "\\n") + "'" for r in records
            )
            text = "\r\n" * 9 + f"totalRecord={total};totalPage=10;dataStore=[{bits}];"
            return Answer(url=ask.url, status=200, text=text)
        text = f"<datastore><totalrecord>{total}</totalrecord><totalpage>10</totalpage><recordset>{''.join(records)}</recordset></datastore>"
        return Answer(url=ask.url, status=200, text=text, media_type="text/xml")

    return serve


# -------------------------------------------------------------- static lists


def static(
    total: int,
    *,
    per_page: int = 15,
    pager: str = "createPageHTML",
    broken: dict[str, str] | None = None,
    sidebar: int = 0,
    counted: int | None = None,
) -> Serve:
    """A TRS folder: index.html, index_1.html …; `broken` maps a name to stub | 404 | stale | 403.

    counted: pages that the pager says, where that is not the truth.
    """
    count = max(1, -(-total // per_page))
    known = {"index.html": 1, "": 1} | {f"index_{n}.html": n + 1 for n in range(1, count)}

    def serve(ask: Ask) -> Answer:
        name = urlsplit(ask.url).path.rsplit("/", 1)[-1]
        fault = (broken or {}).get(name)
        if fault == "403":
            return page("<h1>403 Forbidden</h1>", ask.url, 403, "403 Forbidden")
        if fault == "stub":
            return Answer(
                url=ask.url,
                status=200,
                text="<html><head></head><body>" + " " * 300 + "</body></html>",
            )
        if fault == "404" or (name not in known and fault != "stale"):
            return missing(ask.url)
        number = 1 if fault == "stale" else known[name]
        rows = li_rows(range((number - 1) * per_page, min(total, number * per_page)))
        calls = {
            "createPageHTML": f'<script>createPageHTML({counted or count}, {number - 1}, "index", "html");</script>',
            "createPage": f'<script>createPage({count},{number - 1},"index","html")</script>',
            "none": "",
            "words": f'<div>共{total}条 第{number}/{count}页 <a href="index_{number}.html">下一页</a></div>',
        }
        side = "".join(
            f'<li><a href="/zx/t20240101_{n}.html">热点新闻第{n}条在这里</a><i>2024-01-01</i></li>'
            for n in range(sidebar)
        )
        return page(
            f'<ul class="list">{rows}</ul>{calls[pager]}<ul class="hot">{side}</ul>', ask.url
        )

    return serve
