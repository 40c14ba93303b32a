"""Rows of list pages, in the markup that portals write."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spiders.markup import absolute
from spiders.pagers import extent_of, next_link, pager_call
from spiders.rows import rows_of
from spiders.scripts import literal_after, loosely, written_out

URL = "http://www.qingshi.test/zwgk/fzzfjs/"
TITLE = "青石县2023年法治政府建设年度报告"


@pytest.mark.parametrize(
    "row",
    [
        f"<li><a href='1.html' title='{TITLE}'>青石县2023年…</a><span>2024-03-09</span></li>",
        f"<li><span>[2024-03-09]</span><a href='1.html'>{TITLE}</a></li>",
        f"<li><a href='1.html'>{TITLE}</a><span>2024-03-\n09</span></li>",
        f"<tr><td>1</td><td><a href='1.html'>{TITLE}</a></td><td>2024/3/9</td></tr>",
        f"<dl><dt><a href='1.html'>{TITLE}</a></dt><dd>2024年3月9日</dd></dl>",
        f"<div><p><a href='1.html'>{TITLE}</a></p><p>2024.03.09</p></div>",
        f"<li><a href='1.html'><span>{TITLE}</span><em>2024-03-09</em></a></li>",
        f"<li><a href='1.html'>{TITLE} [2024-03-09]</a></li>",
        f"<li><span>[20240309]</span><a href='1.html'>{TITLE}</a></li>",
        f"<tr><td><a href='1.html'>{TITLE}</a></td><td>20240309</td></tr>",
        f"<li><b>09</b><i>2024-03</i><a href='1.html'>{TITLE}</a></li>",
        f"<li><a href='/lm/'>[通知]</a><a href='1.html'>{TITLE}</a> 2024-03-09</li>",
        f"<li><a href='javascript:void(0)' onclick=\"window.open('1.html')\">{TITLE}</a>2024-03-09</li>",
        f"<ul><li><a href='1.html'>{TITLE}</a></li><li>2024-03-09</li></ul>",
        f"<li><a href='1.html'><img src='x.png'></a><a href='1.html'>{TITLE}</a><span>2024-03-09</span></li>",
        f"<li><a href='1.html'>{TITLE}</a><span>成文日期：2024-02-01</span><span>发布日期：2024-03-09</span></li>",
        f"<li>·<a href='1.html' target=_blank>·{TITLE}</a><span>2024-03-09 09:12</span></li>",
    ],
)
def test_a_link_and_the_date_in_its_row_are_one_entry(row: str) -> None:
    html = f"<body><table><ul>{row}<li><a href='2.html'>另一条完全不同的政务信息</a><span>2020-01-01</span></li></ul></table></body>"
    entry = next(one for one in rows_of(html, URL) if one.url == f"{URL}1.html")
    assert (entry.title, entry.listed_date, entry.truncated) == (TITLE, "2024-03-09", False)


def test_a_date_inside_a_title_is_no_date_of_the_row() -> None:
    html = "<li><a href='1.html'>关于2024年3月9日停水的通告（城东片区）</a></li>"
    assert rows_of(html, URL) == ()


def test_a_catalogues_written_date_is_not_taken_for_the_publication() -> None:
    head = "<tr><th>索引号</th><th>文件名称</th><th>文号</th><th>生成日期</th></tr>"
    row = f"<tr><td>1133/2024-1</td><td><a href='/art/2024/3/9/art_1_2.html'>{TITLE}</a></td><td>青政〔2024〕3号</td><td>2024-02-01</td></tr>"
    (entry,) = rows_of(f"<table>{head}{row}</table>", URL)
    assert (entry.listed_date, entry.document_number) == (None, "青政〔2024〕3号")
    (entry,) = rows_of(f"<table>{head.replace('生成', '发布')}{row}</table>", URL)
    assert entry.listed_date == "2024-02-01"


def test_a_title_cut_short_everywhere_is_marked() -> None:
    (entry,) = rows_of(
        "<li><a href='1.html' title='青石县2023年法治政府…'>青石县2023年法治…</a>2024-03-09</li>",
        URL,
    )
    assert entry.truncated


def test_an_article_without_a_date_is_a_row_by_its_address() -> None:
    (entry,) = rows_of(
        f"<li><a href='./202403/t20240309_1.html'>{TITLE}</a></li><li><a href='/zwgk/'>政务公开栏目导航</a></li>",
        URL,
    )
    assert entry.listed_date is None


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("//zwgk/x.shtml", "http://www.qingshi.test//zwgk/x.shtml"),
        ("//a.gov.cn/x.html", "http://a.gov.cn/x.html"),
        ("http://www.x.gov.cn./1.html", "http://www.x.gov.cn/1.html"),
        ("..\\t\\1.html", "http://www.qingshi.test/zwgk/t/1.html"),
        (" ./1\n.html ", f"{URL}1.html"),
        ("./1\r\n      /a.html", f"{URL}1/a.html"),
        ("报告 1.pdf", f"{URL}%E6%8A%A5%E5%91%8A%201.pdf"),
        ("%e6%8a%a5%e5%91%8a%201%2epdf", f"{URL}%E6%8A%A5%E5%91%8A%201.pdf"),
        ("a.jsp?n=%2F报|1", f"{URL}a.jsp?n=%2F%E6%8A%A5%7C1"),
        ("javascript:void(0)", None),
        ("mailto:a@b.c", None),
        ("#top", None),
        ("#/list?code=1", f"{URL}#/list?code=1"),
        ("http://[", None),
        ("", None),
    ],
)
def test_links_become_addresses(href: str, url: str | None) -> None:
    assert absolute(URL, href) == url


@pytest.mark.parametrize(
    ("html", "total", "pages"),
    [
        ("<span class='p_t'>共138条</span>", 138, None),
        ("<p>共<b>138</b>条记录 第1/10页</p>", 138, 10),
        ("<p>总记录数：138，共 10 页</p>", 138, 10),
        ("<script>createPageHTML(12,0,'index','html')</script>", None, 12),
        ("<script>createPageHTML('page_div', 12, 1, 'xxgk_list', 'shtml', 233)</script>", 233, 12),
        ("<script>function createPageHTML(_nPageCount, _nCurrIndex){}</script>", None, None),
        ("<script>nsetpage(1,45,20)</script>", 45, 3),
        ("<script>var countPage = 3; //共3页</script>", None, 3),
        ("<a href='1.html'>关于出台优化营商环境共20条措施的通知</a>", None, None),
    ],
)
def test_a_pager_is_taken_at_its_word(html: str, total: int | None, pages: int | None) -> None:
    said = extent_of(f"<html><body>{html}</body></html>")
    assert (said.total, said.pages) == (total, pages)


def test_a_pager_call_is_read_in_both_orders() -> None:
    trs, ucap = (
        pager_call('createPage(3, 1, "index", "html")'),
        pager_call("createPageHTML('d',3,2,'l','shtml',9)"),
    )
    assert trs is not None
    assert ucap is not None
    assert (trs.current, trs.first_suffix, ucap.current, ucap.first_suffix) == (1, 1, 1, 2)


@pytest.mark.parametrize(
    "words", ["下一页", "下页", "下一页 >", "[下一页]", "后一页 &gt;", "Next", "&raquo;"]
)
def test_the_next_page_is_found_by_its_words(words: str) -> None:
    assert next_link(f"<a href='p2.html'>{words}</a>", URL, 1) == f"{URL}p2.html"


def test_the_next_page_is_found_by_its_number() -> None:
    pager = "<b>2</b>" + "".join(f"<a href='p{n}.html'>{n}</a>" for n in (1, 3, 4))
    assert next_link(pager, URL, 2) == f"{URL}p3.html"


def test_a_disabled_link_leads_nowhere() -> None:
    assert next_link("<a class='disabled' href='p2.html'>下一页</a>", URL, 1) is None


def test_script_values_are_read_by_their_brackets() -> None:
    text = 'x = {a:\'1]\', b:[1,2,], "c": {d: "}"}} ; y'
    found = literal_after(text, 0)
    assert found is not None
    assert loosely(found) == {"a": "1]", "b": [1, 2], "c": {"d": "}"}}


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_gives_rows_or_none(text: str) -> None:
    for source in (
        text,
        f"<ul><li><a href='{text}' title='{text}'>{text}</a>2024-03-09</li></ul>",
        f"<script>document.writeln({text})</script>",
    ):
        assert isinstance(rows_of(written_out(source), URL), tuple)
        extent_of(source)
        next_link(source, URL, 1)
        loosely(source)
        absolute(URL, text)
