"""Columns that moved: an address that leads home, or to other things, sends the harvest to search anew."""

from __future__ import annotations

from dataclasses import replace

from archive.events import ColumnFound
from archive.records import Answer, Ask, Portal
from spiders import walk
from spiders.itinerary import Context, Memory, follow
from tests.spiders.replicas import HOST

PORTAL = Portal(portal="qingshi", name="青石县人民政府", region="990123", home=f"{HOST}/")
COLUMN = f"{HOST}/zwgk/fz/"
FOUND = ColumnFound(
    portal="qingshi",
    column_url=COLUMN,
    family=None,
    route=("法治政府建设年度报告",),
    score=97,
    mixed=False,
    collects_others=False,
    reports=9,
)
MEMORY = Memory(
    known=lambda _url: False,
    due=lambda _url: False,
    mode=lambda _portal, _column: "full",
    previous_total=lambda _portal, _column: None,
    columns=lambda _portal: (FOUND,),
    wanted_year=lambda _year: True,
)
NEWS = "".join(
    f"<li><a href='/n/{n}.html'>青石县召开第{n}次春耕生产现场会</a> 2025-03-0{n}</li>"
    for n in range(1, 9)
)
CONTEXT = Context(walk=walk.start(COLUMN, None).to_json())


def asked_next(
    url: str, body: str, memory: Memory = MEMORY, context: Context = CONTEXT
) -> list[str]:
    answer = Answer(url=url, status=200, text=f"<html><body><ul>{body}</ul></body></html>")
    steps = follow(PORTAL, Ask(url=url), context, answer, memory).nexts
    return [step.ask.url for step in steps if step.kind == "home"]


def test_a_column_whose_address_leads_home_is_searched_for_and_its_walk_is_no_proof() -> None:
    sent = replace(CONTEXT, hops=1, trail=(COLUMN,))
    answer = Answer(url=PORTAL.home, status=200, text=f"<html><body><ul>{NEWS}</ul></body></html>")
    onward = follow(PORTAL, Ask(url=PORTAL.home), sent, answer, MEMORY)
    assert [step.ask.url for step in onward.nexts if step.kind == "home"] == [PORTAL.home]
    assert onward.walk is not None
    assert not onward.walk.complete


def test_a_column_of_reports_that_shows_other_things_is_searched_for() -> None:
    assert asked_next(COLUMN, NEWS) == [PORTAL.home]


def test_the_walk_of_such_a_page_is_no_proof_of_what_the_column_holds() -> None:
    answer = Answer(url=COLUMN, status=200, text=f"<html><body><ul>{NEWS}</ul></body></html>")
    walked = follow(PORTAL, Ask(url=COLUMN), CONTEXT, answer, MEMORY).walk
    assert walked is not None
    assert (walked.stop_reason, walked.complete) == ("other_things", False)


def test_a_column_that_the_registry_names_is_known_by_what_it_listed_before() -> None:
    unfound = replace(MEMORY, columns=lambda _portal: ())
    assert asked_next(COLUMN, NEWS, unfound) == []
    assert asked_next(COLUMN, NEWS, replace(unfound, listed=lambda *_: 1)) == []
    assert asked_next(COLUMN, NEWS, replace(unfound, listed=lambda *_: 3)) == [PORTAL.home]


def test_a_column_with_a_known_row_or_a_report_stands_where_it_stood() -> None:
    report = "<li><a href='/zwgk/fz/9.html'>青石县2024年法治政府建设年度报告</a> 2025-03-09</li>"
    assert asked_next(COLUMN, NEWS + report) == []
    assert (
        asked_next(COLUMN, NEWS, replace(MEMORY, known=lambda url: url.endswith("/3.html"))) == []
    )


def test_a_mixed_column_without_a_report_on_its_first_page_is_no_moved_one() -> None:
    mixed = replace(FOUND, mixed=True)
    assert asked_next(COLUMN, NEWS, replace(MEMORY, columns=lambda _portal: (mixed,))) == []
