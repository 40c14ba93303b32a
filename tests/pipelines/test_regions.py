"""Regions: the unit that a body's name begins with, in the table of its year, or None with candidates."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.records import Level
from pipelines.regions import Hints, children, customary_name, is_code, match, now, unit
from pipelines.regions_data.table import table

NO_HINTS = Hints()


@pytest.mark.parametrize(
    ("name", "year", "code", "rest", "level"),
    [
        pytest.param(
            "西宁市城东区人民政府",
            2017,
            "630102",
            "人民政府",
            "county",
            id="a district with its city",
        ),
        pytest.param(
            "城东区人民政府", 2017, "630102", "人民政府", "county", id="a name borne once"
        ),
        pytest.param("金凤区", 2020, "640106", "", "county", id="the place alone"),
        pytest.param(
            "盖州市政府",
            2016,
            "210881",
            "政府",
            "county",
            id="a county-level city is no prefecture",
        ),
        pytest.param("柯城区府", 2017, "330802", "府", "county", id="府 for 政府"),
        pytest.param("武汉市洪山区人民政府", 2017, "420111", "人民政府", "county", id="洪山区"),
        pytest.param("湖北武汉洪山区政府", 2017, "420111", "政府", "county", id="short parents"),
        pytest.param(
            "福建省福州市鼓楼区人民政府", 2020, "350102", "人民政府", "county", id="all parents"
        ),
        pytest.param(
            "福建 福州 鼓楼区 人民政府", 2020, "350102", "人民政府", "county", id="white space"
        ),
        pytest.param("吉林市人民政府", 2020, "220200", "人民政府", "prefecture", id="吉林市"),
        pytest.param("吉林省人民政府", 2020, "220000", "人民政府", "province", id="吉林省"),
        pytest.param("朝阳市人民政府", 2020, "211300", "人民政府", "prefecture", id="朝阳市"),
        pytest.param("朝阳县人民政府", 2020, "211321", "人民政府", "county", id="朝阳县"),
        pytest.param(
            "青岛市北区人民政府", 2020, "370203", "人民政府", "county", id="青岛 + 市北区"
        ),
        pytest.param(
            "枣庄市市中区人民政府", 2020, "370402", "人民政府", "county", id="枣庄市 + 市中区"
        ),
        pytest.param(
            "浦东新区人民政府", 2022, "310115", "人民政府", "county", id="a 新区 of the table"
        ),
        pytest.param(
            "凉山州人民政府", 2020, "513400", "人民政府", "prefecture", id="州 for 自治州"
        ),
        pytest.param("长阳县人民政府", 2020, "420528", "人民政府", "county", id="县 for 自治县"),
        pytest.param("海东行署", 2012, "632100", "行署", "prefecture", id="行署 before the city"),
        pytest.param(
            "盖州市人民政府办公室",
            2016,
            "210881",
            "人民政府办公室",
            "county",
            id="the office signs for it",
        ),
        pytest.param(
            "中共惠安县委 惠安县人民政府",
            2025,
            "350521",
            "人民政府",
            "county",
            id="party and government",
        ),
        pytest.param(
            "中共淮北市烈山区委烈山区人民政府", 2024, "340604", "人民政府", "county", id="joined"
        ),
        pytest.param(
            "第八师石河子市人民政府",
            2020,
            "659001",
            "人民政府",
            "county",
            id="a division and its city",
        ),
        pytest.param(
            "新疆生产建设兵团北屯市人民政府",
            2020,
            "659005",
            "人民政府",
            "county",
            id="of the corps",
        ),
        pytest.param(
            "广西自治区人民政府",
            2020,
            "450000",
            "人民政府",
            "province",
            id="自治区 without the people",
        ),
        pytest.param(
            "盖州市委市政府", 2020, "210881", "委市政府", "county", id="party and government, short"
        ),
        pytest.param(
            "吉林教育厅", 2020, "220000", "教育厅", "department", id="a 厅 is a province's"
        ),
        pytest.param(
            "广州市公安局天河区分局",
            2020,
            "440100",
            "公安局天河区分局",
            "department",
            id="a branch",
        ),
        pytest.param("广州市水务局", 2019, "440100", "水务局", "department", id="a department"),
        pytest.param(
            "上海市市场监督管理局", 2020, "310000", "市场监督管理局", "department", id="市市场"
        ),
        pytest.param(
            "北京市城市管理委员会",
            2020,
            "110000",
            "城市管理委员会",
            "department",
            id="no zone's committee",
        ),
        pytest.param(
            "国家税务总局盖州市税务局",
            2020,
            "210881",
            "税务局",
            "department",
            id="central, in a place",
        ),
    ],
)
def test_a_name_is_read_from_the_left_by_its_parents(
    name: str, year: int, code: str, rest: str, level: Level
) -> None:
    found = match(name, year)
    assert (found.code, found.rest, found.level) == (code, rest, level)
    assert (found.candidates, found.unit) == ((), None)


@pytest.mark.parametrize(
    ("name", "code", "level", "own"),
    [
        pytest.param("重庆市开州区义和镇人民政府", "500154", "township", "义和镇", id="town"),
        pytest.param(
            "鲤城区人民政府金龙街道办事处", "350502", "township", "金龙街道", id="street office"
        ),
        pytest.param(
            "深圳市龙华区龙华街道办事处",
            "440309",
            "township",
            "龙华街道",
            id="street named as its district",
        ),
        pytest.param(
            "中山市东区街道办事处",
            "442000",
            "township",
            "东区街道",
            id="street named as a district elsewhere",
        ),
        pytest.param(
            "河北雄安新区管理委员会",
            "130000",
            "zone",
            "雄安新区",
            id="河北 the province, not 河北区",
        ),
        pytest.param("天津经济技术开发区管理委员会", "120000", "zone", "经济技术开发区", id="zone"),
        pytest.param(
            "昆山经济技术开发区管委会",
            "320583",
            "zone",
            "经济技术开发区",
            id="zone of a county-level city",
        ),
        pytest.param(
            "杭州西湖风景名胜区管委会",
            "330100",
            "zone",
            "西湖风景名胜区",
            id="a lake's name is no district's",
        ),
        pytest.param(
            "平潭综合实验区社会事业局",
            "350128",
            "department",
            "综合实验区",
            id="department of a zone",
        ),
    ],
)
def test_a_unit_outside_the_table_belongs_to_its_parent(
    name: str, code: str, level: Level, own: str
) -> None:
    found = match(name, 2022)
    assert (found.code, found.level, found.unit) == (code, level, own)


@pytest.mark.parametrize(
    ("name", "candidates"),
    [
        pytest.param("鼓楼区人民政府", ("320106", "320302", "350102", "410204"), id="鼓楼区"),
        pytest.param("朝阳区人民政府", ("110105", "220104"), id="朝阳区"),
        pytest.param("城区人民政府", ("140302", "140502", "441502"), id="城区"),
        pytest.param("河东区人民政府", ("120102", "371312"), id="河东区"),
    ],
)
def test_a_name_of_several_units_is_none_with_its_candidates(
    name: str, candidates: tuple[str, ...]
) -> None:
    found = match(name, 2020)
    assert (found.code, found.candidates) == (None, candidates)


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


def test_the_end_of_a_name_is_never_enough() -> None:
    assert match("下城区", 2022).code is None
    assert match("杭州市下城区司法局", 2022).code is None
    assert match("四川省青石县司法局", 2022).code is None
    assert match("城关镇人民政府", 2022).code is None


@pytest.mark.parametrize(
    "name",
    [
        "公安部",
        "公安局",
        "公安交警支队",
        "资源规划局",
        "合作交流办公室",
        "平安办",
        "港口管理局",
        "市中级人民法院",
        "城中村改造办公室",
    ],
)
def test_a_department_is_not_taken_for_a_county_of_a_like_name(name: str) -> None:
    assert match(name, 2022).code is None


def test_a_doubtful_short_name_stands_behind_its_parent() -> None:
    assert match("西宁城东教育局", 2022).code == "630102"
    assert match("荆州公安局", 2022).code == "421000"


def test_the_table_of_the_report_year_is_asked_first_then_the_next_years() -> None:
    assert match("下城区人民政府", 2019).code == "330103"
    assert match("开县人民政府", 2015).code == "500234"
    assert match("福建省三明市沙县人民政府", 2019).code == "350427"
    assert match("福建省三明市沙县区人民政府", 2020).code == "350405"
    assert match("大同市城区人民政府", 2015).code == "140202"


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


@pytest.mark.parametrize("year", [2006, 2012, 2022])
def test_every_unit_is_found_by_its_full_and_by_its_customary_name(year: int) -> None:
    for code in table(year):
        found = unit(code, year)
        assert found is not None
        above = found.province + (found.city if found.city and found.city != found.name else "")
        for organ in ("人民政府", "司法局", "义和镇人民政府", "经济开发区管理委员会"):
            path = (above if found.level != "province" else "") + found.name + organ
            assert match(path, year).code == code, path
        customary = customary_name(code, year) + "人民政府"
        assert match(customary, year, Hints(site_code=code + "0001")).code == code, customary


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    parts=st.lists(
        st.sampled_from(
            "中共 北京市 朝阳 城区 区 市 县 委 人民政府 政府 司法局 街道办事处 镇 开发区 管委会 第八师 新疆".split()
        )
        | st.text(max_size=4),
        max_size=6,
    ),
    year=st.none() | st.integers(1900, 2100),
    hint=st.none()
    | st.text(max_size=12)
    | st.sampled_from(["3308020001", "11330802AAA", "http://[/", "朝阳区"]),
)
def test_any_name_is_answered(parts: list[str], year: int | None, hint: str | None) -> None:
    name = "".join(parts)
    found = match(name, year, Hints(site_code=hint, site_name=hint, index_number=hint, host=hint))
    assert found.code is None or is_code(found.code)
    assert found.code is None or not found.candidates
    assert "".join(name.split()).endswith(found.rest) or found.rest != name


def test_the_table_loads_within_a_tenth_of_a_second() -> None:
    code = (
        "import time; from pipelines.regions import match; start = time.process_time(); match('西宁市城东区人民政府', 2017); "
        "print(time.process_time() - start)"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(told.stdout) < 0.1
