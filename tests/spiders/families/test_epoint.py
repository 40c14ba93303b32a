"""Epoint: rows posted for by page index from 0, with the site's GUID."""

from __future__ import annotations

import json
from typing import Any

import pytest

from archive.records import Answer, Ask
from tests.spiders.replicas import HOST, data, day, page, title, walk_through

GUID = "00000000-0000-4000-8000-00000000abcd"


HIDDEN = '<input type="hidden" id="categorynum" value="003006">'


def epoint_portal(
    total: int,
    *,
    wrapped: bool = False,
    project: str = "EWB-FRONT",
    guid_in_script: bool = True,
    hidden: str = "",
) -> Any:
    info = f'var siteInfo={{"projectName":"{project}","siteGuid":"{GUID}"}};'

    def serve(ask: Ask) -> Answer:
        if ask.url.partition("#")[0].endswith(".js"):
            return Answer(url=ask.url, status=200, text=info, media_type="application/javascript")
        if ask.method == "GET":
            script = (
                '<script src="/js/webBuilderCommon.js"></script>'
                if guid_in_script
                else f"<script>{info}</script>"
            )
            return page(f"{hidden}{script}<div class='ewb-list'></div>", ask.url)
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


def test_a_category_that_only_a_hidden_field_tells_is_asked_for() -> None:
    walked = walk_through(epoint_portal(31, hidden=HIDDEN), f"{HOST}/zw/openlist.html")
    assert len(walked.entries) == 31
    assert walked.stop == "end"
