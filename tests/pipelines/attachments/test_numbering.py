"""Automatic numbers as Word shows them: formats, levels, restarts, styles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipelines.attachments.numbering import Numbering, join_label, read_numbering, read_styles
from pipelines.attachments.numerals import counted, numeral

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCounting", "十"),
        (11, "chineseCountingThousand", "十一"),
        (20, "japaneseCounting", "二十"),
        (101, "chineseCountingThousand", "一百零一"),
        (110, "chineseCountingThousand", "一百一十"),
        (1001, "chineseCountingThousand", "一千零一"),
        (3, "ideographTraditional", "丙"),
        (12, "ideographZodiac", "亥"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (20, "ideographDigital", "二〇"),
        (7, "decimalEnclosedCircleChinese", "⑦"),
        (12, "decimalFullWidth", "１２"),
        (4, "lowerRoman", "iv"),
        (28, "upperLetter", "BB"),
        (5, "decimalZero", "05"),
        (5, "bullet", ""),
        (5, "none", ""),
        (5, "a format of the future", "5"),
    ],
)
def test_numerals(number: int, form: str, text: str) -> None:
    assert numeral(number, form) == text


@given(st.integers(1, 9999))
def test_counting_has_no_double_or_trailing_zero(number: int) -> None:
    text = counted(number)
    assert text
    assert "零零" not in text
    assert not text.endswith("零")


def lists(levels: str, extra: str = "") -> Numbering:
    xml = (
        f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>{extra}</w:numbering>'
    )
    return read_numbering(etree.fromstring(xml))


def level(number: int, text: str, form: str = "decimal", more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


HEADINGS = (
    level(0, "%1、", "chineseCounting")
    + level(1, "（%2）", "chineseCounting")
    + level(2, "%1.%2.%3", more="<w:isLgl/>")
)


def test_a_deeper_level_begins_again_under_each_heading() -> None:
    numbering = lists(HEADINGS)
    shown = [numbering.label("1", at) for at in (0, 1, 1, 0, 1, 2, 2)]
    assert shown == ["一、", "（一）", "（二）", "二、", "（一）", "2.1.1", "2.1.2"]


def test_a_level_may_run_on_over_headings() -> None:
    numbering = lists(level(0, "%1、") + level(1, "第%2条", more='<w:lvlRestart w:val="0"/>'))
    assert [numbering.label("1", at) for at in (0, 1, 0, 1)] == ["1、", "第1条", "2、", "第2条"]


def test_two_lists_of_one_kind_count_on_unless_one_starts_anew() -> None:
    extra = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    numbering = lists(level(0, "%1."), extra)
    assert [numbering.label(name, 0) for name in ("1", "2", "3", "3", "1")] == [
        "1.",
        "2.",
        "5.",
        "6.",
        "7.",
    ]


def test_an_unknown_list_or_level_numbers_nothing() -> None:
    numbering = lists(level(0, "%1."))
    assert [numbering.label(*key) for key in (("9", 0), ("1", 5), ("1", 77))] == ["", "", ""]


def test_a_style_numbers_through_its_bases_and_loops_end() -> None:
    xml = (
        f'<w:styles {W}><w:style w:type="paragraph" w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/><w:pPr><w:numPr>'
        '<w:ilvl w:val="1"/><w:numId w:val="7"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    assert read_styles(etree.fromstring(xml)).of("a") == ("7", 1)


def test_a_number_keeps_clear_of_latin_words_only() -> None:
    assert join_label("1.", "2021年") == "1. 2021年"
    assert join_label("1.", "工作") == "1.工作"
    assert join_label("一、", "") == ""
