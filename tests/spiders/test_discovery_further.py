"""The search goes on for missing years: through notices, papers by year and site search, never for a complete column."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from archive.records import Answer
from spiders.discover import Discovery, columns, next_ask, saw
from spiders.discovery_further import MAX_BARREN, go_on
from spiders.discovery_leads import Lead, menu_leads
from spiders.discovery_report import lone_reports, proven_by
from spiders.itinerary import Context, follow, search_on
from spiders.steps import Follow, Memory
from tests.spiders.replicas import HOST, data, missing, page
from tests.spiders.searching import NEWS, PORTAL, REPORTS, USUAL, Search, links, rows, search

RECENT = USUAL | {"/zwgk/fdzdgknr/qtfdxx/a17/": rows(REPORTS[4:])}
"""The column begins in 2020."""
OLD = (2016, 2017, 2018, 2019)
MEMORY = Memory(
    known=lambda _url: False,
    due=lambda _url: True,
    mode=lambda _portal, _column: "full",
    previous_total=lambda _portal, _column: None,
    columns=lambda _portal: (),
    wanted_year=lambda _year: True,
    missing=lambda _portal: OLD,
)


def further(pages: Mapping[str, str | Answer], years: tuple[int, ...] = OLD) -> Search:
    """The search to its end, and on from there for these years."""
    state = go_on(search(pages).state, years)
    asks = []
    while (ask := next_ask(state)) is not None:
        held = pages.get(ask.url.removeprefix(HOST))
        answer = (
            held if isinstance(held, Answer) else page(held, ask.url) if held else missing(ask.url)
        )
        state = saw(Discovery.from_json(state.to_json()), ask, answer)
        asks.append(ask)
    return Search(state=state, asks=asks)


def driven(pages: Mapping[str, str]) -> Follow:
    """What the search leads to at its end, as the itinerary drives it."""
    led = search_on(PORTAL, search(pages).state.to_json(), MEMORY)
    while led.search is None:
        (step,) = led.nexts
        held = pages.get(step.ask.url.removeprefix(HOST))
        answer = page(held, step.ask.url) if held else missing(step.ask.url)
        led = follow(PORTAL, step.ask, Context.from_json(step.context.to_json()), answer, MEMORY)
    return led


def paged(body: str, pages: int = 9) -> str:
    """A list that goes on."""
    return f'{body}<div>共{pages * 10}条 1/{pages}页 <a href="index_1.html">下一页</a></div>'


def test_no_year_missing_costs_no_request() -> None:
    assert further(USUAL, ()).asks == []


def test_notices_are_walked_for_old_years_though_their_first_page_shows_none() -> None:
    pages = RECENT | {"/zwgk/tzgg/": paged(rows(NEWS))}
    assert "/zwgk/tzgg/" in further(pages).urls


def test_a_list_of_one_page_that_shows_no_report_is_not_walked() -> None:
    assert "/zwgk/tzgg/" not in further(RECENT | {"/zwgk/tzgg/": rows(NEWS, "/a/{n}.html")}).urls


def test_a_list_of_hundreds_of_pages_is_left_to_the_site_search() -> None:
    assert "/zwgk/tzgg/" not in further(RECENT | {"/zwgk/tzgg/": paged(rows(NEWS), 400)}).urls


def test_of_columns_by_year_those_of_missing_years_are_walked() -> None:
    archives = links(*((f"{year}年政府文件", f"/zwgk/{year}zcwj/") for year in range(2015, 2025)))
    pages = RECENT | {"/zwgk/": RECENT["/zwgk/"] + archives}
    pages |= {
        f"/zwgk/{year}zcwj/": paged(rows(NEWS, f"/w/{year}/{{n}}.html"))
        for year in range(2015, 2025)
    }
    walked = further(pages, (2018, 2019)).urls
    assert {f"/zwgk/{year}zcwj/" for year in (2018, 2019, 2020)} <= set(walked)
    assert not {f"/zwgk/{year}zcwj/" for year in (2015, 2016, 2022, 2023)} & set(walked)


def test_the_subjects_old_name_is_looked_at_first() -> None:
    old = rows(tuple(f"青石县{year}年依法行政工作报告" for year in OLD), "/y/{n}.html")
    pages = RECENT | {
        "/zwgk/": links(("依法行政", "/zwgk/yf/")) + RECENT["/zwgk/"],
        "/zwgk/yf/": old,
    }
    # The subject's words are followed at once beside a column of its own.
    assert "/zwgk/yf/" in search(pages).urls


def test_the_general_question_is_followed_by_one_for_each_missing_year() -> None:
    box = '<form action="/so.jsp"><input name="q"></form>'
    hit = data(
        [{"title": f"青石县{OLD[0]}年法治政府建设年度报告", "url": "/a/1.html"}], f"{HOST}/so.jsp"
    )
    pages: dict[str, str | Answer] = dict(RECENT)
    pages["/"] = RECENT["/"] + box
    question = quote("法治政府建设年度报告")
    pages[f"/so.jsp?q={question}"] = hit
    found = further(pages)
    asked = [ask.url for ask in found.asks if "so.jsp" in ask.url]
    assert asked[0].endswith(question)
    names = ("2017年法治政府建设", "2017年依法行政", "2018年法治政府建设", "2019年法治政府建设")
    assert [quote(name) in url for name, url in zip(names, asked[1:], strict=True)] == [True] * 4
    assert [entry.title for entry in lone_reports(found.state)] == [
        "青石县2016年法治政府建设年度报告"
    ]


def test_a_portal_with_a_search_alone_is_asked_for_each_missing_year() -> None:
    question = quote("法治政府建设年度报告")
    hit = data(
        [{"title": "青石县2023年法治政府建设年度报告", "url": "/a/1.html"}], f"{HOST}/so.jsp"
    )
    pages: dict[str, str | Answer] = {
        "/": links(("新闻中心", "/xw/")) + '<form action="/so.jsp"><input name="q"></form>',
        f"/so.jsp?q={question}": hit,
    }
    asked = [ask.url for ask in further(pages, tuple(range(2018, 2023))).asks]
    assert len([url for url in asked if "so.jsp" in url]) == 5


def test_results_on_other_hosts_are_never_followed() -> None:
    box = '<form action="/so.jsp"><input name="q"></form>'
    title = "青石县2016年法治政府建设年度报告"
    hits = data([{"title": title, "url": "http://www.hqtbz.test/a/1.html"}], f"{HOST}/so.jsp")
    pages: dict[str, str | Answer] = dict(RECENT)
    pages |= {"/": RECENT["/"] + box, f"/so.jsp?q={quote('法治政府建设年度报告')}": hits}
    found = further(pages)
    assert all("hqtbz" not in ask.url for ask in found.asks)
    assert lone_reports(found.state) == ()


def test_a_search_that_brings_nothing_ends_soon() -> None:
    places = [(f"公示公告{n}", f"/g{n}/") for n in range(40)]
    pages = RECENT | {"/": RECENT["/"] + links(*((f"{n}年政府公报", f"/b{n}/") for n in range(40)))}
    pages |= {"/zwgk/": RECENT["/zwgk/"] + links(*places)}
    assert len(further(pages).asks) <= MAX_BARREN


def test_a_column_walked_on_trial_is_remembered_once_a_report_is_met_in_it() -> None:
    ended = driven(RECENT | {"/zwgk/tzgg/": paged(rows(NEWS))})
    trial = next(step for step in ended.nexts if step.ask.url.endswith("/tzgg/"))
    column = trial.context.column
    assert column is not None
    assert column.column_url not in {one.column_url for one in ended.columns}
    again = Context.from_json(trial.context.to_json())
    nothing = follow(PORTAL, trial.ask, again, page(rows(NEWS), trial.ask.url), MEMORY)
    assert nothing.columns == ()
    met = follow(
        PORTAL, trial.ask, again, page(rows((*NEWS[:5], REPORTS[1])), trial.ask.url), MEMORY
    )
    assert [one.column_url for one in met.columns] == [trial.ask.url]
    assert proven_by(column, met.entries)[0].reports == 1


def test_among_papers_only_rows_that_name_the_subject_are_asked_for() -> None:
    ended = driven(RECENT | {"/zwgk/tzgg/": paged(rows(NEWS))})
    trial = next(step for step in ended.nexts if step.ask.url.endswith("/tzgg/"))
    shown = page(rows((*NEWS[:15], "青石县防汛抗旱应急预案", REPORTS[1])), trial.ask.url)
    led = follow(PORTAL, trial.ask, trial.context, shown, MEMORY)
    asked = [step.context.entry.title for step in led.nexts if step.context.entry]
    assert asked == [REPORTS[1]]


def test_columns_given_before_are_not_given_again() -> None:
    first = search(RECENT)
    given = tuple(column.url for column in columns(first.state))
    state = Discovery.from_json({**first.state.to_json(), "given": given})
    ended = search_on(PORTAL, state.to_json(), MEMORY)
    again = {one.column_url for one in ended.columns} & set(given)
    assert not again


def test_a_search_goes_on_once() -> None:
    state = further(RECENT).state
    assert search_on(PORTAL, state.to_json(), MEMORY) == Follow()


def test_categories_of_a_tree_that_no_link_names_are_places_too() -> None:
    tree = (
        "<script>window._CONFIG={SID:'799041',SITE_NAME:'x',TREE:["
        "{id:1,name:'通知公告',post_count:30,jump_url:'',children:[]},"
        "{id:2,name:'人事信息',post_count:9,jump_url:'',children:[]},"
        "{id:3,name:'政府公报',post_count:0,jump_url:'',children:[]}]}</script>"
    )
    home = Lead(url=f"{HOST}/gkmlpt/index", score=100, route=(), kind="home")
    found = menu_leads(home, page(tree, home.url))
    assert [lead.route[-1] for lead in found] == ["通知公告"]


def test_reports_on_a_page_that_is_no_column_are_asked_for_where_their_years_are_missing() -> None:
    mixed = rows((*NEWS[:5], "青石县2016年法治政府建设年度报告"), "/b/{n}.html")
    pages = USUAL | {
        "/zwgk/": USUAL["/zwgk/"] + links(("政府文件", "/zwgk/wj/")),
        "/zwgk/wj/": mixed,
    }
    assert "/zwgk/wj/" not in further(pages).urls
    lone = lone_reports(further(pages).state)
    assert [(row.title, row.listed_date is not None) for row in lone] == [
        ("青石县2016年法治政府建设年度报告", True)
    ]
    assert not lone_reports(further(pages, (2012,)).state)


def test_a_years_page_below_a_report_column_is_that_columns_though_other_papers_fill_it() -> None:
    years = tuple(range(2017, 2024))
    column = "/zwgk/fdzdgknr/qtfdxx/a17/"
    pages = USUAL | {column: links(*((f"{year}年", f"{column}{year}/") for year in years))}
    for year in years:
        report = f"青石县{year - 1}年法治政府建设年度报告"
        pages[f"{column}{year}/"] = rows((*NEWS[:6], report), f"{column}{year}/{{n}}.html")
    found = search(pages).found
    assert {one.url for one in found} >= {f"{HOST}{column}{year}/" for year in years}
    assert not any(one.mixed for one in found)
