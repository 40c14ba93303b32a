"""文号: the document's own, in every bracket, never a cited one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.document_number import field_number, line_number, title_number


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("东区政〔2018〕4号", "东区政〔2018〕4号"),
        ("盖政办发[2016]14号", "盖政办发〔2016〕14号"),
        ("盖政办【2016】125号", "盖政办〔2016〕125号"),
        ("国办发〔2013]88号", "国办发〔2013〕88号"),
        ("和政办发（2022）6号", "和政办发〔2022〕6号"),
        ("朝交发 [2022] 97号", "朝交发〔2022〕97号"),
        ("增府辦規[2020]6號", "增府办规〔2020〕6号"),
        ("黑政调〔２０２０〕６号", "黑政调〔2020〕6号"),
        ("桂政干〔\n2020〕\n68号", "桂政干〔2020〕68号"),
        ("文 号：柯政〔2018〕9号", "柯政〔2018〕9号"),
        ("浙政发﹝2019﹞第3号", "浙政发〔2019〕3号"),
        ("国务院令第711号", "国务院令第711号"),
        ("无", None),
        ("文 号:无", None),
        ("-", None),
        ("国权发〔20146号", None),
        ("国发〔〕33号", None),
        ("11500111MB15011811/2026-00005", None),
        ("浏览量", None),
        ("主动公开", None),
    ],
)
def test_a_field_gives_its_number_or_none(raw: str, value: str | None) -> None:
    reading = field_number(raw)
    assert (reading.value if reading else None) == value


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("保政呈〔2017〕3号　　　　签发人：张三", "保政呈〔2017〕3号"),
        ("（泉政文〔2020〕3号）", "泉政文〔2020〕3号"),
        ("编号：泉政文〔2020〕3号", "泉政文〔2020〕3号"),
        ("编号：2020-3号", None),
        ("根据辽政发〔2016〕48号", None),
        ("年根据辽政发〔2016〕48号文件精神", None),
        ("按照盖政办发[2016]14号要求，", None),
    ],
)
def test_a_line_gives_a_number_that_stands_alone(line: str, value: str | None) -> None:
    reading = line_number(line)
    assert (reading.value if reading else None) == value


def test_a_number_before_the_title_is_the_document_s() -> None:
    reading = title_number("朝交发 [2022] 97号关于印发《方案》的通知")
    assert reading is not None
    assert reading.value == "朝交发〔2022〕97号"
    assert title_number("关于贯彻国发〔2010〕33号文件的通知") is None


@given(st.text(max_size=120))
def test_any_line_keeps_its_raw_form(line: str) -> None:
    for reading in (line_number(line), title_number(line)):
        if reading is not None:
            assert line[reading.start : reading.end] == reading.raw
    field_number(line)
