"""The chrome table: every row proves itself, and no line of a document is in it."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from pipelines.chrome import CHROME, Chrome, bare, kind_of
from pipelines.widgets import is_widget_name, is_widget_tag


@pytest.mark.parametrize("row", CHROME, ids=lambda row: f"{row.kind}: {row.example[:20]}")
def test_every_row_of_the_table_matches_its_own_example(row: Chrome) -> None:
    own = re.compile(row.pattern, re.I)
    assert own.fullmatch(bare(row.example))
    assert own.groups == 0
    assert kind_of(row.example) == row.kind


@pytest.mark.parametrize(
    "line",
    [
        "一、主要举措和成效",
        "（三）打印本单位执法文书，规范归档。",
        "（二）畅通公众查看和下载渠道",
        "（四）空气质量持续改善",
        "青石县人民政府",
        "2023年2月17日",
        "二○一六年十二月十九日",
        "青政〔2023〕9号",
        "抄送：县委依法治县办，县人大监察和司法委员会。",
        "青石县司法局办公室　　　　2022年1月10日印发",
        "各乡镇人民政府，县政府各部门：",
        "附件：1.法治政府建设指标完成情况表",
        "(武汉市政府法制办 洪山区政府法制办)",
        "局机关全年承办行政复议案件12件，办结率100%。",
        "三是公众关注度不高，网站浏览次数偏少。",
        "2023年，我县法治政府建设上一年度的问题已全部整改到位。",
        "位置偏远的乡镇执法力量薄弱，",
    ],
)
def test_lines_of_documents_are_no_chrome(line: str) -> None:
    assert kind_of(line) is None


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("今天是:2019年10月31日 星期三 农历十月初七", "clock"),
        ("文章来源:司法局 更新时间:2021/03/29 11:30:01", "meta"),
        ("2026-01-20 17:01  |  武汉市水务局", "meta"),
        ("| 无障碍 | | 注册 网站支持IPv6", "widget"),
        ("字体大小:【大】 【中】 【小】", "widget"),
        ("【发表评论】【告诉好友】【打印此文】【关闭窗口】", "widget"),
        ("附件【报告.doc】已下载 0 次", "download"),
        ("鲁公网安备 37142202000130号", "footer"),
        ("下一篇：没有了", "related"),
    ],
)
def test_lines_of_portals_are_chrome_of_their_kind(line: str, kind: str) -> None:
    assert kind_of(line) == kind


def test_no_line_keeps_the_table_busy() -> None:
    pieces = (
        "打印",
        "大中小",
        "分享到：",
        "【关闭】",
        "来源：",
        "首页>",
        "2021-01-01",
        "上一页1",
        "|ab",
        "扫一扫",
        "附件",
    )
    for piece in pieces:
        line = (piece * 200)[:198] + "。x"
        before = time.perf_counter()
        kind_of(line)
        assert time.perf_counter() - before < 0.5, piece


def test_the_seeds_chrome_is_known(shared: Path) -> None:
    records = json.loads((shared / "seeds/gold.json").read_text("utf-8"))["records"]
    lines = [line for record in records for line in record["chrome_to_strip"]]
    unknown = {line for line in lines if kind_of(line) is None}
    # Two organs' names side by side are chrome only for where they stand: above the title.
    assert {line.strip() for line in unknown} == {"辽宁省人民政府 营口市人民政府"}


def test_no_line_of_the_seeds_documents_is_chrome(shared: Path) -> None:
    for path in sorted((shared / "measure/gold").glob("*.json")):
        lines = json.loads(path.read_text("utf-8"))["lines"]
        assert [line for line in lines if kind_of(line)] == []


@pytest.mark.parametrize(
    "name",
    [
        "bdsharebuttonbox",
        "footer-wrap",
        "crumbs",
        "top-bar",
        "xgwz",
        "print_btn",
        "ewm",
        "left sidebar",
    ],
)
def test_widget_names_are_known_by_their_words(name: str) -> None:
    assert is_widget_name(name)


@pytest.mark.parametrize(
    "name", ["content", "article-content", "trs_editor", "zoom", "maincontent", "textbox", ""]
)
def test_names_of_bodies_are_no_widgets(name: str) -> None:
    assert not is_widget_name(name)
    assert not is_widget_tag("article")
