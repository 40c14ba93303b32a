"""Labels: every shape of the 信息公开 tables, and empty values that take nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.records import Page
from pipelines.extract import extract
from pipelines.labels import date_in, field_of, is_label_line, read_line

BODY = "".join(
    f"<p>一是完善制度机制，全年召开会议{n}次，推动法治政府建设各项任务落实。</p>" for n in range(12)
)


def values(markup: str) -> dict[str, str]:
    page = f"<html><body>{markup}<div class=x>{BODY}</div></body></html>"
    labels = extract(Page(url="http://www.qingshi.test/a.html", body=page.encode())).labels
    found: dict[str, str] = {}
    for label in labels:
        found.setdefault(label.name, label.raw)
    return found


WANTED = {
    "index_number": "990102/2023-12",
    "document_number": "青政〔2023〕9号",
    "issuing_body": "县政府办",
    "signed_date": "2023-02-17",
}


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param(
            "<table><tr><th>索 引 号：</th><td>990102/2023-12</td><th>文&nbsp;&nbsp;号：</th><td>青政〔2023〕9号</td></tr>"
            "<tr><th>发布机构：</th><td>县政府办</td><th>成文日期：</th><td>2023-02-17</td></tr></table>",
            id="th and td, two pairs a row",
        ),
        pytest.param(
            "<table><tr><td>[ 索引号 ]</td><td>990102/2023-12</td></tr><tr><td>[ 发文字号 ]</td><td>青政〔2023〕9号</td></tr>"
            "<tr><td>[ 发布机构 ]</td><td>县政府办</td></tr><tr><td>[ 成文日期 ]</td><td>2023-02-17</td></tr></table>",
            id="brackets without colon",
        ),
        pytest.param(
            "<table><tr><td><b>索引号：</b></td><td>990102/2023-12</td><td><b>发文字号：</b></td><td>青政〔2023〕9号</td></tr>"
            "<tr><td><b>发文机关：</b></td><td>县政府办</td><td><b>成文日期：</b></td><td>2023-02-17</td></tr></table>",
            id="bold label in its cell",
        ),
        pytest.param(
            "<ul><li><span>索引号：</span>990102/2023-12</li><li><span>文号：</span>青政〔2023〕9号</li>"
            "<li><span>发文单位：</span><em>县政府办</em></li><li><span>成文时间：</span>2023-02-17</li></ul>",
            id="span in li",
        ),
        pytest.param(
            "<dl><dt>索引号</dt><dd>990102/2023-12</dd><dt>公文种类</dt><dd></dd><dt>文号</dt><dd>青政〔2023〕9号</dd>"
            "<dt>发布机构</dt><dd>县政府办</dd><dt>发文日期</dt><dd>2023-02-17</dd></dl>",
            id="dl with an empty value",
        ),
        pytest.param(
            "<div><div>索引号：</div><div>990102/2023-12</div></div><div><div>发文字号：</div><div>青政〔2023〕9号</div></div>"
            "<div><div>发文机关：</div><div>县政府办</div></div><div><div>印发日期：</div><div>2023-02-17</div></div>",
            id="two blocks in one",
        ),
        pytest.param(
            "<p>索引号: 990102/2023-12 文号: 青政〔2023〕9号 责任科室: 发布机构: 县政府办 成文日期: 2023-02-17 有效性:</p>",
            id="one line of text",
        ),
        pytest.param(
            "<table><tr><td>索引号</td><td>文号</td><td>发布机构</td><td>成文日期</td></tr>"
            "<tr><td>990102/2023-12</td><td>青政〔2023〕9号</td><td>县政府办</td><td>2023-02-17</td></tr></table>",
            id="labels in the first row",
        ),
    ],
)  # fmt: skip
def test_a_metadata_table_is_read_in_every_shape(markup: str) -> None:
    found = values(markup)
    assert {name: found.get(name) for name in WANTED} == WANTED


def test_an_empty_value_never_takes_the_next_label() -> None:
    found = values(
        "<table><tr><td>索引号：</td><td></td><td>文号：</td><td></td></tr><tr><td>发布机构：</td><td>县司法局</td><td>发布日期：</td><td></td></tr></table>"
    )
    assert found == {"issuing_body": "县司法局"}


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("索  引: 330802-018-2018-0001 公开形式: 主动公开", {"index_number": "330802-018-2018-0001", "disclosure_form": "主动公开"}),
        ("文号: 柯政〔2018〕9号 责任科室:", {"document_number": "柯政〔2018〕9号"}),
        ("规范性文件编号: 规范性文件有效性:", {}),
        ("发布时间:2017-11-14 14:20:43  阅读次数:911 次  【字体大小:   中  】", {"published_date": "2017-11-14 14:20:43"}),
        ("保护视力色: 字体颜色: 【 绿 】 恢复默认 发布日期:2021-02-26 11:10", {"published_date": "2021-02-26 11:10"}),
        ("浏览次数:信息来源: 区司法局发布时间:2025-11-07 16:34", {"source": "区司法局", "published_date": "2025-11-07 16:34"}),
        ("时间:2022-12-05来源:青石县交通运输局", {"published_date": "2022-12-05", "source": "青石县交通运输局"}),
        ("| 关键词 | 发布机构 | 大马营镇 | |", {"issuing_body": "大马营镇"}),
        ("文 号：无", {}),
        ("责任部门: 县府办 生成日期: 2018年03月31日", {"responsible_department": "县府办", "generated_date": "2018年03月31日"}),
        ("发布日期： 敬请期待", {}),
        ("2024-03-09 14:20 来源：县司法局", {"source": "县司法局"}),
    ],
)  # fmt: skip
def test_a_line_may_hold_several_labels(line: str, wanted: dict[str, str]) -> None:
    found = {found.name: found.value for found in read_line((line,)) if found.value}
    silent = {"阅读次数", "字体大小", "字体颜色", "保护视力色"}
    assert {name: value for name, value in found.items() if name not in silent} == wanted


@pytest.mark.parametrize(
    "line",
    [
        "附件：1.指标完成情况表",
        "抄送：县委依法治县办。",
        "要明确责任单位：县司法局，牵头抓好落实。",
        "主要数据来源：县统计局",
        "2022年，全县新增文号管理系统1套。",
    ],
)
def test_lines_of_documents_are_no_label_lines(line: str) -> None:
    assert not is_label_line((line,))


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("今天是：2025年3月9日 星期日", "published_date"),
        ("浏览次数：20230301", "published_date"),
        ("版权所有 2019-2024", "published_date"),
        ("最后登录：2023-01-01", "published_date"),
    ],
)
def test_clocks_counters_and_copyright_years_are_no_dates(head: str, name: str) -> None:
    assert name not in values(f"<div>{head}</div>")


def test_a_date_that_a_label_has_used_is_no_bare_date_by_the_title() -> None:
    found = values(
        "<dl><dt>成文日期：</dt><dd>2023-02-17</dd></dl><h1>青石县2022年法治政府建设年度报告</h1>"
    )
    assert (found.get("signed_date"), found.get("published_date")) == ("2023-02-17", None)


def test_a_head_line_may_open_with_its_bare_date() -> None:
    found = values(
        "<h1>青石县2022年法治政府建设年度报告</h1><div>2023-02-20 14:20<span>来源：县司法局</span></div>"
    )
    assert (found["published_date"], found["source"]) == ("2023-02-20 14:20", "县司法局")


def test_lists_of_other_documents_give_no_date() -> None:
    rows = "".join(
        f"<li><a href='/{n}.html'>关于召开会议的通知之{n}</a><span>2023-0{n}-01</span></li>"
        for n in range(1, 9)
    )
    assert "published_date" not in values(f"<ul>{rows}</ul>")


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("发 文 字 号 ：", "document_number"),
        ("[ 索引号 ]", "index_number"),
        ("规范性文件编号", None),
        ("统一编号", None),
        ("责任部门", "responsible_department"),
        ("生成日期", "generated_date"),
        ("发文日期", "signed_date"),
        ("发布日期", "published_date"),
    ],
)
def test_labels_mean_the_contracts_fields(label: str, field: str | None) -> None:
    assert field_of(label) == field


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2018-03-09 14:20 来源", "2018-03-09 14:20"),
        ("2018年3月9日", "2018年3月9日"),
        ("08.01.2018  19:40", "08.01.2018  19:40"),
        ("二○一六年十二月十九日", "二○一六年十二月十九日"),
        ("今日", None),
        ("2018", None),
    ],
)
def test_a_date_value_is_cut_from_what_follows(value: str, date: str | None) -> None:
    assert date_in(value) == date


def test_a_dates_meta_tag_is_a_label_with_its_own_rule() -> None:
    page = f'<html><head><meta name="PubDate" content="2023-02-20 09:12"><meta name="Maketime" content="2024-01-01"></head><body>{BODY}</body></html>'
    labels = extract(Page(url="http://www.qingshi.test/a.html", body=page.encode())).labels
    dates = [(label.raw, label.rule) for label in labels if label.name == "published_date"]
    assert dates == [("2023-02-20 09:12", "meta:PubDate")]


@given(
    tokens=st.lists(
        st.text(max_size=30) | st.sampled_from(["索引号：", "文号", "发布日期", "：", "来源:"]),
        max_size=6,
    )
)
def test_any_line_can_be_read_and_no_value_is_a_label_of_its_own(tokens: list[str]) -> None:
    for found in read_line(tuple(tokens)):
        assert found.label
        assert found.value == found.value.strip()


def test_a_mark_before_a_title_is_the_titles_and_a_bracket_round_a_label_is_not() -> None:
    marked = "【年报】青石县2022年法治政府建设年度报告"
    table = f"<table><tr><td>名　　称：</td><td>{marked}</td></tr><tr><td>【文号】</td><td>青政〔2023〕9号</td></tr></table>"
    found = values(table)
    assert found["title"] == marked
    assert found["document_number"] == "青政〔2023〕9号"
