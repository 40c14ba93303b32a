"""Where a pager leads: by words, numbers, images and click handlers, and with every parameter kept whole."""

from __future__ import annotations

import pytest

from spiders.markup import absolute
from spiders.pagers import next_link
from spiders.rows import rows_of

LIST = "http://www.qingshi.test/fzzf/list.html"


@pytest.mark.parametrize(
    "pager",
    [
        '<a href="list_2.html">下一页</a>',
        '<a href="list_2.html"><img src="/i/n.gif" alt="下一页"></a>',
        '<a href="list_2.html" title="下一页" class="icon"></a>',
        '<a href="javascript:void(0)" onclick="location.href=\'/fzzf/list_2.html\'">下一页</a>',
        "<span class=nx onclick=\"window.location.href='list_2.html'\">下页</span>",
        "<a>1</a><a onclick=\"location.href='list_2.html'\">2</a><a href='list_3.html'>3</a>",
    ],
)
def test_the_next_page_is_found_however_the_pager_is_drawn(pager: str) -> None:
    found = next_link(f"<html><body>{pager}</body></html>", LIST, 1)
    assert found == "http://www.qingshi.test/fzzf/list_2.html"


@pytest.mark.parametrize("name", ["currentPage", "section", "copyright", "region", "notice"])
def test_a_parameter_that_begins_like_an_entity_is_kept_whole(name: str) -> None:
    """`&curren`, `&sect`, `&copy`, `&reg` and `&not` are entities even without their semicolon."""
    wanted = f"http://www.qingshi.test/ui?pageId=7&{name}=2"
    assert absolute(LIST, f"/ui?pageId=7&{name}=2") == wanted
    assert next_link(f'<p><a href="/ui?pageId=7&{name}=2">下一页</a></p>', LIST, 1) == wanted
    assert next_link(f'<p><a href="/ui?pageId=7&amp;{name}=2">下一页</a></p>', LIST, 1) == wanted
    (row,) = rows_of(
        f'<li><a href="/ui?pageId=7&{name}=2">青石县2023年报告</a> 2024-03-09</li>', LIST
    )
    assert row.url == wanted


def test_a_twice_escaped_address_is_read() -> None:
    assert absolute(LIST, "/ui?a=1&amp;b=2") == "http://www.qingshi.test/ui?a=1&b=2"
