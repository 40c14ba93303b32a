"""信息公开 pages with a metadata table, on static lists of the TRS kind (guide §3.C and O, seed 004)."""

from __future__ import annotations

from html import escape

from tests.sample import files, markup
from tests.sample.exchange import Handler, Site, fixed, html
from tests.sample.nouns import Column, Item, SamplePortal

PER_PAGE = 10
ROOT = "/zfxxgk/fdzdgknr"


def column_path(_portal: SamplePortal, column: Column) -> str:
    """The column's folder."""
    return "/zwgk/tzgg/" if column.slug == "tzgg" else f"{ROOT}/qtfdxx/{column.slug}/"


def path_of(portal: SamplePortal, column: Column, item: Item) -> str:
    """The article's path: month folder, date and number."""
    return column_path(portal, column) + _tail(item)


def _tail(item: Item) -> str:
    compact = item.published.replace("-", "")
    return f"{compact[:6]}/t{compact}_{item.serial}.html"


def _file_name(item: Item) -> str:
    return f"P0{item.published.replace('-', '')}{item.serial}.{item.attachment}"


def site(portal: SamplePortal) -> Site:
    """All pages of the portal."""
    reports = [(column_path(portal, c), c.name) for c in portal.columns if c.slug != "tzgg"]
    pages: Site = {
        "/": _page(portal, portal.site_name, _home(portal)),
        "/zfxxgk/": _page(
            portal,
            "政府信息公开",
            _links([("./zfxxgkzn/", "政府信息公开指南"), ("./fdzdgknr/", "法定主动公开内容")]),
        ),
        "/zfxxgk/zfxxgkzn/": _page(
            portal, "政府信息公开指南", "<p>公民、法人可以书面或者通过网络提出申请。</p>"
        ),
        f"{ROOT}/": _page(
            portal,
            "法定主动公开内容",
            _links([("../../zwgk/tzgg/", "通知公告"), ("./qtfdxx/", "其他法定信息")]),
        ),
        f"{ROOT}/qtfdxx/": _page(portal, "其他法定信息", _links(reports)),
    }
    for path in [path for path in pages if path != "/"]:
        pages[f"{path}index.html"] = pages[path]
    for column in portal.columns:
        root = column_path(portal, column)
        count = max(1, -(-len(column.items) // PER_PAGE))
        for number in range(count):
            pages[f"{root}index_{number}.html" if number else f"{root}index.html"] = _page(
                portal, column.name, _list(column, number, count)
            )
        pages[root] = pages[f"{root}index.html"]
        for item in column.items:
            pages[path_of(portal, column, item)] = _page(
                portal, item.title, _article(column, item), _metas(portal, item)
            )
            if item.attachment:
                folder = path_of(portal, column, item).rpartition("/")[0]
                pages[f"{folder}/{_file_name(item)}"] = fixed(files.reply(item))
    return pages


def _page(portal: SamplePortal, title: str, inside: str, metas: str = "") -> Handler:
    stable = portal.validators != "none"
    return lambda request: html(
        f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{escape(title)}</title>{metas}</head><body>'
        f'<div class="header"><div class="wza">{markup.ACCESSIBLE}</div><div class="tq">{markup.weather(portal)}</div>'
        f'<div class="nav"><a href="/">首页</a><a href="/zfxxgk/">政务公开</a><a href="/zwgk/tzgg/">通知公告</a>'
        f'<a href="/jd/">政策解读</a><a href="/search?t=all">搜索</a></div></div>{inside}'
        f'<div class="foot">{markup.footer(portal, 0 if stable else request.hits)}</div></body></html>',
        stable=stable,
    )


def _metas(portal: SamplePortal, item: Item) -> str:
    if "pubdate" not in portal.traits:
        return ""
    return (
        f'<meta name="ArticleTitle" content="{escape(item.title)}"><meta name="PubDate" content="{item.published} {item.clock[:5]}">'
        f'<meta name="ContentSource" content="{item.source}"><meta name="SiteIDCode" content="{portal.site_code}">'
    )


def _home(portal: SamplePortal) -> str:
    column = portal.column("tzgg")
    rows = "".join(
        f'<li><a href="/zwgk/tzgg/{_tail(item)}">{escape(item.title)}</a></li>'
        for item in column.items[:5]
    )
    return (
        f'<div class="swiper">欢迎访问</div><div class="gg"><h3>公示公告</h3><ul>{rows}</ul></div>'
    )


def _links(links: list[tuple[str, str]]) -> str:
    rows = "".join(f'<li><a href="{link}" target="_self">{words}</a></li>' for link, words in links)
    return f'<div class="xxgk-menu"><ul>{rows}</ul></div>'


def _list(column: Column, number: int, count: int) -> str:
    if not column.items:
        return f'<div class="list"><h2>{column.name}</h2><div class="nodata">{column.empty}</div></div>'
    rows = "".join(
        f'<li><span>{item.published}</span><a href="./{_tail(item)}" title="{escape(item.title)}">'
        f"{escape(markup.shorten(item.title, 26))}</a></li>"
        for item in column.items[number * PER_PAGE : (number + 1) * PER_PAGE]
    )
    return (
        f'<div class="position">您现在的位置：首页 &gt; 政府信息公开 &gt; {column.name}</div><ul class="list">{rows}</ul>'
        f'<div class="page"><script>createPageHTML({count}, {number}, "index", "html");</script></div>'
    )


def _meta_table(item: Item) -> str:
    number = item.report.number if item.report and not item.report.number_in_text else None
    return (
        '<table class="xxgk-xq" width="100%"><tbody>'
        f"<tr><td>索&nbsp;&nbsp;引:&nbsp;{item.index_number or ''}</td><td>公开形式:&nbsp;主动公开</td></tr>"
        f"<tr><td>公开时限:&nbsp;长期公开</td><td></td></tr><tr><td>责任部门:&nbsp;{item.source}</td>"
        f"<td>生成日期:&nbsp;{_written(item.generated)}</td></tr>"
        f'<tr><td colspan="2">名&nbsp;&nbsp;称:&nbsp;{escape(item.title)}</td></tr>'
        f"<tr><td>文号:&nbsp;{number or ''}</td><td>责任科室:&nbsp;</td></tr>"
        "<tr><td>规范性文件编号:</td><td>规范性文件有效性:</td></tr><tr><td>内容概述:&nbsp;</td><td></td></tr></tbody></table>"
    )


def _written(iso: str | None) -> str:
    if iso is None:
        return ""
    year, month, day = iso.split("-")
    return f"{year}年{month}月{day}日"


def _article(column: Column, item: Item) -> str:
    inner = markup.body_html(item.blocks, item.style)
    if item.attachment:
        inner = f'<p>{item.notice}</p><p><a href="./{_file_name(item)}" title="{escape(item.title)}">附件：{escape(item.title)}</a></p>'
    links = "".join(
        f'<li><a href="../{_tail(other)}">{escape(other.title)}</a></li>'
        for other in markup.related(column, item)
    )
    before, after = markup.neighbours(column, item)
    steps = "".join(
        f'<div>{words}：<a href="../{_tail(other)}">{escape(other.title)}</a></div>'
        for words, other in (("上一篇", before), ("下一篇", after))
        if other
    )
    return (
        f'<div class="position">您当前所在的位置:<a href="/">首页</a>&gt;{column.name}</div>{_meta_table(item)}'
        f'<div class="xl-tit"><h2>{escape(item.title)}</h2></div><div class="xl-tool">{markup.TOOLS} {markup.EYES}</div>'
        f'<div class="xl-con"><div class="TRS_Editor">{inner}</div></div>'
        f'<div class="xl-foot">【<a href="javascript:print()">打印</a>】 【<a href="javascript:close()">关闭</a>】 【信息来源】</div>'
        f'{markup.SHARE}{steps}<div class="xg"><h4>相关信息</h4><ul>{links}</ul></div>'
    )
