"""The index finds what reading every text finds, and follows the catalog."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from archive.search import hint, index_versions, pairs, search
from archive.selection import Selection
from tests.archive.making import put_report

ALL = Selection()
BODIES = (
    "深入推进行政复议体制改革，办理复议案件23件。",
    "落实《法治政府建设实施纲要（2021－2025年）》，\n柯城区执法 检查128次。",
    "文号：衢司〔2020〕1号 ABC Legal 𠮷田 复 议",
    "复杂；议题。行政处罚、政府信息公开",
)


@pytest.fixture
def texts(db: Database) -> Database:
    with db.atomic():
        for number, text in enumerate(BODIES):
            put_report(db, f"9901{number:02d}-gov-2020", text=text, region=f"9901{number:02d}")
        assert index_versions(db) == len(BODIES)
    return db


def found(db: Database, *words: str, indexed: bool = True) -> list[str]:
    return [hit.report_id for hit in search(db, list(words), ALL, indexed=indexed)]


@pytest.mark.parametrize(
    "word",
    ["复议", "柯城", "2025年", "〔2020〕1号", "行政复议体制改革，办理", "abc legal", "ＡＢＣ", "𠮷田", "复", "。",
     "执法 检查", "建设年度报告", "(2021-2025年)", "[2020]1号"],
)  # fmt: skip
def test_the_index_agrees_with_reading_every_text(texts: Database, word: str) -> None:
    assert found(texts, word) == found(texts, word, indexed=False)
    assert found(texts, word) != []


@pytest.mark.parametrize("word", ["复　议案", "政府复议", "复议体制改革开放", "法案", "議"])
def test_what_no_text_holds_is_not_found(texts: Database, word: str) -> None:
    assert found(texts, word) == []


def test_nothing_found_for_operators_says_that_words_stand_for_themselves() -> None:
    for word in ('"复议"', "复议 OR 柯城", "复*", "NEAR(复议 柯城)"):
        assert hint([word])
    assert hint(["复议", "柯城 ORDER"]) is None


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(BODIES), st.integers(0, 60), st.integers(1, 12))
def test_every_stretch_of_every_text_is_found(
    texts: Database, text: str, start: int, length: int
) -> None:
    word = text[start : start + length]
    if word.strip():
        assert found(texts, word) == found(texts, word, indexed=False) != []


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=12))
def test_no_query_is_an_error(texts: Database, word: str) -> None:
    assert found(texts, word, "复议") == found(texts, word, "复议", indexed=False)


def test_all_words_must_be_there_and_most_occurrences_come_first(texts: Database) -> None:
    assert found(texts, "复议", "体制") == ["990100-gov-2020"]
    assert found(texts, "行政") == ["990100-gov-2020", "990103-gov-2020"]
    (hit,) = search(texts, ["柯城区"], ALL)
    assert hit.snippet[hit.start : hit.end] == "柯城区"
    assert "\n" not in hit.snippet


def test_the_index_follows_the_catalog(texts: Database) -> None:
    assert index_versions(texts) == 0
    with texts.atomic():
        texts.execute(
            "UPDATE versions SET text = '另一篇', text_sha256 = 'x' WHERE report_id = '990101-gov-2020'"
        )
        assert index_versions(texts) == len(BODIES)
    assert found(texts, "另一篇") == ["990101-gov-2020"]
    assert found(texts, "柯城区") == []


def test_pairs_do_not_reach_over_punctuation() -> None:
    assert pairs("法治，政府2025") == ["法治", "政府", "府2", "20", "02", "25"]
