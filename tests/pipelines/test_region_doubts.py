"""Names that are not enough for a region give None, with the candidates if there are any."""

from __future__ import annotations

import pytest

from pipelines.regions import match


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
