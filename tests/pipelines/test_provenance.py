"""Claims about places: portal over department over superior over others, and no copy wins."""

from __future__ import annotations

import pytest

from archive.records import Portal
from pipelines.gazetteer import Gazetteer
from pipelines.identity import Identity
from pipelines.provenance import RANK, related, stand
from tests.pipelines.settling import CITY, COUNTY, JUSTICE, REGISTRY

GAZETTEER = Gazetteer(REGISTRY)
REPORT = Identity(
    region="990121", department=None, level="county", body="青石县人民政府", sure=2,
    rule="issuing_body", place="x",
)  # fmt: skip


@pytest.mark.parametrize(
    ("url", "portal", "provenance", "rank"),
    [
        ("http://www.qingshi.gov.cn/1", COUNTY, "portal", "portal"),
        ("https://m.qingshi.gov.cn/1", COUNTY, "portal", "portal"),
        ("http://www.qingshi.gov.cn/1", CITY, "portal", "portal"),
        ("http://sfj.qssfj.gov.cn/1", JUSTICE, "other_gov", "department"),
        ("http://www.linxi.gov.cn/1", CITY, "other_gov", "superior"),
        ("http://www.wuling.gov.cn/1", CITY, "other_gov", "other"),
        ("http://www.elsewhere.gov.cn/1", COUNTY, "other_gov", "other"),
        ("http://www.rd.elsewhere.gov.cn/1", COUNTY, "congress", "congress"),
        ("http://rd.elsewhere.gov.cn/1", COUNTY, "congress", "congress"),
        ("http://rd.qingshi.gov.cn/1", COUNTY, "congress", "congress"),
        ("http://www.news.cn/1", COUNTY, "press", "press"),
        ("http://www.sx-sn.com/1", COUNTY, "copy", "copy"),
        ("http://www.qingshi.gov.cn.evil.com/1", COUNTY, "copy", "copy"),
    ],
)
def test_a_place_stands_where_its_host_does(
    url: str, portal: Portal, provenance: str, rank: str
) -> None:
    found = stand(url, portal, REPORT, GAZETTEER)
    assert (found.provenance, found.rank) == (provenance, RANK[rank])
    assert found.reason


def test_a_city_s_host_that_serves_its_county_is_the_county_s_own() -> None:
    shared = Portal(
        portal="shared", name="青石县人民政府", region="990121", home="http://www.linxi.gov.cn/qs/"
    )
    found = stand("http://www.linxi.gov.cn/qs/1", CITY, REPORT, Gazetteer((*REGISTRY[:1], shared)))
    assert found.provenance == "portal"


def test_a_county_below_its_city_s_domain_owns_its_own_host_only() -> None:
    below = Portal(
        portal="below", name="青石县人民政府", region="990121", home="http://qs.linxi.gov.cn/"
    )
    gazetteer = Gazetteer((CITY, below))
    assert stand("http://qs.linxi.gov.cn/1", CITY, REPORT, gazetteer).provenance == "portal"
    assert stand("http://www.linxi.gov.cn/1", CITY, REPORT, gazetteer).rank == RANK["superior"]
    assert [row.portal for row in gazetteer.owners("http://sfj.linxi.gov.cn/")] == [
        "linxi",
        "below",
    ]


@pytest.mark.parametrize(
    ("one", "other", "yes"),
    [
        ("990000", "990121", True),
        ("990121", "990100", True),
        ("990121", "990121", True),
        ("990121", "990122", False),
        ("990100", "990221", False),
    ],
)
def test_regions_are_related_where_one_lies_in_the_other(one: str, other: str, yes: bool) -> None:
    assert related(one, other) is yes
