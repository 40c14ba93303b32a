"""One document in many dresses: pages of every publishing system of the sample, and templates of this file's own.

Each template moves what is not the document: heading, head line, source, sign-off, editor's line, neighbours,
counters, clocks; and writes the same text with other tags, white space, widths and attributes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from html import escape

from archive.records import Page
from tests.sample import sites
from tests.sample.exchange import Request
from tests.sample.nouns import Column, Item, SamplePortal
from tests.sample.world import build

BY_SCRIPT = frozenset({"vue"})
"""Systems whose articles are made by scripts: they need the browser."""


@dataclass(frozen=True, kw_only=True)
class Document:
    """What a page is to show."""

    title: str
    lines: tuple[str, ...]
    source: str
    published: str
    hits: int
    """Counters, clocks and neighbours follow it."""


def paragraphs(lines: tuple[str, ...], tag: str = "p", indent: str = "　　") -> str:
    return "\n".join(f"<{tag}>{indent}{escape(line)}</{tag}>" for line in lines)


def neighbours(document: Document) -> str:
    rows = "".join(
        f'<li><a href="/{n}.html">关于印发{2010 + n}年工作要点的通知</a><span>20{10 + n}-03-04</span></li>'
        for n in range(document.hits % 5 + 2)
    )
    return f"<ul>{rows}</ul>"


def trs(d: Document) -> str:
    return f"""<div class="nav"><a href="/">首页</a> <a href="/zwgk/">政务公开</a> <a href="/hd/">互动交流</a></div>
<div class="crumb">当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; 正文</div>
<h1>{d.title}</h1><div class="info"><span>发布时间：{d.published} 10:{d.hits % 50 + 10}</span><span>来源：{d.source}</span>
<span>浏览次数：{d.hits}</span></div><div class="TRS_Editor">{paragraphs(d.lines)}</div>
<div class="relat"><h3>相关文章</h3>{neighbours(d)}</div>"""


def cells(d: Document) -> str:
    """A page of tables, the heading in a cell, the text in one cell parted by <br>."""
    text = "<br>\r\n<br>".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(line)}" for line in d.lines)
    return f"""<table width="1000"><tr><td>今天是{d.hits % 28 + 1}日 星期{"一二三四五六日"[d.hits % 7]} 多云 18~26℃</td></tr></table>
<table width="1000"><tr><td align="center"><font size="5"><b>{d.title}</b></font></td></tr>
<tr><td align="center">{d.published}　来源：{d.source}　点击：{d.hits}次　【字体：<a href="#">大</a> <a href="#">中</a> <a href="#">小</a>】</td></tr>
<tr><td class="bt_content"><div id="zoom">{text}</div></td></tr>
<tr><td align="right"><a href="javascript:window.print()">【打印】</a> <a href="#">【关闭】</a></td></tr></table>
<table><tr><td>上一篇：<a href="/1.html">关于开展普法活动的通知</a></td></tr><tr><td>下一篇：<a href="/2.html">关于清理文件的公告</a></td></tr></table>"""


def word(d: Document) -> str:
    """Pasted from Word: a span for every number, attributes in another order, widths exchanged."""
    text = ""
    for line in d.lines:
        spans = re.sub(
            r"([0-9A-Za-z.%]+)", r'</span><span lang="EN-US">\1</span><span>', escape(line)
        )
        text += (
            f'<p style="text-indent:32pt" class="MsoNormal"><span>{spans}</span><o:p></o:p></p>\n\n'
        )
    return f"""<div id="barrierfree_container"><div class="article"><div class="xl_tit">{d.title}</div>
<div class="xl_info">字号：<a>默认</a> <a>大</a> <a>超大</a> | 日期：{d.published} | 作者：{d.source} | 阅读：{d.hits}</div>
<div id="UCAP-CONTENT" class="pages_content">{text}</div><div class="ewm">扫一扫在手机打开当前页</div>
<div class="share">分享到：<a>微信</a><a>微博</a></div></div></div><div class="side"><h4>热点推荐</h4>{neighbours(d)}</div>"""


def labelled(d: Document) -> str:
    """A table of labels above, the sign-off in a box of its own, an editor's line below."""
    return f"""<table class="xxgk"><tr><td>索 引 号：</td><td>QS0{d.hits}-2024-00{d.hits % 10}</td><td>发布机构：</td><td>{d.source}</td></tr>
<tr><td>发布日期：</td><td>{d.published}</td><td>有效性：</td><td></td></tr></table><h2>{d.title}</h2>
<div class="content"><div class="main-text">{paragraphs(d.lines[:-2], "div", "")}</div>
<div class="sign" style="text-align:right"><p>{d.lines[-2]}</p><p>{d.lines[-1]}</p></div></div>
<p class="bj">责任编辑：{"王李张赵"[d.hits % 4]}某</p><div class="foot">您是第{d.hits}位访客 版权所有 ICP备05000051号</div>"""


def printed(d: Document) -> str:
    """The title printed in the text, in two lines, and in no heading; other widths and quotes."""
    at = d.title.find("关于") if "关于" in d.title else d.title.find("20")
    text = paragraphs(d.lines, indent="").replace("（", "(").replace("）", ")").replace("，", ",")
    return f"""<div class="position">首页 &gt;&gt; 法治政府建设年度报告</div><div class="con"><p align="center"><b>{d.title[:at]}</b></p>
<p align="center"><b>{d.title[at:]}</b></p>{text}</div><div class="tool">[收藏] [打印] 浏览量：{d.hits}</div>"""


def modern(d: Document) -> str:
    """HTML 5, widgets and a clock round the text."""
    text = "".join(f"<p><span>{escape(line)}</span></p>" for line in d.lines)
    return f"""<header><nav><a href="/">首页</a><a href="/a">要闻</a></nav><time>2025年{d.hits % 12 + 1}月1日</time></header><main><article>
<h1 class="title">{d.title}</h1><section class="meta"><em>{d.published}</em> <em>{d.source}</em></section>
<section id="detail">{text}</section></article><aside><h3>猜你喜欢</h3>{neighbours(d)}</aside></main><footer>主办：县政府办 访问量 {d.hits}</footer>"""


TEMPLATES: tuple[Callable[[Document], str], ...] = (trs, cells, word, labelled, printed, modern)


def own_pages(item: Item, hits: int) -> Iterator[tuple[str, Page]]:
    """The item's document in every template of this file."""
    lines = tuple(line for block in item.blocks for line in block.lines())
    document = Document(
        title=item.title,
        lines=lines,
        source=item.source or "县政府办公室",
        published=item.published,
        hits=hits,
    )
    for template in TEMPLATES:
        body = f'<html><head><meta charset="utf-8"><title>{item.title}</title></head><body>{template(document)}</body></html>'
        yield template.__name__, Page(url="http://www.test.gov.cn/1.html", body=body.encode())


def replicas() -> list[tuple[str, tuple[str, ...]]]:
    """Every publishing system of the sample with its traps, but for those that show no whole article in one page."""
    found = {
        (p.shape, p.traits) for name in ("families", "sample") for p in build(name=name).portals
    }
    return sorted(
        (shape, traits)
        for shape, traits in found
        if shape not in BY_SCRIPT and "parts" not in traits
    )


def sample_page(
    portal: SamplePortal, column: Column, item: Item, shape: str, traits: tuple[str, ...], hits: int
) -> Page:
    """The item as another publishing system shows it."""
    items = tuple(item if other.key == item.key else other for other in column.items)
    shown = replace(column, items=items)
    dressed = replace(
        portal, shape=shape, traits=traits, round=1 + hits % 3, columns=(shown, *portal.columns[1:])
    )
    path = sites.article_path(dressed, shown, item)
    site = sites.site_of(dressed)
    headers = {"referer": "http://h/", "host": "h", "user-agent": "test"}
    handler = site.get(path.partition("?")[0]) or site["*"]
    reply = handler(Request(method="GET", target=path, headers=headers, hits=hits))
    return Page(
        url=f"https://www.test.gov.cn{path}", body=reply.body, content_type=reply.content_type
    )
