"""pc/list.html with rows as JSON in the page; each row's address is JSON inside a string (§3.L)."""

from __future__ import annotations

import json
from functools import partial

from tests.sample import files
from tests.sample.exchange import Reply, Request, Site, fixed
from tests.sample.families.common import Dialect, article, cut, frame_site, page, pages_of
from tests.sample.nouns import Column, Item, SamplePortal

SIZE = 15
SITE = "qsxrmzf"


def column_path(_portal: SamplePortal, column: Column) -> str:
    """Site, column, pc."""
    return f"/{SITE}/c{column.serial:06d}/pc/list.html"


def path_of(_portal: SamplePortal, column: Column, item: Item) -> str:
    """A number of 19 digits."""
    return f"/{SITE}/c{column.serial:06d}/pc/content/content_{1_800_000_000_000_000_000 + item.serial}.html"


DIALECT = Dialect(
    column_path=column_path,
    path_of=path_of,
    labels="list",
    file_path=lambda _p, _c, item: f"/{SITE}/upload/{item.serial}.{item.attachment}",
    hubs=(
        (f"/{SITE}/zwgk/pc/index.html", "政务公开"),
        (f"/{SITE}/fdzdgk/pc/index.html", "法定主动公开内容"),
    ),
    container='<div class="wenZhang" id="zoom">{}</div>',
)


def site(portal: SamplePortal) -> Site:
    """All pages of the portal."""
    pages = frame_site(DIALECT, portal)
    for column in portal.columns:
        first = column_path(portal, column)
        for number in range(1, pages_of(column, SIZE) + 1):
            name = first if number == 1 else first.replace("list.html", f"list_{number}.html")
            pages[name] = partial(_list, portal, column, number)
        for item in column.items:
            pages[path_of(portal, column, item)] = partial(article, DIALECT, portal, column, item)
            if item.attachment:
                pages[DIALECT.file_path(portal, column, item)] = fixed(files.reply(item))
    return pages


def _list(portal: SamplePortal, column: Column, number: int, request: Request) -> Reply:
    rows = [
        {
            "id": str(1_800_000_000_000_000_000 + item.serial),
            "title": item.title if item.report else f"[转发]{item.title}",
            "pubDate": f"{item.published} {item.clock}",
            "urls": json.dumps({"pc": path_of(portal, column, item)}),
            "articleFiles": [],
        }
        for item in cut(column, number, SIZE)
    ]
    count = pages_of(column, SIZE)
    data = f'"articleList":{json.dumps(rows, ensure_ascii=False)},"total":{len(column.items)},"pages":{count}'
    after = f'<a href="list_{number + 1}.html">下一页</a>' if number < count else ""
    inside = f'<div id="list"></div><script>var pageData = {{{data}}};render(pageData);</script><div class="fy">{after}</div>'
    return page(DIALECT, portal, request, column.name, inside)
