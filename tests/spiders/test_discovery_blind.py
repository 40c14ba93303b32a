"""Pages of a search that lead nowhere without the browser."""

from __future__ import annotations

from dataclasses import replace

from archive.records import Answer, Ask
from spiders.discover import begin
from spiders.discovery_blind import MOST
from spiders.discovery_state import Discovery
from spiders.itinerary import Context, follow
from spiders.steps import Follow, Memory
from tests.spiders.replicas import HOST
from tests.spiders.searching import PORTAL, links

HOME = f"{HOST}/"
SCRIPT = "<script src='/static/q7f.js'></script>"
WORDS = "<p>" + "青石县位于某省中部，辖九个乡镇。" * 20 + "</p>"
MEMORY = Memory(
    known=lambda _url: False,
    due=lambda _url: True,
    mode=lambda _portal, _column: "full",
    previous_total=lambda _portal, _column: None,
    columns=lambda _portal: (),
    wanted_year=lambda _year: True,
)


def page(body: str, url: str) -> Answer:
    text = f"<html><head><title>青石县人民政府</title></head><body>{body}</body></html>"
    return Answer(url=url, status=200, text=text)


def led(answer: Answer, state: Discovery | None = None) -> Follow:
    state = state or begin(PORTAL)
    context = Context(discovery=state.to_json())
    return follow(PORTAL, Ask(url=answer.url), context, answer, MEMORY)


def test_a_home_page_whose_menu_only_a_script_writes_is_shown_to_the_browser() -> None:
    found = led(page(f"{WORDS}{SCRIPT}", HOME))
    assert found.render
    assert found.otherwise is not None


def test_what_the_browser_showed_is_read_and_not_shown_again() -> None:
    rendered = replace(page(f"{WORDS}{SCRIPT}{links(('政务公开', '/zwgk/'))}", HOME), rendered=True)
    found = led(rendered)
    assert not found.render
    (step,) = found.nexts
    assert step.ask.url == f"{HOST}/zwgk/"
    assert Discovery.from_json(step.context.discovery or {}).looked == 1


def test_a_page_with_a_telling_link_or_without_a_script_needs_no_browser() -> None:
    assert not led(page(f"{WORDS}{SCRIPT}{links(('政务公开', '/zwgk/'))}", HOME)).render
    assert not led(page(WORDS, HOME)).render


def test_no_more_than_a_few_pages_of_a_search_are_shown_to_the_browser() -> None:
    state = replace(begin(PORTAL), looked=MOST)
    assert not led(page(f"{WORDS}{SCRIPT}", HOME), state).render
