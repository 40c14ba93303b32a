"""A single-page site: an empty shell, and lists and articles as JSON that its script fetches (guide §3.P)."""

from __future__ import annotations

import json
from pathlib import Path

from tests.sample import files, markup
from tests.sample.exchange import Reply, Request, Site, fixed, html
from tests.sample.nouns import Column, Item, SamplePortal

PER_PAGE = 10
_SCRIPT = Path(__file__).with_name("vue_app.js")
_SHELL = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>{name}</title></head><body><noscript>请开启浏览器的JavaScript功能后继续访问。</noscript>"
    '<div id="app"></div><script src="/static/js/app.{round}f3c.js"></script></body></html>'
)


def column_path(_portal: SamplePortal, column: Column) -> str:
    """The column's address in the browser."""
    return f"/zwgk/{column.slug}"


def path_of(_portal: SamplePortal, _column: Column, item: Item) -> str:
    """The article's address in the browser."""
    return f"/detail/{item.serial}"


def site(portal: SamplePortal) -> Site:
    """The shell under every address of the site, the script, and the calls behind it."""
    shell = fixed(html(_SHELL.format(name=portal.site_name, round=portal.round)))
    pages: Site = dict.fromkeys(("/", "/zwgk", "/zwgk/fdzdgknr", "/index.html"), shell)
    pages[f"/static/js/app.{portal.round}f3c.js"] = fixed(
        Reply(body=_SCRIPT.read_bytes(), content_type="application/javascript; charset=utf-8")
    )
    pages["/api/site"] = lambda request: _json(_site_facts(portal, request))
    pages["/api/article/page"] = lambda request: _page(portal, request)
    pages["/api/article/info"] = lambda request: _info(portal, request)
    for column in portal.columns:
        pages[column_path(portal, column)] = shell
        for item in column.items:
            pages[path_of(portal, column, item)] = shell
            if item.attachment:
                pages[f"/upload/{item.serial}.{item.attachment}"] = fixed(files.reply(item))
    return pages


def _json(value: object, status: int = 200) -> Reply:
    text = json.dumps(
        {"code": status, "msg": "操作成功" if status == 200 else "失败", "data": value},
        ensure_ascii=False,
    )
    return Reply(body=text.encode(), content_type="application/json;charset=UTF-8", status=status)


def _site_facts(portal: SamplePortal, request: Request) -> dict[str, object]:
    return {
        "name": portal.site_name,
        "footer": markup.footer(portal, request.hits),
        "weather": markup.weather(portal),
        "top": markup.ACCESSIBLE,
        "tools": f"{markup.TOOLS} {markup.EYES}",
        "close": markup.CLOSE,
        "share": markup.SHARE,
        "menus": [
            {"name": column.name, "path": column_path(portal, column)} for column in portal.columns
        ],
    }


def _row(portal: SamplePortal, column: Column, item: Item) -> dict[str, object]:
    return {
        "id": item.serial,
        "title": item.title,
        "publishTime": f"{item.published} {item.clock}",
        "url": path_of(portal, column, item),
        "columnName": column.name,
    }


def _page(portal: SamplePortal, request: Request) -> Reply:
    column = next((c for c in portal.columns if c.slug == request.query.get("columnCode")), None)
    if column is None:
        return _json(None, 404)
    current = max(1, int(request.query.get("pageNum", "1") or 1))
    size = max(1, min(50, int(request.query.get("pageSize", str(PER_PAGE)) or PER_PAGE)))
    rows = column.items[(current - 1) * size : current * size]
    return _json(
        {
            "records": [_row(portal, column, item) for item in rows],
            "total": len(column.items),
            "pages": -(-len(column.items) // size),
            "current": current,
            "size": size,
        }
    )


def _info(portal: SamplePortal, request: Request) -> Reply:
    for column in portal.columns:
        for item in column.items:
            if str(item.serial) == request.query.get("id"):
                return _json(_article(portal, column, item, request.hits))
    return _json(None, 404)


def _article(portal: SamplePortal, column: Column, item: Item, hits: int) -> dict[str, object]:
    content = markup.body_html(item.blocks, item.style)
    if item.attachment:
        content = f'<p>{item.notice}</p><p><a href="/upload/{item.serial}.{item.attachment}">附件：{item.title}</a></p>'
    before, after = markup.neighbours(column, item)
    number = item.report.number if item.report and not item.report.number_in_text else None
    return {
        **_row(portal, column, item),
        "source": item.source,
        "viewCount": 700 + hits,
        "content": content,
        "docNo": number or "",
        "indexNo": item.index_number or "",
        "prev": _row(portal, column, before) if before else None,
        "next": _row(portal, column, after) if after else None,
        "related": [_row(portal, column, other) for other in markup.related(column, item)],
    }
