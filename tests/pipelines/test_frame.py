"""The frame of a document: who signed where, what 抄送 and 印发 lines say, and what only looks like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.frame import read_frame
from pipelines.signature import Signature
from pipelines.text_lines import is_organ_line, lines_of, organs_in

BODY = "\n".join(
    ["盖州市2017年度法治政府建设情况报告", "现将2017年度法治政府建设情况报告如下：", "一、主要成效"]
    + [f"（{n}）加强领导。定期研究，专题部署。" for n in "一二三四五六七八九"]
    + ["二、存在问题", "力量薄弱。", "三、下一步打算", "继续推进。"]
)


def signature(tail: str, head: str = "") -> Signature | None:
    return read_frame(f"{head}{BODY}\n{tail}").signature


@pytest.mark.parametrize(
    ("tail", "organs", "date"),
    [
        ("盖州市人民政府\n2018年1月9日", ["盖州市人民政府"], "2018-01-09"),
        ("盖州市人民政府　　2018年1月9日", ["盖州市人民政府"], "2018-01-09"),
        ("盖 州 市 人 民 政 府\n二〇一八年一月九日", ["盖州市人民政府"], "2018-01-09"),
        (
            "盖州市人民政府（盖章）\n2018年1月9日\n（此件公开发布）",
            ["盖州市人民政府"],
            "2018-01-09",
        ),
        (
            "中共盖州市委\n盖州市人民政府\n2018年1月9日",
            ["中共盖州市委", "盖州市人民政府"],
            "2018-01-09",
        ),
        (
            "中共盖州市委 盖州市人民政府\n2018年1月9日",
            ["中共盖州市委 盖州市人民政府"],
            "2018-01-09",
        ),
        ("盖州市人民政府\n2018-01-09", ["盖州市人民政府"], "2018-01-09"),
        ("盖州市人民政府　2018.1.9", ["盖州市人民政府"], "2018-01-09"),
        ("（盖章）盖州市人民政府\n2018年1月9日", ["盖州市人民政府"], "2018-01-09"),
        ("盖州市人民政府\n（此处盖章）\n2018年1月9日", ["盖州市人民政府"], "2018-01-09"),
        ("报告单位：盖州市司法局\n报告时间：2018年1月9日", ["盖州市司法局"], "2018-01-09"),
        ("盖州市司法局、盖州市财政局\n2018年1月9日", ["盖州市司法局 盖州市财政局"], "2018-01-09"),
        ("盖州市住房和城乡\n建设局\n2018年1月9日", ["盖州市住房和城乡建设局"], "2018-01-09"),
        ("盖州市教育、体育局\n2018年1月9日", ["盖州市教育、体育局"], "2018-01-09"),
        ("盖州市人民政府\n2018年　月　日", ["盖州市人民政府"], None),
        ("盖州市人民政府\n2018年2月30日", ["盖州市人民政府"], None),
        ("盖州市人民政府", ["盖州市人民政府"], None),
        ("2018年1月9日", [], "2018-01-09"),
        (
            "盖州市人民政府\n2018年1月9日\n附件：统计表\n（联系人：张某，电话：0417-1234567）",
            ["盖州市人民政府"],
            "2018-01-09",
        ),
        (
            "盖州市人民政府\n2018年1月9日\n抄送：市委。\n盖州市人民政府办公室　2018年1月10日印发",
            ["盖州市人民政府"],
            "2018-01-09",
        ),
    ],
)
def test_signatures_at_the_end(tail: str, organs: list[str], date: str | None) -> None:
    found = signature(tail)
    assert found is not None
    assert [spot.value for spot in found.organs] == organs
    assert (found.date.value if found.date else None) == date


@pytest.mark.parametrize(
    "tail",
    [
        "2018-01-09",
        "2018330",
        "继续推进，到2018年1月9日完成。",
        "责任单位：市司法局、市公安局",
        "共计12件",
        "（张某某）",
    ],
)
def test_what_only_looks_like_a_signature_is_none(tail: str) -> None:
    assert signature(tail) is None


def test_annexes_may_follow_the_signature() -> None:
    table = "\n".join(["附件1", "行政执法统计表", *["案件\t12\t无"] * 20])
    found = signature(f"盖州市人民政府\n2018年1月9日\n{table}")
    assert found is not None
    assert found.organs[0].value == "盖州市人民政府"


def test_a_covering_letter_s_signature_stands_before_the_report() -> None:
    found = signature(
        "", head="营口市人民政府：\n现将有关情况随文呈送。\n盖州市人民政府\n2018年1月9日\n"
    )
    assert found is not None
    assert found.place == "letter"


def test_a_date_in_brackets_under_the_title_is_when_it_was_signed() -> None:
    found = signature("", head="（2018年1月9日）\n")
    assert found is not None
    assert (found.place, found.organs) == ("top", ())


def test_imprint_and_copies() -> None:
    frame = read_frame(f"{BODY}\n抄送：市委、市人大。\n盖州市人民政府办公室　　　2018年1月10日印发")
    assert frame.cc is not None
    assert frame.printed_by is not None
    assert frame.printed_date is not None
    assert (frame.cc.value, frame.printed_by.value) == ("市委、市人大。", "盖州市人民政府办公室")
    assert frame.printed_date.value == "2018-01-10"
    assert frame.signature is None


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("营口市人民政府：", "营口市人民政府"),
        ("市委、市人大常委会、市政府：", "市委、市人大常委会、市政府"),
        ("主任、各位副主任、各位委员：", None),
        ("现将有关情况报告如下：", None),
        ("各位代表：", None),
    ],
)
def test_who_is_addressed(line: str, value: str | None) -> None:
    found = read_frame(f"{line}\n{BODY}").addressee
    assert (found.value if found else None) == value


@pytest.mark.parametrize(
    "line", ["盖州市人民政府", "中共盖州市委全面依法治市委员会办公室", "国家税务总局漳州市税务局"]
)
def test_lines_of_organs(line: str) -> None:
    assert is_organ_line(line)


@pytest.mark.parametrize(
    "line",
    ["一、加强组织领导", "报告市人民政府。", "2018年", "", "加强与市司法局的沟通，配合公安局"],
)
def test_lines_that_are_no_organs(line: str) -> None:
    assert organs_in(line) == ()


@given(st.text(max_size=300))
def test_every_line_stands_where_it_says(text: str) -> None:
    for line in lines_of(text):
        assert text[line.start : line.end] == line.words
    read_frame(text)
