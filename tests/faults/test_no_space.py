"""A disk that is full ends a harvest with 13, leaves the archive sound, and the same command goes on to an equal corpus."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.exports import differences, normalised
from tests.faults.kills import Reference, undisturbed
from tests.faults.soundness import unsound
from tests.harvest.running import catalog, environment, harvest
from tests.sample.sample_world import TODAY
from tests.sample.serving import Served, serving

ARGUMENTS = (f"today={TODAY[1]}", "only=linxi-sfj")

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(log=tmp_path_factory.mktemp("space") / "log") as running:
        yield running


@pytest.fixture(scope="module")
def reference(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return undisturbed(tmp_path_factory.mktemp("reference") / "archive", served, ARGUMENTS)


@pytest.mark.parametrize(
    "step",
    [
        "after-exchange",
        "before-sync",
        "before-commit",
        "after-commit",
        "before-settle",
        "in-settle",
    ],
)
def test_no_space_at_any_step_ends_with_13_and_goes_on(
    step: str, tmp_path: Path, served: Served, reference: Reference
) -> None:
    archive = tmp_path / "archive"
    number = 7 if "exchange" in step else 1 if "settle" in step else 4
    full = harvest(archive, served, *ARGUMENTS, FAZHI_FAIL=f"full:{step}:{number}")
    assert full.code == 13, full.out + full.err
    assert "make room" in full.err
    assert "Traceback" not in full.err
    assert [line for line in unsound(archive) if "uncommitted_tail" not in line] == []
    with catalog(archive) as db:
        assert [row["status"] for row in db.query("SELECT status FROM harvests")] == ["no_space"]
    again = harvest(archive, served, *ARGUMENTS)
    assert again.code == 0, again.out + again.err
    assert differences(reference.tables, normalised(archive)) + unsound(archive) == []


@contextmanager
def tmpfs(folder: Path, kibibytes: int) -> Iterator[None]:
    """A file system of this size."""
    folder.mkdir()
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kibibytes}k", "tmpfs", str(folder)],
        check=True,
        capture_output=True,
    )
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def may_mount(folder: Path) -> bool:
    """Whether this process may mount: it takes root, and containers often refuse it even so."""
    try:
        with tmpfs(folder, 64):
            return True
    except (subprocess.CalledProcessError, FileNotFoundError):
        return False
    finally:
        folder.rmdir()


@pytest.mark.parametrize("kibibytes", [400, 1000])
def test_a_file_system_that_fills_ends_with_13_and_goes_on_when_there_is_room(
    kibibytes: int,
    tmp_path: Path,
    served: Served,
    reference: Reference,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if may_mount(tmp_path / "probe"):
        with tmpfs(tmp_path / "disk", kibibytes):
            _fills(tmp_path / "disk", kibibytes, served, reference)
        return
    # Unprivileged: the kernel's limit on a file's size stands for the full disk.
    with capsys.disabled():
        sys.stderr.write(" (no right to mount: a limit on file size instead)")
    archive = tmp_path / "archive"
    full = subprocess.run(
        ["prlimit", f"--fsize={kibibytes * 1024}", *_command(archive)],
        env=_environment(archive, served), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert full.returncode == 13, full.stdout + full.stderr
    _goes_on(archive, served, reference)


def _fills(disk: Path, kibibytes: int, served: Served, reference: Reference) -> None:
    archive = disk / "archive"
    full = harvest(archive, served, *ARGUMENTS)
    assert full.code == 13, full.out + full.err
    assert "Traceback" not in full.err
    still = harvest(archive, served, *ARGUMENTS)
    assert still.code == 13, still.out + still.err
    subprocess.run(["mount", "-o", "remount,size=64m", str(disk)], check=True)
    _goes_on(archive, served, reference)


def _goes_on(archive: Path, served: Served, reference: Reference) -> None:
    again = harvest(archive, served, *ARGUMENTS)
    assert again.code == 0, again.out + again.err
    assert differences(reference.tables, normalised(archive)) + unsound(archive) == []


def _command(archive: Path) -> list[str]:
    given = [word for argument in ARGUMENTS for word in ("-a", argument)]
    return [sys.executable, "-m", "scrapy", "crawl", "portals", *given]


def _environment(archive: Path, served: Served) -> dict[str, str]:
    return {**os.environ, **environment(archive, served)}
