"""Sections: headings by level, the five parts, and the text given back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipelines.sections import cut_sections, headings, join

REPORT = """某县2023年度法治政府建设情况报告
2023年，我县深入推进法治政府建设。现将有关情况报告如下：
一、主要举措和成效
（一）加强领导。成立了领导小组，定期研究。
1.组织学习。全年学习12次。
（1）举办讲座。
二、存在的不足和原因
执法力量薄弱。
三、党政主要负责人履行推进法治建设第一责任人职责情况
亲自部署。
四、2024年工作安排
继续推进。
五、其他需要报告的事项
无。
某县人民政府
2024年1月8日"""


def test_the_five_parts_are_labelled_where_a_heading_says_so() -> None:
    tops = [s for s in cut_sections(REPORT) if s.level == 1]
    assert [s.part for s in tops] == [
        "results",
        "shortcomings",
        "first_responsible",
        "plan",
        "other",
    ]
    assert headings(REPORT)[0] == "主要举措和成效"


def test_levels_and_numbers_follow_the_official_form() -> None:
    shape = [(s.level, s.number) for s in cut_sections(REPORT)]
    assert shape[:5] == [(0, None), (1, "一"), (2, "一"), (3, "1"), (4, "1")]


def test_a_heading_that_runs_on_into_its_paragraph_ends_at_the_first_full_stop() -> None:
    assert cut_sections(REPORT)[2].heading == "加强领导"


def test_numbers_in_prose_are_no_headings() -> None:
    assert [s.level for s in cut_sections("12.5%的案件\n3.14\n2023年，一、二季度")] == [0]


def test_section_ids_survive_a_change_in_another_section() -> None:
    changed = REPORT.replace("执法力量薄弱。", "执法力量仍然薄弱。\n经费不足。")
    assert [s.section_id for s in cut_sections(changed)] == [
        s.section_id for s in cut_sections(REPORT)
    ]


def test_equal_headings_have_different_ids() -> None:
    ids = [s.section_id for s in cut_sections("一、做法\n甲\n一、做法\n乙")]
    assert len(set(ids)) == len(ids)


@given(st.lists(st.one_of(st.text(max_size=40), st.sampled_from(REPORT.split("\n"))), max_size=30))
def test_joined_sections_are_the_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert join(cut_sections(text)) == text
