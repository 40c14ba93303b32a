"""The ledger has one row for one request, however its address is written."""

from __future__ import annotations

from archive.ledger import request_id
from archive.records import Ask


def test_spellings_of_an_address_are_one_request_and_bodies_are_not() -> None:
    raw, escaped = (
        "http://www.a.gov.cn/报告 1.docx",
        "http://www.a.gov.cn/%e6%8a%a5%E5%91%8A%201%2Edocx",
    )
    assert request_id("h", Ask(url=raw)) == request_id("h", Ask(url=escaped))
    assert request_id("h", Ask(url=raw)) != request_id(
        "h", Ask(url="https://www.a.gov.cn/报告 1.docx")
    )
    posted = Ask(url=raw, method="POST", body=b"a")
    assert (
        len({request_id("h", Ask(url=raw)), request_id("h", posted), request_id("i", posted)}) == 3
    )
