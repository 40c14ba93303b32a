"""Whoever gave the command is gone, or presses Ctrl-C at the wrong moment: the harvest ends as it should all the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.faults.exports import differences, normalised
from tests.faults.kills import Reference, undisturbed
from tests.faults.processes import slow, wait_until
from tests.faults.soundness import unsound
from tests.harvest.running import ROOT, catalog, environment, harvest
from tests.sample.sample_world import TODAY
from tests.sample.serving import Served, serving

ARGUMENTS = (f"today={TODAY[1]}", "only=linxi-sfj")

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(log=tmp_path_factory.mktemp("gone") / "log") as running:
        yield running


@pytest.fixture(scope="module")
def reference(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return undisturbed(tmp_path_factory.mktemp("reference") / "archive", served, ARGUMENTS)


def command() -> list[str]:
    given = [word for argument in ARGUMENTS for word in ("-a", argument)]
    return [sys.executable, "-m", "scrapy", "crawl", "portals", *given]


def close(*numbers: int) -> Callable[[], None]:
    """What a shell does with `>&-`."""

    def closing() -> None:
        for number in numbers:
            with suppress(OSError):
                os.close(number)

    return closing


def is_whole(archive: Path, reference: Reference) -> None:
    with catalog(archive) as db:
        assert [row["status"] for row in db.query("SELECT status FROM harvests")] == ["complete"]
    assert not list((archive / "warc").glob("*.open"))
    assert differences(reference.tables, normalised(archive)) + unsound(archive) == []


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_pipe_that_nobody_reads_any_more_changes_nothing(
    stream: str, tmp_path: Path, served: Served, reference: Reference
) -> None:
    archive = tmp_path / "archive"
    with subprocess.Popen(
        command(), cwd=ROOT, env=environment(archive, served),
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        closed, other = process.stdout, process.stderr
        if stream == "stderr":
            closed, other = other, closed
        assert closed is not None
        assert other is not None
        closed.close()
        said = other.read().decode()
    assert process.returncode == 0, said
    assert "Traceback" not in said
    assert "BrokenPipe" not in said
    is_whole(archive, reference)


@pytest.mark.parametrize("numbers", [(0,), (1,), (2,), (0, 1, 2)])
def test_a_stream_that_is_closed_from_the_start_changes_nothing(
    numbers: tuple[int, ...], tmp_path: Path, served: Served, reference: Reference
) -> None:
    archive = tmp_path / "archive"
    done = subprocess.run(
        command(), cwd=ROOT, env=environment(archive, served), check=False,
        preexec_fn=close(*numbers), timeout=120,
    )  # fmt: skip
    assert done.returncode == 0
    is_whole(archive, reference)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_an_end_from_outside_finishes_what_is_under_way_and_is_gone_on_with(
    number: signal.Signals, tmp_path: Path, served: Served, reference: Reference
) -> None:
    archive = tmp_path / "archive"
    process = slow(archive, served, ARGUMENTS)
    wait_until(archive, 2)
    process.send_signal(number)
    assert process.wait(30) == 130
    with catalog(archive) as db:
        assert [row["status"] for row in db.query("SELECT status FROM harvests")] == ["interrupted"]
    assert harvest(archive, served, *ARGUMENTS).code == 0
    is_whole(archive, reference)


def test_under_nohup_a_lost_terminal_is_nothing(
    tmp_path: Path, served: Served, reference: Reference
) -> None:
    archive = tmp_path / "archive"
    process = subprocess.Popen(
        ["nohup", *command()], cwd=ROOT, env=environment(archive, served),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL,
    )  # fmt: skip
    wait_until(archive, 2)
    process.send_signal(signal.SIGHUP)
    assert process.wait(120) == 0
    is_whole(archive, reference)


@pytest.mark.parametrize("step", ["before-settle", "in-settle"])
def test_ctrl_c_while_settling_lets_it_end_and_a_second_one_breaks_it_off(
    step: str, tmp_path: Path, served: Served, reference: Reference
) -> None:
    once = harvest(tmp_path / "once", served, *ARGUMENTS, FAZHI_FAIL=f"interrupt:{step}:1")
    assert once.code == 0, once.err
    assert "once more stops at once" in once.err
    is_whole(tmp_path / "once", reference)
    twice = harvest(tmp_path / "twice", served, *ARGUMENTS, FAZHI_FAIL=f"interrupt-twice:{step}:1")
    assert twice.code == 130, twice.err
    with catalog(tmp_path / "twice") as db:
        assert [row["status"] for row in db.query("SELECT status FROM harvests")] == ["running"]
    assert harvest(tmp_path / "twice", served, *ARGUMENTS).code == 0
    is_whole(tmp_path / "twice", reference)


def test_ctrl_c_while_a_killed_harvest_is_mended_ends_with_130(
    tmp_path: Path, served: Served, reference: Reference
) -> None:
    archive = tmp_path / "archive"
    harvest(archive, served, *ARGUMENTS, FAZHI_FAIL="kill:before-commit:4")
    stopped = harvest(archive, served, *ARGUMENTS, FAZHI_FAIL="interrupt:after-cut:1")
    assert stopped.code == 130
    assert "Traceback" not in stopped.err
    assert harvest(archive, served, *ARGUMENTS).code == 0
    is_whole(archive, reference)
