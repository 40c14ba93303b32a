"""The quick walk stops at a wholly known page, and only where the total is last time's."""

from __future__ import annotations

import pytest

from tests.spiders.replicas import HOST, hanweb, static, walk_through

COL = f"{HOST}/col/col9215/index.html"
FOLDER = f"{HOST}/zwgk/zfxxgkml/fzzfjs/"


def test_quick_stops_at_a_wholly_known_page_where_the_total_is_last_times() -> None:
    walked = walk_through(
        hanweb(138), COL, mode="quick", known=lambda _url: True, previous_total=138
    )
    assert (walked.stop, len(walked.asks), walked.step.complete) == ("all_known", 1, True)


@pytest.mark.parametrize("previous", [None, 137])
def test_quick_walks_on_where_the_total_changed_or_is_new(previous: int | None) -> None:
    walked = walk_through(
        hanweb(138), COL, mode="quick", known=lambda _url: True, previous_total=previous
    )
    assert (walked.stop, len(walked.asks)) == ("end", 4)


def test_quick_walks_on_where_no_total_is_shown() -> None:
    walked = walk_through(
        static(52), FOLDER, mode="quick", known=lambda _url: True, previous_total=52
    )
    assert len(walked.asks) == 4


@pytest.mark.parametrize(("previous", "asked"), [(4, 1), (3, 4), (None, 4)])
def test_a_count_of_pages_is_a_total_only_where_the_column_was_walked_whole_lately(
    previous: int | None, asked: int
) -> None:
    walked = walk_through(
        static(52), FOLDER, mode="quick", known=lambda _url: True, previous_pages=previous
    )
    assert len(walked.asks) == asked


def test_pinned_known_rows_do_not_end_a_quick_walk() -> None:
    walked = walk_through(
        hanweb(138),
        COL,
        mode="quick",
        known=lambda url: not url.endswith("_44.html"),
        previous_total=138,
    )
    assert len(walked.asks) > 1


def test_a_full_walk_goes_to_the_end_though_all_is_known() -> None:
    walked = walk_through(hanweb(138), COL, known=lambda _url: True, previous_total=138)
    assert len(walked.asks) == 4
