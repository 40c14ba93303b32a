"""What every replica shares: the frame of a page, hubs that lead to the column, and the article's furniture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

from tests.sample import markup
from tests.sample.exchange import Reply, Request, Site, html
from tests.sample.nouns import Column, Item, SamplePortal

NOTICES = "tzgg"
SEARCH = (
    '<form action="/was5/web/search" method="get"><input type="hidden" name="channelid" value="256510">'
    '<input type="text" name="searchword" placeholder="请输入关键字"><button>搜索</button></form>'
)
"""The search box of a portal whose column no menu leads to (TRS was5, guide §7)."""
ASIDES = (
    ("/zfxxgkzn.html", "政府信息公开指南"),
    ("/ysqgk.html", "依申请公开"),
    ("/zjqs/", "概况"),
    ("/hdjl/", "互动交流"),
)
"""Pages that menus lead to and that hold nothing."""


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """How one publishing system names its addresses and dresses its pages."""

    column_path: Callable[[SamplePortal, Column], str]
    path_of: Callable[[SamplePortal, Column, Item], str]
    hubs: tuple[tuple[str, str], ...]
    """Pages between home and column: (path, name), first the one the home page links to."""
    container: str = '<div class="article-content">{}</div>'
    head: str = ""
    """What stands in the head of every page."""
    labels: str = "table"
    """How 信息公开 labels are set: table, th, list, bracket, bold."""
    info: str = "发布时间：{date} {clock}　来源：{source}　浏览次数：{hits}次"
    file_path: Callable[[SamplePortal, Column, Item], str] = lambda _p, _c, item: (
        f"/files/{item.serial}.{item.attachment}"
    )
    encoding: str = "utf-8"


def page(
    dialect: Dialect,
    portal: SamplePortal,
    request: Request,
    title: str,
    inside: str,
    head: str = "",
) -> Reply:
    """A whole page: header, menu, what is inside, footer."""
    heard = next((one for one in portal.columns if NOTICES in one.slug), portal.columns[-1])
    notices = dialect.column_path(portal, heard)
    return html(
        f'<!DOCTYPE html><html><head><meta charset="{"utf-8" if dialect.encoding == "utf-8" else "gb2312"}">'
        f"<title>{escape(title)}</title>{dialect.head}{head}</head><body>"
        f'<div class="hd"><p>{markup.ACCESSIBLE}</p><p>{markup.weather(portal)}</p><ul class="menu">'
        f'<li><a href="/">网站首页</a></li><li><a href="/zjqs/">走进{portal.government.name}</a></li>'
        f'<li><a href="{dialect.hubs[0][0]}">{dialect.hubs[0][1]}</a></li>'
        f'<li><a href="{notices}">通知公告</a></li><li><a href="/hdjl/">互动交流</a></li></ul>{SEARCH if "hidden-column" in portal.traits else ""}</div>'
        f'{inside}<div class="ft">{markup.footer(portal, request.hits)}</div></body></html>',
        encoding=dialect.encoding,
    )


def frame_site(dialect: Dialect, portal: SamplePortal) -> Site:
    """Home, hubs, the pages that menus lead to, and all articles and attachments."""
    reports = [
        (dialect.column_path(portal, column), column.name)
        for column in reversed(portal.columns)
        if column.slug != NOTICES and "hidden-column" not in portal.traits
    ]
    pages: Site = {"/": partial(_home, dialect, portal)}
    for number, (path, name) in enumerate(dialect.hubs):
        last = number + 1 == len(dialect.hubs)
        links = [("/zfxxgkzn.html", "政府信息公开指南"), ("/ysqgk.html", "依申请公开")]
        links += reports if last else [dialect.hubs[number + 1]]
        inside = f"<h2>{name}</h2>{link_list(links)}"
        pages[path.partition("?")[0]] = partial(_plain, dialect, portal, name, inside)
    for path, name in ASIDES:
        inside = f"<h2>{name}</h2><p>栏目内容更新中，请到政务大厅咨询。</p>"
        pages[path] = partial(_plain, dialect, portal, name, inside)
    return pages


def _plain(
    dialect: Dialect, portal: SamplePortal, name: str, inside: str, request: Request
) -> Reply:
    return page(dialect, portal, request, name, inside)


def link_list(links: Sequence[tuple[str, str]]) -> str:
    """Links as a menu shows them."""
    return (
        "<ul>"
        + "".join(f'<li><a href="{link}">{words}</a></li>' for link, words in links)
        + "</ul>"
    )


def _home(dialect: Dialect, portal: SamplePortal, request: Request) -> Reply:
    column = portal.column(NOTICES)
    links = [
        (dialect.path_of(portal, column, item), escape(item.title)) for item in column.items[:6]
    ]
    return page(
        dialect,
        portal,
        request,
        f"{portal.site_name}门户网站",
        f"<h2>最新公告</h2>{link_list(links)}",
    )


def labels_of(item: Item) -> list[tuple[str, str]]:
    """The labelled values of a 信息公开 table; empty ones stand too."""
    report = item.report
    number = report.number if report and not report.number_in_text else None
    signed = report.signed if report and item.labelled_signed else None
    return [
        ("索引号", item.index_number or ""),
        ("文号", number or ""),
        ("发布机构", item.source),
        ("成文日期", signed or ""),
        ("有效性", ""),
        ("发布日期", item.published),
    ]


def label_block(item: Item, kind: str) -> str:
    """The labels in the markup of a family."""
    pairs = labels_of(item)
    if kind == "list":
        return (
            '<ul class="xxgk">'
            + "".join(f"<li><span>{k}：</span>{v}</li>" for k, v in pairs)
            + "</ul>"
        )
    if kind == "bracket":
        cells = [f"<td>[ {k} ]</td><td>{v}</td>" for k, v in pairs]
    elif kind == "bold":
        cells = [f"<td><b>{k}：</b></td><td>{v}</td>" for k, v in pairs]
    elif kind == "th":
        cells = [f"<th>{spaced(k)}：</th><td>{v}</td>" for k, v in pairs]
    else:
        cells = [f"<td>{k}：</td><td>{v}</td>" for k, v in pairs]
    rows = "".join(f"<tr>{''.join(cells[at : at + 2])}</tr>" for at in range(0, len(cells), 2))
    return f'<table class="zwxl-table">{rows}</table>'


def spaced(label: str) -> str:
    """索 引 号, 文  号: labels as wide as their neighbours."""
    return label if len(label) > 3 else ("&nbsp;" * 4 if len(label) == 2 else " ").join(label)


def body_of(dialect: Dialect, portal: SamplePortal, column: Column, item: Item) -> str:
    """The document, or the line and the link that stand for it."""
    if not item.attachment:
        return markup.body_html(item.blocks, item.style)
    link = escape(dialect.file_path(portal, column, item))
    return f'<p>{item.notice}</p><p>附件：<a href="{link}">{escape(item.title)}.{item.attachment}</a></p>'


def article(
    dialect: Dialect,
    portal: SamplePortal,
    column: Column,
    item: Item,
    request: Request,
    *,
    body: str | None = None,
    labels: bool | None = None,
) -> Reply:
    """An article's page."""
    shown = body if body is not None else body_of(dialect, portal, column, item)
    table = label_block(item, dialect.labels) if (item.report is not None or labels) else ""
    before, after = markup.neighbours(column, item)
    steps = "".join(
        f'<p>{words}：<a href="{dialect.path_of(portal, column, other)}">{escape(other.title)}</a></p>'
        for words, other in (("上一篇", before), ("下一篇", after))
        if other
    )
    links = [
        (dialect.path_of(portal, column, other), escape(other.title))
        for other in markup.related(column, item)
    ]
    where = dialect.column_path(portal, column)
    info = dialect.info.format(
        date=item.published, clock=item.clock[:5], source=item.source, hits=640 + request.hits
    )
    inside = (
        f'<div class="dqwz">您的位置：<a href="/">首页</a> &gt; <a href="{escape(where)}">{column.name}</a> &gt; 正文</div>{table}<div class="detail">'
        f'<h1 class="title">{escape(item.title)}</h1><div class="info">{info} {markup.TOOLS}</div>'
        f'{dialect.container.format(shown)}<div class="gn">{markup.CLOSE}</div>{markup.SHARE}'
        f'{steps}<div class="xgxx"><h4>相关文章</h4>{link_list(links)}</div></div>'
    )
    return page(dialect, portal, request, f"{item.title}-{portal.site_name}", inside)


def cut(column: Column, number: int, size: int) -> tuple[Item, ...]:
    """The items of page `number`, counted from 1."""
    return column.items[(number - 1) * size : number * size]


def pages_of(column: Column, size: int) -> int:
    """How many pages a column has; one at least."""
    return max(1, -(-len(column.items) // size))
