"""The gate: text and facts over all goldens stay above their floors, and the corpus is the one they hold for."""

from __future__ import annotations

from tests.golden import gate, stored

HINT = "python -m tests.golden.gate --accept, where the change is meant"


def test_no_figure_falls_under_its_floor() -> None:
    assert gate.below(gate.measure(), gate.floors()) == {}, HINT


def test_the_corpus_is_the_one_that_the_floors_hold_for() -> None:
    assert stored.digest() == gate.floors()["corpus"], HINT


def test_every_figure_that_is_measured_has_a_floor() -> None:
    assert set(gate.measure()["figures"]) == set(gate.floors()["figures"])


def test_a_lost_paragraph_and_a_false_fact_are_noticed() -> None:
    assert gate.text_f1("一、成效\n二、不足", "一、成效") < 0.7
    least = gate.floors()
    worse = gate.Measured(**{**least, "figures": {**least["figures"], "title": 0.5}})
    assert gate.below(worse, least) == {"title": (0.5, least["figures"]["title"])}
