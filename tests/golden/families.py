"""Golden pages in further styles of known content systems, old and new (guide: §3 of portals)."""

# ruff: noqa: E501 - markup as portals write it, long lines and all
from __future__ import annotations

from tests.golden.case import Case, facts, joined, paragraphs
from tests.golden.reports import DEPARTMENT, NUMERALS, OUR_BUREAU, TOWNSHIP, ZONE
from tests.golden.texts import BUREAU, CITY, COUNTY, OLD, UNSIGNED

CRUMB = '<div class="location">您现在的位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="/zwgk/fzzf/">法治政府建设</a> &gt; 正文</div>'
FOOT = '<div class="footer">主办单位：青石县人民政府办公室<br/>网站标识码：9901020003　浙ICP备00000000号-1　浙公网安备 33000000000000号<br/>地址：青石县人民路1号　邮编：399000</div>'
SHARE = '<div class="share">分享到：<a class="wx" title="分享到微信">微信</a><a class="wb">微博</a></div><div class="opt"><a href="javascript:window.print()">打印本页</a> <a href="javascript:window.close()">关闭窗口</a></div>'


def _page(body: str, head: str = "", title: str = "青石县人民政府") -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{CRUMB}{body}{FOOT}</body></html>'


def hanweb_old_table() -> Case:
    """The oldest 信息公开 table: label and value in one cell, inner blanks, an empty value before the next label."""
    t = DEPARTMENT
    body = f"""<table class="xxgk"><tr><td>索&nbsp;&nbsp;引:&nbsp;990102-018-070100-2025-0001</td><td>公开形式:&nbsp;主动公开</td></tr><tr><td>公开时限:&nbsp;长期公开</td><td>责任部门:&nbsp;市建设局</td></tr>
<tr><td>生成日期:&nbsp;2025-01-27</td><td>名&nbsp;&nbsp;称:&nbsp;{t.title}</td></tr><tr><td>文&nbsp;&nbsp;号:&nbsp;</td><td>责任科室:&nbsp;法规处</td></tr>
<tr><td>规范性文件编号:&nbsp;</td><td>规范性文件有效性:&nbsp;</td></tr><tr><td colspan="2">内容概述:&nbsp;</td></tr></table>
<table><tr><td class="title">{t.title}</td></tr><tr><td>信息来源：市建设局&nbsp;&nbsp;浏览次数：</td></tr><tr><td class="bt_content"><!--<$[信息内容]>begin-->{paragraphs(t.all_lines)}<!--<$[信息内容]>end--></td></tr></table>{SHARE}"""
    f = facts(t, index_number="990102-018-070100-2025-0001", generated_date="2025-01-27")
    return Case(
        name="hanweb-old-table",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=f,
        url="http://www.linxi.test/art/2025/1/27/art_1379_1500001.html",
    )


def hanweb_new() -> Case:
    """New addresses with a hash; `artile_zw` and a list of labels; the title stands twice."""
    t = ZONE
    body = f"""<div class="wz_box"><p class="wz_title">{t.title}</p><ul class="wz_info clearfix"><li>发布时间：2023-01-31 15:08</li><li>来源：赤水坪开发区</li><li>访问量：<span id="hits"></span></li><li>【字体：<a>大</a>　<a>中</a>　<a>小</a>】</li></ul>
<div class="artile_zw" id="zoom"><p style="text-align:center"><strong>{t.title}</strong></p>{paragraphs(t.all_lines)}</div></div>{SHARE}"""
    f = facts(t, published_date="2023-01-31")
    url = "http://csp.qingshi.test/art/2023/art_0123456789abcdef0123456789abcdef.html"
    return Case(
        name="hanweb-new", page=_page(body), text=joined(t.title, *t.all_lines), facts=f, url=url
    )


def jpaas() -> Case:
    """jpaas: the body marked by class, the attachment behind a gateway that expires."""
    t = CITY
    link = "/api-gateway/jpaas-web-server/front/file/download?fileUrl=abc&fileName=%E6%8A%A5%E5%91%8A.pdf"
    body = f"""<div class="bt-box-1170"><h1 class="bt-title">{t.title}</h1><div class="bt-info"><span>发布日期:2020-03-13 17:22</span><span>信息来源:临溪市人民政府办公室</span><span>阅读次数:<i>1024</i></span></div>
<div class="bt-content zoom clearfix jpaas-ai-content">{paragraphs(t.all_lines)}<p><a href="{link}" target="_blank">临溪市2019年度法治政府建设情况报告.pdf</a></p></div><div class="bt-ewm"><p>扫一扫在手机打开当前页</p></div></div>"""
    f = facts(t, published_date="2020-03-13")
    return Case(
        name="jpaas-gateway",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=f,
        url="http://www.linxi.test/art/2020/3/13/art_4471_9.html",
        more={"attachments": [f"http://www.linxi.test{link}"]},
    )


def trs_items() -> Case:
    """TRS with a list of label: value items above the title, and the text in nested views."""
    t = COUNTY
    items = (
        ("索 引 号", "SM00-12-2023-00031"),
        ("主题分类", "司法"),
        ("发布机构", "青石县人民政府"),
        ("文　　号", "无"),
        ("发布日期", "2023年02月23日"),
        ("有 效 性", "有效"),
    )
    rows = "".join(f"<li>{a}：{b}</li>" for a, b in items)
    body = f"""<div class="article-box"><ul class="metadata_content clearfix">{rows}</ul><h2 class="art-tit">{t.title}</h2><div class="view TRS_UEDITOR trs_paper_default trs_web"><div class="trs_editor_view TRS_UEDITOR">{paragraphs(t.all_lines)}</div></div></div>{SHARE}"""
    f = facts(t, index_number="SM00-12-2023-00031", published_date="2023-02-23")
    return Case(
        name="trs-label-items",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=f,
        url="http://www.qingshi.test/zwgk/fzzf/202302/t20230223_2156789.shtml",
    )


def trs_union_style() -> Case:
    """TRS's Custom_UnionStyle; the date stands alone in a cell under the title."""
    t = NUMERALS
    body = f"""<TABLE cellSpacing=0 width="100%"><TR><TD align=middle><H4>{t.title}</H4></TD></TR><TR><TD align=middle>（2013-01-21）</TD></TR><TR><TD><DIV class=Custom_UnionStyle>{paragraphs(t.all_lines, "P", " class=MsoNormal")}</DIV></TD></TR></TABLE>"""
    return Case(
        name="trs-union-style",
        page=_page(body, title="云岭区政府网"),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2013-01-21"),
        url="http://www.yunling.test/gzbg/201301/t904758.shtml",
    )


def trs_written_rows() -> Case:
    """TRS of several cities: metas tell all, the page's head shows nothing; an entry brought the date too."""
    t = BUREAU
    metas = f'<meta name="ArticleTitle" content="{t.title}"><meta name="PubDate" content="2022-01-13 11:05:09"><meta name="ContentSource" content="青石县司法局"><meta name="ColumnName" content="部门年报">'
    body = f"""<div class="detail"><div class="detail-h">{t.title}</div><div class="con"><div class="TRS_Editor"><style type="text/css">.TRS_Editor P{{line-height:2}}</style>{paragraphs(t.all_lines)}</div></div></div>{SHARE}"""
    entry = {
        "url": "http://sfj.qingshi.test/bmnb/202201/t20220113_77.html",
        "title": t.title,
        "listed_date": "2022-01-14",
    }
    return Case(
        name="trs-metas-only",
        page=_page(body, metas),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2022-01-13"),
        url=entry["url"],
        entry=entry,
    )


def ucap_tags() -> Case:
    """UCAP's own tags round title, time and body."""
    t = TOWNSHIP
    body = f"""<div class="main"><UCAPTITLE><h1>{t.title}</h1></UCAPTITLE><div class="ly"><span>发布时间：<PUBLISHTIME>2020-12-28 10:30</PUBLISHTIME></span><span>来源：石门乡</span></div><UCAPCONTENT>{paragraphs(t.all_lines)}</UCAPCONTENT></div>{SHARE}"""
    url = "http://www.qingshi.test/qs/c100233/202012/0a1b2c3d4e5f60718293a4b5c6d7e8f9.shtml"
    return Case(
        name="ucap-tags",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2020-12-28"),
        url=url,
    )


def ucap_content_show() -> Case:
    """UCAP of 成都's kind: two pairs a row, `contentShow`, a related list inside the article's column."""
    t = UNSIGNED
    body = f"""<div class="leftcon"><table class="table_xx"><tr><td>索引号：</td><td>990102000/2024-00077</td><td>公开日期：</td><td>2024-01-26</td></tr><tr><td>公文种类：</td><td>报告</td><td>发布机构：</td><td>白水镇</td></tr></table>
<h3 class="h3">{t.title}</h3><div class="contentShow">{paragraphs(t.lines)}</div><div class="about"><h5>相关信息</h5><ul><li><a href="1.shtml">白水镇2022年度法治政府建设情况报告</a><span>2023-01-20</span></li><li><a href="2.shtml">白水镇人大会议召开</a><span>2023-01-18</span></li></ul></div></div>"""
    f = facts(t, index_number="990102000/2024-00077", published_date="2024-01-26")
    return Case(
        name="ucap-content-show",
        page=_page(body),
        text=joined(*t.lines),
        facts=f,
        unsaid=("issuing_body",),
        url="http://www.qingshi.test/baishui/c11/2024-01/26/content_12.shtml",
    )


def nfcms() -> Case:
    """The news side of 广东's platform: its own globals, a wrapped body, a source line in spans."""
    t = DEPARTMENT
    body = f"""<script>var NFCMS_SITE_ID='660099', NFCMS_POST_ID='8000001';</script><div class="news_cont_d"><h2 class="title_cont">{t.title}</h2><p class="margin_top15 c999999 text_cont"><span>时间：2025-01-26 10:02:31</span><span>来源：本网</span><span>【字体：<a>大</a> <a>中</a> <a>小</a>】</span></p>
<div class="news_cont_d_wrap">{paragraphs(t.all_lines)}</div></div>{SHARE}"""
    return Case(
        name="nfcms-post",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2025-01-26"),
        url="http://zjj.linxi.test/gkml/content/post_8000001.html",
    )


def epoint() -> Case:
    """Epoint: `mian-cont` as they spell it, a head line with two bars, a dotted crumb."""
    t = OLD
    body = f"""<div class="ewb-main"><div class="ewb-loc">当前位置：首页 · 政府信息公开 · 工作报告</div><div class="ewb-article"><h3 class="ewb-art-tt">{t.title}</h3><div class="ewb-art-info">发布时间：2014-02-12 | 信息来源：区法制办 | 点击数：<span id="infoclicks"></span></div>
<div class="mian-cont">{paragraphs(t.all_lines)}</div></div></div>"""
    return Case(
        name="epoint-mian-cont",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2014-02-12"),
        url="http://www.yunling.test/001/001002/20140212/fa5942e1-0000-4000-8000-000000000001.html",
    )


def truecms() -> Case:
    """TrueCMS: body and labels in one list, a hidden list of other rows in the page."""
    t = BUREAU
    rows = "".join(
        f'<li><a href="/qs/fzzf/content/{i}.html" title="青石县司法局{y}年度法治政府建设工作情况报告">青石县司法局{y}年度法治政府建设工作情况报告</a><span>[{y + 1}-01-12]</span></li>'
        for i, y in enumerate((2018, 2019, 2020))
    )
    body = f"""<div id="initData" style="display:none"><ul>{rows}</ul></div><div class="content"><h2>{t.title}</h2><div class="sub">来源：青石县司法局　发布时间：2022-01-17　累计次数：<span>33</span>　字号：[ 大 中 小 ]</div><div id="myTable">{paragraphs(t.all_lines)}</div></div>"""
    return Case(
        name="truecms-init-data",
        page=_page(body),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2022-01-17"),
        url="http://sfj.qingshi.test/content/11112222-0000-4000-8000-000000000003.html",
    )


def ilist() -> Case:
    """iList.jsp's articles: a table of labels with colons in cells of their own, attachment under /wcm.files/."""
    t = OUR_BUREAU
    body = f"""<table class="xxgktable" border="1"><tr><td>索引号</td><td>：</td><td>GK-2020-0017</td></tr><tr><td>公开责任部门</td><td>：</td><td>县水利局</td></tr><tr><td>公开日期</td><td>：</td><td>2020-01-19</td></tr></table>
<div class="list_div"><h1>{t.title}</h1><div class="art_con">{paragraphs(t.lines)}<p>附件：<a href="/wcm.files/upload/CMSqs/202001/202001191025.pdf">行政执法统计表.pdf</a></p></div></div>"""
    f = facts(t, index_number="GK-2020-0017", published_date="2020-01-19")
    return Case(
        name="ilist-cells",
        page=_page(body),
        text=joined(*t.lines),
        facts=f,
        unsaid=("issuing_body",),
        url="http://slj.qingshi.test/info/iContent.jsp?cat_id=34&info_id=991",
        more={
            "attachments": [
                "http://slj.qingshi.test/wcm.files/upload/CMSqs/202001/202001191025.pdf"
            ]
        },
    )


CASES = (
    hanweb_old_table,
    hanweb_new,
    jpaas,
    trs_items,
    trs_union_style,
    trs_written_rows,
    ucap_tags,
    ucap_content_show,
    nfcms,
    epoint,
    truecms,
    ilist,
)
