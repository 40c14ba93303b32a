"""A pager that counts too few pages: 下一页 is followed beyond its count, and a failure there takes nothing away."""

from __future__ import annotations

import pytest

from archive.records import Answer, Ask
from tests.spiders.replicas import HOST, Serve, li_rows, missing, page, query, walk_through

COLUMN = f"{HOST}/zwgk/list.jsp?cid=9"


def counting(said: int, rows: int, *, after: str = "404", leads: str = "?cid=9&page={n}") -> Serve:
    """A column of pages of eight whose pager says `said` pages and shows 下一页 on every one."""

    def serve(ask: Ask) -> Answer:
        number = int(query(ask).get("page", "1"))
        shown = range((number - 1) * 8, min(rows, number * 8))
        if not shown:
            answers = {
                "404": missing(ask.url),
                "500": page("<p>运行时错误</p>", ask.url, 500),
                "nothing": page("<ul></ul>", ask.url),
                "echo": page(f"<ul>{li_rows(range(8))}</ul>", ask.url),
            }
            return answers[after]
        link = f'<a href="{leads.format(n=number + 1)}">下一页</a>'
        return page(f"<ul>{li_rows(shown)}</ul><p>共{said}页 {link}</p>", ask.url)

    return serve


def test_rows_beyond_the_pagers_count_are_met() -> None:
    walked = walk_through(counting(3, 26), COLUMN)
    assert (len(walked.entries), walked.stop, walked.step.complete) == (26, "end", True)
    assert len(walked.asks) == 4


@pytest.mark.parametrize("after", ["404", "500", "nothing", "echo"])
def test_what_a_last_page_links_to_in_vain_leaves_the_walk_complete(after: str) -> None:
    walked = walk_through(counting(3, 24, after=after), COLUMN)
    assert (len(walked.entries), walked.step.complete, len(walked.asks)) == (24, True, 4)


def test_a_last_page_that_is_not_full_is_believed() -> None:
    assert len(walk_through(counting(4, 26), COLUMN).asks) == 4


def test_a_link_out_of_the_columns_folder_is_not_followed() -> None:
    walked = walk_through(counting(1, 8, leads="/hot/list_2.html"), COLUMN)
    assert len(walked.asks) == 1


def test_rows_without_end_beyond_the_count_are_called_endless() -> None:
    walked = walk_through(counting(2, 4000), COLUMN)
    assert (walked.stop, walked.step.complete) == ("endless_pager", False)
    assert len(walked.asks) < 30
