"""龙讯: columns by organisation and catalogue, spaced labels in th cells, robots' user agents refused (§3.H)."""

from __future__ import annotations

from functools import partial
from html import escape

from tests.sample import files
from tests.sample.exchange import Handler, Reply, Request, Site, fixed, html
from tests.sample.families.common import Dialect, article, cut, frame_site, page, pages_of
from tests.sample.nouns import Column, Item, SamplePortal

SIZE = 12
ORGAN = 6601
REFUSED = ("python-requests", "curl", "scrapy/", "java/")


def column_path(_portal: SamplePortal, column: Column) -> str:
    """The catalogue's list."""
    return f"/public/column/{ORGAN}?type=4&catId={column.serial}&action=list"


def path_of(_portal: SamplePortal, _column: Column, item: Item) -> str:
    """Organisation and number."""
    return f"/public/{ORGAN}/{item.serial}.html"


DIALECT = Dialect(
    column_path=column_path,
    path_of=path_of,
    labels="th",
    hubs=(
        (f"/public/{ORGAN}/index.html", "政府信息公开"),
        (f"/public/{ORGAN}/ml.html", "政府信息公开目录"),
    ),
    container='<div class="wzcon j-fontContent">{}</div>',
    info="发布时间：{date} {clock} 信息来源：{source} 浏览量：{hits}",
)


def site(portal: SamplePortal) -> Site:
    """All pages of the portal."""
    pages = frame_site(DIALECT, portal)
    pages[f"/public/column/{ORGAN}"] = partial(_column, portal)
    for column in portal.columns:
        for item in column.items:
            pages[path_of(portal, column, item)] = partial(article, DIALECT, portal, column, item)
            if item.attachment:
                pages[DIALECT.file_path(portal, column, item)] = fixed(files.reply(item))
    return {path: _filtered(handler) for path, handler in pages.items()}


def _filtered(handler: Handler) -> Handler:
    def answer(request: Request) -> Reply:
        agent = request.headers.get("user-agent", "").lower()
        if not agent or agent.startswith(REFUSED):
            return html("<html><title>403</title><body>Forbidden</body></html>", status=403)
        return handler(request)

    return answer


def _column(portal: SamplePortal, request: Request) -> Reply:
    column = next(
        (c for c in portal.columns if str(c.serial) == request.query.get("catId")),
        portal.columns[0],
    )
    number, count = int(request.query.get("pageIndex", "1")), pages_of(column, SIZE)
    rows = "".join(
        f'<ul class="xxgk_navli"><li class="xh">{place}</li><li class="mc"><a href="{path_of(portal, column, item)}" '
        f'title="{escape(item.title)}">{escape(item.title)}</a></li><li class="rq">{item.published}</li></ul>'
        for place, item in enumerate(cut(column, number, SIZE), 1)
    )
    link = f"{column_path(portal, column)}&pageIndex="
    after = (
        f'<a href="{escape(link)}{number + 1}">下一页</a>'
        if number < count
        else "<span>下一页</span>"
    )
    pager = f'<div class="page">共{len(column.items)}条 {number}/{count}页 {after}</div>'
    return page(
        DIALECT, portal, request, column.name, f'<div class="xxgk_list">{rows}</div>{pager}'
    )
