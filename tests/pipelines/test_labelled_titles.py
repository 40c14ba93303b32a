"""The judgement of titles held against a file of labelled ones, where it lies beside the project."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipelines.titles import judge_title

SHARED = Path(__file__).parents[2].parent / "shared" / "data" / "titles.tsv"


@pytest.mark.skipif(not SHARED.exists(), reason="the shared file of labelled titles is not here")
def test_the_labelled_titles_are_judged_right() -> None:
    with SHARED.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    wrong = [
        r["title"]
        for r in rows
        if (judge_title(r["title"]).verdict == "report") != (r["label"] == "1")
    ]
    right_years = [
        r["title"]
        for r in rows
        if r["label"] == "1" and judge_title(r["title"]).report_year not in {int(r["year"]), None}
    ]
    positives = sum(r["label"] == "1" for r in rows)
    f1 = 1 - len(wrong) / (2 * positives)
    assert f1 >= 0.99, wrong
    assert not right_years
