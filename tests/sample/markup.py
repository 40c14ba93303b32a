"""Pieces of markup that several shapes share: a document's body in four ways, and the widgets round it."""

from __future__ import annotations

import re
from html import escape

from tests.sample.nouns import Block, Column, Item, SamplePortal, Style

INDENT = "&nbsp;&nbsp;&nbsp;&nbsp;"


def body_html(blocks: tuple[Block, ...], style: Style) -> str:
    """The blocks of a document as a portal's editor leaves them."""
    if style == "br":
        parts = [
            _table(block) if block.role == "table" else f"　　{escape(block.text)}<br>"
            for block in blocks
        ]
        return "\n<br>\n".join(parts)
    return "\n".join(_block(block, style) for block in blocks)


def _block(block: Block, style: Style) -> str:
    if block.role == "table":
        return _table(block)
    text = escape(block.text)
    align = {"title": "center", "sign": "right", "date": "right"}.get(block.role, "justify")
    if style == "mso":
        spans = re.sub(
            r"([0-9A-Za-z.%]+)",
            r'</span><span lang="EN-US" style="font-family:Calibri">\1</span><span>',
            text,
        )
        return (
            f'<p class="MsoNormal" style="text-indent:32pt;mso-char-indent-count:2;text-align:{align}">'
            f'<span lang="EN-US"></span><span style="font-size:16pt;mso-ascii-font-family:仿宋">'
            f"{spans}</span><o:p></o:p></p>"
        )
    if style == "div":
        return f'<div style="text-align:{align}">　　{text}</div><div><br></div>'
    strong = f"<strong>{text}</strong>" if block.role in {"title", "h1"} else text
    return f'<p style="text-align: {align};">{INDENT}{strong}</p>'


def _table(block: Block) -> str:
    rows = []
    for number, row in enumerate(block.rows):
        tag = "th" if number == 0 else "td"
        rows.append("<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row) + "</tr>")
    return f'<table border="1" cellspacing="0" width="90%"><tbody>{"".join(rows)}</tbody></table>'


def neighbours(column: Column, item: Item) -> tuple[Item | None, Item | None]:
    """The articles before and after this one in its column."""
    place = next(n for n, other in enumerate(column.items) if other.key == item.key)
    before = column.items[place - 1] if place else None
    after = column.items[place + 1] if place + 1 < len(column.items) else None
    return before, after


def related(column: Column, item: Item, count: int = 4) -> tuple[Item, ...]:
    """Other articles that the page recommends."""
    return tuple(other for other in column.items if other.key != item.key)[:count]


def shorten(title: str, limit: int = 22) -> str:
    """A title as a narrow list shows it."""
    return title if len(title) <= limit else title[: limit - 1] + "…"


def footer(portal: SamplePortal, hits: int) -> str:
    """The foot of every page: who runs it, licence numbers, the ten digits, a counter."""
    unit = portal.government.unit
    return (
        f"<p>主办：{portal.site_name}　承办：{portal.government.name}人民政府办公室</p>"
        f"<p>网站标识码：{portal.site_code}　云ICP备{portal.site_code[:8]}号　"
        f"云公网安备 {portal.site_code}0001号</p>"
        f"<p>您是第{120000 * portal.round + hits}位访客　{unit}长信箱　联系我们　网站地图</p>"
    )


def weather(portal: SamplePortal) -> str:
    """A widget that is another one each year."""
    words = {
        1: "今日天气：多云 18~26℃ 东南风3级",
        2: "今日天气：小雨 15~21℃ 北风2级",
        3: "今日天气：阴 4~9℃",
    }
    return words[portal.round]


SHARE = '<div class="bdsharebuttonbox">分享到：<a href="#" title="分享到微信">微信</a><a href="#" title="分享到微博">微博</a></div>'
TOOLS = '【字体：<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a href="javascript:doZoom(14)">小</a>】'
EYES = '视力保护色：<span style="background:#fff2e2">&nbsp;</span><span style="background:#fafbe6">&nbsp;</span><span style="background:#e8f4ff">&nbsp;</span>'
CLOSE = '<a href="javascript:window.print()">【打印本页】</a> <a href="javascript:window.close()">【关闭窗口】</a>'
ACCESSIBLE = '<a id="wza" href="javascript:void(0)">无障碍浏览</a> | <a href="#">长者专区</a> | <a href="#">繁體中文</a>'
