"""Every way a harvest can end badly has its own exit code, and says what, where and what to do."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harvest.conftest import free_port
from tests.harvest.running import ROOT, catalog, environment, harvest
from tests.sample.serving import Served, serving

TODAY = "today=2025-06-30"
ONE = "only=qingshi"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(round_=1, log=tmp_path_factory.mktemp("served") / "log.jsonl") as running:
        yield running


def test_a_stopped_server_is_named_and_ends_with_11(tmp_path: Path) -> None:
    with serving(round_=1, port=free_port(), log=tmp_path / "log") as gone:
        registry = tmp_path / "registry.toml"
        registry.write_bytes(gone.registry.read_bytes())
    ran = harvest(tmp_path / "archive", gone, TODAY, FAZHI_REGISTRY=str(registry))
    assert ran.code == 11, ran.out + ran.err
    with catalog(tmp_path / "archive") as db:
        portals = {row["portal"] for row in db.query("SELECT portal FROM portals")}
        rows = list(db.query("SELECT portal, outcome FROM requests"))
        states = {row["state"] for row in db.query("SELECT state FROM coverage")}
    assert {row["portal"] for row in rows} == portals
    assert {row["outcome"] for row in rows} == {"refused"}
    assert states == {"portal_down"}
    for portal in portals:
        assert portal in ran.out


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (
            '[a]\nname = "青石县人民政府"\nregion = "990121"\nhome = "http://127.0.0.9/"\nfamly = "vsb"\n',
            "famly",
        ),
        ('[a]\nname = "青石县人民政府"\nregion = 990121\nhome = "http://127.0.0.9/"\n', "region"),
        ('[a]\nname = "青石县人民政府"\nregion = "990121"\n', "home"),
    ],
    ids=["unknown-key", "unquoted-code", "no-home"],
)
def test_a_wrong_registry_ends_with_16_before_any_request(
    tmp_path: Path, served: Served, row: str, word: str
) -> None:
    registry = tmp_path / "wrong.toml"
    registry.write_text(row, encoding="utf-8")
    ran = harvest(tmp_path / "archive", served, FAZHI_REGISTRY=str(registry))
    assert ran.code == 16
    assert "wrong.toml" in ran.err
    assert "[a]" in ran.err
    assert word in ran.err
    assert not (tmp_path / "archive" / "warc").exists()


@pytest.mark.parametrize(
    "argument", ["mode=fast", "years=19-20", "today=tomorrow", "speed=9", "only=nobody"]
)
def test_a_wrong_argument_ends_with_16_and_names_it(
    tmp_path: Path, served: Served, argument: str
) -> None:
    ran = harvest(tmp_path / "archive", served, argument)
    assert ran.code == 16
    assert argument.split("=", maxsplit=1)[0] in ran.err


def test_a_held_archive_ends_with_14(tmp_path: Path, served: Served) -> None:
    archive = tmp_path / "archive"
    archive.mkdir()
    with (archive / "lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        ran = harvest(archive, served, TODAY, ONE)
    assert ran.code == 14
    assert str(archive) in ran.err


def test_without_a_browser_the_rest_is_harvested_and_the_end_says_so(
    tmp_path: Path, served: Served
) -> None:
    ran = harvest(
        tmp_path / "archive",
        served,
        TODAY,
        "only=chengwan,qingshi",
        FAZHI_CHROMIUM="/nowhere/chromium",
    )
    assert ran.code == 11, ran.out + ran.err
    with catalog(tmp_path / "archive") as db:
        outcomes = {
            row["outcome"]
            for row in db.query("SELECT outcome FROM requests WHERE portal = 'chengwan'")
        }
        found = db.execute("SELECT COUNT(*) FROM places WHERE portal = 'qingshi'").fetchone()[0]
    assert "browser_missing" in outcomes
    assert found > 5


def test_too_little_disk_ends_with_13_and_the_same_command_goes_on(
    tmp_path: Path, served: Served
) -> None:
    archive = tmp_path / "archive"
    ran = harvest(archive, served, TODAY, ONE, FAZHI_MIN_FREE_BYTES=str(10**18))
    assert ran.code == 13, ran.out + ran.err
    ran = harvest(archive, served, TODAY, ONE)
    assert ran.code == 0, ran.out + ran.err


def test_ctrl_c_finishes_what_is_under_way_and_the_same_command_goes_on(
    tmp_path: Path, served: Served
) -> None:
    archive = tmp_path / "archive"
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", "portals", "-a", TODAY, "-a", ONE, "-s", "DOWNLOAD_DELAY=0.2"],
        cwd=ROOT, env=environment(archive, served), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    wait_for_requests(archive, 3)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    with catalog(archive) as db:
        assert [row["status"] for row in db.query("SELECT status FROM harvests")] == ["interrupted"]
    ran = harvest(archive, served, TODAY, ONE)
    assert ran.code == 0, ran.out + ran.err
    with catalog(archive) as db:
        assert [row["status"] for row in db.query("SELECT status FROM harvests")] == ["complete"]


def wait_for_requests(archive: Path, number: int, seconds: float = 60.0) -> None:
    """Until so many requests have their outcome."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if (archive / "corpus.db").exists():
            try:
                with catalog(archive) as db:
                    done = db.execute(
                        "SELECT COUNT(*) FROM requests WHERE outcome IS NOT NULL"
                    ).fetchone()[0]
            except Exception:  # noqa: BLE001 (the tables are being made)
                done = 0
            if done >= number:
                return
        time.sleep(0.05)
    raise AssertionError(f"{archive}: fewer than {number} requests after {seconds} s")


def test_killed_children_leave_nothing_behind(tmp_path: Path, served: Served) -> None:
    archive = tmp_path / "archive"
    process = subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", "portals", "-a", TODAY, "-a", "only=chengwan"],
        cwd=ROOT, env={**environment(archive, served), "FAZHI_TEST_MARK": str(tmp_path)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    wait_for_requests(archive, 3)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    end = time.monotonic() + 15
    while (left := marked(str(tmp_path))) and time.monotonic() < end:
        time.sleep(0.2)
    assert not left


def marked(mark: str) -> list[str]:
    """Command lines of the processes that carry a mark in their environment."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                if mark.encode() in (folder / "environ").read_bytes():
                    found.append(
                        (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()[:200]
                    )
            except OSError:
                continue
    return [line for line in found if line]
