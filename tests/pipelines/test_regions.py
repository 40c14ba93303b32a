"""Regions: the unit that a body's name begins with, in the table of its year."""

from __future__ import annotations

import pytest

from archive.records import Level
from pipelines.regions import match


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


def test_the_table_of_the_report_year_is_asked_first_then_the_next_years() -> None:
    assert match("下城区人民政府", 2019).code == "330103"
    assert match("开县人民政府", 2015).code == "500234"
    assert match("福建省三明市沙县人民政府", 2019).code == "350427"
    assert match("福建省三明市沙县区人民政府", 2020).code == "350405"
    assert match("大同市城区人民政府", 2015).code == "140202"


@pytest.mark.parametrize(
    ("name", "code"),
    [("前郭县人民政府", "220721"), ("阜蒙县司法局", "210921"), ("科左中旗人民政府", "150521")],
)
def test_what_a_places_own_people_write_for_its_long_name_is_that_place(
    name: str, code: str
) -> None:
    assert match(name, 2020).code == code
