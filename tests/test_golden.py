"""Golden pages: one test per case and field, read by the very code of the pipelines."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from archive.records import ExtractedPage, Page, Reading
from pipelines.extract import extract
from pipelines.plain import extract_plain
from pipelines.reading import read

GOLDEN = Path(__file__).parent / "golden"
FACTS = (
    "title",
    "inner_title",
    "document_number",
    "index_number",
    "issuing_body",
    "published_date",
    "signed_date",
    "generated_date",
    "report_year",
)
CASES = sorted(path.parent.name for path in GOLDEN.glob("*/expected.json"))


@lru_cache
def _expected(case: str) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads((GOLDEN / case / "expected.json").read_text("utf-8"))
    return expected


@lru_cache
def _page(case: str) -> Page:
    expected = _expected(case)
    (path,) = (GOLDEN / case).glob("page.*")
    return Page(url=expected["url"], body=path.read_bytes(), content_type=expected["content_type"])


@lru_cache
def _extracted(case: str) -> ExtractedPage:
    page = _page(case)
    is_plain = (page.content_type or "").startswith("text/plain")
    return extract_plain(page) if is_plain else extract(page)


@lru_cache
def _reading(case: str) -> Reading:
    return read(_page(case))


def _that_say(*names: str) -> list[tuple[str, str]]:
    return [(case, name) for case in CASES for name in names if name in _expected(case)]


@pytest.mark.parametrize("case", CASES)
def test_the_text_is_the_whole_document_and_nothing_else(case: str) -> None:
    assert _extracted(case).text == _expected(case)["text"]


@pytest.mark.parametrize("case", CASES)
def test_reading_a_page_keeps_its_extracted_text(case: str) -> None:
    reading = _reading(case)
    assert reading.error is None
    assert reading.text == _expected(case)["text"]


@pytest.mark.parametrize("case", CASES)
def test_a_page_is_known_as_report_or_refused(case: str) -> None:
    reading = _reading(case)
    assert reading.is_report == _expected(case)["is_report"], reading.reason


@pytest.mark.parametrize(("case", "field"), _that_say(*FACTS))
def test_a_fact_is_what_the_page_shows(case: str, field: str) -> None:
    assert getattr(_reading(case).facts, field) == _expected(case)[field]


@pytest.mark.parametrize(("case", "field"), _that_say("flags", "next_parts", "encoding"))
def test_what_stands_beside_the_text_is_found(case: str, field: str) -> None:
    value = getattr(_extracted(case), field)
    assert (list(value) if isinstance(value, tuple) else value) == _expected(case)[field]


@pytest.mark.parametrize("case", CASES)
def test_attachments_are_those_of_the_document(case: str) -> None:
    found = [link.url for link in _extracted(case).attachments]
    assert found == _expected(case).get("attachments", [])


@pytest.mark.parametrize("case", CASES)
def test_only_pages_of_images_count_as_scans(case: str) -> None:
    assert len(_extracted(case).image_pages) == _expected(case).get("images", 0)


def test_the_golden_pages_are_those_that_their_generator_writes(tmp_path: Path) -> None:
    from tests.golden import known, unknown  # the generator, needed here alone

    for make in (*known.CASES, *unknown.CASES):
        case = make()
        case.write(tmp_path)
        for path in (tmp_path / case.name).iterdir():
            assert path.read_bytes() == (GOLDEN / case.name / path.name).read_bytes(), path.name
