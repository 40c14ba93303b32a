"""Frames, fuller lists and years below a column are walked one level down."""

from __future__ import annotations

from spiders.walk import first_ask, read_answer, start, start_inside
from tests.spiders.replicas import HOST, li_rows, page


def test_frames_and_more_links_are_walked_one_level_down() -> None:
    landing = '<iframe src="/zwgk/fzzfjs/frame.html"></iframe><a class="xxgk_more" href="/zwgk/fzzfjs/all.shtml">更多>></a>'
    column = f"{HOST}/zwgk/fzzfjs/index.html"
    walk = start(column, None)
    step = read_answer(walk, first_ask(walk), page(landing, column), lambda _u: False, "full", None)
    assert [ask.url for ask in step.inner] == [
        f"{HOST}/zwgk/fzzfjs/frame.html",
        f"{HOST}/zwgk/fzzfjs/all.shtml",
    ]
    inside = start_inside(step.walk, step.inner[0])
    again = read_answer(
        inside, step.inner[0], page(landing, step.inner[0].url), lambda _u: False, "full", None
    )
    assert again.inner == ()


def test_years_below_a_column_are_walked_too() -> None:
    years = "".join(f'<a href="/zwgk/fzzfjs/{year}/">{year}年</a>' for year in range(2019, 2024))
    column = f"{HOST}/zwgk/fzzfjs/"
    walk = start(column, None)
    step = read_answer(
        walk,
        first_ask(walk),
        page(years + li_rows(range(3)), column),
        lambda _u: False,
        "full",
        None,
    )
    assert len(step.inner) == 5
