"""Golden pages in the local dialects: one portal's own system, old programs, shapes met in few places."""

# ruff: noqa: E501 - markup as portals write it, long lines and all
from __future__ import annotations

import json

from tests.golden.case import Case, facts, joined, paragraphs
from tests.golden.reports import DEPARTMENT, JOINT, NO_YEAR, NUMERALS, TOWNSHIP, ZONE
from tests.golden.texts import BUREAU, CITY, COUNTY, OLD, UNSIGNED

FOOT = '<div class="foot">版权所有 © 2011-2024 青石县人民政府　技术支持：青石数据<br>您是第 1289355 位访问者</div>'


def _page(body: str, head: str = "", title: str = "青石县人民政府") -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}{FOOT}</body></html>'


def uuid_columns() -> Case:
    """河北's columns/<uuid>: labels as definition cells, the text in spans with breaks."""
    t = COUNTY
    body = f"""<div class="xxgk_gkml"><div class="gk_row"><span class="gk_t">索引号：</span><span class="gk_v">990102/2023-00044</span></div><div class="gk_row"><span class="gk_t">发布机构：</span><span class="gk_v">青石县人民政府</span></div><div class="gk_row"><span class="gk_t">发布日期：</span><span class="gk_v">2023-02-28</span></div><div class="gk_row"><span class="gk_t">文号：</span><span class="gk_v"></span></div></div>
<h1 class="contenttitle">{t.title}</h1><div class="contentbody"><span style="font-family:仿宋">{"<br/>".join("　　" + x for x in t.all_lines)}</span></div>"""
    f = facts(t, index_number="990102/2023-00044", published_date="2023-02-28")
    url = "http://www.qingshi.test/columns/00000000-0000-4000-8000-00000000000a/202302/28/00000000-0000-4000-8000-00000000000b.html"
    return Case(name="uuid-columns", page=_page(body), text=joined(*t.all_lines), facts=f, url=url)


def webforms() -> Case:
    """ASP.NET: one form round the page, view state, a label control for each fact."""
    t = OLD
    body = f"""<form method="post" action="Item.aspx?id=1217"><input type="hidden" name="__VIEWSTATE" value="{"dDwtMTI3OTMzNDM4NDs7Po" * 30}"/><input type="hidden" name="__EVENTVALIDATION" value="/wEWAgKl"/>
<table width="100%"><tr><td align="center"><span id="lblTitle" style="font-size:18pt">{t.title}</span></td></tr><tr><td align="center">发布时间：<span id="lblTime">2014/2/13 9:05:00</span>　阅读：<span id="lblHits">77</span>次</td></tr>
<tr><td><span id="lblContent">{paragraphs(t.all_lines)}</span></td></tr></table><input type="submit" value="返回"/></form>"""
    return Case(
        name="webforms-labels",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2014-02-13"),
        url="http://www.yunling.test/Item/121714.aspx",
    )


def html_public() -> Case:
    """西宁's html/public pages: everything in one cell, the document with its frame, no labels."""
    t = JOINT
    lines = (
        "青委〔2022〕17号",
        t.title,
        *t.all_lines,
        "抄送：市委依法治市办，市司法局。",
        "中共青石县委办公室　　　2022年2月28日印发",
    )
    body = f'<div class="wrapp"><div class="article_con">{paragraphs(lines)}</div></div>'
    f = facts(t, title="".join(t.title.split()), document_number="青委〔2022〕17号")
    return Case(
        name="html-public-frame",
        page=_page(body),
        text=joined(*lines),
        facts=f,
        url="http://www.qingshi.test/html/article/2022/1.html",
    )


def shanghai() -> Case:
    """上海's numbered columns: the title in h2, a small with the bare date, `Article_content`."""
    t = ZONE
    body = f"""<div class="Article"><h2 id="ivs_title">{t.title}<small class="PBtime">(2023年02月01日)</small></h2><div class="Article_content" id="ivs_content">{paragraphs(t.all_lines)}</div></div>"""
    return Case(
        name="shanghai-ivs",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2023-02-01"),
        url="http://csp.qingshi.test/nw12344/20230201/0123456789abcdef0123456789abcdef.html",
    )


def wuxi() -> Case:
    """无锡: `Zoom` with a capital, labels in a table whose cells hold bold and value."""
    t = DEPARTMENT
    body = f"""<table class="xxgk"><tr><td><b>信息索引号</b></td><td>014009999/2025-00012</td><td><b>生成日期</b></td><td>2025-01-24</td></tr><tr><td><b>公开日期</b></td><td>2025-02-05</td><td><b>文件编号</b></td><td>临住建发〔2025〕11号</td></tr></table>
<h1>{t.title}</h1><div id="Zoom">{paragraphs(t.all_lines)}</div>"""
    f = facts(
        t,
        index_number="014009999/2025-00012",
        generated_date="2025-01-24",
        published_date="2025-02-05",
        document_number="临住建发〔2025〕11号",
    )
    return Case(
        name="wuxi-zoom",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=f,
        url="http://www.linxi.test/doc/2025/02/05/4500001.shtml",
    )


def gi_class() -> Case:
    """常州: a nested table, `GovInfoContent`, the whole row of labels in one line."""
    t = BUREAU
    body = f"""<table class="box3"><tr><td>信息名称：{t.title}</td></tr><tr><td>索 引 号：014100001/2022-00003　　发布机构：县司法局　　生成日期：2022-01-10　　公开日期：2022-01-18</td></tr><tr><td class="GovInfoContent">{paragraphs(t.all_lines)}</td></tr></table>"""
    f = facts(
        t,
        index_number="014100001/2022-00003",
        generated_date="2022-01-10",
        published_date="2022-01-18",
    )
    return Case(
        name="gi-class-cell",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=f,
        url="http://www.qingshi.test/gi_news/99160000000",
    )


def sitesources() -> Case:
    """周口's page_pc: heading and date in a header element, body in an article element."""
    t = TOWNSHIP
    body = f"""<main><header><h1>{t.title}</h1><p><time>2020-12-29 08:00</time> <span>石门乡政府</span></p></header><article><section>{paragraphs(t.all_lines)}</section></article><aside><h4>热门推荐</h4><p><a href="a.html">石门乡开展安全生产大检查</a></p></aside></main>"""
    return Case(
        name="sitesources-article",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2020-12-29"),
        url="http://www.qingshi.test/sitesources/qsx/page_pc/zwgk/article0123456789abcdef0123456789abcdef.html",
    )


def php_gbk() -> Case:
    """An old PHP program in GBK: nested tables, font tags, breaks for paragraphs."""
    t = NUMERALS
    body = f"""<table width="760" align="center"><tr><td><font size="4" color="#ff0000">{t.title}</font></td></tr><tr><td>录入时间：2013-1-16　阅读次数：318</td></tr><tr><td><font style="line-height:160%">{"<BR>".join("&nbsp;&nbsp;&nbsp;&nbsp;" + x for x in t.all_lines)}</font></td></tr></table>"""
    page = f'<html><head><meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>云岭区政府法制网</title></head><body>{body}</body></html>'.encode(
        "gb18030"
    )
    return Case(
        name="php-gbk",
        page=page,
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2013-01-16"),
        content_type="text/html",
        url="http://www.yunling.test/index.php?c=show&id=77",
        more={"encoding": "gb18030"},
    )


def rendered_spa() -> Case:
    """A single page application after its script ran: editor classes, hashed names."""
    t = UNSIGNED
    body = f"""<div id="app"><div data-v-1a2b class="nav-3kf"><span>首页</span><span>公开</span></div><div data-v-1a2b class="detail-9dk"><div data-v-1a2b class="tt-2js">{t.title}</div><div data-v-1a2b class="inf-8sk"><span>发布时间：2024-01-27</span><span>浏览量：5</span></div><div data-v-1a2b class="ql-editor">{paragraphs(t.lines)}</div></div></div>"""
    return Case(
        name="spa-rendered",
        page=_page(body),
        text=joined(*t.lines),
        facts=facts(t, published_date="2024-01-27"),
        unsaid=("issuing_body",),
        url="http://www.qingshi.test/#/detail?id=12",
    )


def json_body() -> Case:
    """An application's state in a script of JSON: the body is one of its strings."""
    t = CITY
    state = json.dumps(
        {
            "article": {
                "title": t.title,
                "publishTime": "2020-03-14 09:00:00",
                "content": "".join(f"<p>{x}</p>" for x in t.all_lines),
            }
        },
        ensure_ascii=False,
    ).replace("</", "<\\/")
    body = f'<div id="root"></div><script type="application/json" id="state">{state}</script>'
    return Case(
        name="json-state",
        page=_page(body, title=t.title),
        text=joined(*t.all_lines),
        facts=facts(t),
        unsaid=("published_date",),
        url="http://www.linxi.test/detail/1.html",
    )


def zones_tail() -> Case:
    """A title with no body's name: the source line and the signature name the department."""
    t = NO_YEAR
    body = f"""<div class="nr"><h2>{t.title}</h2><h6>2019-01-21 来源: 云岭区教育局 作者: 云岭区教育局办公室</h6><div class="nr_txt">{paragraphs(t.all_lines)}</div></div>"""
    return Case(
        name="title-without-year",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2019-01-21"),
        url="http://jyj.yunling.test/c/20190121/9.html",
    )


CASES = (
    uuid_columns,
    webforms,
    html_public,
    shanghai,
    wuxi,
    gi_class,
    sitesources,
    php_gbk,
    rendered_spa,
    json_body,
    zones_tail,
)
