"""TrueCMS: first rows in a hidden #initData, the rest by JSONP that answers 404 without a Referer (§3.G)."""

from __future__ import annotations

import json
import uuid
from functools import partial
from html import escape

from tests.sample import files
from tests.sample.exchange import Reply, Request, Site, fixed, html
from tests.sample.families.common import Dialect, article, frame_site, page
from tests.sample.nouns import Column, Item, SamplePortal

SIZE = 10
API = "/TrueCMS/messageController/getMessage.do"


def column_path(_portal: SamplePortal, column: Column) -> str:
    """The last folder names the file."""
    return f"/qsrmzf/{column.slug}/{column.slug}.html"


def path_of(portal: SamplePortal, column: Column, item: Item) -> str:
    """A uuid under content."""
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{portal.portal}/{item.key}")
    return f"/qsrmzf/{column.slug}/content/{name}.html"


def _id(portal: SamplePortal, column: Column) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_URL, f"{portal.portal}/{column.slug}"))


DIALECT = Dialect(
    column_path=column_path,
    path_of=path_of,
    labels="table",
    hubs=(
        ("/qsrmzf/zwgk/zwgk.html", "政务公开"),
        ("/qsrmzf/fdzdgk/fdzdgk.html", "法定主动公开内容"),
    ),
    container='<div id="zoomcon" class="content">{}</div>',
    info="发布日期：{date} 来源：{source} 字体 阅读次数：{hits}",
)


def site(portal: SamplePortal) -> Site:
    """All pages of the portal."""
    pages = frame_site(DIALECT, portal)
    pages[API] = partial(_message, portal)
    for column in portal.columns:
        pages[column_path(portal, column)] = partial(_column, portal, column)
        for item in column.items:
            pages[path_of(portal, column, item)] = partial(article, DIALECT, portal, column, item)
            if item.attachment:
                pages[DIALECT.file_path(portal, column, item)] = fixed(files.reply(item))
    return pages


def _row(portal: SamplePortal, column: Column, item: Item) -> str:
    link = path_of(portal, column, item)
    return f'<li><a href="{link}" title="{escape(item.title)}">{escape(item.title)}</a><span>[{item.published}]</span></li>'


def _column(portal: SamplePortal, column: Column, request: Request) -> Reply:
    rows = "".join(_row(portal, column, item) for item in column.items[:SIZE])
    inside = (
        f'<div id="initData" style="display:none"><ul>{rows}</ul></div><div id="pageList"></div><script>'
        f"var columnId='{_id(portal, column)}';$('#pageList').jpage({{totalRecord:{len(column.items)},perPage:{SIZE},"
        f"groupSize:1,proxyUrl:'{API}?columnId={_id(portal, column)}'}});</script>"
    )
    return page(DIALECT, portal, request, column.name, inside)


def _message(portal: SamplePortal, request: Request) -> Reply:
    if "referer" not in request.headers:
        return html("<html><title>404</title><body>Not Found</body></html>", status=404)
    asked = {**request.query, **request.form}
    column = next((c for c in portal.columns if _id(portal, c) == asked.get("columnId")), None)
    if column is None:
        return html("<html><title>404</title><body>Not Found</body></html>", status=404)
    start, end = int(asked.get("startrecord", "1")), int(asked.get("endrecord", "10"))
    items = column.items[start - 1 : min(end, start + 19)]  # the window is twenty rows at most
    rows = "".join(f"<record><![CDATA[{_row(portal, column, item)}]]></record>" for item in items)
    store = f"<datastore><totalrecord>{len(column.items)}</totalrecord><recordset>{rows}</recordset></datastore>"
    text = f"{asked.get('callback', 'cb')}({json.dumps({'result': store}, ensure_ascii=False)})"
    return Reply(body=text.encode(), content_type="text/javascript;charset=UTF-8")
