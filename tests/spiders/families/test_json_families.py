"""Families whose rows come as JSON: jpaas, articleList, and any other envelope."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from archive.records import Answer, Ask
from spiders.envelopes import read_json
from spiders.families import article_list_json
from spiders.families.family import At
from tests.spiders.replicas import HOST, data, day, li_rows, page, query, title, walk_through

PAGES = Path(__file__).parents[4] / "shared" / "pages"


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
    from spiders.search_answers import target_of

    assert (
        target_of(f"{HOST}/visit/link.do?url={quote('http://a.gov.cn/x.html', safe='')}&q=1")
        == "http://a.gov.cn/x.html"
    )
