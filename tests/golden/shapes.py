"""Golden pages that set traps for the text: parts apart, copies, lost tags, deep nesting, and documents as files."""

# ruff: noqa: E501 - markup as portals write it, long lines and all
from __future__ import annotations

import json
from html import escape
from pathlib import Path

from tests.golden.case import Case, facts, joined, paragraphs
from tests.golden.reports import (
    DEPARTMENT,
    ZONE,
)
from tests.golden.texts import BUREAU, CITY, COUNTY

FOOT = '<div class="footer">Copyright 2009-2026 青石县人民政府 All Rights Reserved　浙ICP备05000051号</div>'
CLOCK = '<div class="top">今天是2026年3月9日 星期一 农历正月廿一　10:21:33</div>'
ATTACHMENTS = Path(__file__).parents[1] / "fixtures" / "attachments"


def _page(body: str, head: str = "", title: str = "青石县人民政府") -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{CLOCK}{body}{FOOT}</body></html>'


def apart() -> Case:
    """The signature in a block of its own beside the body."""
    t = CITY
    body = f'<h1>{t.title}</h1><p>发布时间：2020-03-17</p><div class="zw"><div class="nr">{paragraphs(t.lines)}</div><div class="lk">{t.signature[0]}</div><div class="lk">{t.signature[1]}</div></div><div class="next"><p>上一篇：<a href="1.html">临溪市2018年度法治政府建设情况报告</a></p></div>'
    return Case(
        name="signature-apart",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2020-03-17"),
    )


def copies() -> Case:
    """A copy for phones and a hidden copy beside the visible text."""
    t = COUNTY
    body = f'<h1>{t.title}</h1><p>发布时间：2023-02-27</p><div class="pc">{paragraphs(t.all_lines)}</div><div class="wap" style="display:none">{paragraphs(t.all_lines)}</div><div class="mobile-only">{paragraphs(t.all_lines)}</div>'
    return Case(
        name="three-copies",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2023-02-27"),
    )


def lost_tags() -> Case:
    """Headings in labels, dates in time tags, empty anchors and spans, a fieldset round it all."""
    t = DEPARTMENT
    inner = "".join(
        f"<p><a name='_GoBack'></a><label>{x}</label></p>"
        if x.startswith(("一", "二", "三", "（"))
        else f"<p><span lang='EN-US'></span>{x}</p>"
        for x in t.lines
    )
    body = f"<h2>{t.title}</h2><p>发布时间：2025-01-28</p><fieldset><legend></legend>{inner}<p><time>{t.signature[0]}</time></p><p><time>{t.signature[1]}</time></p></fieldset>"
    return Case(
        name="lost-tags",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2025-01-28"),
    )


def deep() -> Case:
    """Four hundred blocks in one another."""
    t = ZONE
    body = f"<h1>{t.title}</h1><p>发布时间：2023-02-02</p>{'<div>' * 400}{paragraphs(t.all_lines)}{'</div>' * 400}"
    return Case(
        name="deep-nesting",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2023-02-02"),
    )


def split_body() -> Case:
    """The text over several containers, a related list between label and text."""
    t = BUREAU
    parts = "".join(f'<div class="TRS_Editor"><p>{x}</p></div>' for x in t.all_lines)
    body = f'<div class="rel"><h4>延伸阅读</h4><a href="/1">青石县司法局2020年度法治政府建设工作情况报告</a></div><h1>{t.title}</h1><p>发布时间：2022-01-21</p>{parts}'
    return Case(
        name="split-body",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2022-01-21"),
    )


def broken_heading() -> Case:
    """A title in two heading tags, its date behind the source, page numbers in the body, organ and date on one row."""
    t = CITY
    organ, rest = t.title.split("关于", maxsplit=1)
    head = f"<hgroup><h2>{organ}</h2><h2>关于{rest}</h2></hgroup><h5>临溪市融媒体中心&nbsp;&nbsp;2020年3月17日&nbsp;&nbsp;<small>责任编辑：苏某</small></h5>"
    body = f'<div class="zw">{paragraphs(t.lines[:8])}<p align="center">— 1 —</p><hr>{paragraphs(t.lines[8:])}<p align="right">{t.signature[0]}　　2020.3.11</p><p align="center">— 2 —</p></div>'
    warned = "<div>您使用的浏览器版本过低，建议升级浏览器。</div>"
    return Case(
        name="broken-heading",
        page=_page(warned + head + body),
        text=joined(*t.lines, f"{t.signature[0]}　　2020.3.11"),
        facts=facts(t, published_date="2020-03-17"),
    )


def framed_body() -> Case:
    """The body in an iframe's `srcdoc` with its 文号 above it; 发布于 behind the source, other headings below."""
    t = COUNTY
    inner = escape(f"<p>文号：青政〔2023〕9号</p>{paragraphs(t.all_lines)}", quote=True)
    body = f'<div class="tit">{t.title}</div><div><span>青石县融媒体中心</span> 发布于：2023年2月20日 <span>0 评论</span></div><iframe srcdoc="{inner}"></iframe><h3>相关信息</h3><ul><li><a href="1.html">青石县2021年法治政府建设年度报告</a><span>2022-03-01</span></li></ul>'
    return Case(
        name="framed-body",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2023-02-20", document_number="青政〔2023〕9号"),
    )


def attribute_body() -> Case:
    """The page's data as JSON in an attribute; a notice of the site above the heading, a clock's weekday in its date line."""
    t = CITY
    data = json.dumps(
        {"props": {"article": {"content": paragraphs(t.all_lines)}}}, ensure_ascii=False
    )
    head = f"<h1>{t.title}</h1><p>发表时间 : 2020年03月17日 08时30分 星期二　稿源：本站</p>"
    body = f'<div id="app" data-page="{escape(data, quote=True)}"></div>{head}'
    return Case(
        name="attribute-body",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2020-03-17"),
    )


def notice_above() -> Case:
    """What the site says to every visitor stands in the document's block, above its heading; the source says 本站."""
    t = COUNTY
    notice = (
        "<p>尊敬的用户，本网站将于本周六凌晨进行系统升级维护，届时部分功能暂停使用，敬请谅解。</p>"
    )
    head = f"<p>{t.title}</p><dl><dt>日期</dt><dd>2023-02-20</dd><dt>来源</dt><dd>本站</dd></dl>"
    body = f'<div class="a1">{notice}{head}{paragraphs(t.all_lines)}</div>'
    return Case(
        name="notice-above",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2023-02-20"),
    )


def _file(suffix: str, content_type: str, **shown: str) -> Case:
    text = (ATTACHMENTS / "report.txt").read_text("utf-8").removesuffix("\n")
    known: dict[str, str | int | None] = {
        "title": "石桥区人民政府关于2021年度法治政府建设情况的报告",
        "document_number": "石政〔2022〕7号",
        "report_year": 2021,
        "issuing_body": "石桥区人民政府",
        **shown,
    }
    return Case(
        name=f"file-{suffix}",
        fixture=f"report.{suffix}",
        text=text,
        facts=known,
        url=f"http://www.shiqiao.test/files/report.{suffix}",
        content_type=content_type,
    )


def pdf() -> Case:
    """A born-digital PDF: lines joined to paragraphs, the table's rows kept."""
    return _file("pdf", "application/pdf", signed_date="2022-03-15")


def docx() -> Case:
    """DOCX served as bytes of no type."""
    return _file("docx", "application/octet-stream", signed_date="2022-03-15")


def doc() -> Case:
    """The binary format of Word 97."""
    return _file("doc", "application/msword", signed_date="2022-03-15")


def rtf() -> Case:
    """RTF under Word's type, as some portals send it."""
    return _file("rtf", "application/msword", signed_date="2022-03-15")


CASES = (
    apart,
    copies,
    lost_tags,
    deep,
    split_body,
    broken_heading,
    framed_body,
    attribute_body,
    notice_above,
    pdf,
    docx,
    doc,
    rtf,
)
