"""What a response says of itself before its body is read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from scrapy.http import Response

from crawler.heads import is_text, retry_after


def asking(value: str) -> Response:
    return Response("http://a.gov.cn/", status=429, headers={"Retry-After": value})


def test_a_server_may_say_in_seconds_or_by_date_when_to_come_again() -> None:
    assert retry_after(asking("7")) == 7.0
    later = datetime.now(UTC) + timedelta(seconds=40)
    assert 30 < (retry_after(asking(format_datetime(later, usegmt=True))) or 0) <= 40
    assert retry_after(asking("Wed, 21 Oct 2015 07:28:00 GMT")) == 0.0


@pytest.mark.parametrize("value", ["", "soon", "-5", "Thu, 99 Foo 2026"])
def test_what_says_nothing_is_no_wait(value: str) -> None:
    assert retry_after(asking(value)) is None


def test_a_page_is_known_by_its_first_bytes_before_its_label() -> None:
    assert is_text("application/octet-stream", b"\xef\xbb\xbf <html>")
    assert is_text("", b"plain words")
    assert not is_text("text/html", b"%PDF-1.4")
