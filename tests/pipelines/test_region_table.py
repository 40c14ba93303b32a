"""The whole region table: each unit is found by its names, any name is answered, and at once."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.regions import Hints, customary_name, is_code, match, unit
from pipelines.regions_data.table import table


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
