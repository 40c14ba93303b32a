"""A harvest that is killed again and again ends as if nothing had been: the short form of `tests.faults.report`.

Steps of the commit and the times that they are passed, no clock, say where each kill is made: a fast machine and a
busy one make the same number of them.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.faults.deck import STEPS, Kill
from tests.faults.kills import Hands, Reference, Round, play, undisturbed
from tests.sample.sample_world import TODAY
from tests.sample.serving import Served, serving

ARGUMENTS = (f"today={TODAY[1]}", "only=qingshi,linxi")
"""Static lists and data calls, both kinds of validators, an attachment; no browser, which costs seconds to start."""
FAR = 0.7
"""Share of the harvest's exchanges that the second round has made before its first kill."""

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(log=tmp_path_factory.mktemp("kills") / "log") as running:
        yield running


@pytest.fixture(scope="module")
def reference(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return undisturbed(tmp_path_factory.mktemp("reference") / "archive", served, ARGUMENTS)


def hands(*first: Kill) -> Hands:
    """The first kills, then one in each step of the commit, few exchanges apart; then no more."""
    left = list(first)
    shuffled: list[Kill] = []

    def draw(rng: random.Random) -> list[Kill]:
        if left:
            return [left.pop(0)]
        if not shuffled:
            each = [(step, 3 if "exchange" in step or "event" in step else 1) for step in STEPS]
            shuffled.extend(
                Kill(kind="step", name=step, after=rng.randint(1, most)) for step, most in each
            )
            rng.shuffle(shuffled)
            shuffled.append(Kill(kind="step", name="none"))
        return [shuffled.pop(0)] if len(shuffled) > 1 else []

    return draw


@pytest.fixture(scope="module")
def rounds(served: Served, reference: Reference) -> list[Round]:
    far = Kill(
        kind="step", name="after-exchange", after=int(FAR * reference.rows.total()), wait=0.0
    )
    plans = (hands(), hands(far))
    return [
        play(1001 + number, served, reference, ARGUMENTS, plan, Counter())
        for number, plan in enumerate(plans)
    ]


def test_after_a_kill_in_each_step_the_export_is_that_of_an_undisturbed_harvest(
    rounds: list[Round],
) -> None:
    assert [problem for round_ in rounds for problem in round_.problems] == []
    for round_ in rounds:
        assert {step: round_.kills[step] for step in STEPS if not round_.kills[step]} == {}
    assert sum(round_.kills.total() for round_ in rounds) >= 2 * len(STEPS) + 1


def test_a_page_is_fetched_again_only_where_it_was_under_way(rounds: list[Round]) -> None:
    for round_ in rounds:
        assert round_.refetched <= round_.in_flight


def test_the_kills_lie_in_both_halves_of_the_harvest(rounds: list[Round]) -> None:
    first, second = rounds
    assert min(first.at) < 0.1
    assert max(second.at) > 0.5
