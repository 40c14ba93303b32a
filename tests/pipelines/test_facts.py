"""A gate on facts: made pages of many shapes, no false value and none missing."""

from __future__ import annotations

import pytest

from pipelines.evidence_order import ORDER
from pipelines.reading import read
from pipelines.regions_data.table import LATEST_YEAR, table
from pipelines.titles import judge_title
from tests.bench.fact_pages import cases

PAGES = list(cases(120, "gate"))


@pytest.mark.parametrize("field", ORDER)
def test_every_fact_that_a_page_shows_is_read_and_no_other(
    field: str, readings: list[dict[str, str]]
) -> None:
    wanted = [truth.get(field) for _, truth in PAGES]
    assert [facts.get(field) for facts in readings] == wanted


@pytest.fixture(scope="module")
def readings() -> list[dict[str, str]]:
    facts = []
    for page, truth in PAGES:
        reading = read(page)
        assert reading.is_report, (reading.reason, truth)
        facts.append({f: str(v) for f in ORDER if (v := getattr(reading.facts, f)) is not None})
    return facts


def test_no_place_s_name_makes_its_report_something_else() -> None:
    names = {unit.name for unit in table(LATEST_YEAR).values()}
    refused = [
        name
        for name in sorted(names)
        if judge_title(f"{name}人民政府2022年法治政府建设情况报告").verdict != "report"
        or judge_title(f"{name}2022年度法治政府建设情况报告").body != name
    ]
    assert not refused
