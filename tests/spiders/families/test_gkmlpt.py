"""gkmlpt: a tree of categories, and articles by page number from 1."""

from __future__ import annotations

import json

from archive.records import Answer, Ask
from spiders.families import gkmlpt
from tests.spiders.replicas import HOST, data, page, query, title, walk_through

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
