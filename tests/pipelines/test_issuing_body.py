"""Issuing bodies: completed to customary full names, joint names, and NULL where completing would be a guess."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.issuing_body import complete_body, is_office, joint_names, normal_department
from pipelines.regions import Hints


@pytest.mark.parametrize(
    ("raw", "year", "hints", "name", "level"),
    [
        ("金凤区", 2020, Hints(), "银川市金凤区人民政府", "county"),
        ("盖州市政府", 2016, Hints(), "盖州市人民政府", "county"),
        ("辽宁省盖州市人民政府", 2016, Hints(), "盖州市人民政府", "county"),
        ("柯城区司法局", 2020, Hints(), "衢州市柯城区司法局", "department"),
        ("石柱土家族自治县公安局", 2025, Hints(), "石柱土家族自治县公安局", "department"),
        ("青浦区应急管理局", 2025, Hints(), "上海市青浦区应急管理局", "department"),
        ("丰都县栗子乡人民政府", 2025, Hints(), "丰都县栗子乡人民政府", "township"),
        (
            "鲍沟镇",
            2025,
            Hints(index_number="370481/2026-00251"),
            "滕州市鲍沟镇人民政府",
            "township",
        ),
        ("区司法局", 2025, Hints(site_code="5001070001"), "重庆市九龙坡区司法局", "department"),
        ("市水务局", 2025, Hints(site_name="武汉市水务局"), "武汉市水务局", "department"),
        ("应急管理部", 2025, Hints(), "应急管理部", "department"),
        ("国家税务总局漳州市税务局", 2022, Hints(), "国家税务总局漳州市税务局", "department"),
        ("平潭综合实验区社会事业局", 2022, Hints(), "平潭综合实验区社会事业局", "department"),
        ("宁夏回族自治区", 2020, Hints(), "宁夏回族自治区人民政府", "province"),
        ("西宁市城东区人民政府办公室", 2017, Hints(), "西宁市城东区人民政府办公室", "county"),
        ("国家统计局青岛调查队", 2022, Hints(), "国家统计局青岛调查队", "department"),
        ("中国人民银行营口市中心支行", 2019, Hints(), "中国人民银行营口市中心支行", "department"),
        ("青岛海关", 2022, Hints(), "青岛海关", "department"),
        ("江苏证监局", 2022, Hints(), "江苏证监局", "department"),
        ("八师石河子市教育局", 2022, Hints(), "石河子市教育局", "department"),
        ("伊犁哈萨克自治州塔城地区行政公署", 2022, Hints(), "塔城地区行政公署", "prefecture"),
        ("青岛西海岸新区管委", 2022, Hints(), "青岛西海岸新区管委", "zone"),
        ("上海自贸区临港新片区管委会", 2022, Hints(), "上海自贸区临港新片区管委会", "zone"),
        ("东风街道办事处", 2022, Hints(site_code="2108810001"), "盖州市东风街道办事处", "township"),
        ("市中街道办事处", 2022, Hints(site_code="2108810001"), "盖州市市中街道办事处", "township"),
        ("盖州市人民政府研究室", 2022, Hints(), "盖州市人民政府研究室", "department"),
    ],
)
def test_a_body_gets_its_customary_full_name(
    raw: str, year: int, hints: Hints, name: str, level: str
) -> None:
    body = complete_body(raw, year, hints)
    assert body is not None
    assert (body.name, body.level) == (name, level)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("中共永春县委 永春县人民政府", "中共永春县委 永春县人民政府"),
        ("中共永春县委\n永春县人民政府", "中共永春县委 永春县人民政府"),
        ("中共永春县委永春县人民政府", "中共永春县委 永春县人民政府"),
        ("盖 州 市 人 民 政 府", "盖州市人民政府"),
    ],
)
def test_party_and_government_sign_together(raw: str, name: str) -> None:
    body = complete_body(raw, 2023, Hints())
    assert body is not None
    assert body.name == name
    assert body.department is None


@pytest.mark.parametrize(
    "raw",
    [
        "东风街道办事处",
        "朝阳镇人民政府",
        "太湖管理局",
        "泰山管委会",
        "台湾事务办公室",
        "城市更新局",
        "鼓楼区人民政府",
        "市中区人力资源和社会保障局",
        "朝阳区",
        "应急管理局",
        "王河镇人民政府",
    ],
)
def test_a_name_that_fits_several_places_or_none_stays_without_name(raw: str) -> None:
    body = complete_body(raw, 2021, Hints())
    assert body is not None
    assert body.name is None
    assert body.region is None


@pytest.mark.parametrize(
    ("raw", "name", "department"),
    [
        ("青石县", "青石县人民政府", None),
        ("临溪市云渡区人民政府", "临溪市云渡区人民政府", None),
        ("青石县司法局", "青石县司法局", "司法局"),
        ("青石县河东镇人民政府", "青石县河东镇人民政府", "河东镇"),
        ("中共青石县委 青石县人民政府", "中共青石县委 青石县人民政府", None),
    ],
)
def test_a_full_name_whose_place_no_table_knows_stays_as_shown(
    raw: str, name: str, department: str | None
) -> None:
    body = complete_body(raw, 2022, Hints())
    assert body is not None
    assert (body.name, body.region, body.department) == (name, None, department)


@pytest.mark.parametrize(
    "raw", ["各县区人民政府", "全市司法局", "辖区", "上级人民政府", "法治县", "相关部门"]
)
def test_words_that_only_sound_like_a_place_are_none(raw: str) -> None:
    assert complete_body(raw, 2022, Hints()) is None


@pytest.mark.parametrize("raw", ["海关", "高新技术产业开发区管委会"])
def test_a_name_that_its_place_does_not_complete_keeps_region_without_name(raw: str) -> None:
    body = complete_body(raw, 2022, Hints(site_code="2108810001"))
    assert body is not None
    assert (body.name, body.region) == (None, "210881")


def test_a_park_named_after_a_mountain_is_not_the_county_s_department() -> None:
    body = complete_body("武夷山国家公园管理局", 2022, Hints())
    assert body is None or body.name != "武夷山市国家公园管理局"


def test_ambiguous_places_are_kept_as_candidates() -> None:
    body = complete_body("鼓楼区人民政府", 2021, Hints())
    assert body is not None
    assert "320106" in body.candidates


@pytest.mark.parametrize("raw", ["本局", "我县", "记者", "", "网站管理员"])
def test_words_that_name_no_body_give_none(raw: str) -> None:
    assert complete_body(raw, 2021, Hints()) is None


@pytest.mark.parametrize(
    ("raw", "office"),
    [
        ("柯城区府办", True),
        ("县政府办公室", True),
        ("县政府网站", True),
        ("赵县人民政府", False),
        ("司法局", False),
    ],
)
def test_who_runs_the_website_is_no_issuer(raw: str, office: bool) -> None:
    assert is_office(raw) is office


def test_one_department_with_two_spellings_is_one() -> None:
    assert normal_department("卫健委") == normal_department("卫生健康委") == "卫生健康委员会"


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("青石县司法局、青石县财政局", ("青石县司法局", "青石县财政局")),
        ("青石县教育、体育局", ("青石县教育、体育局",)),
        ("报告单位：青石县司法局", ("青石县司法局",)),
        ("青石县住房和城乡\n建设局", ("青石县住房和城乡建设局",)),
        ("青石县人民政府\n（此处盖章）", ("青石县人民政府",)),
        ("中共青石县委\n青石县人民政府", ("中共青石县委", "青石县人民政府")),
    ],
)
def test_the_organs_of_a_signature_are_told_apart(raw: str, names: tuple[str, ...]) -> None:
    assert joint_names(raw) == names


@given(st.text(max_size=60))
def test_any_words_are_read_without_a_crash(raw: str) -> None:
    joint_names(raw)
    complete_body(raw, 2020, Hints())
