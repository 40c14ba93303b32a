"""Claims about harvests of the worlds: every family is read from its home page, and no fault costs a sound portal."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pytest

from tests.sample.compare import Comparison, compare
from tests.sample.nouns import World
from tests.sample.politeness import disobedient, hurried, overlapping, repeated
from tests.sample.registry import DELAY
from tests.sample.serving import ROOT, serving


@dataclass(frozen=True)
class Harvested:
    """A world after one harvest."""

    code: int
    archive: Path
    log: Path
    comparison: Comparison
    world: World


@contextmanager
def harvested(world: str, folder: Path, *, lists: bool = False) -> Iterator[Harvested]:
    """Serve a world, harvest it once, compare."""
    archive, log = folder / "archive", folder / "access.jsonl"
    with serving(world=world, log=log, lists=lists) as served:
        command = [
            sys.executable,
            "-m",
            "scrapy",
            "crawl",
            "portals",
            "-a",
            f"today={served.world.today}",
        ]
        environment = {**os.environ, **served.environment, "FAZHI_ARCHIVE": str(archive)}
        done = subprocess.run(
            [*command, "-s", "DOWNLOAD_TIMEOUT=4"], cwd=ROOT, env=environment, capture_output=True, timeout=280,
            check=False,
        )  # fmt: skip
        yield Harvested(
            code=done.returncode, archive=archive, log=log, world=served.world,
            comparison=compare(served.world, archive / "corpus.db"),
        )  # fmt: skip


@pytest.fixture(scope="module")
def families(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harvested]:
    with harvested("families", tmp_path_factory.mktemp("families")) as done:
        yield done


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harvested]:
    with harvested("faults", tmp_path_factory.mktemp("faults")) as done:
        yield done


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harvested]:
    with harvested("places", tmp_path_factory.mktemp("places")) as done:
        yield done


def asked(archive: Path, *kinds: str) -> dict[str, int]:
    """Requests of these kinds by portal."""
    connection = sqlite3.connect(archive / "corpus.db")
    marks = ",".join("?" * len(kinds))
    rows = connection.execute(
        f"SELECT portal, count(*) FROM requests WHERE kind IN ({marks}) GROUP BY portal", kinds
    ).fetchall()
    connection.close()
    return dict(rows)


@pytest.mark.timeout(300)
def test_every_family_gives_its_reports_from_the_home_page_alone(families: Harvested) -> None:
    told = families.comparison
    assert told.found >= 0.99 * told.expected, told.missing
    assert not told.false


@pytest.mark.timeout(300)
def test_the_column_is_found_in_few_requests(families: Harvested) -> None:
    assert median(asked(families.archive, "home", "hub", "search").values()) <= 15


@pytest.mark.timeout(300)
def test_a_harvest_of_every_family_is_polite(families: Harvested) -> None:
    assert not overlapping(families.log)
    assert not hurried(families.log, DELAY)
    assert not repeated(families.log)
    assert not list(disobedient(families.log, families.world))


@pytest.mark.timeout(300)
def test_faulty_portals_cost_the_sound_ones_nothing(faults: Harvested) -> None:
    told = faults.comparison
    assert told.found >= 0.99 * told.expected, told.missing
    assert not told.false
    assert faults.code == 11
    assert not overlapping(faults.log)


@pytest.mark.timeout(300)
def test_each_fault_ends_in_a_state_that_tells_the_truth(faults: Harvested) -> None:
    assert not [line for line in faults.comparison.differences if ": coverage: " in line]


@pytest.mark.timeout(300)
def test_reports_outside_the_column_of_their_own_are_found_too(places: Harvested) -> None:
    told = places.comparison
    assert told.found >= 0.99 * told.expected, told.missing
    assert not told.false
    assert not told.differences


@pytest.mark.timeout(300)
def test_the_search_for_missing_years_stays_small(places: Harvested) -> None:
    spent = asked(places.archive, "home", "hub", "search")
    assert median(spent.values()) <= 15
    assert max(spent.values()) <= 25
    whole = asked(places.archive, "home", "hub", "search", "list", "data")
    assert whole["pl-complete"] <= 8


@pytest.mark.timeout(300)
def test_two_rows_that_share_a_home_page_or_a_column_each_have_their_walk(
    places: Harvested,
) -> None:
    connection = sqlite3.connect(places.archive / "corpus.db")
    walked = {row[0] for row in connection.execute("SELECT portal FROM walks WHERE complete = 1")}
    connection.close()
    assert walked >= {"pl-one-home", "pl-one-home-sfj", "pl-one-list", "pl-one-list-sfj"}
    assert not repeated(places.log)
    assert not overlapping(places.log)
