"""大汉 jcms: columns by number, rows in a datastore, further groups from dataproxy.jsp (guide §3.A)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape
from urllib.parse import quote

from tests.sample import files, markup
from tests.sample.exchange import Handler, Reply, Request, Site, html
from tests.sample.nouns import Column, Item, SamplePortal
from tests.sample.shapes import jcms_lists
from tests.sample.shapes.jcms_lists import PROXY, path_of, proxy

__all__ = ["column_path", "file_path", "path_of", "site"]


def column_path(_portal: SamplePortal, column: Column) -> str:
    """The column's first page."""
    return f"/col/col{column.serial}/index.html"


def file_path(item: Item) -> str:
    """Where an attachment is to be had."""
    name = f"{item.serial:x}.{item.attachment}"
    return f"/module/download/downfile.jsp?classid=0&filename={name}&showname={quote(item.title)}.{item.attachment}"


def site(portal: SamplePortal) -> Site:
    """All pages of the portal."""
    pages: Site = {
        "/": _page(portal, lambda: _home(portal)),
        PROXY: partial(proxy, portal),
    }
    hubs = {
        "/col/col901/index.html": ("政府信息公开", "/col/col902/index.html", "法定主动公开内容"),
        "/col/col902/index.html": ("法定主动公开内容", "/col/col903/index.html", "其他法定信息"),
    }
    for path, (name, link, words) in hubs.items():
        pages[path] = _page(portal, partial(_hub, portal, name, [(link, words)]))
    targets = [
        (column_path(portal, column), column.name)
        for column in reversed(portal.columns)
        if column.slug != "tzgg"
    ]
    pages["/col/col903/index.html"] = _page(portal, lambda: _hub(portal, "其他法定信息", targets))
    downloads: dict[str, Item] = {}
    for column in portal.columns:
        path = column_path(portal, column)
        pages[path] = _page(portal, partial(_column, portal, column))
        pages[path.removesuffix("index.html")] = pages[path]
        for item in column.items:
            pages[path_of(portal, column, item)] = _article(portal, column, item)
            downloads[f"{item.serial:x}.{item.attachment}"] = item
    pages["/module/download/downfile.jsp"] = lambda request: _download(downloads, request)
    pages["/module/visitcount/articlehits.jsp"] = lambda request: Reply(
        body=f"document.write('{3000 + request.hits}');".encode(),
        content_type="application/javascript",
    )
    pages["/module/web/jpage/jquery.jpage.js"] = lambda _request: Reply(
        body=b"/* jpage */", content_type="application/javascript", stable=True
    )
    return pages


def _page(portal: SamplePortal, make: Callable[[], tuple[str, str]]) -> Handler:
    stable = portal.validators != "none"
    return lambda request: html(
        _frame(portal, make(), 0 if stable else request.hits),
        stable=stable,
    )


def _frame(portal: SamplePortal, parts: tuple[str, str], hits: int) -> str:
    head, body = parts
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><!-- hanweb jcms -->{head}'
        f'<meta name="SiteName" content="{portal.site_name}"><meta name="SiteIDCode" content="{portal.site_code}">'
        f'<script src="/module/web/jpage/jquery.jpage.js"></script></head><body>'
        f'<div class="top">{markup.ACCESSIBLE}<span>{markup.weather(portal)}</span></div>'
        f'<ul class="nav"><li><a href="/">首页</a></li><li><a href="/col/col901/index.html">政务公开</a></li>'
        f'<li><a href="{column_path(portal, portal.column("tzgg"))}">通知公告</a></li>'
        f'<li><a href="/jd/index.html">政策解读</a></li><li><a href="/search?q=">站内搜索</a></li></ul>'
        f'{body}<div class="footer">{markup.footer(portal, hits)}</div></body></html>'
    )


def _home(portal: SamplePortal) -> tuple[str, str]:
    news = "".join(
        f'<li><a href="{path_of(portal, portal.column("tzgg"), item)}">{escape(item.title)}</a></li>'
        for item in portal.column("tzgg").items[:6]
    )
    return (
        f"<title>{portal.site_name}门户网站</title>",
        f'<div class="main"><h2>要闻</h2><ul>{news}</ul></div>',
    )


def _hub(portal: SamplePortal, name: str, links: list[tuple[str, str]]) -> tuple[str, str]:
    rows = "".join(f'<li><a href="{link}">{words}</a></li>' for link, words in links)
    return (
        f"<title>{name}-{portal.site_name}</title>",
        f'<div class="tree"><h3>{name}</h3><ul>{rows}</ul></div>',
    )


def _column(portal: SamplePortal, column: Column) -> tuple[str, str]:
    head = (
        f'<title>{column.name}-{portal.site_name}</title><meta name="ColumnName" content="{column.name}">'
        '<meta name="ColumnType" content="政务公开"><meta id="pagetype" content="column">'
    )
    if not column.items:
        return (
            head,
            f'<div class="list"><h2>{column.name}</h2><p class="none">{column.empty}</p></div>',
        )
    return (
        head,
        f'<div class="position">当前位置：首页 &gt; 政务公开 &gt; {column.name}</div>{jcms_lists.blocks(portal, column)}',
    )


def _download(downloads: dict[str, Item], request: Request) -> Reply:
    item = downloads.get(request.query.get("filename", ""))
    if item is None or item.attachment is None:
        return html("<html><title>404</title><body>文件不存在</body></html>", status=404)
    return files.reply(item)


def _article(portal: SamplePortal, column: Column, item: Item) -> Handler:
    stable = portal.validators != "none"
    return lambda request: html(
        _frame(
            portal,
            _article_parts(portal, column, item, request.hits),
            0 if stable else request.hits,
        ),
        stable=stable,
    )


def _meta_table(item: Item) -> str:
    if item.index_number is None:
        return ""
    number = item.report.number if item.report and not item.report.number_in_text else None
    signed = item.report.signed if item.report and item.labelled_signed else ""
    return (
        f'<table class="xxgk_table"><tr><td>索&nbsp;引&nbsp;号：</td><td>{item.index_number}</td>'
        f"<td>文&nbsp;&nbsp;号：</td><td>{number or ''}</td></tr><tr><td>发布机构：</td><td>{item.source}</td>"
        f"<td>成文日期：</td><td>{signed or ''}</td></tr></table>"
    )


def _article_parts(portal: SamplePortal, column: Column, item: Item, hits: int) -> tuple[str, str]:
    stamp = f"{item.published} {item.clock[:5]}"
    head = (
        f"<title>{portal.site_name} {column.name} {escape(item.title)}</title>"
        f'<meta name="ArticleTitle" content="{escape(item.title)}"><meta name="PubDate" content="{stamp}">'
        f'<meta name="ContentSource" content="{item.source}"><meta name="ColumnName" content="{column.name}">'
    )
    counter = (
        f'<script src="/module/visitcount/articlehits.jsp?colid={column.serial}&artid={item.serial}"></script>'
        if portal.validators != "none"
        else str(500 + hits)
    )
    inner = markup.body_html(item.blocks, item.style)
    if item.attachment:
        inner = f'<p>{item.notice}</p><p>附件：<a href="{escape(file_path(item))}">{escape(item.title)}.{item.attachment}</a></p>'
    links = "".join(
        f'<li><a href="{path_of(portal, column, other)}">{escape(other.title)}</a></li>'
        for other in markup.related(column, item)
    )
    before, after = markup.neighbours(column, item)
    steps = "".join(
        f'<p>{words}：<a href="{path_of(portal, column, other)}">{escape(other.title)}</a></p>'
        for words, other in (("上一篇", before), ("下一篇", after))
        if other
    )
    return head, (
        f'<div class="position">当前位置：首页 &gt; 政务公开 &gt; {column.name} &gt; 正文</div>{_meta_table(item)}'
        f'<div class="main-txt"><h1>{escape(item.title)}</h1><p class="info">发布时间：{stamp} 信息来源：{item.source} '
        f"浏览次数：{counter} {markup.TOOLS} {markup.EYES}</p>"
        f'<!--ZJEG_RSS.content.begin--><META name="ContentStart"><div id="zoom">{inner}</div>'
        f'<META name="ContentEnd"><!--ZJEG_RSS.content.end--><p>{markup.CLOSE}</p>{markup.SHARE}{steps}'
        f'<div class="xgwz"><h3>相关文章</h3><ul>{links}</ul></div></div>'
    )
