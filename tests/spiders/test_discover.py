"""Discovery: from a home page to the report columns, by words, slugs, search and notices."""

from __future__ import annotations

import json
import tomllib
from urllib.parse import quote

import pytest

from archive.records import Answer
from spiders.anchors import forwarded
from spiders.discover import as_toml
from tests.spiders.replicas import HOST, page
from tests.spiders.searching import NEWS, PORTAL, REPORTS, USUAL, links, rows, search


def test_the_usual_way_is_gone_straight() -> None:
    found = search(USUAL)
    assert found.urls == ["/zwgk/fdzdgknr/qtfdxx/a17/"]
    assert found.found[0].route == (
        "政务公开",
        "法定主动公开内容",
        "其他法定信息",
        "法治政府建设年度报告",
    )
    assert not found.found[0].mixed
    assert len(found.asks) <= 8


def test_activity_news_under_the_subjects_name_does_not_end_the_search() -> None:
    pages = USUAL | {
        "/": USUAL["/"] + links(("法治政府建设", "/ztzl/fzzfjs/")),
        "/ztzl/fzzfjs/": rows(NEWS),
    }
    assert search(pages).urls == ["/zwgk/fdzdgknr/qtfdxx/a17/"]


def test_years_and_districts_below_a_report_column_are_columns_too() -> None:
    root = "/zwgk/fdzdgknr/qtfdxx/a17/"
    below = {
        f"{root}{year}/": rows(
            (f"青石县{year}年法治政府建设年度报告",), f"./{year}03/t20240309_{{n}}.html"
        )
        for year in (2022, 2023)
    }
    below[f"{root}bm/"] = rows(
        ("青石县民政局2023年法治政府建设年度报告",), "./202403/t20240308_{n}.html"
    )
    pages = (
        USUAL
        | below
        | {
            root: links(
                ("2022年", f"{root}2022/"), ("2023年", f"{root}2023/"), ("部门", f"{root}bm/")
            )
            + rows(REPORTS[:2]),
        }
    )
    assert set(search(pages).urls) == {root, f"{root}2022/", f"{root}2023/", f"{root}bm/"}


def test_a_column_that_no_menu_names_is_found_from_a_report_on_the_home_page() -> None:
    pages = {
        "/": links(("新闻中心", "/xw/"))
        + rows((REPORTS[8], *NEWS[:5]), "/gk/zdgz/202503/t20250309_{n}.html"),
        "/gk/zdgz/": rows(REPORTS),
    }
    assert search(pages).urls == ["/gk/zdgz/"]


def test_a_column_that_only_its_slug_names_is_guessed() -> None:
    pages = {
        "/": links(("政务公开", "/zwgk/")) + rows(NEWS, "/xw/202403/t20240309_{n}.html"),
        "/zwgk/": links(("通知公告", "/zwgk/tzgg/")),
        "/zwgk/fzzfjs/": rows(REPORTS),
        "/zwgk/tzgg/": rows(NEWS),
    }
    found = search(pages)
    assert found.urls == ["/zwgk/fzzfjs/"]
    assert "slug fzzfjs" in found.found[0].route


def test_the_platforms_own_search_leads_to_the_column() -> None:
    hits = [
        f"<div class='jcse-result-box'><a href='visit/link.do?url={quote(HOST + f'/art/2024/3/9/art_9215_{n}.html', safe='')}&q=x'>"
        f"{title.replace('法治', '<em>法治</em>')}</a><span>发布时间:2024-03-09</span></div>"
        for n, title in enumerate(REPORTS[-2:])
    ]
    held = json.dumps({"total": 2, "result": hits}, ensure_ascii=False)
    answer = Answer(
        url=f"{HOST}/jsearchfront/interfaces/cateSearch.do",
        status=200,
        media_type="application/json",
        text=held,
    )
    home = (
        '<form action="/jsearchfront/search.do"></form><script>var websiteid="990123000000000"</script>'
        + links(("信息", "/col/col1/index.html"))
    )
    pages: dict[str, str | Answer] = {
        "/": home,
        "/jsearchfront/interfaces/cateSearch.do": answer,
        "/col/col9215/index.html": rows(REPORTS, "/art/2024/3/9/art_9215_{n}.html"),
    }
    found = search(pages)
    assert found.urls == ["/col/col9215/index.html"]
    assert found.found[0].route[0] == "site search"


def test_an_article_that_names_no_column_is_asked_where_it_stands() -> None:
    pages = {
        "/": rows((REPORTS[8],), "/info/4640/{n}.htm") + links(("新闻", "/xw.htm")),
        "/info/4640/7000.htm": '<div class="position">当前位置：<a href="/">首页</a> &gt; <a href="/gk/bg9.htm">公示</a></div><p>正文</p>',
        "/gk/bg9.htm": rows(REPORTS, "/info/4640/{n}.htm"),
    }
    assert "/gk/bg9.htm" in search(pages).urls


def test_reports_among_notices_make_a_mixed_column() -> None:
    pages = {
        "/": links(("政务公开", "/zwgk/")),
        "/zwgk/": links(("通知公告", "/zwgk/tz.html"), ("领导之窗", "/zwgk/ld.html")),
        "/zwgk/tz.html": rows((*NEWS[:19], REPORTS[8]), "/a/{n}.html") + "<p>共200条</p>",
    }
    found = search(pages)
    assert found.urls == ["/zwgk/tz.html"]
    assert found.found[0].mixed


def test_where_nothing_shows_reports_the_likeliest_columns_are_given() -> None:
    pages = {
        "/": links(("政务公开", "/zwgk/")),
        "/zwgk/": links(("通知公告", "/zwgk/tz.html"), ("工作报告", "/zwgk/gz.html")),
        "/zwgk/tz.html": rows(NEWS, "/a/{n}.html"),
        "/zwgk/gz.html": rows(NEWS[:4], "/b/{n}.html"),
    }
    found = search(pages)
    assert set(found.urls) >= {"/zwgk/tz.html", "/zwgk/gz.html"}
    assert all(column.mixed and column.score <= 40 for column in found.found)


def test_a_named_column_that_is_empty_is_kept_as_proof() -> None:
    pages = USUAL | {"/zwgk/fdzdgknr/qtfdxx/a17/": "<ul><li>暂无相关信息</li></ul>"}
    assert "/zwgk/fdzdgknr/qtfdxx/a17/" in search(pages).urls


def test_a_column_that_collects_others_is_marked() -> None:
    others = tuple(
        f"{name}人民政府2023年法治政府建设年度报告" for name in ("云渡区", "雾岭县", "景禾市")
    )
    pages = USUAL | {"/zwgk/fdzdgknr/qtfdxx/a17/": rows((*REPORTS[:2], *others))}
    assert search(pages).found[0].collects_others
    assert not search(USUAL).found[0].collects_others


def test_a_page_that_only_sends_on_is_followed() -> None:
    pages = USUAL | {
        "/": '<meta http-equiv="refresh" content="0;url=/index2.html">',
        "/index2.html": USUAL["/"],
    }
    assert search(pages).urls == ["/zwgk/fdzdgknr/qtfdxx/a17/"]


def test_a_menu_kept_in_a_script_is_read() -> None:
    pages = USUAL | {
        "/zwgk/": '<script>var nodes=[{id:"9",name:"法治政府建设年度报告",url:"/zwgk/fdzdgknr/qtfdxx/a17/"},{id:8,name:"x"}]</script>',
    }
    assert search(pages).urls == ["/zwgk/fdzdgknr/qtfdxx/a17/"]


def test_found_columns_are_written_as_a_row_to_review() -> None:
    text = as_toml(PORTAL, search(USUAL).found)
    row = tomllib.loads(text)["qingshi"]
    assert row["lists"] == [f"{HOST}/zwgk/fdzdgknr/qtfdxx/a17/"]
    assert row["region"] == "990123"
    assert "政务公开 > 法定主动公开内容" in text


COLUMN = "/zwgk/fdzdgknr/qtfdxx/a17/"


def test_a_column_by_its_name_is_kept_though_only_a_script_writes_its_rows() -> None:
    script = '<ul id="rows"></ul><script>$.post("/cms/lists.do",{page:1,topic:"88"},draw);</script>'
    first = search(USUAL | {COLUMN: script}).found[0]
    assert (first.url, first.mixed, first.reports) == (f"{HOST}{COLUMN}", False, 0)


def test_a_page_without_rows_under_another_name_is_no_column() -> None:
    script = '<ul id="rows"></ul><script>$.post("/cms/lists.do",{page:1,topic:"88"},draw);</script>'
    named = USUAL | {"/zwgk/tzgg/": script, "/zwgk/fdzdgknr/qtfdxx/": links(("其他", "/x/"))}
    assert "/zwgk/tzgg/" not in search(named).urls


@pytest.mark.parametrize(
    ("linked", "served"), [("", "index.html"), ("index.html", "")], ids=["folder", "its-index"]
)
def test_a_refused_folder_is_asked_by_its_index_page_and_the_other_way_round(
    linked: str, served: str
) -> None:
    hub = "/zwgk/fdzdgknr/qtfdxx/"
    refused = page("<h1>403 Forbidden</h1>", f"{HOST}{COLUMN}{linked}", 403, "403 Forbidden")
    pages: dict[str, str | Answer] = {
        **USUAL,
        hub: links(("法治政府建设年度报告", f"{COLUMN}{linked}")),
        f"{COLUMN}{linked}": refused,
        f"{COLUMN}{served}": rows(REPORTS),
    }
    assert search(pages).urls == [f"{COLUMN}{served}"]


def test_a_pagers_click_handler_sends_nobody_on() -> None:
    url = f"{HOST}/fz/list.html"
    clicked = "<span onclick=\"location.href='/fz/list_2.html'\">下一页</span>"
    assert forwarded(page(clicked, url)) is None
    assert (
        forwarded(page("<script>location.href='/fz/a.html'</script>", url)) == f"{HOST}/fz/a.html"
    )
