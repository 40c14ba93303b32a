"""The five real pages that the contract names: every field of their gold records."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archive.records import Page, Reading
from pipelines.reading import read

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"
FIELDS = (
    "title", "inner_title", "report_year", "issuing_body", "document_number", "index_number", "published_date",
    "signed_date", "generated_date", "addressee", "cc", "responsible_department", "region", "level",
)  # fmt: skip
GOLD: list[dict[str, Any]] = (
    json.loads((SEEDS / "gold.json").read_text(encoding="utf-8"))["records"]
    if SEEDS.exists()
    else []
)

pytestmark = pytest.mark.skipif(not GOLD, reason="the shared seeds are not here")


def reading_of(gold: dict[str, Any]) -> Reading:
    file = SEEDS / gold["seed"]
    return read(Page(url=file.as_uri(), body=file.read_bytes(), name=file.name))


@pytest.mark.parametrize("gold", GOLD, ids=[g["seed"][:3] for g in GOLD])
@pytest.mark.parametrize("field", FIELDS)
def test_a_seed_s_field(gold: dict[str, Any], field: str) -> None:
    assert getattr(reading_of(gold).facts, field) == gold.get(field)


@pytest.mark.parametrize("gold", GOLD, ids=[g["seed"][:3] for g in GOLD])
def test_a_seed_is_a_report_with_its_imprint_and_disclosure(gold: dict[str, Any]) -> None:
    reading = reading_of(gold)
    assert reading.is_report
    assert reading.facts.printed_by == gold["printing_office"]
    assert reading.facts.printed_date == gold["print_date"]
    assert reading.facts.disclosure_form == gold.get("disclosure")
    assert reading.department is None


@pytest.mark.parametrize("gold", GOLD, ids=[g["seed"][:3] for g in GOLD])
def test_a_seed_s_text_is_complete_and_free_of_chrome(gold: dict[str, Any]) -> None:
    text = "".join(reading_of(gold).text.split())
    assert gold["main_text_first30_nospace"] in text
    assert gold["main_text_last30_nospace"] in text
    for line in gold["chrome_to_strip"]:
        assert "".join(line.split()) not in text
