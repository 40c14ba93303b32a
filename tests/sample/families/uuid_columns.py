"""河北's columns by uuid: further rows as HTML fragments from a block's address (§3.K)."""

from __future__ import annotations

import uuid
from functools import partial
from html import escape

from tests.sample import files
from tests.sample.exchange import Reply, Request, Site, fixed, html
from tests.sample.families.common import Dialect, article, cut, frame_site, page, pages_of
from tests.sample.nouns import Column, Item, SamplePortal

SIZE = 10


def _uuid(*parts: str) -> str:
    return str(uuid.uuid5(uuid.NAMESPACE_DNS, "/".join(parts)))


def column_path(portal: SamplePortal, column: Column) -> str:
    """A uuid for a name."""
    return f"/columns/{_uuid(portal.portal, column.slug)}/index.html"


def path_of(portal: SamplePortal, column: Column, item: Item) -> str:
    """Month, day and a uuid under the column's."""
    day = item.published.replace("-", "")
    root = column_path(portal, column).removesuffix("index.html")
    return f"{root}{day[:6]}/{day[6:]}/{_uuid(portal.portal, item.key)}.html"


DIALECT = Dialect(
    column_path=column_path,
    path_of=path_of,
    labels="table",
    hubs=(
        ("/columns/0a41c0de-0000-4000-8000-000000000001/index.html", "政务公开"),
        ("/columns/0a41c0de-0000-4000-8000-000000000002/index.html", "法定主动公开内容"),
    ),
    container='<div class="pages_content">{}</div>',
)


def _block(portal: SamplePortal, column: Column) -> str:
    root = column_path(portal, column).removesuffix("index.html")
    return (
        f"{root}templates/{_uuid(portal.portal, 'template')}/blocks/{_uuid(column.slug, 'block')}"
    )


def site(portal: SamplePortal) -> Site:
    """All pages of the portal."""
    pages = frame_site(DIALECT, portal)
    for column in portal.columns:
        pages[column_path(portal, column)] = partial(_column, portal, column)
        pages[_block(portal, column)] = partial(_fragment, portal, column)
        for item in column.items:
            pages[path_of(portal, column, item)] = partial(article, DIALECT, portal, column, item)
            if item.attachment:
                pages[DIALECT.file_path(portal, column, item)] = fixed(files.reply(item))
    return pages


def _rows(portal: SamplePortal, column: Column, number: int) -> str:
    rows = "".join(
        f'<li><a href="{path_of(portal, column, item)}" title="{escape(item.title)}">{escape(item.title)}</a>'
        f"<i>{item.published}</i></li>"
        for item in cut(column, number, SIZE)
    )
    return f'<ul class="news">{rows}</ul>'


def _column(portal: SamplePortal, column: Column, request: Request) -> Reply:
    block, count = _block(portal, column), pages_of(column, SIZE)
    script = f"<script>loadBlock('{block}?page=2&fix=0', {count}, {len(column.items)});</script>"
    pager = f'<div class="paging" data-url="{block}" data-pages="{count}">共{count}页</div>'
    return page(
        DIALECT,
        portal,
        request,
        column.name,
        f'<div id="blk">{_rows(portal, column, 1)}</div>{pager}{script}',
    )


def _fragment(portal: SamplePortal, column: Column, request: Request) -> Reply:
    return html(_rows(portal, column, int(request.query.get("page", "1") or 1)))
