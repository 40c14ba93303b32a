"""Labels that speak of something else, and labels that only their place on the page pairs with a value."""

from __future__ import annotations

from html import escape

import pytest

from archive.records import ExtractedPage, Page
from pipelines.extract import extract
from pipelines.reading import read

TITLE = "青石县2023年法治政府建设情况报告"
BODY = "<p>一、主要做法</p>" + "".join(
    f"<p>全年审查合同{n}份，对{n}个单位开展督察，发现的问题全部整改到位。</p>"
    for n in range(11, 23)
)
HEAD = f"<h1>{TITLE}</h1><div class=k>{BODY}</div>"
PATH = "<div>首页 &gt; 政务公开 &gt; 年度报告</div>"


def page_of(markup: str) -> Page:
    body = f"<html><body>{markup}</body></html>".encode()
    return Page(url="http://www.qingshi.test/a.html", body=body)


def extracted(markup: str) -> ExtractedPage:
    return extract(page_of(markup))


def test_an_update_beside_the_publication_is_no_foot_of_the_site() -> None:
    head = "<p>更新日期：2026-11-20 发布日期：2024-03-11 来源：县司法局</p>"
    foot = "<p>主办：青石县人民政府 网站标识码：9901020003</p>"
    hidden = f"<textarea style='display:none'>{escape(BODY)}</textarea>"
    page = page_of(f"<h1>{TITLE}</h1>{head}{hidden}{foot}")
    assert read(page).facts.published_date == "2024-03-11"


@pytest.mark.parametrize(
    "bar",
    [
        "<div>2026年11月26日 16:20:05 <a href=#>登录</a></div>",
        "<div>时间：2026年11月26日 <a href=#>智能问答</a></div>",
        "<div><em>2026-11-26</em> <a href=#>简体</a> <a href=#>繁体</a></div>",
    ],
)
def test_a_clock_above_the_breadcrumb_is_no_publication(bar: str) -> None:
    assert read(page_of(bar + PATH + HEAD)).facts.published_date is None


def test_a_clock_among_links_to_the_sites_services_is_no_publication_without_a_path_below_it() -> (
    None
):
    bar = "<div>时间：2026年11月26日 <a>网站支持IPv6</a> <a>智能机器人</a> <a>无障碍</a></div>"
    assert read(page_of(bar + HEAD)).facts.published_date is None
    tools = "<div>时间：2024年3月2日 <a>打印</a> <a>收藏</a> <a>无障碍阅读</a></div>"
    assert read(page_of(f"<h1>{TITLE}</h1>{tools}{BODY}")).facts.published_date == "2024-03-02"


def test_a_notice_of_the_site_above_the_path_in_the_documents_own_block_is_no_text() -> None:
    notice = "<p>紧急提醒：台风蓝色预警信号，请市民朋友注意防范。</p><p>2026-11-25</p>"
    line = "<div>录入时间：2024年3月2日 录入人：李某</div>"
    found = read(page_of(f"{notice}{PATH}<h1>{TITLE}</h1>{line}{BODY}"))
    assert found.text.startswith("一、主要做法")
    assert (found.facts.title, found.facts.published_date) == (TITLE, "2024-03-02")


@pytest.mark.parametrize(
    "others",
    [
        "".join(
            f"<div class=it><a href='/{n}'>关于开展评查工作的通知之{n}</a><p>发布时间：2024-05-0{n}</p></div>"
            for n in (1, 2, 3)
        ),
        (
            "<table><tr><th>标题</th><th>文号</th><th>发布日期</th></tr><tr><td><a href='/1'>关于开展评查工作的通知</a></td>"
            "<td>青政发〔2024〕55号</td><td>2024-05-01</td></tr></table>"
        ),
    ],
)
def test_cards_and_rows_of_other_documents_give_neither_date_nor_number(others: str) -> None:
    facts = read(page_of(PATH + HEAD + f"<div class=z>{others}</div>")).facts
    assert (facts.title, facts.published_date, facts.document_number) == (TITLE, None, None)


def test_the_footers_own_update_is_no_publication() -> None:
    foot = "<div><p>更新时间：2026年11月26日</p><p>Copyright(C) 青石县人民政府</p></div>"
    assert read(page_of(PATH + HEAD + foot)).facts.published_date is None


@pytest.mark.parametrize(
    "table",
    [
        "<div class=f><label>文号：</label><p>青政〔2024〕9号</p></div>",
        "<p>【名称】" + TITLE + "</p><p>【文号】青政〔2024〕9号</p>",
        "<table><tr><td>载体</td><td>电子</td><td>文号</td><td>青政〔2024〕9号</td></tr></table>",
        "<table><tr><th>文号</th><td>青政〔2024〕9号</td><th>检索号</th><td>A-12</td></tr></table>",
    ],
)
def test_a_label_takes_the_value_that_the_structure_pairs_with_it(table: str) -> None:
    facts = read(page_of(PATH + table + HEAD)).facts
    assert (facts.title, facts.document_number) == (TITLE, "青政〔2024〕9号")


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("（发布时间：2024-03-09　编辑：李某　点击：12）", "2024-03-09"),
        ("发布: 2024-03-09　来源: 县司法局", "2024-03-09"),
        ("来源：县司法局 | 2024-03-09 | 阅读 12", "2024-03-09"),
        ("2024年3月9日来源：县司法局", "2024-03-09"),
    ],
)
def test_the_head_lines_date_is_read_however_it_is_set(line: str, date: str) -> None:
    markup = f"{PATH}<h1>{TITLE}</h1><div>{line}</div><div class=k>{BODY}</div>"
    assert read(page_of(markup)).facts.published_date == date


@pytest.mark.parametrize("number", ["<br>青政〔2024〕9号", "（青政〔2024〕9号）"])
def test_a_number_in_the_heading_is_the_documents_and_no_part_of_its_title(number: str) -> None:
    facts = read(page_of(f"{PATH}<h1>{TITLE}{number}</h1><div class=k>{BODY}</div>")).facts
    assert (facts.title, facts.document_number) == (TITLE, "青政〔2024〕9号")


@pytest.mark.parametrize(
    "below",
    [
        "<p>值班编辑：李某</p>",
        "<h4>相关附件</h4><p>免责声明：本站所载信息仅供参考，以正式文件为准。</p>",
        "<p>您对本页面信息是否满意？</p><p>满意 基本满意 不满意</p>",
    ],
)
def test_what_the_site_says_below_the_signature_is_no_text(below: str) -> None:
    signed = "<p>青石县人民政府</p><p>二〇二四年元月九日</p>"
    page = extracted(f"{PATH}<h1>{TITLE}</h1><div class=k>{BODY}{signed}{below}</div>")
    assert page.text.splitlines()[-2:] == ["青石县人民政府", "二〇二四年元月九日"]


@pytest.mark.parametrize(
    ("signed", "date"),
    [
        ("<p>青石县司法局</p><p>二〇二四年元月九日</p>", "2024-01-09"),
        ("<p>2024年1月9日</p><p>青石县司法局</p>", "2024-01-09"),
        ("<p>青石县司法局</p><p>2024年1月</p>", None),
    ],
)
def test_the_signature_is_read_in_either_order_and_a_month_is_no_day(
    signed: str, date: str | None
) -> None:
    title = "关于2023年法治政府建设情况的报告"
    facts = read(page_of(f"{PATH}<h1>{title}</h1><div class=k>{BODY}{signed}</div>")).facts
    assert (facts.issuing_body, facts.signed_date) == ("青石县司法局", date)
