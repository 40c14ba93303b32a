"""Frames, fuller lists and years below a column are walked one level down."""

from __future__ import annotations

from archive.records import Ask
from spiders.walk import first_ask, read_answer, start, start_inside
from tests.spiders.replicas import FIRST_WALK, HOST, li_rows, page


def test_frames_and_more_links_are_walked_one_level_down() -> None:
    landing = '<iframe src="/zwgk/fzzfjs/frame.html"></iframe><a class="xxgk_more" href="/zwgk/fzzfjs/all.shtml">更多>></a>'
    column = f"{HOST}/zwgk/fzzfjs/index.html"
    walk = start(column, None)
    step = read_answer(walk, first_ask(walk), page(landing, column), FIRST_WALK)
    assert [ask.url for ask in step.inner] == [
        f"{HOST}/zwgk/fzzfjs/frame.html",
        f"{HOST}/zwgk/fzzfjs/all.shtml",
    ]
    inside = start_inside(step.walk, step.inner[0])
    again = read_answer(inside, step.inner[0], page(landing, step.inner[0].url), FIRST_WALK)
    assert again.inner == ()


def test_years_below_a_column_are_walked_too() -> None:
    years = "".join(f'<a href="/zwgk/fzzfjs/{year}/">{year}年</a>' for year in range(2019, 2024))
    column = f"{HOST}/zwgk/fzzfjs/"
    walk = start(column, None)
    step = read_answer(walk, first_ask(walk), page(years + li_rows(range(3)), column), FIRST_WALK)
    assert len(step.inner) == 5


def test_a_short_list_of_reports_below_the_column_is_no_list_of_columns() -> None:
    dated = "".join(
        f'<li><a href="/fz/{year}.html">青湾县{year}年法治政府建设情况报告</a><span>{year + 1}-03-01</span></li>'
        for year in (2021, 2022)
    )
    undated = '<li><a href="/fz/r2020.html">2020年法治政府建设年度报告</a></li>'
    column = f"{HOST}/fz/index.html"
    walk = start(column, None)
    answer = page(f"<ul>{dated}{undated}</ul>", column)
    step = read_answer(walk, first_ask(walk), answer, FIRST_WALK)
    assert step.inner == ()
    assert {entry.url for entry in step.entries} >= {f"{HOST}/fz/2021.html", f"{HOST}/fz/2022.html"}


def test_a_year_that_has_a_column_of_the_same_address_is_walked() -> None:
    years = "".join(
        f'<li><a href="/list/{n}.html">{2000 + n}年法治政府建设年度报告</a></li>' for n in (21, 22)
    )
    column = f"{HOST}/list/7.html"
    walk = start(column, None)
    step = read_answer(walk, first_ask(walk), page(f"<ul>{years}</ul>", column), FIRST_WALK)
    assert len(step.inner) == 2


def test_a_frame_that_holds_only_a_frame_is_walked_and_one_more_is_not() -> None:
    column = f"{HOST}/zwgk/fzzfjs/"
    step = read_answer(
        start(column, None), Ask(url=column), page("<iframe src='/a.html'></iframe>", column), FIRST_WALK
    )  # fmt: skip
    for name, framed in (("a", ["b"]), ("b", [])):
        (ask,) = step.inner
        assert ask.url == f"{HOST}/{name}.html"
        answer = page(f"<iframe src='/{chr(ord(name) + 1)}.html'></iframe>", ask.url)
        step = read_answer(start_inside(step.walk, ask), ask, answer, FIRST_WALK)
        assert [one.url for one in step.inner] == [f"{HOST}/{one}.html" for one in framed]
