"""A reading survives the catalog."""

from __future__ import annotations

from dataclasses import replace

import pytest

from archive.codec import outline_from, reading_from, reading_json
from archive.records import Evidence, Facts, Link, Reading, Section


def test_a_reading_comes_back_as_it_was() -> None:
    reading = Reading(
        url="http://a.gov.cn/1.html",
        is_report=True,
        reason=None,
        facts=Facts(title="二〇二〇年法治政府建设年度报告", report_year=2020),
        text="一、总体情况\n……",
        evidence=(Evidence(field="title", value="x", rule="h1", raw="x", start=0, end=1, confidence=0.9),),
        sections=(
            Section(section_id="s", position=0, level=1, number="一", heading=None, part="results", text="t"),
        ),
        attachments=(Link(url="http://a.gov.cn/1.pdf", text="附件"),),
        candidates=("330802", "330803"),
        software="1",
    )  # fmt: skip
    stored = reading_json(reading)
    assert "……" not in stored
    assert reading_from(stored, reading.text) == reading


def test_an_outline_keeps_what_groups_reports() -> None:
    facts = Facts(
        title="t", report_year=2020, issuing_body="甲县人民政府", signed_date="2021-01-01"
    )
    chosen = Evidence(
        field="issuing_body", value="b", rule="r", raw="b", start=0, end=1, chosen=True
    )
    other = Evidence(field="title", value="t", rule="h1", raw="t", place_in_page="h1", chosen=True)
    reading = Reading(
        url="u", is_report=True, reason=None, facts=facts, text="t", evidence=(other, chosen),
        department="司法局", flags=("weak",), normal_sha256="n", signature="s",
    )  # fmt: skip
    found = outline_from(reading_json(reading))
    assert found == replace(
        reading, text="", evidence=(chosen,), facts=replace(facts, signed_date=None)
    )


def test_what_is_no_reading_is_refused() -> None:
    with pytest.raises(ValueError, match="no reading"):
        reading_from("{}", "")
    with pytest.raises(ValueError, match="no reading"):
        outline_from("{}")
