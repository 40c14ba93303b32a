"""The real registry: every row sound, under its province, of the body that its code says."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from archive.records import Portal
from pipelines.regions import Hints, children, is_code, match, unit
from spiders.families import FAMILIES
from spiders.families.names import FAMILY_IDS
from spiders.registry.check import check
from spiders.registry.counts import counts, level_of_portal
from spiders.registry.loader import load
from spiders.registry.names import FILES

REGISTRY = Path(__file__).parents[3] / "spiders" / "registry"


@pytest.fixture(scope="module")
def portals() -> tuple[Portal, ...]:
    return load(REGISTRY)


def test_the_registry_has_neither_errors_nor_doubts() -> None:
    verdict = check(REGISTRY)
    assert [str(problem) for problem in (*verdict.errors, *verdict.warnings)] == []


def test_a_file_holds_its_own_province_only() -> None:
    for code, name in FILES.items():
        rows = tomllib.loads((REGISTRY / f"{name}.toml").read_text(encoding="utf-8"))
        assert {row["region"][:2] for row in rows.values()} == {code}, name


def test_every_row_has_a_code_of_the_table_and_a_name_of_that_code(
    portals: tuple[Portal, ...],
) -> None:
    for portal in portals:
        assert is_code(portal.region), portal
        found = match(portal.name, None, Hints(within=portal.region))
        assert found.code in (portal.region, None), portal


def test_all_of_the_mainlands_provinces_and_prefectures_are_in_it(
    portals: tuple[Portal, ...],
) -> None:
    governments = {p.region for p in portals if level_of_portal(p) != "department"}
    provinces = {code + "0000" for code in FILES}
    assert provinces <= governments
    prefectures = {
        code for province in provinces for code in children(province) if code.endswith("00")
    }
    assert len(prefectures) == 333
    assert prefectures <= governments


def test_few_counties_are_without_a_row(portals: tuple[Portal, ...]) -> None:
    governments = {p.region for p in portals if level_of_portal(p) != "department"}
    counties = {
        code
        for province in FILES
        for above in (province + "0000", *children(province + "0000"))
        for code in children(above)
        if not code.endswith("00")
    }
    missing = sorted(code for code in counties - governments)
    told = [(code, found.name) for code in missing if (found := unit(code)) is not None]
    assert len(missing) <= 20, told


def test_a_government_has_one_open_row(portals: tuple[Portal, ...]) -> None:
    open_rows = Counter(p.name for p in portals if p.enabled and p.until is None)
    assert [name for name, number in open_rows.items() if number > 1] == []


def test_counts_add_up(portals: tuple[Portal, ...]) -> None:
    found = counts(portals)
    assert found.portals == len(portals)
    assert (
        sum(found.province.values())
        == sum(found.level.values())
        == sum(found.family.values())
        == len(portals)
    )
    assert found.level["province"] == 31
    assert 0 < found.with_lists < len(portals)


def test_a_row_may_name_every_family_there_is_and_no_other() -> None:
    assert set(FAMILY_IDS) == set(FAMILIES)
