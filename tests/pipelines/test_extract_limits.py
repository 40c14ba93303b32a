"""Any bytes end as a page, within seconds."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.records import Page
from pipelines.extract import extract
from pipelines.plain import extract_plain

URL = "http://www.qingshi.test/a.html"
PROSE = "（一）健全制度。全年制定规范性文件12件，开展合法性审查46次，清理文件61件，工作取得实效。"
TEXT = f"2022年，青石县深入推进依法行政，现报告如下：\n{PROSE}\n青石县人民政府"


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"<div>" * 100_000 + TEXT.encode() + b"</div>" * 100_000, id="100,000 divs deep"),
        pytest.param(b"<table><tr><td>" * 20_000 + TEXT.encode(), id="20,000 tables deep"),
        pytest.param(b"<p>" + TEXT.replace("\n", "").encode() * 100_000, id="one line of 32 MiB"),
        pytest.param(b"<script>" + b'"\\' * 500_000, id="a script of quotes"),
        pytest.param(b"<p>" + "打印".encode() * 90 + b"x</p>" * 1_000, id="words of widgets"),
        pytest.param(f"<p>{PROSE}</p>".encode() * 30_000, id="30,000 paragraphs"),
        pytest.param("<p>索引号：发布日期：来源：</p>".encode() * 20_000, id="labels only"),
        pytest.param(b"<" * 1_000_000, id="a million brackets"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("reader", [extract, extract_plain], ids=["html", "plain"])
def test_a_monstrous_page_ends_within_seconds(body: bytes, reader: Any) -> None:
    before = time.process_time()
    assert reader(Page(url=URL, body=body[: 32 * 1024 * 1024])).url == URL
    assert time.process_time() - before < 15


PIECES = ("<p>", "</div>", "<div class='share' style='display:none'>", "<table><tr><td>", "<br>", "<a href='x.pdf'>", "<script>'",
          "发布日期：2023-01-01", "一、", PROSE, "\x00", "&#x0;", "<!--", "]]>", "<h1>", "createPageHTML(9,0,'a','b')", "<base href='//['>")  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(
    body=st.binary(max_size=300)
    | st.lists(st.sampled_from(PIECES), max_size=30).map(lambda x: "".join(x).encode())
)
def test_any_bytes_give_a_page(body: bytes) -> None:
    for reader in (extract, extract_plain):
        page = reader(Page(url=URL, body=body, content_type="text/html"))
        page.text.encode()
        assert all(line.strip() for line in page.text.split("\n")) or page.text == ""
        assert all(label.raw for label in page.labels)
