"""The text of a page that has none of its own, in the frame that shows it."""

from __future__ import annotations

import pytest

from archive.records import Page
from pipelines.extract import extract

URL = "http://www.qingshi.test/art/2023/7.html"
BODY = "<p>推进依法行政，全年召开会议三次。</p>" * 40


@pytest.mark.parametrize(
    ("body", "frames", "framed"),
    [
        ("", "<iframe src='7_content.html' id=ifr></iframe>", True),
        (BODY, "<iframe src='7_content.html' id=ifr></iframe>", False),
        ("", "<iframe src='/share/bar.html'></iframe>", False),
        ("", "<iframe src='http://www.other.test/7_content.html'></iframe>", False),
        ("", "<iframe src='7_content.html'></iframe><iframe src='8.html'></iframe>", False),
    ],
    ids=["only-frame", "text-of-its-own", "widget", "foreign", "two"],
)
def test_the_text_of_a_page_without_one_is_in_its_only_frame(
    body: str, frames: str, *, framed: bool
) -> None:
    html = f"<h1>青石县2023年法治政府建设年度报告</h1><div>{body}{frames}</div>"
    page = extract(Page(url=URL, body=html.encode()))
    assert page.next_parts == ((URL.rpartition("/")[0] + "/7_content.html",) if framed else ())
