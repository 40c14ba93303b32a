"""The text of a page: whole, and without the portal round it; on any bytes, within bounds."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest

from archive.records import ExtractedPage, Page
from pipelines import containers
from pipelines.extract import extract
from pipelines.plain import extract_plain
from pipelines.reader import trafilatura_agrees

URL = "http://www.qingshi.test/art/2023/1/1/art_1.html"
LINES = (
    "2022年，青石县深入推进依法行政，现将有关情况报告如下：",
    "一、主要做法",
    "（一）健全制度。全年制定规范性文件12件，开展合法性审查46次，清理文件61件，工作取得实效。",
    "（二）规范执法。组织案卷评查3轮，评查案卷230宗，纠正问题41个，执法水平稳步提升。",
    "二、下一步打算",
    "持续加强法治政府建设，不断提升人民群众的获得感、幸福感、安全感。",
    "青石县人民政府",
    "2023年2月17日",
)
TEXT = "\n".join(LINES)


def read(body: str, url: str = URL) -> ExtractedPage:
    page = f"<html><head><meta charset=utf-8><title>青石县</title></head><body>{body}</body></html>"
    return extract(Page(url=url, body=page.encode(), content_type="text/html"))


def paragraphs(tag: str = "p", lines: tuple[str, ...] = LINES) -> str:
    return "".join(f"<{tag}>　　{line}</{tag}>" for line in lines)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(f"<div>{paragraphs()}</div>", id="paragraphs"),
        pytest.param("<div>" + "<br>".join(LINES) + "</div>", id="line breaks"),
        pytest.param(f"<div>{paragraphs('div')}</div>", id="divs"),
        pytest.param("<pre>" + "\n".join(LINES) + "</pre>", id="preformatted"),
        pytest.param(f"<table><tr><td>{paragraphs()}</td></tr></table>", id="layout table"),
        pytest.param("<table>" + "".join(f"<tr><td>{x}</td></tr>" for x in LINES) + "</table>", id="a row each"),
        pytest.param("<div>" + "".join(f"<p><label>{x}</label></p>" for x in LINES) + "</div>", id="label"),
        pytest.param("<div>" + "".join(f"<p><time>{x}</time></p>" for x in LINES) + "</div>", id="time"),
        pytest.param(f"<fieldset><legend>正文</legend></fieldset><form><fieldset>{paragraphs()}</fieldset></form>", id="fieldset in a form"),
        pytest.param("<div>" + "".join(f"<p><span></span><o:p></o:p>{x}</p>" for x in LINES) + "</div>", id="empty spans"),
        pytest.param("<div>" + "".join(f"<p><a name='x'></a>{x}</p>" for x in LINES) + "</div>", id="anchors"),
        pytest.param("<div>" + "".join(f"<p><a href='#'>{x}</a></p>" for x in LINES) + "</div>", id="every line a link"),
        pytest.param(f"<div class='share_main print-content'>{paragraphs()}</div>", id="named like a widget"),
        pytest.param(f"<aside>{paragraphs()}</aside>", id="aside"),
        pytest.param("<div>" * 400 + paragraphs() + "</div>" * 400, id="400 deep"),
        pytest.param(f"<div style='display:none'>{paragraphs()}</div>", id="hidden, and nowhere else"),
        pytest.param(f"<div>{paragraphs()}</div><div style='display:none'>{paragraphs()}</div>", id="a hidden copy"),
        pytest.param(f"<div class=pc><div>{paragraphs()}</div></div><div class=m><div>{paragraphs()}</div></div>", id="a second copy"),
        pytest.param(f"<div class=a>{paragraphs(lines=LINES[:6])}</div><div class=b>{LINES[6]}</div><div class=c>{LINES[7]}</div>", id="signature outside"),
        pytest.param(f"<div class=TRS_Editor></div><div class=con>{paragraphs()}</div>", id="empty known container"),
        pytest.param(f"<span id=zoom>{paragraphs()}</span>", id="an inline container"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("is_known", [True, False], ids=["containers known", "containers unknown"])
def test_the_document_is_whole_in_every_markup(
    body: str, is_known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_known:
        monkeypatch.setattr(containers, "_RANK", {})
    head = "<h1>青石县2022年法治政府建设年度报告</h1><p>发布时间：2023-02-20 来源：县司法局 浏览次数：12</p>"
    foot = "<div>【打印】【关闭】</div><div>上一篇：<a href=1>关于印发要点的通知</a></div><div>版权所有：青石县人民政府</div>"
    assert read(head + body + foot).text == TEXT


@pytest.mark.parametrize(
    "body",
    [
        pytest.param("<script>var c='" + paragraphs().replace("/", "\\/") + "';</script>", id="script string"),
        pytest.param("<script>var c=" + json.dumps({"content": paragraphs()}) + ";</script>", id="JSON with escapes"),
        pytest.param("<textarea style='display:none'>" + paragraphs().replace("<", "&lt;") + "</textarea>", id="textarea"),
        pytest.param("<input type=hidden value='" + paragraphs().replace("<", "&lt;") + "'>", id="hidden input"),
        pytest.param("<script type='text/xml'><![CDATA[" + paragraphs() + "]]></script>", id="XML in a script"),
    ],
)  # fmt: skip
def test_a_body_that_only_a_script_would_show_is_found(body: str) -> None:
    page = read(f"<h1>青石县2022年法治政府建设年度报告</h1><div id=c></div>{body}")
    assert (page.text, page.rule) == (TEXT, "embedded")


def test_what_trafilatura_keeps_whole_says_so_and_what_it_does_not_is_taken_from_the_blocks() -> (
    None
):
    page = read(f"<div id=zoom>{paragraphs()}</div>")
    assert page.rule == "trafilatura:container:zoom"
    assert not trafilatura_agrees(())


def test_rows_of_figures_stay_rows() -> None:
    table = "<table><tr><td>指标</td><td>数量</td></tr><tr><td>案件</td><td></td><td>7</td></tr></table>"
    page = read(f"<div>{paragraphs(lines=LINES[:4])}{table}{paragraphs(lines=LINES[4:])}</div>")
    assert page.text.split("\n")[4:6] == ["指标\t数量", "案件\t\t7"]


def test_the_page_heading_is_a_heading_and_no_text() -> None:
    page = read(f"<h1>青石县2022年法治政府建设年度报告</h1><div>{paragraphs()}</div>")
    assert page.text == TEXT
    assert page.headings[0].raw == "青石县2022年法治政府建设年度报告"


def test_a_title_that_the_body_prints_is_text() -> None:
    title = "<p align=center>青石县2022年法治政府建设年度报告</p>"
    page = read(f"<div id=zoom>{title}{paragraphs()}</div>")
    assert page.text.split("\n")[0] == "青石县2022年法治政府建设年度报告"


def test_characters_stay_as_published() -> None:
    line = "　　“放管服”改革：①办件1,206件，②满意度９８％﹝含乡镇﹞·附注<b>※</b>——完成，其余 3 项见 A-1。 "
    page = read(f"<div>{paragraphs()}<p>{line}</p></div>")
    assert line.replace("<b>", "").replace("</b>", "").strip("　 ") in page.text


def test_a_line_feed_of_the_source_between_two_characters_is_no_space() -> None:
    assert (
        "依法行政水平"
        in read(
            f"<div>{paragraphs()}<p>依法\n 行政水平，全面提高，成效明显，人民满意。</p></div>"
        ).text
    )


def test_a_document_that_a_script_turns_over_is_whole_and_a_hidden_pane_is_none_of_it() -> None:
    one, two = paragraphs(lines=LINES[:5]), paragraphs(lines=LINES[5:])
    parts = f"<div class=pg>{one}</div><div class=pg style='display:none'>{two}</div>"
    assert read(f"<div>{parts}</div>").text == TEXT
    pane = "<p>一、起草背景。按照上级部署，结合实际，起草了这份年度报告，现作出解读。</p>"
    panes = f"<div class=pane>{paragraphs()}</div><div class=pane style='display:none'>{pane}</div>"
    assert read(f"<div>{panes}</div>").text == TEXT


def test_a_blank_escaped_twice_is_a_blank() -> None:
    lines = tuple(f"&amp;nbsp;&amp;emsp;{line}" for line in LINES)
    assert read(f"<div class=k>{paragraphs(lines=lines)}</div>").text == TEXT
    kept = (*LINES[:2], "引入A&amp;B两类指标。", *LINES[2:])
    assert "A&B" in read(f"<div class=k>{paragraphs(lines=kept)}</div>").text


def test_attachments_of_the_document_are_found_and_links_of_the_site_are_not() -> None:
    page = read(
        "<ul><li><a href='/about/guide.pdf'>办事指南</a></li></ul>"
        + "<p>菜单</p>" * 9
        + f"<div id=zoom>{paragraphs()}</div>"
        "<div class=fj>附件：<a href='/module/download/downfile.jsp?filename=a1'>统计表</a><a href='./P020230217512345678901.wps'>报告</a></div>"
        "<iframe src='/pdfjs/web/viewer.html?file=/files/b.pdf'></iframe>"
    )
    assert [link.url for link in page.attachments] == [
        "http://www.qingshi.test/module/download/downfile.jsp?filename=a1",
        "http://www.qingshi.test/art/2023/1/1/P020230217512345678901.wps",
        "http://www.qingshi.test/files/b.pdf",
    ]


def test_a_stubs_attachment_may_stand_in_the_data_of_the_page_alone() -> None:
    page = read(
        '<h1>年度报告</h1><script>var d={"articleFiles":[{"fileName":"报告.pdf","filePath":"/qs\\/1.pdf"}]}</script>'
    )
    assert [link.url for link in page.attachments] == ["http://www.qingshi.test/qs/1.pdf"]


@pytest.mark.parametrize(
    ("pager", "numbers"),
    [
        ("<script>createPageHTML(3,0,'art_1','html');</script>", (1, 2)),
        ("<script>createPageHTML('page_div',3,1,'art_1','html',40);</script>", (2, 3)),
        (
            "<a href='art_1_2.html'>2</a><a href='art_1_3.html'>3</a><a href='art_1_2.html'>下一页</a>",
            (2, 3),
        ),
        ("<script>createPageHTML(9,0,'index','html');</script>", ()),
        ("<script>createPageHTML(3,1,'art_1','html');</script>", ()),
    ],
)
def test_further_pages_of_an_article_are_named_in_order(
    pager: str, numbers: tuple[int, ...]
) -> None:
    page = read(f"<div>{paragraphs()}</div>{pager}")
    stem = URL.removesuffix(".html")
    expected = tuple(f"{stem}_{n}.html" for n in numbers)
    assert page.next_parts == expected


def test_site_code_and_breadcrumb_come_from_the_footer_and_the_path_line() -> None:
    page = read(
        f"<div>当前位置：首页 &gt; 法治政府</div><div>{paragraphs()}</div><p>网站标识码：9901020003 浙ICP备1号</p>"
    )
    assert (page.site_code, page.breadcrumb) == ("9901020003", "首页 > 法治政府")


def test_lost_characters_are_flagged() -> None:
    page = extract(Page(url=URL, body=f"<div>{paragraphs()}�</div>".encode()))
    assert "mojibake" in page.flags
    assert page.replaced == 1


def test_the_seeds_lose_their_chrome_and_nothing_else(shared: Path) -> None:
    for record in json.loads((shared / "seeds/gold.json").read_text("utf-8"))["records"]:
        body = (shared / "seeds" / record["seed"]).read_bytes()
        text = bare(extract_plain(Page(url=URL, body=body, content_type="text/plain")).text)
        assert [line for line in record["chrome_to_strip"] if bare(line) in text] == []
        assert [
            line for line in record["official_frame_to_separate"] if bare(line) not in text
        ] == []
        start, end = record["main_text_first30_nospace"], record["main_text_last30_nospace"]
        assert text.index(end) + len(end) - text.index(start) == record["main_text_chars_nonspace"]


@pytest.mark.parametrize("is_known", [True, False], ids=["containers known", "containers unknown"])
def test_generated_pages_and_traps_are_read_whole(
    shared: Path, is_known: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_known:
        monkeypatch.setattr(containers, "_RANK", {})
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # the field material may be read-only
    monkeypatch.syspath_prepend(str(shared / "measure"))
    scorer = _load(shared / "measure/extraction.py")
    cases = [(p["id"], p["raw"], p["gold"]) for p in scorer.pages.all_pages()][::7]
    cases += [(name, html.encode(), gold) for name, (html, gold) in scorer.TRAPS.items()]
    for name, raw, gold in cases:
        score = scorer.score(extract(Page(url=URL, body=raw, content_type="text/html")).text, gold)
        assert min(score["P"], score["R"], score["headings"], score["signoff"]) >= 0.98, name
        assert score["chrome"] == [], name


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("measured_extraction", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def bare(text: str) -> str:
    return re.sub(r"[\s\u200b\ufeff]+", "", text)
