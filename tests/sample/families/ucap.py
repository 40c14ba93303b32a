"""UCAP: static lists with _2 pages, or rows as JSON from /common/search; double slashes, escaped bodies (§3.D)."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from html import escape

from tests.sample import files, markup
from tests.sample.exchange import Reply, Request, Site, fixed
from tests.sample.families.common import Dialect, article, cut, frame_site, page, pages_of
from tests.sample.nouns import Column, Item, SamplePortal

SIZE = 9


def _hex(*parts: object) -> str:
    return hashlib.md5("/".join(map(str, parts)).encode(), usedforsecurity=False).hexdigest()


def column_path(_portal: SamplePortal, column: Column) -> str:
    """Only the list page exists; the bare folder is 404."""
    return f"/qs/c{column.serial + 100000}/xxgk_list.shtml"


def path_of(portal: SamplePortal, column: Column, item: Item) -> str:
    """Column, month and a digest."""
    return f"/qs/c{column.serial + 100000}/{item.published[:4]}{item.published[5:7]}/{_hex(portal.portal, item.key)}.shtml"


DIALECT = Dialect(
    column_path=column_path,
    path_of=path_of,
    labels="list",
    file_path=lambda _p, _c, item: f"/qs/upload/{item.serial}.{item.attachment}",
    hubs=(
        ("/qs/zfxxgk/zfxxgk.shtml", "政府信息公开"),
        ("/qs/fdzdgk/xxgk_navs.shtml", "法定主动公开内容"),
    ),
    container='<UCAPCONTENT><div id="UCAP-CONTENT" class="article_content">{}</div></UCAPCONTENT>',
    info="时间：{date} {clock}　来源：{source}　访问量：[{hits}]",
)


def site(portal: SamplePortal) -> Site:
    """All pages of the portal."""
    pages = frame_site(DIALECT, portal)
    for column in portal.columns:
        first = column_path(portal, column)
        for number in range(1, pages_of(column, SIZE) + 1):
            name = first if number == 1 else first.replace(".shtml", f"_{number}.shtml")
            pages[name] = partial(_list, portal, column, number)
        channel = _hex(portal.portal, column.slug)
        pages[f"/common/search/{channel}"] = partial(_search, portal, column)
        if "json" in portal.traits:
            pages[first] = partial(_shell, portal, column, channel)
        for item in column.items:
            pages[path_of(portal, column, item)] = partial(_article, portal, column, item)
            pages["/" + path_of(portal, column, item)] = pages[path_of(portal, column, item)]
            if item.attachment:
                pages[DIALECT.file_path(portal, column, item)] = fixed(files.reply(item))
    return pages


def _list(portal: SamplePortal, column: Column, number: int, request: Request) -> Reply:
    rows = "".join(
        f'<li><a href="{path_of(portal, column, item)}" title="{escape(item.title)}">{escape(item.title)}</a>'
        f'<span class="time">{item.published}</span></li>'
        for item in cut(column, number, SIZE)
    )
    count = pages_of(column, SIZE)
    script = (
        f"createPageHTML('page_div', {count}, {number}, 'xxgk_list', 'shtml', {len(column.items)});"
    )
    inside = f'<div class="pageList"><ul>{rows}</ul></div><div id="page_div"></div><script>{script}</script>'
    return page(DIALECT, portal, request, column.name, inside)


def _shell(portal: SamplePortal, column: Column, channel: str, request: Request) -> Reply:
    query = (
        "_isAgg=true&_isJson=true&_pageSize=9&_template=index&_rangeTimeGte=&_channelName=&page="
    )
    script = f"$.get('/common/search/{channel}?{query}' + page, function (answer) {{ show(answer.data.results); }});"
    inside = f'<div class="pageList" id="list"></div><script>var page = 1; {script}</script>'
    return page(DIALECT, portal, request, column.name, inside)


def _result(
    portal: SamplePortal, column: Column, item: Item, *, has_double_slash: bool
) -> dict[str, object]:
    number = item.report.number if item.report and not item.report.number_in_text else ""
    path = path_of(portal, column, item)
    labels = [
        {"key": "refno", "name": "文号", "value": number},
        {"key": "pubdate", "value": item.published},
        {"key": "source", "value": item.source},
    ]
    return {
        "title": item.title,
        "subTitle": "",
        "url": f"/{path}" if has_double_slash else path,
        "publishedTimeStr": f"{item.published} {item.clock}",
        "content": "",
        "contentHtml": markup.body_html(item.blocks, item.style),
        "domainMetaList": [{"resultList": labels}],
    }


def _search(portal: SamplePortal, column: Column, request: Request) -> Reply:
    number, size = (
        int(request.query.get("page", "1")),
        int(request.query.get("_pageSize", str(SIZE))),
    )
    results = [
        _result(portal, column, item, has_double_slash=n % 3 == 0)
        for n, item in enumerate(cut(column, number, size))
    ]
    data = {
        "total": len(column.items),
        "page": number,
        "rows": size,
        "channelName": column.name,
        "results": results,
    }
    return Reply(
        body=json.dumps({"data": data}, ensure_ascii=False).encode(),
        content_type="application/json;charset=UTF-8",
    )


def _article(portal: SamplePortal, column: Column, item: Item, request: Request) -> Reply:
    body = None
    if (
        "escaped" in portal.traits
        and item.report is not None
        and item.report.year % 4 == 0
        and not item.attachment
    ):
        text = markup.body_html(item.blocks, item.style)
        coded = "".join(
            char if char.isascii() and char.isalnum() else f"%u{ord(char):04x}" for char in text
        )
        body = f"<script>document.write(unescape('{coded}'));</script>"
    return article(DIALECT, portal, column, item, request, body=body)
