"""Claims about the log of changes: what came, was edited, went away and came back, each with its proof."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pipelines.settling import Catalog, catalog, reading, words

A = "http://www.qingshi.gov.cn/a.html"
TEXT = words()


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Catalog]:
    found = catalog(tmp_path)
    yield found
    found.db.close()


def kinds(made: Catalog) -> list[str]:
    return [kind for (kind,) in made.rows("SELECT kind FROM changes ORDER BY at, kind")]


def test_an_edit_is_a_new_version_and_its_reversal_is_none(made: Catalog) -> None:
    for text in (TEXT, TEXT.replace("。", "！", 1), TEXT):
        made.see(A, reading(text))
        made.end()
        made.begin()
    assert kinds(made) == ["new_report", "new_version"]
    assert made.rows("SELECT version, versions FROM reports") == [(1, 2)]


def test_a_change_and_back_by_the_very_same_bytes_is_seen(made: Catalog) -> None:
    first = made.see(A, reading(TEXT))
    made.see(A, reading(TEXT.replace("。", "！", 1)))
    made.see(A, None, outcome="fetched", refers_to=f"{first}.1")
    made.end()
    assert made.rows("SELECT version, versions FROM reports") == [(1, 2)]


def test_a_page_that_went_away_and_came_back_is_told_twice(made: Catalog) -> None:
    for held in (reading(TEXT), None, None, reading(TEXT)):
        made.see(A, held)
        made.end()
        made.begin()
    assert kinds(made) == ["new_report", "gone", "back"]
    assert made.rows("SELECT gone_since FROM places") == [(None,)]


def test_a_report_that_was_gone_and_stands_elsewhere_later_is_back(made: Catalog) -> None:
    for url, held in ((A, reading(TEXT)), (A, None), (A.replace("a.", "b."), reading(TEXT))):
        made.see(url, held)
        made.end()
        made.begin()
    assert kinds(made) == ["new_report", "gone", "back", "new_place"]
    assert made.rows("SELECT COUNT(*) FROM reports") == [(1,)]


def test_a_failure_of_the_way_there_is_no_disappearance(made: Catalog) -> None:
    made.see(A, reading(TEXT))
    made.see(A, None, outcome="timeout")
    made.see(A, None, outcome="http_error:503")
    made.end()
    assert kinds(made) == ["new_report"]


def test_a_damaged_text_is_told_and_makes_no_version(made: Catalog) -> None:
    made.see(A, reading(TEXT))
    made.end()
    made.begin()
    made.see(A, reading(TEXT[:600]))
    made.end()
    assert kinds(made) == ["new_report", "unconfirmed_edit"]
    assert made.rows("SELECT versions, characters FROM corpus") == [(1, len(TEXT))]


def test_every_change_names_a_capture_of_the_catalog(made: Catalog) -> None:
    made.see(A, reading(TEXT))
    made.see(A, None)
    made.end()
    for (proof,) in made.rows("SELECT evidence FROM changes"):
        for capture in json.loads(proof):
            assert made.rows(f"SELECT COUNT(*) FROM captures WHERE capture_id = '{capture}'") == [
                (1,)
            ]
