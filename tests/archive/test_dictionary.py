"""The data dictionary is the schema's own, current and complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.dictionary import ROWS, dictionary
from archive.migrations import open_catalog

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "data-dictionary.md"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Database]:
    db = open_catalog(tmp_path / "corpus.db", create=True)
    yield db
    db.close()


def test_the_data_dictionary_is_current(empty: Database) -> None:
    cure = "write it again: .venv/bin/python -m archive.dictionary > docs/data-dictionary.md"
    assert DOCUMENT.read_text("utf-8") == dictionary(empty), cure


def test_every_column_has_a_meaning(empty: Database) -> None:
    blank = re.findall(r"(?m)^\| `(\w+)` \| \w* \|\s*\|$", dictionary(empty))
    assert blank == []


def test_every_table_and_view_says_what_a_row_stands_for(empty: Database) -> None:
    headed = set(re.findall(r"(?m)^## (\w+)$", dictionary(empty)))
    assert headed == set(ROWS)


def test_markup_in_a_meaning_is_shown_as_it_is(empty: Database) -> None:
    assert "&lt;region>-gov-&lt;year>" in dictionary(empty)
