"""Golden pages in styles of no known system: names that say nothing, odd label shapes, odd bodies."""

# ruff: noqa: E501 - markup as portals write it, long lines and all
# fmt: off
from __future__ import annotations

import html
import json

from tests.golden.case import Case, facts, joined, paragraphs
from tests.golden.texts import BUREAU, CITY, COUNTY, OLD, SHORT, UNSIGNED

LINKS = "".join(
    f'<li><span>2023-0{i}-1{i}</span><a href="/n/{i}.html" title="{title}">{title}</a></li>'
    for i, title in enumerate(
        ("全县重点项目集中开工", "青石县2021年法治政府建设年度报告", "关于公布规范性文件清理结果的通知", "县长调研防汛工作", "《青石县养犬管理办法》解读", "关于端午节放假的通知"), 1
    )
)
FOOT = "<div>地址：青石县人民路1号　邮编：399000　电话：0599-0000000</div><div>Copyright © 2023 青石县人民政府 版权所有　建议使用1366×768以上分辨率浏览</div>"


def _page(body: str, head: str = "", title: str = "青石县人民政府") -> str:
    return f'<html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{body}</body></html>'


def definition_list() -> Case:
    """dl/dt/dd with empty values: an empty one must not take the next."""
    t = COUNTY
    pairs = (("索引号", "990102-2023-0031"), ("公文种类", ""), ("发文字号", ""), ("发文机关", "青石县人民政府"), ("成文日期", "2023年02月17日"), ("发布日期", "2023年02月22日"), ("主题词", ""))
    rows = "".join(f"<dt>{a}：</dt><dd>{b}</dd>" for a, b in pairs)
    body = f"""<div class="wp"><div class="dz">您的位置：<a>首页</a> / <a>政府信息公开</a> / 正文</div><dl class="msg">{rows}</dl>
<div class="a1"><div class="a2">{t.title}</div><div class="a3">{paragraphs(t.all_lines, "div")}</div></div>
<div class="b1"><h4>相关阅读</h4><ul>{LINKS}</ul></div>{FOOT}</div>"""
    f = facts(t, index_number="990102-2023-0031", published_date="2023-02-22")
    return Case(name="dl-empty-values", page=_page(body), text=joined(*t.all_lines), facts=f)


def header_row() -> Case:
    """A table whose first row holds the labels and whose second the values."""
    t = BUREAU
    body = f"""<table class="t1"><tr><th>索引号</th><th>发布机构</th><th>文号</th><th>成文日期</th><th>公开日期</th></tr>
<tr><td>QS-12-2022-001</td><td>青石县司法局</td><td>青司〔2022〕3号</td><td>2022-01-10</td><td>2022-01-19</td></tr></table>
<div class="box9"><p class="bt9">{t.title}</p><div>{paragraphs(t.all_lines)}</div></div>{FOOT}"""
    f = facts(t, index_number="QS-12-2022-001", document_number="青司〔2022〕3号", published_date="2022-01-19")
    return Case(name="table-header-row", page=_page(body, title=t.title), text=joined(*t.all_lines), facts=f)


def list_of_spans() -> Case:
    """`<li><span>label：</span>value</li>`, and a clock in the header that is no date of the document."""
    t = UNSIGNED
    pairs = (("索 引 号：", "990102/2024-00251"), ("主题分类：", "通知公告"), ("发布机构：", "白水镇"), ("成文时间：", "2024年01月21日"), ("文　　号：", "无"), ("标　　题：", t.title), ("效力状态：", "有效"))
    rows = "".join(f"<li><span>{a}</span>{b}</li>" for a, b in pairs)
    body = f"""<div class="t">今天是：2025年3月9日 星期日 农历二月初十</div><div class="m1"><ul class="inf">{rows}</ul><h2>{t.title}</h2>
<div class="m2"><span>日期：2024-01-22 09:14</span><span>来源：白水镇</span><span>浏览次数：</span></div>
<div class="m3">{"<br/>".join("&emsp;&emsp;" + x for x in t.lines)}</div>
<div class="m4">[打印] [关闭] [收藏]</div></div>{FOOT}"""
    f = facts(t, index_number="990102/2024-00251", published_date="2024-01-22", signed_date="2024-01-21")
    return Case(name="li-span-clock", page=_page(body), text=joined(*t.lines), facts=f, unsaid=("issuing_body",))


def old_tables() -> Case:
    """Tables for layout, GBK without any declaration, sidebar with its own sentence."""
    t = OLD
    body = f"""<table width=950 align=center><tr><td><img src=banner.jpg></td></tr><tr><td>今日天气：晴 3℃～12℃</td></tr></table>
<table width=950 align=center><tr><td width=210 valign=top><table><tr><td>栏目导航</td></tr><tr><td><a href=a.asp>政府文件</a></td></tr><tr>
<td><a href=b.asp>工作报告</a></td></tr>
<tr><td>本栏目由区政府办公室负责维护，如有意见和建议，请拨打热线电话反映。</td></tr></table></td>
<td valign=top><table width=100%><tr><td>当前位置 → 首页 → 工作报告</td></tr><tr><td align=center><font size=5><b>{t.title}</b></font></td></tr>
<tr><td align=center>作者：佚名　来源：区法制办　点击数：　更新时间：2014-1-24</td></tr><tr>
<td>{"<br><br>".join("　　" + x for x in t.lines)}<br><br><div align=right>{t.signature[0]}</div><div align=right>{t.signature[1]}</div></td></tr>
<tr><td align=right>【发表评论】【告诉好友】【打印此文】【关闭窗口】</td></tr><tr><td>上一篇文章：<a href=1.asp>关于做好春节期间安全生产工作的通知</a></td></tr><tr><td>下一篇文章：没有了</td></tr>
</table></td></tr></table>
<table width=950 align=center><tr><td align=center>临溪市云岭区人民政府办公室 版权所有 技术支持：临溪科技</td></tr></table>"""
    page = f"<html><head><title>云岭区政府网</title></head><body>{body}</body></html>".encode("gb18030")
    f = facts(t, published_date="2014-01-24")
    return Case(name="old-asp-tables", page=page, text=joined(*t.all_lines), facts=f, content_type="text/html", more={"encoding": "gb18030"})


def wechat() -> Case:
    """A page in WeChat's markup: sections in sections, hidden until its script has run."""
    t = COUNTY
    inner = "".join(f'<section style="margin:0"><section><p><span style="font-size:16px;">{x}</span></p></section></section>' for x in t.all_lines)
    body = f"""<div id="page-content"><h1 class="rich_media_title" id="activity-name">{t.title}</h1>
<div id="meta_content"><span>青石司法</span> <em id="publish_time">2023-02-24 17:05</em></div>
<div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0;">{inner}</div></div>
<div class="qr_code_pc">微信扫一扫<br>关注该公众号</div>"""
    return Case(name="wechat-hidden", page=_page(body), text=joined(*t.all_lines), facts=facts(t, published_date="2023-02-24"), url="https://mp.weixin.qq.com/s/x")


def article_list() -> Case:
    """A system that writes attachments into JSON and the body into nested blocks without names."""
    t = CITY
    files = json.dumps([{"fileId": "1", "fileName": "报告.pdf", "filePath": "/lx/upload/2020/1.pdf", "domainName": "http://www.linxi.test"}], ensure_ascii=False)
    body = f"""<div><div><div><ul>{LINKS}</ul></div></div><div><div><div><p>{t.title}</p></div>
<div><i>发布时间：2020-03-12 09:00:00</i><i>信息来源：临溪市司法局</i></div>
<div><div><div>{paragraphs(t.all_lines)}</div></div></div></div></div><div><p>关于我们 | 网站地图 | 隐私声明</p></div></div>
<script>var detail = {{"articleFiles":{files}}};</script>"""
    return Case(name="nameless-blocks", page=_page(body), text=joined(*t.all_lines), facts=facts(t, published_date="2020-03-12"), url="http://www.linxi.test/lx/c1/pc/content/content_1800000000000000001.html")


def stub() -> Case:
    """A covering line and the report as an attachment; the sidebar talks more than the page."""
    t = COUNTY
    body = f"""<div class="left2"><h3>热门</h3><ul>{LINKS}</ul><p>本专栏依法公开全县各级行政机关的年度报告，供社会公众查阅和监督，如有疑问请与我们联系。</p></div>
<div class="right2"><h1>{t.title}</h1><p>发布日期：2023-03-01　来源：县司法局</p><div class="txt2"><p>{t.title}</p>
<p><a href="/upload/2023/202303010912.pdf">{t.title}.pdf</a></p></div></div>{FOOT}"""
    f = facts(t, signed_date=None, published_date="2023-03-01")
    return Case(name="attachment-stub", page=_page(body, title=t.title), text=t.title, facts=f, reason="attachment_only", more={"attachments": ["http://www.qingshi.test/upload/2023/202303010912.pdf"]})


def scans() -> Case:
    """Page scans instead of text."""
    t = BUREAU
    images = "".join(f'<p style="text-align:center"><img src="/res/2022/01/W02022011{i}.jpg" width="900"></p>' for i in range(1, 4))
    body = f'<h1>{t.title}</h1><div class="sj">2022-01-15 11:20</div><div id="zoom">{images}</div>{FOOT}'
    f = facts(t, signed_date=None, published_date="2022-01-15")
    return Case(name="scanned-images", page=_page(body), text="", facts=f, reason="attachment_only", more={"flags": ["short", "only_images"], "images": 3})


def shell() -> Case:
    """An application's empty shell."""
    page = _page('<div id="app"></div><script src="/js/chunk-vendors.js"></script><script src="/js/app.js"></script>', title="青石县人民政府")
    return Case(name="empty-shell", page=page, text="", facts={}, reason="needs_javascript", more={"flags": ["short", "needs_javascript"]})


def column() -> Case:
    """A list page: links with dates, no document."""
    body = f'<div class="pos">当前位置：首页 &gt; 法治政府建设</div><ul class="news">{LINKS}{LINKS}</ul><div class="pg">共12条 首页 上一页 1 下一页 尾页</div>{FOOT}'
    return Case(name="list-page", page=_page(body, title="法治政府建设_青石县"), text="", facts={}, reason="list_page", unsaid=("title",), url="http://www.qingshi.test/fzzf/index.html", more={"flags": ["short", "list_page"]})


def framed() -> Case:
    """Number, addressee, signature, 抄送 and 印发 lines: all are the document."""
    t = BUREAU
    frame = ("抄送：县委依法治县办，县人大监察和司法委员会。", "青石县司法局办公室　　　　　　　　2022年1月10日印发")
    lines = ("青司发〔2022〕1号", t.title, *t.all_lines, *frame)
    body = f"""<div class="crumb">首页 &gt; 部门文件</div><div class="doc"><p align="center">{lines[0]}</p>
<p align="center"><b>{t.title}</b></p>{paragraphs(t.all_lines)}
<hr/><p>{frame[0]}</p><hr/><p>{frame[1]}</p></div><div class="ly">信息来源：县司法局　发布时间：2022/1/12　责任编辑：张某</div>{FOOT}"""
    f = facts(t, document_number="青司发〔2022〕1号", published_date="2022-01-12")
    return Case(name="official-frame", page=_page(body), text=joined(*lines), facts=f)


def data_table() -> Case:
    """A table of figures inside the text stays, row by row; its labels are no labels of the page."""
    t = UNSIGNED
    rows = (("序号", "指标", "数量"), ("1", "执法检查（次）", "412"), ("2", "行政处罚（件）", "105"), ("3", "行政复议（件）", "0"))
    table = "".join("<tr>" + "".join(f"<td><p>{c}</p></td>" for c in r) + "</tr>" for r in rows)
    body = f"""<div class="hd"><h1>{t.title}</h1><div>时间：2024-02-01</div></div>
<div class="bd">{paragraphs(t.lines[:4])}<table border="1">{table}</table>{paragraphs(t.lines[4:])}</div>{FOOT}"""
    text = joined(*t.lines[:4], *("\t".join(r) for r in rows), *t.lines[4:])
    return Case(name="data-table", page=_page(body), text=text, facts=facts(t, published_date="2024-02-01"), unsaid=("issuing_body",))


def textarea() -> Case:
    """The body as escaped markup in a hidden field."""
    t = COUNTY
    markup = html.escape("".join(f"<p>{x}</p>" for x in t.all_lines))
    body = f'<h2>{t.title}</h2><p>发布时间:2023-02-20</p><div id="show"></div><textarea id="src" style="display:none">{markup}</textarea><script>show()</script>{FOOT}'
    return Case(name="textarea-body", page=_page(body), text=joined(*t.all_lines), facts=facts(t, published_date="2023-02-20"))


def plain_text() -> Case:
    """A saved text: head links, label lines with two labels each, a widget line under the text."""
    t = COUNTY
    lines = (
        "繁体版 无障碍浏览", "当前位置: 首页>政务公开>法治政府", "索引号: 990102-2023-0042 公开方式: 主动公开", "文号: 生成日期: 2023-02-25", "",
        t.title, "发布日期: 2023-02-26  浏览次数: 12 次 【字体: 大 中 小】", *t.all_lines, "", "【打印本页】 【关闭窗口】", "版权所有：青石县人民政府 浙ICP备00000000号",
    )
    f = facts(t, index_number="990102-2023-0042", generated_date="2023-02-25", published_date="2023-02-26")
    return Case(name="plain-text", page="\n".join(lines), text=joined(t.title, *t.all_lines), facts=f, content_type="text/plain; charset=utf-8")


def letter() -> Case:
    """A function word page: the letter that encloses a report, bare date by the title, day first."""
    t = SHORT
    body = f'<div class="w"><h1>{t.title}</h1><div>11.01.2019  08:30</div>{paragraphs(t.all_lines)}<p>分享到:</p></div>'
    return Case(name="letter-day-first", page=_page(body), text=joined(*t.all_lines), facts=facts(t, published_date="2019-01-11"), reason="too_short")


CASES = (definition_list, header_row, list_of_spans, old_tables, wechat, article_list, stub, scans, shell, column, framed, data_table, textarea, plain_text, letter)
