"""The boundary: a portal's own hosts, and for a report column's articles those of other governments."""

from __future__ import annotations

import pytest

from archive.records import Portal
from crawler.boundary import Boundary

QINGSHI = Portal(
    portal="qingshi", name="青石县人民政府", region="990121", home="http://www.qingshi.gov.cn/",
    lists=("https://zwgk.qsx.cn/fz/",), hosts=("old.qs.example:8080",),
)  # fmt: skip
BOUNDARY = Boundary((QINGSHI,))


@pytest.mark.parametrize(
    "url",
    [
        pytest.param("http://sfj.qingshi.gov.cn/a.html", id="under its name in gov.cn"),
        pytest.param("http://ZWGK.qsx.cn./a.html", id="its column's host, as DNS may spell it"),
        pytest.param("http://old.qs.example:8080/", id="a further host with its port"),
    ],
)
def test_a_portal_s_own_hosts_may_be_asked(url: str) -> None:
    assert BOUNDARY.permits("qingshi", url, from_column=False)


@pytest.mark.parametrize(
    "url",
    ["http://www.qsx.cn/", "http://gov.cn.evil.example/", "http://[", "http:///", "javascript:x"],
)
def test_nobody_else_s_host_may_be_asked(url: str) -> None:
    assert not BOUNDARY.permits("qingshi", url, from_column=True)


def test_another_government_s_host_is_asked_only_from_a_report_column() -> None:
    url = "http://www.linxi.gov.cn/a.html"
    assert BOUNDARY.permits("qingshi", url, from_column=True)
    assert not BOUNDARY.permits("qingshi", url, from_column=False)
    assert not BOUNDARY.permits("unknown", "http://www.qingshi.gov.cn/", from_column=False)
