"""Hints of the page say which unit is meant where its name alone does not."""

from __future__ import annotations

import pytest

from archive.records import Level
from pipelines.regions import Hints, match, unit

NO_HINTS = Hints()


@pytest.mark.parametrize(
    ("name", "hints", "code"),
    [
        pytest.param("鼓楼区人民政府", Hints(site_code="3501020001"), "350102", id="site code"),
        pytest.param(
            "鼓楼区人民政府", Hints(site_code="3501000001"), "350102", id="the city's site code"
        ),
        pytest.param(
            "朝阳区人民政府", Hints(site_name="长春市朝阳区人民政府"), "220104", id="site name"
        ),
        pytest.param(
            "朝阳区人民政府",
            Hints(index_number="11220104000000000A/2020-00001"),
            "220104",
            id="credit code",
        ),
        pytest.param(
            "朝阳区人民政府",
            Hints(index_number="110105-018-070100-2018-0001"),
            "110105",
            id="index by region",
        ),
        pytest.param("朝阳区人民政府", Hints(within="220000"), "220104", id="within"),
        pytest.param(
            "通州区人民政府",
            Hints(host="http://sft.jiangsu.gov.cn/a"),
            "320612",
            id="the province's host",
        ),
        pytest.param(
            "朝阳区人民政府",
            Hints(site_code="2201040001", index_number="110105-018-070100-2018-0001"),
            None,
            id="hints that differ",
        ),
        pytest.param("朝阳区人民政府", Hints(host="http://["), None, id="a broken address"),
        pytest.param(
            "朝阳区人民政府", Hints(site_code="4401000001"), None, id="a hint from elsewhere"
        ),
        pytest.param(
            "盖州市人民政府", Hints(within="330000"), None, id="outside of what must hold it"
        ),
    ],
)
def test_hints_decide_between_units_of_one_name_or_nothing_does(
    name: str, hints: Hints, code: str | None
) -> None:
    assert match(name, 2020, hints).code == code


@pytest.mark.parametrize(
    ("name", "hints", "code", "rest", "level"),
    [
        pytest.param(
            "区政府", Hints(site_code="3308020001"), "330802", "政府", "county", id="区政府"
        ),
        pytest.param(
            "市政府",
            Hints(site_code="3308020001"),
            "330800",
            "政府",
            "prefecture",
            id="a district's 市政府",
        ),
        pytest.param(
            "市人民政府",
            Hints(site_code="2108810001"),
            "210881",
            "人民政府",
            "county",
            id="its own 市政府",
        ),
        pytest.param(
            "市水务局",
            Hints(site_name="武汉市水务局"),
            "420100",
            "水务局",
            "department",
            id="市水务局",
        ),
        pytest.param(
            "市市场监督管理局",
            Hints(site_code="3308020001"),
            "330800",
            "市场监督管理局",
            "department",
            id="市市场",
        ),
        pytest.param(
            "市场监督管理局",
            Hints(site_code="3308020001"),
            "330802",
            "市场监督管理局",
            "department",
            id="市场",
        ),
        pytest.param(
            "义和镇人民政府",
            Hints(site_code="5002340001"),
            "500154",
            "义和镇人民政府",
            "township",
            id="old code",
        ),
        pytest.param(
            "省政府",
            Hints(host="sft.jiangsu.gov.cn"),
            "320000",
            "政府",
            "province",
            id="the province's host",
        ),
        pytest.param(
            "自治县人民政府",
            Hints(site_code="4205280001"),
            "420528",
            "人民政府",
            "county",
            id="自治县",
        ),
        pytest.param("区政府", NO_HINTS, None, "政府", None, id="no hint"),
        pytest.param(
            "县政府", Hints(site_code="3308020001"), None, "政府", None, id="a district is no 县"
        ),
        pytest.param(
            "国家税务总局",
            Hints(site_code="3308020001"),
            None,
            "国家税务总局",
            "department",
            id="central",
        ),
    ],
)
def test_a_name_without_a_place_means_the_pages_own_region(
    name: str, hints: Hints, code: str | None, rest: str, level: Level | None
) -> None:
    found = match(name, 2025 if "义和" in name else 2020, hints)
    assert (found.code, found.rest, found.level) == (code, rest, level)


@pytest.mark.parametrize("code", ["340500", "210204", "640502", "511181", "540421", "540628"])
def test_a_site_s_name_is_not_taken_for_the_shorter_one_inside_it(code: str) -> None:
    """鞍山市 in 马鞍山市, 河口区 in 沙河口区, and 区索县 where a 地区 stands before."""
    found = unit(code, 2023)
    assert found is not None
    site = f"{found.city if found.city != found.name else ''}{found.name}人民政府门户网站"
    assert match("教育局", 2023, Hints(site_name=site)).code == code
