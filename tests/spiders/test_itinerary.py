"""From a portal to its columns and articles: what is asked first, what follows, and what is left alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from archive.events import ColumnFound
from archive.records import Answer, Ask, ListEntry, Portal
from spiders.itinerary import Context, Memory, Next, follow, seeds

COLUMN = "http://www.qingshi.test/fzzf/"
PORTAL = Portal(
    portal="qingshi",
    name="青石县人民政府",
    region="990121",
    home="http://www.qingshi.test/",
    lists=(COLUMN,),
)
ROWS = (
    ("2023年青石县法治政府建设年度报告", "a.html", "2024-02-01"),
    ("2022年青石县法治政府建设年度报告", "b.html", "2023-02-01"),
    ("青石县2024年法治政府建设工作要点", "c.html", "2024-03-01"),
)
SHELL = '<html><head><title>青石县</title></head><body><div id="app"></div><script src="/app.js"></script></body></html>'


def never(_: str) -> bool:
    return False


def memory(
    known: Callable[[str], bool] = never,
    due: Callable[[str], bool] = never,
    years: tuple[int, int] = (0, 9999),
    mode: Literal["quick", "full"] = "full",
    found: tuple[ColumnFound, ...] = (),
) -> Memory:
    return Memory(
        known=known,
        due=due,
        mode=lambda _portal, _column: mode,
        previous_total=lambda _portal, _column: None,
        columns=lambda _: found,
        wanted_year=lambda year: years[0] <= year <= years[1],
    )


def page(rows: tuple[tuple[str, str, str], ...] = ROWS) -> Answer:
    items = "".join(
        f'<li><a href="{href}" title="{title}">{title}</a><span>{day}</span></li>'
        for title, href, day in rows
    )
    return Answer(
        url=COLUMN,
        status=200,
        text=f"<html><body><h1>法治政府建设</h1><ul>{items}</ul></body></html>",
    )


def first(portal: Portal = PORTAL, what: Memory | None = None) -> Next:
    (step,) = seeds(portal, what or memory())
    return step


def kinds(steps: tuple[Next, ...]) -> list[str]:
    return [step.kind for step in steps]


def test_a_row_with_columns_starts_with_them() -> None:
    step = first()
    assert (step.kind, step.ask.url) == ("list", COLUMN)


def test_a_row_without_columns_starts_from_its_home_page() -> None:
    step = first(replace(PORTAL, lists=()))
    assert (step.kind, step.ask.url) == ("home", PORTAL.home)


def test_columns_found_before_are_walked_again_without_a_search() -> None:
    found = ColumnFound(
        portal="qingshi",
        column_url="http://www.qingshi.test/x/",
        family=None,
        route=(),
        score=90,
        mixed=False,
        collects_others=False,
    )
    steps = seeds(replace(PORTAL, lists=()), memory(found=(found,)))
    assert [step.ask.url for step in steps] == ["http://www.qingshi.test/x/"]


def test_links_that_may_be_reports_are_asked_and_a_plan_is_not() -> None:
    step = first()
    then = follow(PORTAL, step.ask, step.context, page(), memory())
    asked = [item.ask.url for item in then.nexts if item.kind == "article"]
    assert asked == [COLUMN + "a.html", COLUMN + "b.html"]
    assert len(then.entries) == 3
    assert then.walk is not None
    assert then.walk.complete


def test_an_article_is_asked_from_its_column() -> None:
    step = first()
    then = follow(PORTAL, step.ask, step.context, page(), memory())
    article = next(item for item in then.nexts if item.kind == "article")
    assert ("Referer", COLUMN) in article.ask.headers
    assert article.context.entry is not None
    assert article.context.entry.listed_date == "2024-02-01"


def test_a_known_article_is_asked_again_only_when_it_is_due() -> None:
    step = first()
    known = memory(known=lambda url: url.endswith("a.html"))
    then = follow(PORTAL, step.ask, step.context, page(), known)
    assert [item.ask.url for item in then.nexts if item.kind == "article"] == [COLUMN + "b.html"]
    due = memory(known=lambda _: True, due=lambda url: url.endswith("a.html"))
    then = follow(PORTAL, step.ask, step.context, page(), due)
    assert [item.ask.url for item in then.nexts if item.kind == "article"] == [COLUMN + "a.html"]


def test_years_limit_articles_and_never_the_walk() -> None:
    step = first()
    then = follow(PORTAL, step.ask, step.context, page(), memory(years=(2022, 2022)))
    assert [item.ask.url for item in then.nexts if item.kind == "article"] == [COLUMN + "b.html"]
    assert len(then.entries) == 3


def test_an_empty_shell_asks_for_the_browser_before_it_counts_as_empty() -> None:
    step = first()
    then = follow(
        PORTAL, step.ask, step.context, Answer(url=COLUMN, status=200, text=SHELL), memory()
    )
    assert then.render
    assert then.walk is None


def test_a_column_that_is_gone_is_looked_for_from_the_home_page() -> None:
    step = first()
    for _ in range(4):  # where a bare directory fails index.html may answer: such ways come first
        gone = Answer(url=step.ask.url, status=404, text="")
        then = follow(PORTAL, step.ask, step.context, gone, memory())
        if kinds(then.nexts) != ["list"]:
            break
        step = then.nexts[0]
    assert kinds(then.nexts) == ["home"]
    assert then.walk is not None
    assert not then.walk.complete


def test_a_column_that_could_not_be_reached_is_an_open_walk_and_no_search() -> None:
    step = first()
    then = follow(PORTAL, step.ask, step.context, None, memory())
    assert then.nexts == ()
    assert then.walk is not None
    assert (then.walk.stop_reason, then.walk.complete) == ("error", False)


def test_a_context_survives_the_frontier() -> None:
    context = Context(
        entry=ListEntry(url="http://a/", title="甲", listed_date="2024-01-01"),
        walk={"column": COLUMN, "page": 3},
        hops=2,
        from_column=True,
        trail=("http://b/", "http://c/"),
    )
    assert Context.from_json(context.to_json()) == context


def test_discovery_alone_walks_nothing() -> None:
    only = replace(memory(), only_discovery=True)
    assert seeds(PORTAL, only) == ()
    step = first(replace(PORTAL, lists=()), only)
    assert step.kind == "home"


def test_an_article_leads_nowhere_by_itself() -> None:
    answer = Answer(
        url=COLUMN + "a.html",
        status=200,
        text="<html><body><p>" + "青石县" * 200 + "</p></body></html>",
    )
    then = follow(PORTAL, Ask(url=COLUMN + "a.html"), Context(from_column=True), answer, memory())
    assert (then.nexts, then.render) == ((), False)
