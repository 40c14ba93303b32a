"""A harvest that is killed again and again ends as if nothing had been: the short form of `tests.faults.report`."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.kills import STEPS, Reference, Round, play, undisturbed
from tests.sample.sample_world import TODAY
from tests.sample.serving import Served, serving

ARGUMENTS = (f"today={TODAY[1]}", "only=qingshi,linxi")
"""Static lists and data calls, both kinds of validators, an attachment; no browser, which costs seconds to start."""
KILLS = 8
"""In one harvest at most: a fast machine may be done before the last of them."""
FEWEST = 15
"""In all rounds together."""
SEEDS = (1001, 1002, 1003)

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(log=tmp_path_factory.mktemp("kills") / "log") as running:
        yield running


@pytest.fixture(scope="module")
def reference(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return undisturbed(tmp_path_factory.mktemp("reference") / "archive", served, ARGUMENTS)


@pytest.fixture(scope="module")
def rounds(served: Served, reference: Reference) -> list[Round]:
    return [play(seed, served, reference, ARGUMENTS, most=KILLS) for seed in SEEDS]


def test_after_any_number_of_kills_the_export_is_that_of_an_undisturbed_harvest(
    rounds: list[Round],
) -> None:
    assert sum(round_.kills.total() for round_ in rounds) >= FEWEST
    assert [problem for round_ in rounds for problem in round_.problems] == []


def test_a_page_is_fetched_again_only_where_it_was_under_way(rounds: list[Round]) -> None:
    for round_ in rounds:
        assert round_.refetched <= round_.in_flight


def test_the_kills_lie_within_the_commit_and_over_the_whole_harvest(rounds: list[Round]) -> None:
    assert sum(round_.kills[step] for round_ in rounds for step in STEPS) >= FEWEST // 2
    moments = [moment for round_ in rounds for moment in round_.at]
    assert min(moments) < 0.5 < max(moments)
