"""Single-page sites of several makes: what the shell holds, what its data calls tell, and how its pager works (guide §3.P)."""

from __future__ import annotations

import json
import re
from functools import partial
from html import escape
from pathlib import Path

from tests.sample import files, markup
from tests.sample.exchange import Reply, Request, Site, fixed, html
from tests.sample.nouns import Column, Item, SamplePortal

SIZE = 6
_SCRIPT = Path(__file__).with_name("spa_app.js")
_PUSHED = "var to = {path: '/detail', query: {id: row.id}}; location.hash = '#' + to.path + '?id=' + to.query.id"
_JOINED = "window.location.href = '/detail/'.concat(row.id)"
_SHELL = (
    '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{name}</title></head><body>'
    '<div id="app"></div>{inline}<script src="/js/app.8d1c.js"></script></body></html>'
)


def column_path(portal: SamplePortal, column: Column) -> str:
    """The column's address in the browser."""
    return f"/#/list?code={column.slug}" if "hash" in portal.traits else f"/zwgk/{column.slug}"


def path_of(portal: SamplePortal, _column: Column, item: Item) -> str:
    """The article's address in the browser."""
    if "hash" in portal.traits:
        return f"/#/detail?id={item.serial}"
    if "embedded" in portal.traits:
        return f"/article/{item.serial}.html"
    return f"/detail/{item.serial}"


def site(portal: SamplePortal) -> Site:
    """The shell under every address of the site, the script, and the calls behind it."""
    shell = fixed(html(_SHELL.format(name=portal.site_name, inline="")))
    pages: Site = dict.fromkeys(("/", "/zwgk"), shell)
    pages["/js/app.8d1c.js"] = fixed(
        Reply(body=_script(portal), content_type="application/javascript; charset=utf-8")
    )
    pages["/api/site"] = partial(_site_facts, portal)
    pages["/api/search" if "post" in portal.traits else "/api/list"] = partial(_page, portal)
    pages["/api/info"] = partial(_info, portal)
    for column in portal.columns:
        pages[f"/zwgk/{column.slug}"] = partial(_column, portal, column)
        for item in column.items:
            path = path_of(portal, column, item)
            if "hash" not in portal.traits:
                pages[path] = (
                    partial(_static, portal, item) if "embedded" in portal.traits else shell
                )
            if item.attachment:
                pages[f"/upload/{item.serial}.{item.attachment}"] = fixed(files.reply(item))
    return pages


def _script(portal: SamplePortal) -> bytes:
    conf = {
        "site": portal.site_code,
        "size": SIZE,
        "hash": "hash" in portal.traits,
        "post": "post" in portal.traits,
        "buttons": "buttons" in portal.traits,
        "clicks": "clicks" in portal.traits,
    }
    script = _SCRIPT.read_text(encoding="utf-8").replace("__CONF__", json.dumps(conf))
    goes = ""
    if "clicks" in portal.traits:  # the one place that tells where a row leads
        script = re.sub(r"  function address.*// links\n", "", script)
        goes = _PUSHED if "hash" in portal.traits else _JOINED
    return script.replace("__GO__", goes).encode()


def _json(value: object, status: int = 200) -> Reply:
    text = json.dumps({"code": status, "msg": "success", "data": value}, ensure_ascii=False)
    return Reply(body=text.encode(), content_type="application/json;charset=UTF-8", status=status)


def _site_facts(portal: SamplePortal, request: Request) -> Reply:
    columns = [
        {"name": column.name, "path": column_path(portal, column).removeprefix("/#")}
        for column in portal.columns
    ]
    footer = markup.footer(portal, request.hits)
    return _json({"top": markup.ACCESSIBLE, "footer": footer, "columns": columns})


def _row(portal: SamplePortal, column: Column, item: Item) -> dict[str, object]:
    row: dict[str, object] = {
        "id": item.serial,
        "title": item.title,
        "publishTime": f"{item.published} {item.clock}",
        "hits": 7,
    }
    return row if "ids" in portal.traits else {**row, "url": path_of(portal, column, item)}


def _page(portal: SamplePortal, request: Request) -> Reply:
    asked = json.loads(request.body) if request.body else request.query
    column = next((c for c in portal.columns if c.slug == asked.get("columnCode")), None)
    if column is None or request.headers.get("x-site") not in {portal.site_code, None}:
        return _json(None, 404)
    current = max(1, int(asked.get("pageNum") or 1))
    rows = column.items[(current - 1) * SIZE : current * SIZE]
    return _json(
        {
            "name": column.name,
            "records": [_row(portal, column, item) for item in rows],
            "total": len(column.items),
            "pages": -(-len(column.items) // SIZE),
            "current": current,
        }
    )


def _column(portal: SamplePortal, column: Column, _request: Request) -> Reply:
    """The column's page: a shell, one with its list inside, one that names its call, or a page of the old kind."""
    if "embedded" in portal.traits:
        rows = [_row(portal, column, item) for item in column.items]
        held = json.dumps({"list": rows, "total": len(rows)}, ensure_ascii=False)
        inline = f"<script>window.__INITIAL_STATE__ = {held};</script>"
    elif "named" in portal.traits:
        inline = (
            "<script>function load(n){return fetch('/api/list?columnCode="
            f"{column.slug}&pageNum=1&pageSize={SIZE}')}}</script>"
        )
    elif "bodies" in portal.traits:
        rows_ = "".join(
            f'<li><a href="{path_of(portal, column, item)}">{escape(item.title)}</a><span>{item.published}</span></li>'
            for item in column.items
        )
        return html(
            f"<html><head><title>{column.name}</title></head><body><ul>{rows_}</ul></body></html>"
        )
    else:
        inline = ""
    return html(_SHELL.format(name=portal.site_name, inline=inline))


def _content(item: Item) -> str:
    if item.attachment:
        link = f"/upload/{item.serial}.{item.attachment}"
        return f'<p>{item.notice}</p><p><a href="{link}">附件：{item.title}</a></p>'
    return markup.body_html(item.blocks, item.style)


def _info(portal: SamplePortal, request: Request) -> Reply:
    for column in portal.columns:
        for item in column.items:
            if str(item.serial) == request.query.get("id"):
                told = {
                    "source": item.source,
                    "viewCount": 70 + request.hits,
                    "content": _content(item),
                }
                return _json({**_row(portal, column, item), **told})
    return _json(None, 404)


def _static(portal: SamplePortal, item: Item, request: Request) -> Reply:
    return html(
        f"<html><head><title>{escape(item.title)}</title></head><body><h1>{escape(item.title)}</h1>"
        f'<div class="info">发布时间：{item.published} {item.clock}　来源：{item.source}</div>'
        f'<div class="article-content">{_content(item)}</div><div>{markup.footer(portal, request.hits)}</div></body></html>'
    )
