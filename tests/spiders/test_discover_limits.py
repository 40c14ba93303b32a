"""Discovery ends: within its budget, on any portal."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from archive.records import Answer
from spiders.discover import begin, columns, done, next_ask, saw
from tests.spiders.replicas import page
from tests.spiders.searching import NEWS, PORTAL, USUAL, links, rows, search


def test_departments_own_pages_come_after_the_governments() -> None:
    crowd = links(*((f"县第{n}局", f"/bm{n}/") for n in range(20)))
    pages: dict[str, str] = USUAL | {"/": crowd + USUAL["/"]}
    pages |= {f"/bm{n}/": links(("法定主动公开内容", f"/bm{n}/fd/")) for n in range(20)}
    assert len(search(pages).asks) <= 10


def test_the_budget_is_kept_on_a_portal_without_end() -> None:
    state = begin(PORTAL, budget=60)
    spent = 0
    while (ask := next_ask(state)) is not None:
        words = links(*((f"政务公开{n}", f"{ask.url.rstrip('/')}/{n}/") for n in range(30)))
        state = saw(state, ask, page(words, ask.url))
        spent += 1
    assert spent == 60


def test_a_server_that_answers_everything_with_its_home_page_has_no_column() -> None:
    home = USUAL["/"] + rows(NEWS[:8], "/xw/t{n}.html")

    state = begin(PORTAL)
    while (ask := next_ask(state)) is not None:
        state = saw(state, ask, page(home, ask.url))
    assert columns(state) == ()
    assert state.weak == ()


def test_a_portal_that_does_not_answer_ends_the_search() -> None:
    state = begin(PORTAL)
    ask = next_ask(state)
    assert ask is not None
    state = saw(state, ask, None)
    assert done(state)
    assert columns(state) == ()


@settings(max_examples=40, deadline=None)
@given(texts=st.lists(st.text(max_size=200), min_size=1, max_size=4), data=st.data())
def test_any_pages_end_the_search(texts: list[str], data: st.DataObject) -> None:
    state = begin(PORTAL, budget=12)
    while (ask := next_ask(state)) is not None:
        body = data.draw(st.sampled_from(texts)) + links(("政务公开", "/a/"), ("法治政府", "b/"))
        state = saw(
            state,
            ask,
            Answer(url=ask.url, status=data.draw(st.sampled_from([200, 200, 404])), text=body),
        )
    assert done(state)
