"""Where a click on a row leads, read from the page's scripts: joined strings, templates, a router's push."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.records import Answer, Ask
from spiders.click_routes import routes_in
from spiders.replay import replay_of
from tests.spiders.replicas import HOST, data

HASH, PATH = f"{HOST}/#/list?code=1", f"{HOST}/web/list"
ROUTES = {
    "joined": (PATH, 'function go(e){window.open("/web/plan-detail/"+e.id+".html")}', f"{HOST}/web/plan-detail/{{id}}.html"),
    "minified": (PATH, 'onClick:()=>{location.href="/detail?id=".concat(t.articleId,"&type=2")}', f"{HOST}/detail?id={{articleId}}&type=2"),
    "two values": (PATH, "location.href='/d/'+row.columnId+'/'+row.id", f"{HOST}/d/{{columnId}}/{{id}}"),
    "hash": (HASH, 'location.hash="x";location.href="#/detail?id="+e.id', f"{HOST}/#/detail?id={{id}}"),
    "template": (PATH, "window.open(`/detail/${row.uuid}.html`)", f"{HOST}/detail/{{uuid}}.html"),
    "pushed path": (HASH, 'this.$router.push({path:"/detail",query:{id:e.id,from:"list"}})', f"{HOST}/#/detail?id={{id}}&from=list"),
    "pushed name": (PATH, 'routes:[{path:"/info/:id",name:"info",component:X}];r.push({name:"info",params:{id:t.newsId}})', f"{HOST}/info/{{newsId}}"),
    "hash router": (f"{HOST}/", 'createWebHashHistory();r.push({path:"/view",query:{id:n.id}})', f"{HOST}/#/view?id={{id}}"),
}  # fmt: skip


@pytest.mark.parametrize("form", ROUTES)
def test_a_form_of_code_gives_the_pattern(form: str) -> None:
    page, script, pattern = ROUTES[form]
    assert routes_in([script], page)[0] == pattern


@pytest.mark.parametrize(
    "script",
    [
        'fetch("/detail?id="+e.id)',
        'axios.get("/news/"+e.id)',
        '$.ajax({url:"/detail/"+e.id})',
        'c("/api/info?id="+e.id)',
        'img.src="/images/"+e.id+".png"',
        'location.href="/zwgk/"',
    ],
)
def test_what_a_script_fetches_is_no_route(script: str) -> None:
    assert routes_in([script], PATH) == ()


def shown(titles: tuple[str, ...]) -> Answer:
    """A rendered list whose rows are no links."""
    rows = "".join(f'<li class="row">{title}<span>2024-03-09</span></li>' for title in titles)
    text = f'<html><body><div id="app"><ul>{rows}</ul></div></body></html>'
    return Answer(url=HASH, status=200, text=text, rendered=True)


TITLES = tuple(f"青石县{year}年法治政府建设年度报告" for year in range(2019, 2024))


def exchanges(script: str, key: str = "id") -> tuple[tuple[Ask, Answer], ...]:
    """The list's data call, and the application's script."""
    rows = [
        {key: 990 + n, "title": title, "publishTime": "2024-03-09"}
        for n, title in enumerate(TITLES)
    ]
    url = f"{HOST}/api/list?code=1&pageNum=1"
    bundle = Answer(
        url=f"{HOST}/js/app.js", status=200, text=script, media_type="application/javascript"
    )
    held = data({"data": {"records": rows, "total": 5}}, url)
    return (Ask(url=url), held), (Ask(url=bundle.url), bundle)


def test_rows_that_are_no_links_get_their_addresses_from_the_script() -> None:
    found = replay_of(exchanges(ROUTES["pushed path"][1]), shown(TITLES))
    assert found is not None
    assert found.link == ROUTES["pushed path"][2]


def test_a_pattern_that_names_what_the_rows_lack_is_not_used() -> None:
    assert replay_of(exchanges(ROUTES["pushed path"][1], key="code"), shown(TITLES)) is None


def test_without_a_route_such_a_list_stays_unread() -> None:
    assert replay_of(exchanges("var a=1"), shown(TITLES)) is None


@given(st.text(alphabet="\"'`${}+.:/#?&=,()abid ", max_size=200))
def test_any_script_is_read_without_an_error(script: str) -> None:
    assert all("{" in pattern for pattern in routes_in([script, json.dumps(script)], PATH))
