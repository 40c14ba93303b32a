"""The column walk: to its end, no further, and with the truth about how it ended."""

from __future__ import annotations

from typing import get_args

import pytest

from archive.records import Answer, Ask
from spiders.walk import StopReason, is_complete, start
from tests.spiders.replicas import HOST, hanweb, li_rows, missing, page, query, static, walk_through

COL = f"{HOST}/col/col9215/index.html"


FOLDER = f"{HOST}/zwgk/zfxxgkml/fzzfjs/"


@pytest.mark.parametrize(
    ("proxy", "requests"),
    [
        pytest.param("startrecord", 4, id="startrecord-heeded"),
        pytest.param("javascript", 4, id="old-javascript-answer"),
        pytest.param("cut", 6, id="wide-windows-cut-short"),
        pytest.param("page-group", 7, id="only-page-heeded-a-group-each"),
        pytest.param("page-group-0", 7, id="only-page-heeded-from-0"),
        pytest.param("page-row", 13, id="only-page-heeded-a-page-each"),
    ],
)
def test_every_row_behind_a_data_proxy_is_met_once(proxy: str, requests: int) -> None:
    walked = walk_through(hanweb(138, proxy=proxy), COL)
    assert len({entry.url for entry in walked.entries}) == len(walked.entries) == 138
    assert walked.stop == "end"
    assert walked.step.complete
    assert len(walked.asks) <= requests


def test_an_empty_proxy_after_a_full_page_is_named_and_no_completed_walk() -> None:
    walked = walk_through(hanweb(138, proxy="empty"), COL)
    assert walked.stop == "empty_after_full"
    assert not walked.step.complete
    assert len(walked.entries) == 45
    assert len(walked.asks) <= 4


def test_a_column_that_fits_its_page_needs_one_request() -> None:
    walked = walk_through(hanweb(12), COL)
    assert (walked.stop, len(walked.asks), walked.step.walk.total) == ("end", 1, 12)


@pytest.mark.parametrize("pager", ["createPageHTML", "createPage", "words"])
def test_a_static_column_is_walked_to_the_pagers_end(pager: str) -> None:
    walked = walk_through(static(52, pager=pager), FOLDER)
    assert (walked.stop, len(walked.asks), len(walked.entries)) == ("end", 4, 52)
    assert walked.step.complete


def test_without_a_pager_the_series_of_names_is_followed_until_it_ends() -> None:
    walked = walk_through(static(40, pager="none"), FOLDER)
    assert len(walked.entries) == 40
    assert walked.stop == "no_next"
    assert walked.step.complete


def test_a_short_page_without_a_pager_is_not_asked_for_a_second_one() -> None:
    assert len(walk_through(static(5, pager="none"), FOLDER).asks) == 1


def test_a_guessed_second_page_that_is_a_stub_or_an_echo_is_the_columns_end() -> None:
    for broken in ("stub", "stale", "404"):
        walked = walk_through(static(8, pager="none", broken={"index_1.html": broken}), FOLDER)
        assert (walked.stop, walked.step.complete) == ("no_next", True), broken
        assert len(walked.asks) == 2, broken


def test_a_stub_in_place_of_a_page_is_named() -> None:
    walked = walk_through(static(52, broken={"index_2.html": "stub"}), FOLDER)
    assert walked.stop == "stub"
    assert not walked.step.complete


@pytest.mark.parametrize("broken", ["stub", "404"])
def test_the_last_counted_page_may_be_missing_only_after_one_that_was_not_full(broken: str) -> None:
    stale = static(40, counted=4, broken={"index_3.html": broken})
    walked = walk_through(stale, FOLDER)
    assert (walked.stop, walked.step.complete, len(walked.entries)) == ("end", True, 40)
    full = walk_through(static(45, counted=4, broken={"index_3.html": broken}), FOLDER)
    assert not full.step.complete


def test_a_page_that_is_gone_before_the_pagers_end_is_an_error() -> None:
    walked = walk_through(static(52, broken={"index_2.html": "404"}), FOLDER)
    assert walked.stop == "error"
    assert not walked.step.complete


def test_a_stale_page_does_not_end_the_walk_while_the_pager_says_more() -> None:
    walked = walk_through(static(60, broken={"index_1.html": "stale"}), FOLDER)
    assert len(walked.entries) == 45
    assert not walked.step.complete


def test_a_refused_folder_is_asked_for_by_its_index() -> None:
    walked = walk_through(static(20, broken={"": "403"}), FOLDER)
    assert len(walked.entries) == 20
    assert walked.stop == "end"


def test_rows_at_the_side_of_every_page_do_not_end_the_walk_early() -> None:
    walked = walk_through(static(52, pager="words", sidebar=20), FOLDER)
    assert len(walked.entries) == 52 + 20


def test_fewer_rows_than_the_pager_says_is_no_completed_walk() -> None:
    def serve(ask: Ask) -> Answer:
        return page(f"<ul>{li_rows(range(9))}</ul><p>共12条</p>", ask.url)

    walked = walk_through(serve, f"{HOST}/list.jsp?id=3")
    assert walked.stop == "fewer_than_total"
    assert not walked.step.complete


def test_a_server_that_always_gives_its_first_page_is_found_out() -> None:
    def serve(ask: Ask) -> Answer:
        number = int(query(ask).get("page", "1"))
        pager = f'<a href="?page={number + 1}">下一页</a>'
        return page(f"<ul>{li_rows(range(15))}</ul>{pager}", ask.url)

    walked = walk_through(serve, f"{HOST}/list.jsp?page=1")
    assert walked.stop == "repeated_page"
    assert not walked.step.complete
    assert len(walked.asks) <= 3


def test_the_last_page_given_again_is_an_end() -> None:
    def serve(ask: Ask) -> Answer:
        number = min(3, int(query(ask).get("cur_page", "1")))
        return page(
            f'<div class="list_div"><ul>{li_rows(range(number * 15 - 15, number * 15))}</ul></div>',
            ask.url,
        )

    walked = walk_through(serve, f"{HOST}/info/iList.jsp?node_id=GKqs&cat_id=34&cur_page=1")
    assert (walked.stop, len(walked.entries), walked.step.complete) == ("repeated_page", 45, True)


def test_a_pager_without_end_is_left() -> None:
    def serve(ask: Ask) -> Answer:
        number = int(query(ask).get("page", "1"))
        rows = [(number * 7 + place) % 20 for place in range(10)]
        return page(f'<ul>{li_rows(rows)}</ul><a href="?page={number + 1}">下一页</a>', ask.url)

    walked = walk_through(serve, f"{HOST}/list.jsp?page=1")
    assert walked.stop in ("endless_pager", "repeated_page")
    assert len(walked.asks) < 20


def test_a_pager_that_invents_rows_is_left_at_the_cap() -> None:
    def serve(ask: Ask) -> Answer:
        number = int(query(ask).get("page", "1"))
        return page(f'<ul>{li_rows([number])}</ul><a href="?page={number + 1}">下一页</a>', ask.url)

    walked = walk_through(serve, f"{HOST}/list.jsp?page=1")
    assert walked.stop == "endless_pager"
    assert not walked.step.complete


def test_a_row_inserted_while_walking_is_no_end() -> None:
    served: list[str] = []

    def serve(ask: Ask) -> Answer:
        served.append(ask.url)
        number = int(query(ask).get("page", "1"))
        first = (number - 1) * 10 - (1 if len(served) > 1 else 0)
        rows = [n for n in range(first, min(31, first + 10)) if n >= 0]
        more = f'<a href="?page={number + 1}">下一页</a>' if first + 10 < 31 else ""
        return page(f"<ul>{li_rows(rows)}</ul>{more}", ask.url)

    walked = walk_through(serve, f"{HOST}/list.jsp?page=1")
    assert len(walked.entries) == 31


def test_a_column_that_says_it_is_empty_is_believed() -> None:
    walked = walk_through(lambda ask: page("<ul><li>暂无信息</li></ul>", ask.url), FOLDER)
    assert (walked.stop, walked.step.declared_empty, walked.step.complete) == (
        "declared_empty",
        "暂无信息",
        True,
    )


def test_news_beside_an_empty_column_are_no_rows_of_it() -> None:
    side = f'<div class="side hot"><ul>{li_rows(range(5))}</ul></div>'
    walked = walk_through(lambda ask: page(f"<p>暂无相关内容</p>{side}", ask.url), FOLDER)
    assert (walked.stop, walked.entries) == ("declared_empty", [])
    shown = walk_through(lambda ask: page(f"<p>欢迎</p>{side}", ask.url), FOLDER)
    assert len(shown.entries) == 5


def test_a_soft_404_is_no_empty_column() -> None:
    walked = walk_through(
        lambda ask: page("<p>抱歉</p>", ask.url, name="您访问的页面不存在"), FOLDER
    )
    assert (walked.stop, walked.step.complete) == ("soft_404", False)


def test_a_page_without_any_list_is_named() -> None:
    walked = walk_through(lambda ask: page("<p>欢迎</p>", ask.url), FOLDER)
    assert (walked.stop, walked.step.complete) == ("no_rows", False)


@pytest.mark.parametrize("status", [403, 412, 500, 502, 404])
def test_a_refused_column_is_an_error(status: int) -> None:
    walked = walk_through(lambda ask: page("", ask.url, status), f"{FOLDER}index.html")
    assert (walked.stop, walked.step.complete) == ("error", False)


def test_a_wrong_family_in_the_registry_gives_way_to_the_page() -> None:
    walked = walk_through(hanweb(138), COL, family="vsb")
    assert (walked.step.family, len(walked.entries)) == ("hanweb-jcms", 138)


def test_only_reasons_that_prove_the_end_make_a_completed_walk() -> None:
    walk = start(FOLDER, None)
    reasons = get_args(StopReason)
    proofs = {stop for stop in reasons if is_complete(walk, stop)}
    assert proofs == {"end", "no_next", "declared_empty", "all_known"}


def test_a_missing_second_page_ends_a_walk_without_figures() -> None:
    def serve(ask: Ask) -> Answer:
        if "_" in ask.url.rsplit("/", 1)[-1]:
            return missing(ask.url)
        return page(f"<ul>{li_rows(range(12))}</ul>", ask.url)

    walked = walk_through(serve, FOLDER)
    assert (walked.stop, walked.step.complete) == ("no_next", True)
