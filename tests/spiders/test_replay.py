"""Claims about the data call behind a rendered list."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from archive.records import Answer, Ask
from spiders.link_patterns import link_of
from spiders.replay import replay_of, rows_behind

HOST = "http://www.qingshi.test"
TITLES = [f"青石县人民政府{year}年法治政府建设年度报告" for year in range(2016, 2025)]


def rows(**more: str) -> list[dict[str, Any]]:
    return [
        {"id": 700 + n, "title": title, "date": f"{2017 + n}-03-01"}
        | {key: value.format(n=n) for key, value in more.items()}
        for n, title in enumerate(TITLES)
    ]


def call(path: str, held: object, **ask: Any) -> tuple[Ask, Answer]:
    url = HOST + path
    return Ask(url=url, **ask), Answer(url=url, status=200, text=json.dumps(held))


def shown(link: str, words: str = "{title}") -> Answer:
    links = "".join(
        f'<li><a href="{link.format(id=700 + n, n=n)}">{words.format(title=title)}</a></li>'
        for n, title in enumerate(TITLES)
    )
    return Answer(
        url=f"{HOST}/#/list?code=1", status=200, rendered=True,
        text=f"<html><body><ul>{links}</ul></body></html>",
    )  # fmt: skip


def test_the_call_that_holds_what_the_page_shows_is_taken_before_longer_ones() -> None:
    hot = [{"title": f"今日头条第{n}则新闻", "url": f"/n/{n}.html"} for n in range(40)]
    found = replay_of(
        [
            call("/api/hot?page=1", {"total": 900, "rows": hot}),
            call("/api/list?page=1", {"total": 90, "rows": rows(url="/a/{n}.html")}),
        ],
        shown("/a/{n}.html"),
    )
    assert found is not None
    assert found.ask.url == f"{HOST}/api/list?page=1"


def test_rows_with_numbers_only_get_the_addresses_that_the_page_links_to() -> None:
    found = replay_of([call("/api/list", {"data": rows()})], shown("#/detail?id={id}"))
    assert found is not None
    assert found.link == f"{HOST}/#/detail?id={{id}}"
    assert link_of(found.link, {"id": 991}) == f"{HOST}/#/detail?id=991"


def test_the_pages_own_routes_win_over_addresses_that_the_data_names() -> None:
    found = replay_of([call("/api/list", rows(path="/cms/files/{n}.json"))], shown("/detail/{id}"))
    assert found is not None
    assert found.link == f"{HOST}/detail/{{id}}"


def test_two_values_of_a_row_may_stand_in_its_address() -> None:
    found = replay_of([call("/api/list", rows(site="s{n}"))], shown("/s{n}/detail/{id}"))
    assert found is not None
    assert found.link is not None
    assert link_of(found.link, {"id": 5, "site": "s9"}) == f"{HOST}/s9/detail/5"


def test_rows_without_an_address_anywhere_are_no_replay() -> None:
    page = Answer(url=f"{HOST}/#/list", status=200, rendered=True, text="<p>" + "".join(TITLES))
    assert replay_of([call("/api/list", rows())], page) is None
    assert replay_of([], page) is None


def test_a_call_that_a_script_names_needs_no_page_to_show_it() -> None:
    found = replay_of([call("/api/list", rows(url="/a/{n}.html"))], None)
    assert found is not None
    assert found.link is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text() | st.sampled_from(["title", "url", "id"]), inner)
    ),
    max_leaves=20,
)


@given(JSON, st.text())
def test_any_json_and_any_page_give_an_answer(held: object, page: str) -> None:
    text = Answer(url=f"{HOST}/x", status=200, text=page, rendered=True)
    replay_of([call("/api/list", held)], text)


def test_rows_that_a_call_brings_as_a_piece_of_html_are_the_lists() -> None:
    piece = "".join(
        f'<ul><li><a href="/public/66/{n}.html">{title}</a></li><li>{2017 + n}-03-01</li></ul>'
        for n, title in enumerate(TITLES)
    )
    shell = Answer(url=f"{HOST}/public/column/66", status=200, text="<div id=list></div>")
    answer = Answer(url=f"{HOST}/site/label/8888?pageIndex=1", status=200, text=piece)
    assert [row.title for row in rows_behind(answer, shell)] == TITLES
    whole = Answer(
        url=answer.url, status=200, text=f"<!DOCTYPE html><html><body>{piece}</body></html>"
    )
    assert rows_behind(whole, shell) == ()


def test_a_list_that_comes_as_jsonp_is_data_though_its_type_says_script() -> None:
    held = {"page": {"content": rows(DOCPUBURL="/a/{n}.html"), "totalElements": 90}}
    text = f"\ufeff\r\ncb({json.dumps(held)})"
    url = f"{HOST}/api/query?pageNumber=1"
    answer = Answer(url=url, status=200, text=text, media_type="application/javascript")
    shell = Answer(url=f"{HOST}/fz/", status=200, text="<div id=list></div>")
    assert len(rows_behind(answer, shell)) == len(TITLES)
