"""iList.jsp: pages by cur_page, and beyond the end the last page again (§3.J)."""

from __future__ import annotations

from functools import partial
from html import escape

from tests.sample import files
from tests.sample.exchange import Reply, Request, Site, fixed
from tests.sample.families.common import Dialect, article, cut, frame_site, page, pages_of
from tests.sample.nouns import Column, Item, SamplePortal

SIZE = 10


def column_path(_portal: SamplePortal, column: Column) -> str:
    """Node and category."""
    return f"/info/iList.jsp?node_id=GKqs&cat_id={column.serial}&cur_page=1"


def path_of(_portal: SamplePortal, column: Column, item: Item) -> str:
    """A static page by date."""
    return f"/info/{column.serial}/{item.published.replace('-', '/')}/{item.serial}.html"


DIALECT = Dialect(
    column_path=column_path,
    path_of=path_of,
    labels="bold",
    file_path=lambda _p, _c, item: (
        f"/wcm.files/upload/CMSqs/{item.published[:4]}/{item.serial}.{item.attachment}"
    ),
    hubs=(("/gk/index.html", "政务公开"), ("/gk/ml.html", "政府信息公开目录")),
    container='<div class="con" id="Zoom">{}</div>',
    info="{date} {clock}  来源：{source}  点击数：{hits}",
)


def site(portal: SamplePortal) -> Site:
    """All pages of the portal."""
    pages = frame_site(DIALECT, portal)
    pages["/info/iList.jsp"] = partial(_list, portal)
    for column in portal.columns:
        for item in column.items:
            pages[path_of(portal, column, item)] = partial(article, DIALECT, portal, column, item)
            if item.attachment:
                pages[DIALECT.file_path(portal, column, item)] = fixed(files.reply(item))
    return pages


def _list(portal: SamplePortal, request: Request) -> Reply:
    column = next(
        (c for c in portal.columns if str(c.serial) == request.query.get("cat_id")),
        portal.columns[0],
    )
    count = pages_of(column, SIZE)
    number = min(count, max(1, int(request.query.get("cur_page", "1") or 1)))
    rows = "".join(
        f'<li><a href="{path_of(portal, column, item)}" title="{escape(item.title)}">{escape(item.title)}</a>'
        f"<span>{item.published}</span></li>"
        for item in cut(column, number, SIZE)
    )
    link = f"/info/iList.jsp?node_id=GKqs&amp;cat_id={column.serial}&amp;cur_page="
    pager = f'<a href="{link}{min(number + 1, count)}">下一页</a> <a href="{link}{count}">末页</a>'
    return page(
        DIALECT,
        portal,
        request,
        column.name,
        f'<div class="list_div"><ul>{rows}</ul></div><div>{pager}</div>',
    )
