"""TrueCMS: windows of rows, given only to a caller with a Referer."""

from __future__ import annotations

import json

import pytest

from archive.records import Answer, Ask
from tests.spiders.replicas import HOST, day, li_rows, missing, page, query, title, walk_through

UUID = "89ac18b6-227d-593a-8a53-62e51a007001"


def records(first: int, last: int) -> str:
    rows = (
        f'<record><![CDATA[<li><a href="/qs/fzzf/content/{n}.html" title="{title(n)}">…</a><span>[{day(n)}]</span></li>]]></record>'
        for n in range(first, last)
    )
    return f"<datastore><totalrecord>61</totalrecord><recordset>{''.join(rows)}</recordset></datastore>"


@pytest.mark.parametrize("mount", ["TrueCMS", "truecms"])
def test_truecms_is_asked_with_a_referer_window_by_window(mount: str) -> None:
    def serve(ask: Ask) -> Answer:
        if "getMessage" not in ask.url:
            rows = li_rows(range(20), href="/qs/fzzf/content/{n}.html")
            return page(
                f'<div id="initData" style="display:none"><ul>{rows}</ul></div><script>var columnId="{UUID}";</script>',
                ask.url,
            )
        if not dict(ask.headers).get("Referer") or f"/{mount}/" not in ask.url:
            return missing(ask.url)
        asked = query(ask)
        store = records(
            int(asked["startrecord"]) - 1,
            min(61, int(asked["endrecord"]), int(asked["startrecord"]) + 19),
        )
        return Answer(url=ask.url, status=200, text=f"cb({json.dumps({'result': store})})")

    walked = walk_through(serve, f"{HOST}/qs/fzzf/fzzf.html")
    assert (len(walked.entries), walked.stop, walked.step.family) == (61, "end", "truecms")


def test_truecms_whose_call_is_dead_keeps_its_first_rows_and_says_so() -> None:
    def serve(ask: Ask) -> Answer:
        if "getMessage" in ask.url:
            return missing(ask.url)
        rows = li_rows(range(20), href="/qs/fzzf/content/{n}.html")
        return page(
            f'<div id="initData"><ul>{rows}</ul></div><script>var columnId="{UUID}";totalRecord:61</script>',
            ask.url,
        )

    walked = walk_through(serve, f"{HOST}/qs/fzzf/fzzf.html")
    assert (len(walked.entries), walked.stop, walked.step.complete) == (20, "error", False)
