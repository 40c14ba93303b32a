"""博达: lists numbered from the end, so that only the 下页 link can be followed; downloads want a Referer (§3.I)."""

from __future__ import annotations

from functools import partial
from html import escape

from tests.sample import files
from tests.sample.exchange import Reply, Request, Site, html
from tests.sample.families.common import Dialect, article, cut, frame_site, page, pages_of
from tests.sample.nouns import Column, Item, SamplePortal

SIZE = 10


def column_path(_portal: SamplePortal, column: Column) -> str:
    """A page beside a folder of its name."""
    return f"/zfxxgk/{column.slug}.htm"


def path_of(_portal: SamplePortal, column: Column, item: Item) -> str:
    """Column and article number."""
    return f"/info/{column.serial % 9000 + 1000}/{item.serial}.htm"


DIALECT = Dialect(
    column_path=column_path,
    path_of=path_of,
    labels="table",
    file_path=lambda _p, _c, item: (
        f"/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1700000041&wbfileid={item.serial}"
    ),
    hubs=(("/zfxxgk.htm", "政府信息公开"), ("/zfxxgk/fdzdgknr.htm", "法定主动公开内容")),
    container='<form name="_newscontent_fromname"><div id="vsb_content_2"><div class="v_news_content">{}</div></div></form>',
    info="时间：{date}　作者：{source}　点击：[<span id='clicks'></span>]",
)


def site(portal: SamplePortal) -> Site:
    """All pages of the portal."""
    pages = frame_site(DIALECT, portal)
    downloads: dict[str, Item] = {}
    for column in portal.columns:
        count = pages_of(column, SIZE)
        for number in range(1, count + 1):
            path = (
                column_path(portal, column)
                if number == 1
                else f"/zfxxgk/{column.slug}/{count - number + 1}.htm"
            )
            pages[path] = partial(_list, portal, column, number)
        for item in column.items:
            pages[path_of(portal, column, item)] = partial(article, DIALECT, portal, column, item)
            downloads[str(item.serial)] = item
    pages["/system/_content/download.jsp"] = partial(_download, downloads)
    return pages


def _list(portal: SamplePortal, column: Column, number: int, request: Request) -> Reply:
    up = "../" if number == 1 else "../../"  # from /zfxxgk/ and from /zfxxgk/fzzf/
    rows = "".join(
        f'<li id="line_u8_{place}"><a href="{up}{path_of(portal, column, item)[1:]}" title="{escape(item.title)}">'
        f"{escape(item.title)}</a><span>{item.published}</span></li>"
        for place, item in enumerate(cut(column, number, SIZE))
    )
    count = pages_of(column, SIZE)
    folder = f"{column.slug}/" if number == 1 else ""
    after = (
        f'<span class="p_next"><a href="{folder}{count - number}.htm">下页</a></span>'
        if number < count
        else ""
    )
    pager = f'<div class="p_pages"><span class="p_t">共{len(column.items)}条</span>{after}</div>'
    return page(
        DIALECT,
        portal,
        request,
        column.name,
        f'<div class="winstyle8"><ul>{rows}</ul>{pager}</div>',
    )


def _download(downloads: dict[str, Item], request: Request) -> Reply:
    item = downloads.get(request.query.get("wbfileid", ""))
    if item is None or item.attachment is None or "referer" not in request.headers:
        return html("<html><title>提示信息</title><body>请输入验证码 codeValue</body></html>")
    return files.reply(item)
