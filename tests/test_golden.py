"""Golden pages: one test per case and field, read by the very code of the pipelines."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from archive.records import ExtractedPage
from pipelines.extract import extract
from pipelines.plain import extract_plain
from tests.golden import stored
from tests.golden.case import FIELDS

CASES = stored.names()
PAGES = [case for case in CASES if "fixture" not in stored.expected(case)]


@lru_cache
def _extracted(case: str) -> ExtractedPage:
    page = stored.page(case)
    is_plain = (page.content_type or "").startswith("text/plain")
    return extract_plain(page) if is_plain else extract(page)


def _that_say(*names: str, cases: list[str] = CASES) -> list[tuple[str, str]]:
    return [(case, name) for case in cases for name in names if name in stored.expected(case)]


def test_the_goldens_are_as_many_as_was_agreed() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize("case", PAGES)
def test_the_text_is_the_whole_document_and_nothing_else(case: str) -> None:
    assert _extracted(case).text == stored.expected(case)["text"]


@pytest.mark.parametrize("case", CASES)
def test_reading_a_page_keeps_its_extracted_text(case: str) -> None:
    reading = stored.reading(case)
    assert reading.error is None
    assert reading.text == stored.expected(case)["text"]


@pytest.mark.parametrize("case", CASES)
def test_a_page_is_known_as_report_or_refused_for_its_reason(case: str) -> None:
    reading, wanted = stored.reading(case), stored.expected(case)
    assert (reading.is_report, reading.reason) == (wanted["is_report"], wanted["reason"])


@pytest.mark.parametrize(("case", "field"), _that_say(*FIELDS))
def test_a_fact_is_what_the_page_shows(case: str, field: str) -> None:
    assert getattr(stored.reading(case).facts, field) == stored.expected(case)[field]


@pytest.mark.parametrize(
    ("case", "field"), _that_say("flags", "next_parts", "encoding", cases=PAGES)
)
def test_what_stands_beside_the_text_is_found(case: str, field: str) -> None:
    value = getattr(_extracted(case), field)
    assert (list(value) if isinstance(value, tuple) else value) == stored.expected(case)[field]


@pytest.mark.parametrize("case", PAGES)
def test_attachments_are_those_of_the_document(case: str) -> None:
    found = [link.url for link in _extracted(case).attachments]
    assert found == stored.expected(case).get("attachments", [])


@pytest.mark.parametrize("case", PAGES)
def test_only_pages_of_images_count_as_scans(case: str) -> None:
    assert len(_extracted(case).image_pages) == stored.expected(case).get("images", 0)


def test_the_golden_pages_are_those_that_their_generator_writes(tmp_path: Path) -> None:
    from tests.golden.make import CASES as MADE  # the generator, needed here alone

    for make in MADE:
        case = make()
        case.write(tmp_path)
        for path in (tmp_path / case.name).iterdir():
            assert path.read_bytes() == (stored.FOLDER / case.name / path.name).read_bytes()
    # What is beyond them was left by `scrapy portals new`, and read by a person.
    assert {path.name for path in tmp_path.iterdir()} <= set(CASES)
