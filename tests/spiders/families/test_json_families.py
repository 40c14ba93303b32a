"""Families whose rows come as JSON: gkmlpt, Epoint, UCAP, jpaas, articleList, and any other envelope."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from archive.records import Answer, Ask
from spiders.envelopes import read_json
from spiders.families import article_list_json, gkmlpt
from spiders.families.family import At
from tests.spiders.replicas import HOST, day, li_rows, page, query, title, walk_through

PAGES = Path(__file__).parents[4] / "shared" / "pages"
GUID = "00000000-0000-4000-8000-00000000abcd"


def data(value: Any, url: str) -> Answer:
    """A JSON answer."""
    return Answer(
        url=url,
        status=200,
        text=json.dumps(value, ensure_ascii=False),
        media_type="application/json",
    )


# ------------------------------------------------------------------ gkmlpt

TREE = [
    {
        "id": 20901,
        "name": "法定主动公开内容",
        "post_count": 0,
        "children": [{"id": 20903, "name": "法治政府建设", "post_count": 231, "children": []}],
    }
]


def gkmlpt_portal(ask: Ask) -> Answer:
    if "/api/all/" not in ask.url:
        tree = json.dumps(TREE, ensure_ascii=False)
        return page(
            f"<script>window._CONFIG={{SID:'755041',SITE_NAME:'青石',TREE:{tree}}}</script>",
            ask.url,
        )
    assert "/gkmlpt/api/all/20903?" in ask.url
    assert query(ask)["sid"] == "755041"
    number = max(1, int(query(ask)["page"]))
    articles = [
        {
            "id": n,
            "title": title(n),
            "document_number": "",
            "date": 1709913600,
            "url": f"{HOST}/gkmlpt/content/9/9200/post_{n}.html",
        }
        for n in range((number - 1) * 100, min(231, number * 100))
    ]
    return data(
        {"classify": {"id": 20903, "post_count": 231}, "total": 231, "articles": articles}, ask.url
    )


def test_gkmlpt_goes_from_page_1_to_2_and_reads_dates_in_chinas_time() -> None:
    walked = walk_through(gkmlpt_portal, f"{HOST}/gkmlpt/index")
    assert (len(walked.entries), walked.stop, len(walked.asks)) == (231, "end", 4)
    assert walked.entries[0].listed_date == "2024-03-09"
    assert [query(ask).get("page") for ask in walked.asks] == [None, "1", "2", "3"]


def test_gkmlpt_asked_for_page_0_goes_on_with_2() -> None:
    walked = walk_through(gkmlpt_portal, f"{HOST}/gkmlpt/api/all/20903?page=0&sid=755041")
    assert [query(ask)["page"] for ask in walked.asks] == ["0", "2", "3"]


def test_the_categories_of_the_tree_are_told_with_the_names_above() -> None:
    config = gkmlpt.config_of(
        f"<script>window._CONFIG = {{SID: '7', TREE: {json.dumps(TREE)}, }};</script>"
    )
    assert config is not None
    assert [(c.id, c.above) for c in gkmlpt.categories_of(config)] == [
        (20901, ()),
        (20903, ("法定主动公开内容",)),
    ]


# ------------------------------------------------------------------ Epoint


def epoint_portal(
    total: int, *, wrapped: bool = False, project: str = "EWB-FRONT", guid_in_script: bool = True
) -> Any:
    info = f'var siteInfo={{"projectName":"{project}","siteGuid":"{GUID}"}};'

    def serve(ask: Ask) -> Answer:
        if ask.url.endswith(".js"):
            return Answer(url=ask.url, status=200, text=info, media_type="application/javascript")
        if ask.method == "GET":
            script = (
                '<script src="/js/webBuilderCommon.js"></script>'
                if guid_in_script
                else f"<script>{info}</script>"
            )
            return page(f"{script}<div class='ewb-list'></div>", ask.url)
        if f"/{project}/rest/lightfrontaction/getgovinfolist" not in ask.url:
            return page("", ask.url, 404)
        asked = json.loads(ask.body)
        if wrapped and "params" not in asked:
            return data({"custom": {"code": 0, "text": "参数错误"}}, ask.url)
        asked = asked.get("params", asked)
        if asked["siteGuid"] != GUID or asked["categorynum"] != "003006":
            return page("<p>x</p>", ask.url, name="您访问的页面不存在")
        first = asked["pageIndex"] * asked["pageSize"]
        rows = [
            {
                "title": title(n)[:6],
                "realtitle": title(n),
                "infourl": f"/003/003006/20240309/{n:08d}-0000-4000-8000-000000000001.html",
                "infodate": day(n),
            }
            for n in range(first, min(total, first + asked["pageSize"]))
        ]
        return data({"custom": {"total": total, "data": rows}}, ask.url)

    return serve


@pytest.mark.parametrize("wrapped", [False, True])
@pytest.mark.parametrize("guid_in_script", [False, True])
@pytest.mark.parametrize("project", ["EWB-FRONT", "EWB_YK_Mid"])
def test_epoint_is_walked_from_page_index_0(
    wrapped: bool, guid_in_script: bool, project: str
) -> None:
    serve = epoint_portal(57, wrapped=wrapped, project=project, guid_in_script=guid_in_script)
    walked = walk_through(serve, f"{HOST}/dynamic/zwgk/govInfoPub.html?categorynum=003006")
    assert (len(walked.entries), walked.stop) == (57, "end")
    assert walked.entries[0].title == title(0)
    assert len(walked.asks) <= 4 + guid_in_script + wrapped + 1


# ------------------------------------------------------------------ UCAP

CHANNEL = "0a1b" * 8


def test_ucap_channels_are_read_as_json_to_their_total() -> None:
    def serve(ask: Ask) -> Answer:
        if "/common/search/" not in ask.url:
            return page(
                f"<script>$.get('/common/search/{CHANNEL}?_isAgg=true&_isJson=true&_pageSize=20')</script>",
                ask.url,
            )
        number = int(query(ask)["page"])
        rows = [
            {
                "title": title(n), "url": f"//qs/c100233/202403/{n:032x}.shtml", "publishedTimeStr": "2024-03-09 10:20:30",
                "domainMetaList": [{"resultList": [{"key": "refno", "value": "青政〔2024〕3号"}]}],
            }
            for n in range((number - 1) * 20, min(41, number * 20))
        ]  # fmt: skip
        return data({"data": {"total": 41, "page": number, "rows": 20, "results": rows}}, ask.url)

    walked = walk_through(serve, f"{HOST}/qs/c100233/xxgk_list.shtml")
    assert (len(walked.entries), walked.stop, len(walked.asks)) == (41, "end", 4)
    assert walked.entries[0].url == f"{HOST}//qs/c100233/202403/{0:032x}.shtml"


def test_ucap_static_pages_count_from_2_and_tell_their_total() -> None:
    def serve(ask: Ask) -> Answer:
        number = int(ask.url.rsplit("_", 1)[-1].split(".")[0]) if "list_" in ask.url else 1
        call = (
            f"<script>createPageHTML('page_div', 3, {number}, 'xxgk_list', 'shtml', 33);</script>"
        )
        return page(
            f"<ul class='pageList newsList'>{li_rows(range(number * 15 - 15, min(33, number * 15)))}</ul>{call}",
            ask.url,
        )

    walked = walk_through(serve, f"{HOST}/qs/c100233/xxgk_list.shtml")
    assert (len(walked.entries), walked.stop, walked.step.walk.total) == (33, "end", 33)
    assert walked.asks[1].url.endswith("xxgk_list_2.shtml")


# ------------------------------------------------------------------ jpaas


@pytest.mark.parametrize("stuck", [False, True])
def test_jpaas_is_paged_by_param_json_alone(stuck: bool) -> None:
    def serve(ask: Ask) -> Answer:
        if "/build/unit" not in ask.url:
            frame = "queryData=\"{'parseType':'bulidstatic','tagId':'头部导航','pageId':'1'}\""
            unit = "queryData=\"{'parseType':'bulidstatic','webId':'3185','tagId':'当前栏目list','pageId':'4471'}\""
            url = 'url="/api-gateway/jpaas-publish-server/front/page/build/unit"'
            return page(
                f"<script src='/a/unitbuild.js' {url} {frame}></script><script src='/a/unitbuild.js' {url} {unit}></script>",
                ask.url,
            )
        asked = query(ask)
        assert asked["pageId"] == "4471"
        number = 1 if stuck else json.loads(asked.get("paramJson", "{}")).get("pageNo", 1)
        rows = li_rows(
            range((number - 1) * 15, min(38, number * 15)),
            href="//www.qingshi.test/art/2024/3/9/art_4471_{n}.html",
        )
        html = f'<ul>{rows}</ul><div class="pagination" rows="15" count="38" pageNo="{number}" queryData="x"></div>'
        return data({"success": True, "data": {"html": html}}, ask.url)

    walked = walk_through(serve, f"{HOST}/col/col4471/index.html")
    assert walked.step.family == "jpaas"
    assert (len(walked.entries), walked.stop, walked.step.complete) == (
        (15, "repeated_page", False) if stuck else (38, "end", True)
    )


# ------------------------------------------------------------------ articleList


def article_list(first: int, last: int, total: int | None = None) -> str:
    rows = [
        {
            "id": f"18{n:017d}",
            "title": f"{title(n)}[附件]",
            "pubDate": f"{day(n)} 09:12:00",
            "urls": json.dumps({"pc": f"/qsx/c1/pc/content/content_18{n:017d}.html"}),
        }
        for n in range(first, last)
    ]
    more = f',"total":{total}' if total is not None else ""
    return (
        f'<script>var page={{"articleList":{json.dumps(rows, ensure_ascii=False)}{more}}};</script>'
    )


def test_article_lists_are_read_past_brackets_inside_titles() -> None:
    url = f"{HOST}/qsx/c1/pc/list.html"
    rows = article_list_json.entries(
        page(article_list(0, 5), url), At(ask=Ask(url=url), column=url, page=1)
    )
    assert [row.title for row in rows] == [f"{title(n)}[附件]" for n in range(5)]
    assert rows[0].url == f"{HOST}/qsx/c1/pc/content/content_18{0:017d}.html"
    assert rows[0].listed_date == day(0)


@pytest.mark.parametrize("form", ["list_2.html", "?page=2"])
def test_article_lists_are_paged_by_name_or_by_query(form: str) -> None:
    def serve(ask: Ask) -> Answer:
        if "list_" in ask.url and form != "list_2.html":
            return page("", ask.url, 404)
        number = (
            int(query(ask).get("page", "1"))
            if form != "list_2.html"
            else (int(ask.url[-6]) if "list_" in ask.url else 1)
        )
        return page(article_list((number - 1) * 10, min(20, number * 10), 20), ask.url)

    walked = walk_through(serve, f"{HOST}/qsx/c1/pc/list.html")
    assert (len(walked.entries), walked.stop) == (20, "end")


# ------------------------------------------------------------------ any envelope


@pytest.mark.parametrize(
    "envelope",
    [
        lambda rows, total: {
            "code": 200,
            "data": {"records": rows, "total": total, "pages": 3, "current": 1, "size": 10},
        },
        lambda rows, total: {"value": {"list": rows, "total": total}},
        lambda rows, total: {"custom": {"data": rows, "total": total}},
        lambda rows, total: {"data": {"list": rows, "allRow": total}},
        lambda rows, total: {"page": {"content": rows, "totalElements": total}},
    ],
    ids=["records", "value-list", "custom-data", "allRow", "content"],
)
def test_a_data_call_is_walked_under_any_envelope(envelope: Any) -> None:
    def serve(ask: Ask) -> Answer:
        number = int(query(ask)["page"])
        rows = [
            {"TITLE": title(n), "link": f"/detail/{n}.html", "releaseTime": day(n)}
            for n in range((number - 1) * 10, min(25, number * 10))
        ]
        return data(envelope(rows, 25), ask.url)

    walked = walk_through(
        serve, f"{HOST}/zwgk/publicInfo/searchFile?page=1&limit=10", family="json-list"
    )
    assert (len(walked.entries), walked.stop, len(walked.asks)) == (25, "end", 3)


REAL = {
    "api_gkmlpt_search_guangdong.json": (20, 245264),
    "api_govcn_library.json": (5, None),
    "api_hanweb_jsearch_hebei.json": (10, 1500),
    "api_trs_neimenggu.json": (15, 82788),
    "api_trs_tianjin.json": (10, 40643),
}


@pytest.mark.parametrize("name", REAL)
@pytest.mark.skipif(not PAGES.exists(), reason="the real pages are not beside the project")
def test_real_answers_are_read_whole(name: str) -> None:
    held = read_json((PAGES / name).read_text(encoding="utf-8"), "http://www.qingshi.test/")
    assert held is not None
    rows, total = REAL[name]
    assert len(held.entries) == rows
    assert total is None or held.total == total
    assert all(row.listed_date for row in held.entries)


def test_jsonp_with_a_byte_order_mark_is_json() -> None:
    held = read_json(
        '\ufeff\r\n\r\ncb({"total":1,"docs":[{"title":"青石县报告","url":"/a.html","time":"2024-03-09"}]});',
        f"{HOST}/",
    )
    assert held is not None
    assert (held.total, held.entries[0].url) == (1, f"{HOST}/a.html")


def test_a_link_of_the_engines_own_is_freed() -> None:
    from spiders.site_search import target_of

    assert (
        target_of(f"{HOST}/visit/link.do?url={quote('http://a.gov.cn/x.html', safe='')}&q=1")
        == "http://a.gov.cn/x.html"
    )
