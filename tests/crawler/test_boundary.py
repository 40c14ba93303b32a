"""Which hosts may be asked: the registry's and gov.cn; others' only from a report column."""

from __future__ import annotations

import pytest

from archive.records import Portal
from crawler.boundary import Boundary

ROWS = (
    Portal(
        portal="kecheng",
        name="衢州市柯城区人民政府",
        region="330802",
        home="http://www.kecheng.gov.cn/",
    ),
    Portal(
        portal="far",
        name="甲县人民政府",
        region="330803",
        home="http://www.far.com/",
        hosts=("static.far.com",),
    ),
)


@pytest.mark.parametrize(
    ("url", "from_column", "permitted"),
    [
        ("http://www.kecheng.gov.cn/a.html", False, True),
        ("https://zfxxgk.kecheng.gov.cn/a.html", False, True),
        ("http://www.qz.gov.cn/a.html", False, False),
        ("http://www.qz.gov.cn/a.html", True, True),
        ("http://www.far.com/a.html", True, True),
        ("http://www.evil.com/a.html", True, False),
        ("http://www.evilgov.cn/a.html", True, False),
        ("http://kecheng.gov.cn.evil.com/a.html", True, False),
        ("http://kecheng.gov.cn@evil.com/a.html", True, False),
        ("http://127.0.0.1/a.html", True, False),
        ("http:///a.html", True, False),
    ],
)
def test_a_portal_asks_its_own_hosts_and_governments_from_a_column(
    url: str, *, from_column: bool, permitted: bool
) -> None:
    assert Boundary(ROWS).permits("kecheng", url, from_column=from_column) is permitted
