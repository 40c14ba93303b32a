"""Titles that stand on several lines: when the lines are one, and when each is its own."""

from __future__ import annotations

import pytest

from pipelines.split_title import is_title


@pytest.mark.parametrize(
    "lines",
    [
        ("青石县人民政府", "关于2022年度法治政府建设情况的报告"),
        ("青石县人民政府", "2022年法治政府建设年度报告"),
        ("中共青石县委员会", "青石县人民政府关于2022年度法治政府建设情况的报告"),
        ("中共青石县委员会", "青石县人民政府", "关于2022年度法治政府建设情况的报告"),
        ("青石县人民政府关于2022年度法治", "政府建设情况的报告"),
        ("青石县人民政府关于2022", "年度法治政府建设情况的报告"),
        ("青石县人民政府2022年", "法治政府建设工作情况报告"),
        ("青石县2022年法治政府建设年度报告",),
    ],
)
def test_a_broken_title_is_one(lines: tuple[str, ...]) -> None:
    assert is_title(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("青石县人民政府", "白水县人民政府关于2022年度法治政府建设情况的报告"),
        ("青石县2022年法治政府建设年度报告", "白水镇人民政府"),
        ("年度报告", "青石县2022年法治政府建设年度报告"),
        ("来源：青石县司法局", "关于2022年度法治政府建设情况的报告"),
        ("青石县人民政府", "关于2022年度法治政府建设情况的报告如下："),
        ("青石县2022年法治政府建设年度报告", "青石县2022年", "法治政府建设年度报告"),
        ("青政〔2023〕9号", "关于2022年度法治政府建设情况的报告"),
        ("附件：1.青石县2022年法治政府建设年度报告",),
        ("青石县2022年法治政府建设年度报告（见附件）",),
    ],
)
def test_lines_that_are_not_one_title_stay_apart(lines: tuple[str, ...]) -> None:
    assert not is_title(lines)
