"""Kills outside of the crawl itself: at the start, while all is settled, while the catalog is made again, twice in a row."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.exports import differences, normalised
from tests.faults.kills import KILLED, Reference, undisturbed
from tests.faults.soundness import unsound
from tests.harvest.running import ROOT, harvest
from tests.sample.sample_world import TODAY
from tests.sample.serving import Served, serving

ARGUMENTS = (f"today={TODAY[1]}", "only=linxi-sfj")
BEFORE = "kill:before-commit:4"
"""Leaves an open file with a tail that was never committed."""

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(log=tmp_path_factory.mktemp("around") / "log") as running:
        yield running


@pytest.fixture(scope="module")
def reference(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return undisturbed(tmp_path_factory.mktemp("reference") / "archive", served, ARGUMENTS)


def goes_on(archive: Path, served: Served, reference: Reference) -> None:
    again = harvest(archive, served, *ARGUMENTS)
    assert again.code == 0, again.out + again.err
    assert differences(reference.tables, normalised(archive)) + unsound(archive) == []


def rebuild(archive: Path, into: Path, fail: str = "") -> int:
    command = [sys.executable, "-m", "archive", "rebuild", "--archive", str(archive), "--into", str(into)]  # fmt: skip
    environment = {**os.environ, "FAZHI_FAIL": fail}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False).returncode  # fmt: skip


@pytest.mark.parametrize(
    "kills",
    [
        pytest.param((BEFORE, "kill:before-cut:1", "kill:after-cut:1"), id="mending, twice"),
        pytest.param((BEFORE, "kill:after-mend:1", "kill:before-event:1"), id="mended, begun"),
        pytest.param(("kill:before-sync:1", "kill:before-sync:1"), id="twice before anything"),
        pytest.param(("kill:before-settle:1", "kill:in-settle:1"), id="settling"),
        pytest.param(("kill:after-settle:1", "kill:in-settle:1"), id="settled, settling again"),
    ],
)
def test_a_harvest_killed_where_nothing_is_asked_ends_as_if_nothing_had_been(
    kills: tuple[str, ...], tmp_path: Path, served: Served, reference: Reference
) -> None:
    archive = tmp_path / "archive"
    for kill in kills:
        assert harvest(archive, served, *ARGUMENTS, FAZHI_FAIL=kill).code == KILLED, kill
    goes_on(archive, served, reference)


def test_a_harvest_killed_after_its_end_is_over_and_sound(
    tmp_path: Path, served: Served, reference: Reference
) -> None:
    archive = tmp_path / "archive"
    assert harvest(archive, served, *ARGUMENTS, FAZHI_FAIL="kill:after-seal:1").code == KILLED
    assert differences(reference.tables, normalised(archive)) + unsound(archive) == []


def test_a_full_disk_while_settling_ends_with_13_and_goes_on(
    tmp_path: Path, served: Served, reference: Reference
) -> None:
    archive = tmp_path / "archive"
    full = harvest(archive, served, *ARGUMENTS, FAZHI_FAIL="full:in-settle:1")
    assert full.code == 13, full.out + full.err
    assert "Traceback" not in full.err
    goes_on(archive, served, reference)


def test_a_rebuild_killed_at_any_step_leaves_the_old_catalog_or_the_new_one(
    tmp_path: Path, served: Served, reference: Reference
) -> None:
    archive, into = tmp_path / "archive", tmp_path / "into"
    goes_on(archive, served, reference)
    for where in (archive, into):
        for step in ("in-rebuild", "in-settle", "before-replace", "in-replace", "after-replace"):
            assert rebuild(archive, where, f"kill:{step}:1") == KILLED, step
            assert differences(reference.tables, normalised(archive)) + unsound(archive) == [], step
        assert rebuild(archive, where) == 0
        assert differences(reference.tables, normalised(where)) == []
        assert not [path for path in where.iterdir() if ".rebuilding" in path.name or ".events" in path.name]  # fmt: skip
