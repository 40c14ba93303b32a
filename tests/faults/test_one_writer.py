"""One writer, whatever happens: five harvests at once, a holder that is killed, Ctrl-C once and twice."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.exports import differences, normalised
from tests.faults.kills import Reference, undisturbed
from tests.faults.log import Tail, overlaps
from tests.faults.processes import slow, start, wait_until
from tests.faults.soundness import unsound
from tests.harvest.running import catalog
from tests.sample.sample_world import TODAY
from tests.sample.serving import Served, serving

ARGUMENTS = (f"today={TODAY[1]}", "only=linxi-sfj")
HELD = 14

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(log=tmp_path_factory.mktemp("writer") / "log") as running:
        yield running


@pytest.fixture(scope="module")
def reference(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return undisturbed(tmp_path_factory.mktemp("reference") / "archive", served, ARGUMENTS)


def test_of_five_harvests_at_once_one_harvests_and_four_end_with_14(
    tmp_path: Path, served: Served, reference: Reference
) -> None:
    archive, tail = tmp_path / "archive", Tail.from_now(served.log)
    five = [start(archive, served, ARGUMENTS) for _ in range(5)]
    codes = sorted(process.wait(120) for process in five)
    assert codes == [0, HELD, HELD, HELD, HELD]
    assert overlaps(tail.lines()) == []
    assert differences(reference.tables, normalised(archive)) + unsound(archive) == []


def test_killing_the_holder_lets_the_next_one_in_at_once(
    tmp_path: Path, served: Served, reference: Reference
) -> None:
    archive, tail = tmp_path / "archive", Tail.from_now(served.log)
    holder = slow(archive, served, ARGUMENTS)
    wait_until(archive, 2)
    assert start(archive, served, ARGUMENTS).wait(60) == HELD
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert start(archive, served, ARGUMENTS).wait(120) == 0
    assert overlaps(tail.lines()) == []
    assert differences(reference.tables, normalised(archive)) + unsound(archive) == []


def test_a_second_ctrl_c_ends_at_once_and_the_same_command_goes_on(
    tmp_path: Path, served: Served, reference: Reference
) -> None:
    archive = tmp_path / "archive"
    process = slow(archive, served, ARGUMENTS)
    wait_until(archive, 2)
    process.send_signal(signal.SIGINT)
    process.send_signal(signal.SIGINT)
    time.sleep(0.05)
    if process.poll() is None:  # two signals that come as one
        process.send_signal(signal.SIGINT)
    began = time.monotonic()
    assert process.wait(10) == 130
    assert time.monotonic() - began < 3
    assert start(archive, served, ARGUMENTS).wait(120) == 0
    with catalog(archive) as db:
        assert [row["status"] for row in db.query("SELECT status FROM harvests")] == ["complete"]
    assert differences(reference.tables, normalised(archive)) + unsound(archive) == []
