"""Dates: every form that official pages print, and nothing that is none."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.dates import date_line, find_dates, read_date

NUMERALS = "〇一二三四五六七八九"
DAYS = st.dates(min_value=datetime.date(2000, 1, 1), max_value=datetime.date(2059, 12, 31))


def han(number: int) -> str:
    tens, units = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else NUMERALS[tens] + "十"
    return head + (NUMERALS[units] if units or not tens else "")


@given(DAYS, st.sampled_from(["〇", "○", "零", "O", "o", "０", "0"]))
def test_chinese_numerals_read_back_whatever_stands_for_zero(day: datetime.date, zero: str) -> None:
    year = "".join(NUMERALS[int(d)] for d in str(day.year)).replace("〇", zero)
    assert _value(f"{year}年{han(day.month)}月{han(day.day)}日") == day.isoformat()


@given(
    DAYS,
    st.sampled_from(
        [
            "{y}年{m}月{d}日",
            "{y}-{m:02}-{d:02}",
            "{y}/{m}/{d}",
            "{y}.{m}.{d}",
            "{y} 年 {m} 月 {d} 日",
            "{y}{m:02}{d:02}",
            "{y}-{m}-{d} 11:30:01",
        ]
    ),
)
def test_arabic_forms_read_back(day: datetime.date, form: str) -> None:
    assert _value(form.format(y=day.year, m=day.month, d=day.day)) == day.isoformat()


@given(DAYS)
def test_full_width_digits_read_back(day: datetime.date) -> None:
    wide = f"{day.year}年{day.month}月{day.day}日".translate(
        str.maketrans("0123456789", "０１２３４５６７８９")
    )
    assert _value(wide) == day.isoformat()


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        ("18.03.2015 13:07", "2015-03-18"),
        ("08.01.2018  19:40", "2018-01-08"),
        ("2018330", "2018-03-30"),
        ("2018111", None),
        ("20151214", "2015-12-14"),
        ("2019年2月29日", None),
        ("2023 年 3 月", None),
        ("330802-018-070100-2018-0001", None),
        ("0570-0000000", None),
        ("03/04/2018", None),
        ("25/04/2018", "2018-04-25"),
        ("2021-02-25T17:30:00Z", "2021-02-26"),
        ("Mon Mar 29 11:30:00 CST 2021", "2021-03-29"),
        ("二oo九年十一月十三日", "2009-11-13"),
        ("", None),
    ],
)
def test_odd_forms_are_read_only_where_one_reading_exists(raw: str, value: str | None) -> None:
    assert _value(raw) == value


def test_a_day_first_date_that_proves_nothing_is_held_less_sure() -> None:
    sure, unsure = read_date("18.03.2015"), read_date("03.04.2018")
    assert sure is not None
    assert unsure is not None
    assert unsure.confidence < sure.confidence


@pytest.mark.parametrize(
    "line",
    [
        "2018年1月9日",
        "（2015年1月10日）",
        "2021-03-29 11:30:01",
        "二○一六年十二月十九日",
        "2018330",
    ],
)
def test_a_line_that_is_a_date_alone(line: str) -> None:
    assert date_line(line) is not None


@pytest.mark.parametrize(
    "line", ["截至2018年1月9日，共办理", "2018年", "2018年1月9日至2018年1月12日", "共 2018330 件"]
)
def test_a_line_that_is_more_than_a_date(line: str) -> None:
    assert date_line(line) is None


@given(st.text(max_size=300))
def test_any_text_gives_dates_that_stand_where_they_say(text: str) -> None:
    for reading in find_dates(text):
        assert text[reading.start : reading.end] == reading.raw
        datetime.date.fromisoformat(reading.value)


def _value(raw: str) -> str | None:
    reading = read_date(raw)
    return reading.value if reading else None
