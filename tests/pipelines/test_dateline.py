"""What stands by a title without a label: dates, organs, numbers; and labels in blocks without telling tags."""

from __future__ import annotations

import pytest

from archive.records import Facts, Page, Reading
from pipelines.reading import read
from tests.pipelines.report_text import report

TITLE = "盖州市人民政府关于2023年度法治政府建设情况的报告"
TEXT = report(2023, "我市").split("\n")


def _reading(head: str, tail: str, title: str = f"<h1>{TITLE}</h1>") -> Reading:
    body = "".join(f"<p>{line}</p>" for line in TEXT)
    page = f"<html><head><title>{TITLE}</title></head><body><div class='art'>{title}{head}<div class='txt'>{body}{tail}</div></div></body></html>"
    return read(Page(url="http://www.x.gov.cn/a", body=page.encode(), content_type="text/html"))


def _read(head: str, title: str = f"<h1>{TITLE}</h1>", tail: str = "") -> tuple[Facts, str]:
    reading = _reading(head, tail, title)
    return reading.facts, reading.text


@pytest.mark.parametrize(
    "line",
    [
        "2024年03月24日 盖州市司法局",
        "20240324 | 盖州市司法局",
        "[2024-03-24] 盖州市人民政府办公室",
        "盖州司法 2024-03-24",
        "<span>盖州市司法局</span><span><a>法治盖州</a></span><em>[2024-03-24]</em>",
        "<time>2024-03-24T08:00:00+08:00</time> <span>盖州市司法局</span>",
        "2024-03-24 　来源：盖州市司法局　评论：<a>0</a> 点击：<b>12</b>",
        "盖州市融媒体中心&nbsp;&nbsp;2024年3月24日&nbsp;&nbsp;<small>责任编辑：孙某</small>",
        "【2024-03-24】",
        "发布于2024-03-24",
        "12次浏览 2024-03-24",
        "盖州市政府网 2024-03-24",
        "<span>盖州市司法局</span> 发布于：2024-03-24 08:30 <span>0 评论</span>",
        "2024/03/24 08:30  来源：盖州市人民政府办公室公共服务信息中心　作者：佚名　浏览次数：<i>128</i>　【字体：<a>小</a> <a>大</a>】",
    ],
)
def test_a_date_by_the_title_is_the_publication_whatever_stands_beside_it(line: str) -> None:
    facts, text = _read(f"<div>{line}</div>")
    assert facts.published_date == "2024-03-24"
    assert text.startswith(TEXT[0])


@pytest.mark.parametrize(
    "line",
    [
        "<ul><li><b>拟稿日期：</b>2024-03-01</li></ul>",
        "<ul><li><b>归档时间：</b>2024-03-01</li></ul>",
        "<div><div>归档时间</div><div>2024-03-01</div></div>",
        "<p><span>录稿日：</span><span>2024-03-01</span></p>",
    ],
)
def test_a_date_that_has_a_name_of_its_own_is_no_publication(line: str) -> None:
    assert _read(line)[0].published_date is None


def test_who_publishes_and_when_is_no_line_of_the_text() -> None:
    head = "<p>盖州市政府网 2024-03-24</p>"
    body = "".join(f"<p>{line}</p>" for line in TEXT)
    page = f"<html><body><div class='art'><p>{TITLE}</p>{head}{body}</div></body></html>"
    reading = read(Page(url="http://www.x.gov.cn/a", body=page.encode(), content_type="text/html"))
    assert reading.text.split("\n")[:1] == TEXT[:1]
    assert reading.facts.published_date == "2024-03-24"


def test_a_date_behind_a_label_in_a_piece_of_its_own_is_the_labels() -> None:
    facts, _ = _read("<ul><li><span>成文日期：</span>2024-03-01</li></ul>")
    assert (facts.published_date, facts.signed_date) == (None, "2024-03-01")


def test_a_grid_of_divs_pairs_each_label_with_the_block_behind_it() -> None:
    cells = (
        "公开目录",
        "年度报告",
        "索引号",
        "QZ0101-2024-00012",
        "发文字号",
        "",
        "公开日期",
        "2024-03-24",
    )
    row = "".join(f"<div class='{'lv'[i % 2]}'>{cell}</div>" for i, cell in enumerate(cells))
    facts, _ = _read("", title=f"<div class='row'>{row}</div><h1>{TITLE}</h1>")
    assert facts.index_number == "QZ0101-2024-00012"
    assert facts.published_date == "2024-03-24"
    assert facts.document_number is None


def test_sent_beside_written_is_the_publication_and_alone_the_writing() -> None:
    both = "<dl><dt>成文时间</dt><dd>2024-03-01</dd><dt>发文时间</dt><dd>2024-03-24</dd></dl>"
    facts, _ = _read(both)
    assert (facts.signed_date, facts.published_date) == ("2024-03-01", "2024-03-24")
    facts, _ = _read(
        "<dl><dt>索引号</dt><dd>A1/2024-1</dd><dt>发文时间</dt><dd>2024-03-24</dd></dl>"
    )
    assert (facts.signed_date, facts.published_date) == ("2024-03-24", None)


def test_a_number_with_its_signer_above_the_container_is_the_documents() -> None:
    facts, _ = _read("<p>盖政〔2024〕9号　　　　签发人：李明</p>")
    assert facts.document_number == "盖政〔2024〕9号"


def test_a_seal_in_brackets_is_no_part_of_a_townships_name() -> None:
    facts, _ = _read("", tail="<p>东莞市长安镇人民政府（盖章）</p><p>二Ｏ二四年三月一日</p>")
    assert facts.issuing_body == "东莞市长安镇人民政府"
    assert facts.signed_date == "2024-03-01"


def test_a_numbered_heading_is_never_the_title() -> None:
    lines = [TEXT[0], "一、2023年度推进法治政府建设主要情况", *TEXT[1:]]
    body = "".join(f"<p>{line}</p>" for line in lines)
    page = f"<html><head><title>{TITLE}</title></head><body><div>{body}</div></body></html>"
    reading = read(Page(url="http://x.gov.cn/a", body=page.encode(), content_type="text/html"))
    assert reading.facts.title == TITLE


def test_letters_set_apart_still_make_an_organ_and_a_day() -> None:
    tail = "<p>丽 江 市 玉 龙 县 水 务 局</p><p>2 0 2 0 年 1 月 8 日</p>"
    facts, _ = _read("", title="<h1>2019年法治政府建设工作情况报告</h1>", tail=tail)
    assert (facts.region, facts.signed_date) == ("530721", "2020-01-08")


def test_a_number_before_a_title_is_no_part_of_the_bodys_name() -> None:
    facts, _ = _read(
        "", title="<h1>惠府〔2023〕11号 惠安县人民政府关于2022年度法治政府建设情况的报告</h1>"
    )
    assert (facts.issuing_body, facts.document_number) == ("惠安县人民政府", "惠府〔2023〕11号")


def test_the_day_of_the_week_behind_a_labelled_date_changes_nothing() -> None:
    facts, _ = _read("<p>发表于：2024年3月4日 星期一　来源：盖州市司法局</p>")
    assert facts.published_date == "2024-03-04"


def test_a_label_that_no_table_knows_opens_a_head_line_too() -> None:
    facts, _ = _read("<p>[ 信息发布： | 发布时间：2024-03-04 | 浏览：39次 ]</p>")
    assert facts.published_date == "2024-03-04"


def test_a_day_of_writing_after_the_publication_is_kept_as_unsure() -> None:
    tail = "<p>盖州市人民政府</p><p>2024年3月28日</p>"
    reading = _reading("<p>发布时间：2024-01-28</p>", tail)
    signed = [e for e in reading.evidence if e.field == "signed_date"]
    assert [(e.value, e.chosen, e.confidence) for e in signed] == [("2024-03-28", True, 0.5)]
    label = "<ul><li>成文日期：2024-05-06</li><li>发布日期：2024-03-29</li><li>文号：</li></ul>"
    signed = [e for e in _reading(label, tail).evidence if e.field == "signed_date"]
    assert [e.value for e in signed] == ["2024-03-28", "2024-05-06"]
    assert signed[0].confidence > signed[1].confidence


def test_an_organ_between_title_and_text_issued_it_though_no_day_stands_there() -> None:
    lines = [
        "关于2023年度法治政府建设",
        "工作情况的报告",
        "（2024年4月26日在盖州市第十九届人大常委会第三次会议上）",
        "盖州市人民政府",
        *TEXT,
    ]
    body = "".join(f"<p>{line}</p>" for line in lines)
    page = f"<html><body><h1>关于2023年度法治政府建设工作情况的报告</h1><div>{body}</div></body></html>"
    reading = read(Page(url="http://x.gov.cn/a", body=page.encode(), content_type="text/html"))
    assert reading.facts.issuing_body == "盖州市人民政府"
