"""UCAP: a channel's rows as JSON, or static pages counted from 2."""

from __future__ import annotations

from archive.records import Answer, Ask
from tests.spiders.replicas import HOST, data, li_rows, page, query, title, walk_through

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
