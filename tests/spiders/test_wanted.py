"""Which rows are asked for: every likely one in a column of reports, only titles that say so among other papers."""

from __future__ import annotations

import pytest

from archive.records import Answer, ListEntry
from spiders.itinerary import Next, follow, seeds
from spiders.wanted import is_bare, is_named_for_reports, may_be_report
from tests.spiders.test_itinerary import COLUMN, PORTAL, memory

REPORTS = tuple(f"青石县{year}年法治政府建设年度报告" for year in range(2019, 2025))
NOTICES = tuple(
    f"青石县{matter}（第{number}号）"
    for number in range(1, 6)
    for matter in ("气象灾害应急预案", "停水公告", "土地征收预公告", "事业单位招聘公告")
)


def walked(titles: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Titles of the articles that a column with these rows leads to."""
    rows = "".join(
        f'<li><a href="a{number}.html">{title}</a><span>2024-03-09</span></li>'
        for number, title in enumerate(titles)
    )
    text = f"<html><head><title>{name}-青石县人民政府</title></head><body><ul>{rows}</ul></body></html>"
    (step,) = seeds(PORTAL, memory())
    answer = Answer(url=COLUMN, status=200, text=text)
    found = follow(PORTAL, step.ask, step.context, answer, memory())
    return tuple(_title(one) for one in found.nexts if one.kind == "article")


def _title(step: Next) -> str:
    entry = step.context.entry
    assert isinstance(entry, ListEntry)
    return entry.title


def test_among_notices_only_titles_that_may_be_reports_are_opened() -> None:
    assert walked((*REPORTS[:2], *NOTICES), "通知公告") == REPORTS[:2]


def test_a_column_named_for_reports_is_opened_whatever_its_titles_say() -> None:
    odd = ("青石县全面落实各项任务", "2021年度")
    assert walked((*odd, *NOTICES[:3]), "法治政府建设年度报告")[:2] == odd


def test_a_column_mostly_of_reports_is_one_of_reports() -> None:
    odd = "青石县全面完成各项任务"
    assert odd in walked((*REPORTS, odd), "其他")
    assert odd not in walked((*REPORTS[:1], odd, *NOTICES), "其他")


@pytest.mark.parametrize(
    "title",
    [
        "2022年度工作情况报告",
        "年度报告",
        "2023年",
        "县司法局2020年工作总结",
        "衢州市柯城区人民政府关于2022年度…",
        "青石县人民政府2021年度报告.pdf",
    ],
)
def test_a_title_that_names_no_matter_is_opened_anywhere(title: str) -> None:
    assert is_bare(title)
    assert may_be_report(title, kept=False)


@pytest.mark.parametrize(
    "title",
    [
        "2023年政府工作报告",
        "青石县气象灾害应急预案",
        "关于做好2023年防汛工作的函",
        "扎实推进法治政府建设 优化营商环境",
    ],
)
def test_a_title_of_another_matter_is_left_alone_among_notices(title: str) -> None:
    assert not may_be_report(title, kept=False)


@pytest.mark.parametrize(
    "head",
    [
        "<title>法治政府建设年度报告_青石县人民政府</title>",
        "<title>青石县人民政府 依法行政工作年报</title>",
        '<title>青石县人民政府</title><meta name="ColumnName" content="法治政府建设情况报告">',
        '<title>青石县</title></head><body><div class="dqwz">当前位置：<a href="/">首页</a> &gt; <a>法治政府建设报告</a></div>',
    ],
)
def test_a_column_is_named_in_its_title_its_meta_or_its_place(head: str) -> None:
    text = f"<html><head>{head}</head><body></body></html>"
    assert is_named_for_reports(Answer(url=COLUMN, status=200, text=text))


def test_a_column_of_notices_is_not_named_for_reports() -> None:
    text = "<html><head><title>通知公告-青石县</title></head><body><h1>通知公告</h1></body></html>"
    assert not is_named_for_reports(Answer(url=COLUMN, status=200, text=text))
