"""Site search: what a home page shows of its engine, the request that follows, and the answers of each make (portals.md §7)."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, quote, urlsplit

import pytest

from archive.records import Answer, Ask
from spiders.search_answers import call_behind, results_of
from spiders.site_search import QUESTION, asking, searches_for
from tests.spiders.replicas import HOST, data, page
from tests.spiders.searching import search

TITLE = "青石县2019年<em>法治政府</em>建设年度报告"
PLAIN = "青石县2019年法治政府建设年度报告"
CODE = "3f9c7a1e5b2d4c6f8091a2b3c4d5e6f7"
TRACES = {
    "jsearch": ('<form action="/jsearchfront/search.do"><input name="websiteid" value="990123000000000"></form>', "POST /jsearchfront/interfaces/cateSearch.do"),
    "jrobot": ('<a href="/jrobot/search.do?webid=7">高级搜索</a>', "GET /jrobot/search.do"),
    "jrobotfront": ('<a href="https://search.zj.gov.cn/jrobotfront/search.do?websiteid=990123000000000">搜索</a>', "GET /jrobotfront/search.do"),
    "jpaas": ("<script>u='/api-gateway/jpaas-jsearch-web-server/search?websiteid=9901&cateid=36a'</script>", "GET /api-gateway/jpaas-jsearch-web-server/interface/search/info"),
    "was5": ('<a href="/was5/web/search?channelid=256510">搜索</a>', "GET /was5/web/search"),
    "igs": (f"<script>u='/igs/front/search.jhtml?code={CODE}&siteId=34'</script>", "GET /igs/front/search.jhtml"),
    "trs-search": ("<script>u='/trs-search/trssearch/searchAll.html?siteId=5'</script>", "GET /trs-search/trssearch/v2/searchAll.do"),
    "irs": (f"<script>u='/irs-c-web/search.shtml?code={CODE[:11]}&dataTypeId=15'</script>", "POST /irs/front/search"),
    "irs-named": (f"<script>$.post('/irs/front/search',{{code:'{CODE[:11]}'}})</script>", "POST /irs/front/search"),
    "so": ('<form action="/so/s"><input type="hidden" name="siteCode" value="9901230001"><input name="qt"></form>', "GET /so/s"),
    "lonsun": ('<form action="/site/search/6789941"><input name="keywords"></form>', "GET /site/label/8888"),
    "epoint": ('<script src="/inteligentsearch/js/a.js"></script>', "POST /inteligentsearch/rest/esinteligentsearch/getFullTextDataNew"),
    "guangdong": ('<a href="http://search.gd.gov.cn/search/all/799041">搜索</a>', "POST /api/search/all"),
    "hunan": ('<form action="http://searching.hunan.gov.cn/hunan/975000000/news"><input name="q"></form>', "GET /hunan/975000000/news"),
    "post form": ('<form method="post" action="/search.jsp"><input name="keyword"><input type="submit" name="go" value="搜"></form>', "POST /search.jsp"),
}  # fmt: skip


@pytest.mark.parametrize("engine", TRACES)
def test_the_trace_of_an_engine_gives_its_request(engine: str) -> None:
    trace, wanted = TRACES[engine]
    asks = searches_for(page(trace, f"{HOST}/"), "990123", None)
    made = {f"{ask.method} {urlsplit(ask.url).path}": ask for ask in asks}
    assert wanted in made
    told = made[wanted].url + made[wanted].body.decode()
    assert QUESTION in told or quote(QUESTION) in told


def test_a_home_page_without_any_trace_is_asked_nothing() -> None:
    assert searches_for(page("<p>要闻</p>", f"{HOST}/"), "990123", None) == ()


def test_the_ids_in_the_request_are_the_pages_own() -> None:
    ask = searches_for(page(TRACES["irs"][0], f"{HOST}/"), "990123", None)[0]
    assert json.loads(ask.body)["code"] == CODE[:11]
    robot = searches_for(page(TRACES["jrobot"][0], f"{HOST}/"), "990123", None)[0]
    assert parse_qs(urlsplit(robot.url).query)["webid"] == ["7"]


@pytest.mark.parametrize("engine", TRACES)
def test_the_same_engine_is_asked_for_one_year(engine: str) -> None:
    for ask in searches_for(page(TRACES[engine][0], f"{HOST}/"), "990123", None):
        ((url, body),) = asking(ask.url, ask.body.decode(), 2018)
        told = url + body
        assert "2018年法治政府建设" in told or quote("2018年法治政府建设") in told
        assert QUESTION not in told
        assert quote(QUESTION) not in told


def link_do(url: str) -> str:
    """A hit as 大汉 writes it: no date need stand beside it."""
    return f'<div class="jcse-result-box"><a href="visit/link.do?url={quote(url, safe="")}&q=x">{TITLE}</a></div>'


TARGET = f"{HOST}/art/1.html"
ANSWERS = {
    "jsearch": {"total": 1, "result": [link_do(TARGET)]},
    "jpaas": {"data": {"searchResult": {"total": 1, "result": [link_do(TARGET)]}}},
    "igs": {"page": {"content": [{"title": TITLE, "DOCPUBURL": TARGET, "trs_time": "2020-03-01"}], "totalPages": 1000}},
    "trs-search": {"data": {"total": 1, "data": [{"title": TITLE, "docpuburl": TARGET, "docpubtime": "2020-03-01 10:00:00"}]}},
    "irs": {"data": {"pager": {"total": 1}, "middle": {"list": [{"title": TITLE, "url": TARGET}]}}},
    "so": {"data": {"search": {"totalHits": 1, "searchs": [{"title": TITLE, "viewUrl": TARGET, "docDate": "2020-03-01"}]}}},
    "lonsun": {"data": {"data": [{"link": TARGET, "title": TITLE, "createDate": "2020-03-01"}], "pageCount": 1}},
    "epoint": {"result": {"totalcount": 1, "records": [{"title": TITLE, "linkurl": TARGET}]}},
}  # fmt: skip


@pytest.mark.parametrize("engine", ANSWERS)
def test_answers_are_read_without_their_marks(engine: str) -> None:
    told = results_of(data(ANSWERS[engine], f"{HOST}/search"))
    assert [(row.url, row.title) for row in told] == [(TARGET, PLAIN)]


SO_PAGE = "<div id=app></div><script>init({{api:'{api}',wordToken:'9b1deb4d',timestamp:'1750000000000'}})</script>"


def so_page(api: str) -> Answer:
    """开普's page of results: a shell with a token."""
    url = f"{HOST}/so/s?qt={quote(QUESTION)}&siteCode=9901230001&tab=all"
    return Answer(url=url, status=200, text=SO_PAGE.format(api=api))


def test_the_token_of_a_result_page_goes_into_the_call_behind_it() -> None:
    ask = call_behind(so_page("https://api.so-gov.cn/s"))
    assert ask is not None
    assert ask.url == "https://api.so-gov.cn/s"
    form = parse_qs(ask.body.decode())
    assert form["wordToken"] == ["9b1deb4d"]
    assert form["timestamp"] == ["1750000000000"]
    assert form["qt"] == [QUESTION]


def asked_after(api: str) -> list[Ask]:
    """Where the search goes from such a page."""
    pages: dict[str, str | Answer] = {"/": TRACES["so"][0]}
    first = so_page(api)
    pages[first.url.removeprefix(HOST)] = first
    return search(pages).asks


def test_a_service_outside_the_portal_is_asked_only_where_the_row_names_it() -> None:
    assert not any("so-gov" in ask.url for ask in asked_after("https://api.so-gov.cn/s"))
    assert any(ask.url == f"{HOST}/so/api/s" for ask in asked_after("/so/api/s"))
