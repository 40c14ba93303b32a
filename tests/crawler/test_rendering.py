"""Claims about the browser: it is asked for little, let nowhere, and no page and no kill stops the harvest."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest

from crawler.browsers import find_browser
from crawler.handlers import RECYCLE_PAGES
from crawler.page_requests import MOST_NAVIGATIONS
from tests.crawler.rendering_world import NETWORK, OUTSIDE, PAGES, portals, trap
from tests.faults.processes import kill_child
from tests.harvest.running import ROOT, harvest
from tests.sample.compare import compare
from tests.sample.politeness import hurried, overlapping, repeated
from tests.sample.registry import DELAY
from tests.sample.serving import serving

pytestmark = [
    pytest.mark.skipif(find_browser() is None, reason="no Chromium on this machine"),
    pytest.mark.timeout(200),
]
BROWSER = "chrom"
RESTLESS = {"reloads", "wanders"}
"""Whether the browser catches such a page between two loads is the machine's affair."""
COMMAND = [sys.executable, "-m", "scrapy", "crawl", "portals", "-a", "today=2025-06-30"]


@dataclass(frozen=True)
class Trapped:
    """What came of a harvest of pages that trap a browser."""

    code: int
    seconds: float
    outcomes: dict[str, str]
    followed: set[str]
    """Portals whose list was read all the same."""
    asked: list[str]
    reached: list[bytes]
    """What the sockets received that nobody may reach."""


@pytest.fixture(scope="module")
def trapped(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trapped]:
    folder = tmp_path_factory.mktemp("trapped")
    with trap("127.0.0.1") as private, trap(OUTSIDE) as offsite:
        targets = [
            "file:///etc/passwd",
            "http://169.254.169.254/latest/meta-data/",
            f"http://127.0.0.1:{private.port}/",
            f"http://localhost:{private.port}/",
            f"http://{OUTSIDE}:{offsite.port}/",
        ]
        with portals(folder, targets) as (registry, asked):
            begun = time.monotonic()
            done = subprocess.run(
                [*COMMAND, "-s", "FAZHI_PAGE_SECONDS=10"],
                cwd=ROOT, env=alone(folder, registry), capture_output=True, timeout=170, check=False,
            )  # fmt: skip
            seconds = time.monotonic() - begun
        with sqlite3.connect(folder / "archive" / "corpus.db") as db:
            outcomes = dict(
                db.execute(
                    "SELECT portal, outcome FROM requests WHERE kind = 'list' AND via IS NULL"
                )
            )
            followed = {
                row[0]
                for row in db.execute(
                    "SELECT portal FROM requests WHERE url LIKE '%plan.html' OR url LIKE '%other.html'"
                )
            }
        yield Trapped(
            done.returncode, seconds, outcomes, followed, asked, private.met + offsite.met
        )


def alone(folder: Path, registry: Path) -> dict[str, str]:
    return {
        **os.environ,
        "FAZHI_ARCHIVE": str(folder / "archive"),
        "FAZHI_REGISTRY": str(registry),
        "FAZHI_ALLOW_PRIVATE": NETWORK,
        "FAZHI_MIN_FREE_BYTES": "0",
    }


def test_no_page_hangs_the_harvest(trapped: Trapped) -> None:
    assert set(trapped.outcomes) == set(PAGES)
    assert None not in trapped.outcomes.values()
    assert trapped.seconds < 120


@pytest.mark.parametrize("page", sorted(set(PAGES) - {"busy", "stalled"} - RESTLESS))
def test_a_page_that_misbehaves_is_read_all_the_same(trapped: Trapped, page: str) -> None:
    assert trapped.outcomes[page] == "fetched"
    assert page in trapped.followed or page == "leaves"


@pytest.mark.parametrize("page", sorted(RESTLESS))
def test_a_page_that_sends_itself_on_for_ever_is_read_or_given_up_by_name(
    trapped: Trapped, page: str
) -> None:
    assert trapped.outcomes[page] in {"fetched", "timeout"}


def test_a_page_that_never_answers_the_browser_is_a_timeout(trapped: Trapped) -> None:
    assert trapped.outcomes["busy"] == "timeout"


def test_nothing_outside_the_registry_and_no_private_address_is_reached(trapped: Trapped) -> None:
    assert trapped.reached == []


def test_no_hop_of_a_redirect_in_the_browser_goes_where_robots_txt_forbids(
    trapped: Trapped,
) -> None:
    address = f"127.0.45.{list(PAGES).index('hops') + 1}"
    paths = [one.removeprefix(address) for one in trapped.asked if one.startswith(f"{address}/")]
    assert "/hop/forbidden/list.json" in paths
    assert "/open.html" in paths
    assert not [path for path in paths if path.startswith("/forbidden/")]


def test_a_page_that_reloads_itself_is_stopped(trapped: Trapped) -> None:
    addresses = [f"127.0.45.{number}" for number, name in enumerate(PAGES, 1) if name in RESTLESS]  # fmt: skip
    for address in addresses:
        assert trapped.asked.count(f"{address}/") <= 2 * MOST_NAVIGATIONS  # the page, or its retry


def test_windows_downloads_and_beacons_are_not_asked_for(trapped: Trapped) -> None:
    assert not [one for one in trapped.asked if "popup" in one]


def test_single_page_sites_give_all_their_reports_politely(tmp_path: Path) -> None:
    log = tmp_path / "access.jsonl"
    with serving(world="spa", log=log) as served:
        done = harvest(tmp_path / "archive", served, "today=2025-06-30")
        told = compare(served.world, tmp_path / "archive" / "corpus.db")
    assert done.code == 0, done.err
    assert told.found == told.expected
    assert not told.missing
    assert not told.false
    assert not told.differences
    assert not repeated(log)
    # Within one page calls are counted from their sending: a busy server sees one late, and not the next.
    assert not hurried(log, DELAY / 2)
    assert not overlapping(log)
    rendered, launches = browser_use(tmp_path / "archive")
    assert launches > 1
    assert launches >= rendered // RECYCLE_PAGES


def browser_use(archive: Path) -> tuple[int, int]:
    """Pages that the browser showed, and how often it was started: other portals' pages under way must not keep it from being renewed."""
    with sqlite3.connect(archive / "corpus.db") as db:
        count = "SELECT count(*) FROM requests JOIN captures USING (capture_id) WHERE record_type = 'resource'"
        pages = db.execute(count).fetchone()[0]
    logs = [path.read_text("utf-8") for path in archive.glob("runs/*/harvest.log")]
    return pages, "".join(logs).count("Launching browser")


@contextmanager
def harvesting(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A harvest of a portal whose articles need the browser, under way; ended with the block."""
    with serving(world="spa") as served:
        environment = {**alone(folder, served.registry), **served.environment}
        process = subprocess.Popen(
            [*COMMAND, "-a", "only=spa-bodies"], cwd=ROOT, env=environment,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            yield process
        finally:
            process.kill()
            process.wait()


def helpers(process: subprocess.Popen[bytes]) -> dict[int, str]:
    """The browser's and its driver's processes: command lines by number."""
    found = {}
    for child in psutil.Process(process.pid).children(recursive=True):
        with suppress(psutil.Error):
            words = " ".join(child.cmdline())
            if BROWSER in words or "playwright" in words:
                found[child.pid] = words
    return found


def browser_of(process: subprocess.Popen[bytes]) -> int:
    """The number of the browser's first process, as soon as there is one."""
    end = time.monotonic() + 60
    while time.monotonic() < end and process.poll() is None:
        for number, words in helpers(process).items():
            if "--remote-debugging" in words and "--type=" not in words:
                return number
        time.sleep(0.02)
    raise AssertionError("no browser was started")


@pytest.mark.parametrize("name", ["driver", "browser", "renderer"])
def test_a_killed_process_of_the_browser_costs_no_page(name: str, tmp_path: Path) -> None:
    with harvesting(tmp_path) as process:
        browser_of(process)
        assert kill_child(process, name)
        assert process.wait(120) == 0
    with sqlite3.connect(tmp_path / "archive" / "corpus.db") as db:
        assert db.execute("SELECT count(*) FROM reports").fetchone() == (12,)


def test_the_browser_dies_with_the_harvest(tmp_path: Path) -> None:
    with harvesting(tmp_path) as process:
        browser_of(process)
        left = [psutil.Process(number) for number in helpers(process)]
        process.kill()
        process.wait()
        _, alive = psutil.wait_procs(left, timeout=15)
    assert left
    assert not alive
