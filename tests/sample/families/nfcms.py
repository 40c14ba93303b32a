"""The news side beside gkmlpt: content/post_ID.html on plain folders with index_2.html (§3.E)."""

from __future__ import annotations

from functools import partial
from html import escape

from tests.sample import files
from tests.sample.exchange import Reply, Request, Site, fixed
from tests.sample.families.common import Dialect, article, cut, frame_site, page, pages_of
from tests.sample.nouns import Column, Item, SamplePortal

SIZE = 11


def column_path(_portal: SamplePortal, column: Column) -> str:
    """A folder under 政务公开."""
    return f"/zwgk/{column.slug}/"


def path_of(_portal: SamplePortal, column: Column, item: Item) -> str:
    """A post beside the list."""
    return f"/zwgk/{column.slug}/content/post_{item.serial}.html"


DIALECT = Dialect(
    column_path=column_path,
    path_of=path_of,
    labels="bold",
    file_path=lambda _p, _c, item: (
        f"/attachment/0/{item.serial % 997}/{item.serial}/{item.serial}.{item.attachment}"
    ),
    hubs=(("/zwgk/", "政务公开"),),
    container='<div class="zw">{}</div>',
    head="<script>var NFCMS_SITE_ID='799';</script>",
)


def site(portal: SamplePortal) -> Site:
    """All pages of the portal."""
    pages = frame_site(DIALECT, portal)
    for column in portal.columns:
        root = column_path(portal, column)
        for number in range(1, pages_of(column, SIZE) + 1):
            pages[root + ("index.html" if number == 1 else f"index_{number}.html")] = partial(
                _list, portal, column, number
            )
        pages[root] = pages[f"{root}index.html"]
        for item in column.items:
            pages[path_of(portal, column, item)] = partial(article, DIALECT, portal, column, item)
            if item.attachment:
                pages[DIALECT.file_path(portal, column, item)] = fixed(files.reply(item))
    return pages


def _list(portal: SamplePortal, column: Column, number: int, request: Request) -> Reply:
    rows = "".join(
        f'<li><a href="{path_of(portal, column, item)}">{escape(item.title)}</a><em>{item.published.replace("-", "/")}</em></li>'
        for item in cut(column, number, SIZE)
    )
    count, root = pages_of(column, SIZE), column_path(portal, column)
    after = (
        f'<a class="next" href="{root}index_{number + 1}.html">下一页</a>' if number < count else ""
    )
    return page(
        DIALECT,
        portal,
        request,
        column.name,
        f'<ul class="news_list">{rows}</ul><div>{after} 共{count}页</div>',
    )
