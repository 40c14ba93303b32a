"""大汉 jpaas: a unit whose rows come as HTML inside JSON; only paramJson turns the page (§3.B)."""

from __future__ import annotations

import json
from functools import partial
from html import escape

from tests.sample import files
from tests.sample.exchange import Reply, Request, Site, fixed
from tests.sample.families.common import Dialect, article, cut, frame_site, page
from tests.sample.nouns import Column, Item, SamplePortal

UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
SIZE = 8


def column_path(_portal: SamplePortal, column: Column) -> str:
    """Column addresses stay those of jcms."""
    return f"/col/col{column.serial + 1229000000}/index.html"


def path_of(_portal: SamplePortal, column: Column, item: Item) -> str:
    """Year, and a digest-like number."""
    return (
        f"/col/col{column.serial + 1229000000}/art/{item.published[:4]}/art_{item.serial:032x}.html"
    )


DIALECT = Dialect(
    column_path=column_path,
    path_of=path_of,
    labels="table",
    hubs=(
        ("/col/col1229000001/index.html", "政务公开"),
        ("/col/col1229000002/index.html", "法定主动公开内容"),
    ),
    container='<div class="bt-content zoom clearfix jpaas-ai-content">{}</div>',
)


def site(portal: SamplePortal) -> Site:
    """All pages of the portal."""
    pages = frame_site(DIALECT, portal)
    pages[UNIT] = partial(_unit, portal)
    for column in portal.columns:
        pages[column_path(portal, column)] = partial(_column, portal, column)
        for item in column.items:
            pages[path_of(portal, column, item)] = partial(article, DIALECT, portal, column, item)
            if item.attachment:
                pages[DIALECT.file_path(portal, column, item)] = fixed(files.reply(item))
    return pages


def _column(portal: SamplePortal, column: Column, request: Request) -> Reply:
    query = {
        "parseType": "bulidstatic",
        "webId": "3185",
        "tplSetId": "b1f041",
        "pageType": "column",
        "tagId": "信息列表",
        "editType": "null",
        "pageId": str(column.serial),
    }
    data = json.dumps(query, ensure_ascii=False).replace('"', "'")
    inside = (
        f'<h2>{column.name}</h2><script id="u1" src="/script/AuthorizedRead/unitbuild.js" parseType="bulidstatic" '
        f'url="{UNIT}" queryData="{data}"></script>'
    )
    return page(DIALECT, portal, request, column.name, inside)


def _unit(portal: SamplePortal, request: Request) -> Reply:
    asked = request.query
    column = next((c for c in portal.columns if str(c.serial) == asked.get("pageId")), None)
    if column is None or asked.get("tagId") != "信息列表" or asked.get("webId") != "3185":
        return _json({"success": False, "code": "500", "message": "参数错误"})
    turn = json.loads(asked.get("paramJson") or "{}")
    number = 1 if "stuck" in portal.traits else int(turn.get("pageNo", 1))
    host = request.headers.get("host", portal.address)
    rows = ""
    for place, item in enumerate(cut(column, number, SIZE)):
        path = path_of(portal, column, item)
        link = (path, f"//{host}{path}", f"http://{host}{path}")[place % 3]
        rows += (
            f'<li class="clearfix"><a class="bt-left" href="{link}" title="{escape(item.title)}">'
            f'{escape(item.title[:18])}...</a><span class="bt-right">{item.published}</span></li>'
        )
    pager = f'<div class="pagination" rows="{SIZE}" count="{len(column.items)}" pageNo="{number}"></div>'
    return _json(
        {"success": True, "code": "200", "message": "", "data": {"html": f"<ul>{rows}</ul>{pager}"}}
    )


def _json(value: object) -> Reply:
    return Reply(
        body=json.dumps(value, ensure_ascii=False).encode(),
        content_type="application/json;charset=UTF-8",
    )
