"""Golden pages in the styles of known content systems (guide: article markup of each family)."""

# ruff: noqa: E501 - markup as portals write it, long lines and all
# fmt: off
from __future__ import annotations

import json

from tests.golden.case import Case, facts, joined, paragraphs
from tests.golden.texts import BUREAU, CITY, COUNTY, OLD, SHORT, UNSIGNED, Text

NAV = "".join(
    f'<li><a href="/{i}/">{name}</a></li>'
    for i, name in enumerate(("首页", "要闻动态", "政务公开", "办事服务", "政民互动", "魅力青石", "数据发布"))
)


def _metas(text: Text, published: str, source: str) -> str:
    pairs = {
        "SiteName": "青石县人民政府", "SiteDomain": "www.qingshi.test", "SiteIDCode": "9901020003",
        "ColumnName": "法治政府建设年度报告", "ArticleTitle": text.title, "PubDate": published, "ContentSource": source,
    }
    return "".join(f'<meta name="{name}" content="{value}"/>\n' for name, value in pairs.items())


def _page(head: str, body: str, title: str = "青石县人民政府") -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'


def hanweb() -> Case:
    """jcms: metadata table, head line with an empty counter, body between RSS comments."""
    t = COUNTY
    body = f"""<div id="barrierfree_container"><ul class="nav">{NAV}</ul>
<div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a href="/col/col1/">政府信息公开</a> &gt; <a>法治政府建设</a></div>
<table class="xxgk_table" width="100%"><tr><td>索&nbsp;引&nbsp;号：</td><td>11990102/2023-00012</td><td>文&nbsp;&nbsp;号：</td><td>青政〔2023〕9号</td></tr>
<tr><td>发布机构：</td><td>县政府办公室</td><td>成文日期：</td><td>2023-02-17</td></tr><tr><td>有效性：</td><td></td><td>公开方式：</td><td>主动公开</td></tr></table>
<div class="main-txt"><h1 class="title">{t.title}</h1>
<p class="info">发布时间：2023-02-20 09:12&nbsp;&nbsp;来源：县司法局&nbsp;&nbsp;浏览次数：<script src="/module/visitcount/articlehits.jsp?colid=1&artid=2"></script>&nbsp;字体：[<a>大</a> <a>中</a> <a>小</a>]</p>
<!--ZJEG_RSS.content.begin--><meta name="ContentStart"><div id="zoom">{paragraphs(t.lines)}
<p style="text-align:right">{t.signature[0]}&nbsp;&nbsp;</p><p style="text-align:right">{t.signature[1]}</p></div>
<meta name="ContentEnd"><!--ZJEG_RSS.content.end-->
<p class="gb">【<a href="javascript:window.print()">打印</a>】【<a href="javascript:window.close()">关闭</a>】</p></div>
<div class="bottom">主办：青石县人民政府办公室　承办：青石县大数据局<br>网站标识码：9901020003　浙ICP备00000000号　浙公网安备 33000000000000号</div></div>"""
    f = facts(t, document_number="青政〔2023〕9号", index_number="11990102/2023-00012", published_date="2023-02-20")
    head = _metas(t, "2023-02-20 09:12", "县司法局")
    return Case(name="hanweb-table", page=_page(head, body, f"{t.title}_青石县人民政府"), text=joined(*t.all_lines), facts=f)


def trs_brackets() -> Case:
    """TRS with bracketed labels and an empty 文号; attachment beside the body."""
    t = BUREAU
    body = f"""<header><div class="logo"><img src="/images/logo.png"></div><nav><ul>{NAV}</ul></nav></header>
<div class="zwxl-main"><div class="zwxl-bar">您当前位置：<a>首页</a>&gt;<a>政务公开</a>&gt;<a>法治政府建设</a></div>
<table class="zwxl-table"><tr><td>[ 索引号 ]</td><td>11990102MB0000001/2022-00004</td><td>[ 发文字号 ]</td><td></td></tr>
<tr><td>[ 主题分类 ]</td><td>公安、安全、司法</td><td>[ 体裁分类 ]</td><td>工作报告</td></tr>
<tr><td>[ 发布机构 ]</td><td>青石县司法局</td><td>[ 有效性 ]</td><td></td></tr><tr><td>[ 成文日期 ]</td><td>2022-01-10</td><td>[ 发布日期 ]</td><td>2022-01-14</td></tr>
</table>
<p class="zwxl-title">{t.title}</p>
<div class="zwxl-article"><div class="view TRS_UEDITOR trs_paper_default trs_word trs_key4format">{paragraphs(t.all_lines)}
<p class="insertfileTag" style="line-height:normal;"><img style="vertical-align: middle;" src="/editor/icon_doc.gif"><a href="./P020220114512345678901.docx" appendix="true" title="指标完成表">指标完成表.docx</a></p></div></div>
<div class="zwxl-fj"></div><script>document.write("扫一扫在手机打开当前页");</script></div><footer class="footer"><p>版权所有：青石县司法局</p></footer>"""
    f = facts(t, index_number="11990102MB0000001/2022-00004", published_date="2022-01-14")
    url = "http://sfj.qingshi.test/zwgk/fzzf/202201/t20220114_1234567.html"
    return Case(name="trs-brackets", page=_page("", body, f"{t.title}_青石县司法局"), text=joined(*t.all_lines), facts=f, url=url,
                more={"attachments": ["http://sfj.qingshi.test/zwgk/fzzf/202201/P020220114512345678901.docx"]})


def trs_gbk_lie() -> Case:
    """GBK bytes under a header that says UTF-8; spans of a word processor; title printed in the body."""
    t = OLD
    spans = "".join(
        f'<P class=MsoNormal><SPAN style="FONT-SIZE: 16pt"><SPAN lang=EN-US></SPAN>{line[:9]}<o:p></o:p></SPAN><FONT face=仿宋_GB2312>{line[9:]}</FONT></P>'
        for line in (*t.lines, t.signature[0])
    )
    body = f"""<TABLE width=960><TR><TD class=TRS_Editor_box><DIV class=TRS_Editor><P align=center><STRONG>{t.title}</STRONG></P>{spans}
<P align=right>二○一四年一月二十日</P></DIV></TD></TR></TABLE><DIV align=center>临溪市云岭区人民政府办公室主办 备案序号：浙ICP备00000000号</DIV>"""
    page = f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312"><title>云岭区政府网</title><meta name="PubDate" content="2014-02-08 10:00:00"></head><body>{body}</body></html>'
    text = joined(t.title, *t.lines, t.signature[0], "二○一四年一月二十日")
    f = facts(t, published_date="2014-02-08")
    return Case(name="trs-gbk-header-lies", page=page.encode("gb18030"), text=text, facts=f, more={"encoding": "gb18030"})


def trs_paged() -> Case:
    """An article over three pages: the pager's call names the others."""
    t = CITY
    body = f"""<div class="xl"><h2 class="xl-tit">{t.title}</h2><div class="xl-info"><span>2020-03-13 16:20</span><span>临溪市人民政府办公室</span></div>
<div class="TRS_Editor">{paragraphs(t.lines[:6])}</div><div class="page"><script>createPageHTML(3, 0, "t20200313_99", "html");</script></div></div>"""
    url = "http://www.linxi.test/zfxxgk/202003/t20200313_99.html"
    f = facts(t, signed_date=None, published_date="2020-03-13")
    return Case(name="trs-three-pages", page=_page("", body, t.title), text=joined(*t.lines[:6]), facts=f, url=url,
                more={"next_parts": [f"http://www.linxi.test/zfxxgk/202003/t20200313_99_{n}.html" for n in (1, 2)]})


def govcn_short() -> Case:
    """The decision page of gov.cn's system: label in bold in one cell, a body of a few lines."""
    t = SHORT
    body = f"""<div class="content"><div class="header"></div><div class="BreadcrumbNav">首页 &gt; 政策 &gt; 县政府文件</div>
<table border="0" width="100%" class="bd1"><tbody>
<tr><td class="zwgkdl"><b>索 引 号：</b></td><td class="zwgkdl">990102/2019-00003</td><td><b>主题分类：</b></td><td>司法</td></tr>
<tr><td><b>发文机关：</b></td><td>青石县人民政府办公室</td><td><b>成文日期：</b></td><td>2019年01月08日</td></tr>
<tr><td><b>标　　题：</b></td><td colspan="3">{t.title}</td></tr><tr><td><b>发文字号：</b></td><td>青政办函〔2019〕2号</td><td><b>发布日期：</b></td><td>2019年01月11日</td>
</tr></tbody></table>
<div class="pages_content" id="UCAP-CONTENT"><p align="center">{t.title}</p><p align="center">青政办函〔2019〕2号</p>{paragraphs(t.lines)}
<p style="text-align: right;">{t.signature[0]}</p><p style="text-align: right;">{t.signature[1]}</p></div><div class="share-box">扫一扫在手机打开当前页</div>
</div>"""
    f = facts(t, document_number="青政办函〔2019〕2号", index_number="990102/2019-00003", published_date="2019-01-11")
    return Case(name="govcn-short", page=_page("", body), text=joined(t.title, "青政办函〔2019〕2号", *t.all_lines), facts=f, reason="too_short")


def ucap_escaped() -> Case:
    """UCAP of some 黑龙江 sites: the body is an escape()d string."""
    t = COUNTY
    markup = "".join(f"<p>{line}</p>" for line in t.all_lines)
    escaped = "".join(c if c.isascii() and c.isalnum() else f"%{ord(c):02X}" if ord(c) < 256 else f"%u{ord(c):04X}" for c in markup)
    body = f"""<div class="article"><h1>{t.title}</h1><div class="pages-date">发布时间：2023-02-21<span>来源：青石县人民政府</span></div>
<div id="zoomcon" class="article_content"></div></div>
<script>var content = unescape('{escaped}'); document.getElementById('zoomcon').innerHTML = content;</script>"""
    return Case(name="ucap-escaped-body", page=_page("", body, t.title), text=joined(*t.all_lines), facts=facts(t, published_date="2023-02-21"))


def gkmlpt() -> Case:
    """The 广东 platform: table above the body, the body a second time in the page's configuration."""
    t = BUREAU
    detail = json.dumps({"DETAIL": {"title": t.title, "content": "".join(f"<p>{x}</p>" for x in t.all_lines)}}, ensure_ascii=False).replace("<", "\\u003C")
    rows = (("索引号:", "001234567/2022-00009", "分类:", "工作报告"), ("发布机构:", "青石县司法局", "成文日期:", "2022-01-10"),
            ("名称:", t.title, "", ""), ("文号:", "", "发布日期:", "2022-01-12"), ("主题词:", "", "", ""))
    table = "".join("<tr>" + "".join(f'<td class="{"first" if i % 2 == 0 else ""}">{c}</td>' for i, c in enumerate(r)) + "</tr>" for r in rows)
    body = f"""<div id="app"><div class="content"><div class="classify">{table and f'<table>{table}</table>'}</div>
<h1 class="title document-number">{t.title}</h1>
<div class="time">发布日期：2022-01-12 浏览次数：<em id="num">-</em></div><div class="article-content">{paragraphs(t.all_lines)}</div>
<div class="share">分享到：<a></a></div></div></div><script>window._CONFIG = {detail};</script>"""
    f = facts(t, index_number="001234567/2022-00009", published_date="2022-01-12")
    return Case(name="gkmlpt-table", page=_page("", body, t.title), text=joined(*t.all_lines), facts=f)


def gkmlpt_configuration() -> Case:
    """The 广东 platform before its script ran: the body is only in `_CONFIG`."""
    t = UNSIGNED
    content = "".join(f'<p style="text-indent:2em;">{x}</p>' for x in t.lines)
    config = json.dumps({"SID": "990102", "DETAIL": {"id": 9200001, "title": t.title, "identifier": "001234567/2024-00012", "publisher": "青石县白水镇人民政府", "document_number": "", "date": 1705593600, "first_publish_time": 1705939200, "content": content}}).replace("<", "\\u003C").replace("/", "\\/")
    page = _page("", f'<div id="app"></div><script>window._CONFIG = {config};</script><script src="/static/js/app.js"></script>', t.title)
    return Case(name="gkmlpt-configuration", page=page, text=joined(*t.lines), facts=facts(t, index_number="001234567/2024-00012", issuing_body="青石县白水镇人民政府", published_date="2024-01-23"))


def lonsun() -> Case:
    """龙讯: th/td with spaced labels and empty values; the table stands in the article's block."""
    t = OLD
    body = f"""<div class="xxgk_main"><div class="wzxq"><table class="tableStyle"><tr><th>索 引 号：</th><td>003045/201402-00012</td>
<th>信息分类：</th><td>其他</td></tr>
<tr><th>发布机构：</th><td>云岭区政府（办公室）</td><th>文&nbsp;&nbsp;&nbsp;&nbsp;号：</th><td></td></tr><tr><th>生成日期：</th><td>2014-02-10</td>
<th>有&nbsp;效&nbsp;性：</th><td>有效</td></tr></table>
<h1 class="newstitle">{t.title}</h1><p class="newsinfo">发布时间：2014-02-11 08:30<span>浏览：<i id="hits"></i>次</span></p>
<div class="wzcon j-fontContent">{"".join(f'<p style="text-indent: 2em;"><span style="font-size: 18px;">{x}</span></p>' for x in t.lines)}
<p style="text-align: right;">{t.signature[0]}</p><p style="text-align: right;">{t.signature[1]}</p></div><div class="j-share-box">分享到：</div></div>
</div>"""
    f = facts(t, index_number="003045/201402-00012", generated_date="2014-02-10", published_date="2014-02-11")
    return Case(name="lonsun-th", page=_page("", body), text=joined(*t.all_lines), facts=f, url="http://www.yunling.test/public/6601/99001.html")


def vsb() -> Case:
    """博达: a form round all, attachments as a list, the counter filled by script."""
    t = CITY
    body = f"""<div class="nav"><ul>{NAV}</ul></div><form name="_newscontent_fromname"><div class="ar_article_box"><h3>{t.title}</h3>
<h6><span>发布日期：2020年03月12日 10:11:12</span><span>来源：市司法局</span><span>点击：[<script>_showDynClicks("wbnews", 1700000001, 4640)</script>]</span></h6>
<div id="vsb_content_2"><div class="v_news_content">{paragraphs(t.all_lines, attributes=' class="vsbcontent_start"')}</div></div>
<ul style="list-style-type:none;"><li>附件【<a href="/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1700000001&wbfileid=12000001">报告.doc</a>】已下载<span>0</span>次</li></ul></div></form>
<p class="sxt">上一条：<a href="1.htm">关于印发2020年立法计划的通知</a></p><p class="sxt">下一条：<a href="2.htm">临溪市2018年度法治政府建设情况报告</a></p>"""
    f = facts(t, published_date="2020-03-12")
    return Case(name="vsb-form", page=_page("", body, f"{t.title}-临溪市人民政府"), text=joined(*t.all_lines), facts=f, url="http://www.linxi.test/info/4640/210070.htm",
                more={"attachments": ["http://www.linxi.test/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1700000001&wbfileid=12000001"]})


CASES = (hanweb, trs_brackets, trs_gbk_lie, trs_paged, govcn_short, ucap_escaped, gkmlpt, gkmlpt_configuration, lonsun, vsb)
