"""An old page of layout tables in GBK: no charset in the header, gb2312 in the meta, numeric paging."""

from __future__ import annotations

from functools import partial
from html import escape

from tests.sample import files, markup
from tests.sample.exchange import Reply, Request, Site, fixed, html
from tests.sample.nouns import Column, Item, SamplePortal

PER_PAGE = 12


def path_of(_portal: SamplePortal, _column: Column, item: Item) -> str:
    """The article's path: year and month of publication, and its number."""
    year, month = item.published.split("-")[:2]
    return f"/html/{year}-{int(month)}/{item.serial}.html"


def column_path(_portal: SamplePortal, column: Column) -> str:
    """The column's first page."""
    return f"/ShowClass.asp?ClassID={column.serial}"


def site(portal: SamplePortal) -> Site:
    """All pages of the portal."""
    pages: Site = {
        "/": lambda request: _page(portal, request, portal.site_name, _home(portal)),
        "/index.asp": lambda request: _page(portal, request, portal.site_name, _home(portal)),
        "/ShowClass.asp": lambda request: _class(portal, request),
        "/zwgk.asp": lambda request: _page(
            portal,
            request,
            "政府信息公开",
            _links([("/fdzdgk.asp", "法定主动公开内容"), ("/gkzn.asp", "公开指南")]),
        ),
        "/gkzn.asp": lambda request: _page(
            portal, request, "公开指南", "<p>申请人可到政务大厅当面提出申请。</p>"
        ),
        "/fdzdgk.asp": lambda request: _page(
            portal,
            request,
            "法定主动公开内容",
            _links(
                [
                    (column_path(portal, column), column.name)
                    for column in portal.columns
                    if column.slug != "tzgg"
                ]
            ),
        ),
        "/js/weather.js": fixed(Reply(body=b"// weather", content_type="text/javascript")),
    }
    for column in portal.columns:
        for item in column.items:
            pages[path_of(portal, column, item)] = partial(_article, portal, column, item)
            if item.attachment:
                pages[f"/UploadFiles/{item.serial}.{item.attachment}"] = fixed(files.reply(item))
    return pages


def _page(portal: SamplePortal, request: Request, title: str, inside: str) -> Reply:
    gov = portal.government
    menu = " | ".join(
        (
            '<a href="/">首 页</a>',
            '<a href="/zwgk.asp">政务公开</a>',
            f'<a href="{column_path(portal, portal.column("tzgg"))}">通知公告</a>',
            '<a href="/jd/list.asp">政策解读</a>',
            '<a href="#" onclick="this.style.behavior">设为首页</a>',
        )
    )
    return html(
        '<HTML><HEAD><META http-equiv="Content-Type" content="text/html; charset=gb2312">'
        f"<TITLE>{escape(title)}_{portal.site_name}</TITLE></HEAD><BODY bgcolor=#ffffff>"
        f"<TABLE width=980 align=center><TR><TD>云岭省人民政府 {gov.parent}人民政府 {markup.ACCESSIBLE}</TD></TR>"
        f'<TR><TD>天气预报 <SCRIPT src="/js/weather.js"></SCRIPT>{markup.weather(portal)}</TD></TR>'
        f"<TR><TD>{menu}</TD></TR></TABLE>"
        f"<TABLE width=980 align=center cellpadding=0><TR><TD valign=top width=200>{_side(portal)}</TD>"
        f"<TD valign=top>{inside}</TD></TR></TABLE>"
        f"<TABLE width=980 align=center><TR><TD align=center>{markup.footer(portal, request.hits)}</TD></TR></TABLE></BODY></HTML>",
        encoding="gb18030",
    )


def _side(portal: SamplePortal) -> str:
    rows = "".join(
        f'<TR><TD><IMG src="/i/dot.gif"><A href="{column_path(portal, column)}">{column.name}</A></TD></TR>'
        for column in portal.columns
        if column.slug == "tzgg"
    )
    return f"<TABLE><TR><TD>栏目导航</TD></TR>{rows}</TABLE>"


def _links(links: list[tuple[str, str]]) -> str:
    rows = "".join(f'<TR><TD>·<A href="{link}">{words}</A></TD></TR>' for link, words in links)
    return f"<TABLE width=100%>{rows}</TABLE>"


def _home(portal: SamplePortal) -> str:
    column = portal.column("tzgg")
    return "<TABLE><TR><TD>公告栏</TD></TR></TABLE>" + _links(
        [(path_of(portal, column, item), item.title) for item in column.items[:5]]
    )


def _class(portal: SamplePortal, request: Request) -> Reply:
    column = next(
        (c for c in portal.columns if str(c.serial) == request.query.get("ClassID")), None
    )
    if column is None:
        return html(
            "<html><title>出错了</title><body>栏目不存在</body></html>",
            status=404,
            encoding="gb18030",
        )
    pages = max(1, -(-len(column.items) // PER_PAGE))
    page = min(pages, max(1, int(request.query.get("page", "1") or 1)))
    rows = "".join(
        f'<TR><TD>·<A href="{path_of(portal, column, item)}" target=_blank>{escape(item.title)}</A></TD>'
        f"<TD width=90>[{item.published}]</TD></TR>"
        for item in column.items[(page - 1) * PER_PAGE : page * PER_PAGE]
    )
    link = column_path(portal, column)
    steps = [
        f"共{len(column.items)}条 每页{PER_PAGE}条 页次：{page}/{pages}",
        f'<A href="{link}&page=1">首页</A>',
    ]
    steps.append(f'<A href="{link}&page={page - 1}">上一页</A>' if page > 1 else "上一页")
    steps += [
        f'<A href="{link}&page={n}">{n}</A>' if n != page else f"<B>{n}</B>"
        for n in range(1, pages + 1)
    ]
    steps.append(f'<A href="{link}&page={page + 1}">下一页</A>' if page < pages else "下一页")
    steps.append(f'<A href="{link}&page={pages}">尾页</A>')
    body = f"<TABLE width=100%>{rows}</TABLE><TABLE><TR><TD>{' '.join(steps)}</TD></TR></TABLE>"
    return _page(
        portal, request, column.name, f"您当前的位置：<A href='/'>首页</A> &gt; {column.name}{body}"
    )


def _article(portal: SamplePortal, column: Column, item: Item, request: Request) -> Reply:
    inner = markup.body_html(item.blocks, item.style)
    if item.attachment:
        inner = f'{item.notice}<br><A href="/UploadFiles/{item.serial}.{item.attachment}">附件：{escape(item.title)}</A>'
    before, after = markup.neighbours(column, item)
    steps = "".join(
        f'<TR><TD>{words}：<A href="{path_of(portal, column, other)}">{escape(other.title)}</A></TD></TR>'
        for words, other in (("上一篇", before), ("下一篇", after))
        if other
    )
    links = "".join(
        f'<TR><TD>·<A href="{path_of(portal, column, other)}">{escape(other.title)}</A> ({other.published[5:]})</TD></TR>'
        for other in markup.related(column, item)
    )
    return _page(
        portal,
        request,
        item.title,
        (
            f"您当前的位置：<A href='/'>首页</A> &gt; {column.name} &gt; 正文<TABLE width=100%>"
            f"<TR><TD align=center><FONT size=5><B>{escape(item.title)}</B></FONT></TD></TR>"
            f"<TR><TD align=center>发布时间:{item.published} {item.clock}&nbsp; 阅读次数:{900 + request.hits}&nbsp;次&nbsp; "
            f"【字体大小：<A href='#'>大</A> <A href='#'>中</A> <A href='#'>小</A>】&nbsp;{markup.EYES}</TD></TR>"
            f"<TR><TD><FONT size=3>{inner}</FONT></TD></TR>"
            f"<TR><TD align=right>[<A href='javascript:window.print()'>打印本页</A>]&nbsp;[<A href='javascript:window.close()'>关闭本页</A>] {markup.SHARE}</TD></TR>"
            f"{steps}<TR><TD>相关文章</TD></TR>{links}</TABLE>"
        ),
    )
