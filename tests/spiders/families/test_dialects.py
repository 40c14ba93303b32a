"""Local dialects: how each names or posts for its next page."""

from __future__ import annotations

import json

import pytest

from archive.records import Answer, Ask
from spiders.families import FAMILIES, dialects
from spiders.families.family import At
from tests.spiders.replicas import HOST, day, page, query, title, walk_through


@pytest.mark.parametrize(
    ("family", "url", "following"),
    [
        (
            "sitesources",
            "/sitesources/qs/page_pc/zwgk/list1.html",
            "/sitesources/qs/page_pc/zwgk/list2.html",
        ),
        ("sitesources", "/htmls/57_fzzf/list-1.html", "/htmls/57_fzzf/list-2.html"),
        ("zz-public", "/?a=info&k=law&t=path&i=01&d=49", "/?a=info&k=law&t=path&i=01&d=49&page=2"),
        ("zz-public", "/?a=info&k=law&page=2", "/?a=info&k=law&page=3"),
        ("gi-class", "/gi_class/cgj_02", "/gi_class/cgj_02/2"),
        ("gi-class", "/gi_class/cgj_02/2", "/gi_class/cgj_02/3"),
        ("shhex", "/nw12344/index.html", "/nw12344/index_2.html"),
        (
            "yx-jspx",
            "/yxgovfront/x.jspx?channelId=8100&pageNo=1",
            "/yxgovfront/x.jspx?channelId=8100&pageNo=2",
        ),
    ],
)
def test_dialects_name_their_next_page(family: str, url: str, following: str) -> None:
    assert dialects.following(family, HOST + url) == HOST + following


def test_a_pages_own_list_of_pages_goes_before_its_dialects_names() -> None:
    url = f"{HOST}/public-policy.thtml?id=7"
    rows = "".join(f"<li><a href='/d/{n}.thtml'>{title(n)}</a> {day(n)}</li>" for n in range(8))
    pages = "".join(
        f"<option value='/public-policy.thtml?id=7&no={n}'>{n}</option>" for n in (1, 2)
    )
    answer = page(f"<ul>{rows}</ul>共16条 <select>{pages}</select>", url)
    read = FAMILIES["xz-thtml"].read(answer, At(ask=Ask(url=url), column=url, page=1))
    assert read.next is not None
    assert read.next.url.endswith("&no=2")


def test_a_dialects_column_is_walked_by_its_names() -> None:
    def serve(ask: Ask) -> Answer:
        number = (
            int(ask.url.rstrip("/").rsplit("/", 1)[-1])
            if ask.url[-1].isdecimal() and "cgj_02/" in ask.url
            else 1
        )
        rows = "".join(
            f'<tr><td><a href="/gi_news/{n}">{title(n)}</a></td><td>{day(n)}</td></tr>'
            for n in range((number - 1) * 20, min(45, number * 20))
        )
        return page(f'<table class="box3">{rows}</table><p>第{number}/3页</p>', ask.url)

    walked = walk_through(serve, f"{HOST}/gi_class/cgj_02")
    assert (len(walked.entries), walked.stop, walked.step.family) == (45, "end", "gi-class")


def test_cmsweb_lists_are_posted_for() -> None:
    def serve(ask: Ask) -> Answer:
        if ask.method == "GET":
            return page("<script>$.post('/articleCommonController/lists.do')</script>", ask.url)
        asked = query(ask)
        assert (asked["topic"], asked["deptid"]) == ("6112", "a1")
        first = (int(asked["page"]) - 1) * 20
        rows = [
            {
                "title": title(n),
                "link": "",
                "path": f"/art/{n}.html",
                "domain": "www.qingshi.test",
                "releaseTime": day(n),
            }
            for n in range(first, min(30, first + 20))
        ]
        return Answer(
            url=ask.url,
            status=200,
            text=json.dumps({"value": {"list": rows, "total": 30}}),
            media_type="application/json",
        )

    walked = walk_through(serve, f"{HOST}/cmsweb/zwgk/sj/indexdept.html?topic=6112&orgId=a1")
    assert (len(walked.entries), walked.stop) == (30, "end")
    assert walked.entries[0].url == f"{HOST}/art/0.html"


def test_gtapp_posts_the_page_number() -> None:
    def serve(ask: Ask) -> Answer:
        number = int(query(ask).get("cpage", "1"))
        rows = "".join(
            f'<tr><td class="nlist"><a href="/gtapp/nrglView.action?messageID={n}">{title(n)}</a></td><td>{day(n)}</td></tr>'
            for n in range((number - 1) * 15, min(31, number * 15))
        )
        return page(f"<table>{rows}</table><p>共31条</p>", ask.url)

    walked = walk_through(serve, f"{HOST}/gtapp/nrglIndex.action?type=2&messageID=9")
    assert (len(walked.entries), walked.stop, walked.step.family) == (31, "end", "gtapp")
