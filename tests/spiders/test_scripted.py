"""Menus and pagers that stand in scripts, rows without a date, and a search's way past redirects and without columns."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs, urlsplit

import pytest

from archive.records import Answer, Ask, Portal
from spiders.anchors import links_of
from spiders.discover import Discovery, begin, columns, next_ask, saw
from spiders.discovery_report import lone_reports
from spiders.itinerary import Context, Memory, follow
from spiders.rows import rows_of
from spiders.script_links import includes_of
from tests.spiders.replicas import HOST, walk_through

PORTAL = Portal(portal="qingshi", name="青石县人民政府", region="990123", home=f"{HOST}/")
COLUMN = f"{HOST}/zwgk/fz/list.html"
NO_MEMORY = Memory(
    known=lambda _url: False,
    due=lambda _url: False,
    mode=lambda _portal, _column: "full",
    previous_total=lambda _portal, _column: None,
    columns=lambda _portal: (),
    wanted_year=lambda _year: True,
)


def html(url: str, body: str) -> Answer:
    return Answer(url=url, status=200, text=f"<html><head></head><body>{body}</body></html>")


def rows(page: int) -> str:
    return "".join(
        f"<dl><dt><a href='/zwgk/fz/{year}.html'>青石县{year}年法治政府建设年度报告</a></dt><dd>{year + 1}/3/9</dd></dl>"
        for year in range(2026 - 4 * page, 2030 - 4 * page)
    )


@pytest.mark.parametrize(
    "menu",
    [
        "<ul><li onclick=\"location.href='/zwgk/fz/'\">法治政府建设</li></ul>",
        "<a href=\"javascript:location.href='/zwgk/fz/'\">法治政府建设</a>",
        "<a href='#' onclick=\"window.open('/zwgk/fz/')\">法治政府建设</a>",
        "<script>var t='';t+='<a href=\"/zwgk/fz/\" target=\"_blank\">法治政府建设</a>';</script>",
        "<ul><li data-url='/zwgk/fz/'><i></i>法治政府建设</li></ul>",
        "<script>d.add(7,0,'法治政府建设','/zwgk/fz/','','main');</script>",
    ],
)
def test_a_menu_item_that_only_a_script_leads_from_is_a_link(menu: str) -> None:
    found = {link.text: link.url for link in links_of(html(f"{HOST}/", menu))}
    assert found["法治政府建设"] == f"{HOST}/zwgk/fz/"


def test_a_menu_in_a_script_file_is_read_from_that_file() -> None:
    page = html(
        f"{HOST}/", "<script src='/js/jquery.min.js'></script><script src=/js/nav.js></script>"
    )
    assert includes_of(page) == (f"{HOST}/js/nav.js",)
    script = "document.write('<li><a href=\"/zwgk/\">政务公开</a></li>');"
    answer = Answer(url=f"{HOST}/js/nav.js", status=200, text=script)
    assert [(link.text, link.url) for link in links_of(answer)] == [("政务公开", f"{HOST}/zwgk/")]


def test_a_menus_script_is_known_by_where_it_stands_and_its_nodes_are_read() -> None:
    page = html(
        f"{HOST}/",
        "<ul id=top><script src='/js/q7.js'></script></ul><script src='/js/app.js'></script>",
    )
    assert includes_of(page) == (f"{HOST}/js/q7.js",)
    script = "var m=[{name:'政务公开',url:'/zwgk/'}];for(var i in m){document.write('<a href=\"'+m[i].url+'\">'+m[i].name+'</a>')}"
    answer = Answer(url=f"{HOST}/js/q7.js", status=200, text=script)
    assert ("政务公开", f"{HOST}/zwgk/") in [(link.text, link.url) for link in links_of(answer)]


PAGERS = {
    "function": (
        "<a href='javascript:goPage({next})'>下一页</a><script>function goPage(n){{"
        "if(n==1) location.href='list.html'; else location.href='list_'+n+'.html';}}</script>"
    ),
    "choice": (
        "<select onchange='location=this.value'><option value='list.html'>1</option>"
        "<option value='list_2.html'>2</option><option value='list_3.html'>3</option></select>"
    ),
    "form": (
        "<form name=f method=post action='list.html'><input type=hidden name=cid value=7>"
        "<input type=hidden name=pageNo value={page}></form><a href='javascript:toPage({next})'>下页</a>"
        "<script>function toPage(n){{document.f.pageNo.value=n;document.f.submit();}}</script>"
    ),
}


@pytest.mark.parametrize("kind", ["function", "choice", "form"])
def test_a_pager_that_its_own_code_turns_is_followed_to_its_last_page(kind: str) -> None:
    def serve(ask: Ask) -> Answer:
        form = parse_qs(ask.body.decode())
        name = urlsplit(ask.url).path.rsplit("/", 1)[-1]
        page = int(form.get("pageNo", ["0"])[0]) or (1 if name == "list.html" else int(name[5]))
        pager = PAGERS[kind].format(page=page, next=page + 1)
        return html(ask.url, f"{rows(page)}{pager}<p>共3页</p>")

    walked = walk_through(serve, COLUMN)
    assert len(walked.entries) == 12
    assert walked.stop == "end"


def test_a_function_with_another_unknown_in_its_address_is_not_guessed_at() -> None:
    pager = "<a href='javascript:go(2)'>下一页</a><script>function go(n){location.href=root+n+'.html'}</script>"
    walked = walk_through(lambda ask: html(ask.url, rows(1) + pager), COLUMN)
    assert len(walked.asks) == 1


def test_a_report_title_is_a_row_without_a_date_and_a_columns_name_is_none() -> None:
    page = (
        "<h3><a href='/doc/2023.html'>青石县2023年法治政府建设年度报告</a></h3>"
        "<h3><a href='/doc/list.shtml'>法治政府建设情况</a></h3>"
        "<h3><a href='/fz/2022/'>2022年法治政府建设年度报告</a></h3>"
    )
    assert [row.url for row in rows_of(page, f"{HOST}/zwgk/")] == [f"{HOST}/doc/2023.html"]


def test_a_month_and_day_beside_a_link_make_a_row_without_a_date() -> None:
    page = "<ul><li>[03-05] <a href='show.asp?id=7'>关于二〇二三年度工作情况的报告</a></li></ul>"
    (row,) = rows_of(page, f"{HOST}/class.asp?id=2")
    assert row.listed_date is None


def search(pages: Mapping[str, str]) -> tuple[Discovery, list[str]]:
    state, asked = begin(PORTAL), list[str]()
    while (ask := next_ask(state)) is not None:
        path = ask.url.removeprefix(HOST)
        asked.append(path)
        held = pages.get(path.split("?")[0])
        answer = Answer(url=ask.url, status=404, text="") if held is None else html(ask.url, held)
        state = saw(state, ask, answer)
    return state, asked


def test_papers_in_a_list_are_no_ways_to_a_column() -> None:
    news = "".join(
        f"<li><a href='/fzgz/{n}.html'>青石县召开法治政府建设推进会第{n}次会议</a><span>2025-03-09</span></li>"
        for n in range(20)
    )
    _, asked = search({"/": "<a href='/fzgz/'>法治政府建设工作</a>", "/fzgz/": f"<ul>{news}</ul>"})
    assert not [path for path in asked if path.startswith("/fzgz/") and path != "/fzgz/"]


def test_reports_that_only_the_sites_search_knows_are_asked_for_one_by_one() -> None:
    results = "".join(
        f"<p><a href='/old/{year}.shtml'>青石县{year}年法治政府建设年度报告</a><span>{year + 1}-03-09</span></p>"
        for year in range(2016, 2024)
    )
    state, _ = search(
        {"/": "<form action='/s'><input name=q></form>", "/s": f"<div>{results}</div>"}
    )
    assert not any(column.reports for column in columns(state))
    assert len(lone_reports(state)) == 8


def test_a_search_goes_on_behind_a_redirect() -> None:
    state = begin(PORTAL)
    home = html(
        f"{HOST}/web/index.htm", "<a href='/zwgk/fz/'>法治政府建设年度报告</a>" + "青石" * 200
    )
    context = Context(discovery=state.to_json(), hops=1, trail=(f"{HOST}/",))
    onward = follow(PORTAL, Ask(url=home.url), context, home, NO_MEMORY)
    assert [step.ask.url for step in onward.nexts] == [f"{HOST}/zwgk/fz/"]


def test_a_column_so_named_is_found_though_all_its_titles_are_cut_short() -> None:
    cut = "".join(
        f"<li>[03-0{n}] <a href='/zwgk/fz/t2024030{n}_7.html'>青石县202{n}年法治政...</a></li>"
        for n in range(1, 5)
    )
    menu = "<a href='/zwgk/fz/'>法治建设年报</a><a href='/zwgk/cz/'>财政信息</a>"
    state, asked = search({"/": menu, "/zwgk/fz/": f"<ul>{cut}</ul>"})
    assert asked == ["/", "/zwgk/fz/"]
    assert columns(state)[0].reports == 4
