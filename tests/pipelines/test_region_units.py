"""Units of the region table: their names, their codes of today, what lies below them."""

from __future__ import annotations

import pytest

from pipelines.regions import children, customary_name, is_code, now, unit


def test_a_unit_is_told_with_its_full_names_as_of_the_year() -> None:
    found = unit("640106", 2020)
    assert found is not None
    assert (found.name, found.level) == ("金凤区", "county")
    assert (found.province, found.city, found.county) == ("宁夏回族自治区", "银川市", "金凤区")
    renamed = unit("210112", 2012)
    assert renamed is not None
    assert renamed.name == "东陵区"


@pytest.mark.parametrize(
    ("code", "city", "county"),
    [
        pytest.param("110101", None, "东城区", id="district of a municipality"),
        pytest.param("419001", None, "济源市", id="directly administered"),
        pytest.param("420100", "武汉市", None, id="prefecture"),
        pytest.param("440000", None, None, id="province"),
        pytest.param("441900", "东莞市", None, id="city without counties"),
    ],
)
def test_a_unit_without_a_city_or_county_has_none(
    code: str, city: str | None, county: str | None
) -> None:
    found = unit(code, 2020)
    assert found is not None
    assert (found.city, found.county) == (city, county)


def test_a_code_that_never_was_is_no_unit() -> None:
    assert unit("990101", 2020) is None
    assert not is_code("990101")
    assert not is_code("110100"), "a heading of the code table"
    assert is_code("330103"), "abolished, but a code of its time"
    assert (customary_name("990101", 2020), now("990101", 2020)) == ("", "990101")


@pytest.mark.parametrize(
    ("code", "year", "name"),
    [
        pytest.param("640106", 2020, "银川市金凤区", id="district"),
        pytest.param("110101", 2020, "北京市东城区", id="district of a municipality"),
        pytest.param("310115", 2020, "上海市浦东新区", id="new area"),
        pytest.param("210881", 2016, "盖州市", id="county-level city"),
        pytest.param("210800", 2016, "营口市", id="prefecture"),
        pytest.param("210000", 2016, "辽宁省", id="province"),
        pytest.param("420528", 2016, "长阳土家族自治县", id="autonomous county"),
        pytest.param("429021", 2016, "神农架林区", id="a forest district stands alone"),
        pytest.param("341003", 2016, "黄山市黄山区", id="a district named as its city"),
    ],
)
def test_a_district_bears_its_city_and_other_units_stand_alone(
    code: str, year: int, name: str
) -> None:
    assert customary_name(code, year) == name


@pytest.mark.parametrize(
    ("code", "year", "today"),
    [
        pytest.param("330802", 2017, "330802", id="unchanged"),
        pytest.param("532331", 2015, "532302", id="禄丰县"),
        pytest.param("500224", 2010, "500151", id="铜梁县"),
        pytest.param("522401", 2008, "520502", id="毕节市 the seat, not 毕节市 the prefecture"),
        pytest.param("330103", 2019, "330105", id="merged"),
        pytest.param("371203", 2012, "370117", id="moved to another city"),
        pytest.param("140202", 2015, "140202", id="divided: its way cannot be proved"),
    ],
)
def test_todays_code_follows_renumbering_and_merger(code: str, year: int, today: str) -> None:
    assert now(code, year) == today


def test_children_are_the_units_right_below() -> None:
    assert children("330800", 2020) == ("330802", "330803", "330822", "330824", "330825", "330881")
    assert "110101" in children("110000", 2020)
    assert "419001" in children("410000", 2020)
    assert children("441900", 2020) == ()
