"""One yearly story, harvested once for all tests: round 1, the same again, then round 2 a year later."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.harvest.running import Ran, access_log, harvest
from tests.sample.sample_world import TODAY
from tests.sample.serving import Served, serving
from tests.sample.truth import Truth, truth

SOON_AFTER = "2025-07-05"
"""Five days after round 1: nothing is due."""


@dataclass(frozen=True)
class Chapter:
    """One harvest of the story: what it printed, the archive as it left it, what the server saw, the truth."""

    ran: Ran
    archive: Path
    log: list[dict[str, object]]
    truth: Truth
    served: Served


@dataclass(frozen=True)
class Story:
    """Three harvests of one archive."""

    first: Chapter
    again: Chapter
    next_year: Chapter


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """The three harvests, each archive copied so that later chapters do not change it."""
    folder = tmp_path_factory.mktemp("story")
    live = folder / "live"
    port = free_port()

    def chapter(name: str, served: Served, today: str) -> Chapter:
        before = len(access_log(served.log)) if served.log.exists() else 0
        ran = harvest(live, served, f"today={today}")
        kept = folder / name
        shutil.copytree(live, kept)
        return Chapter(
            ran, kept, access_log(served.log)[before:], truth(served.world, port), served
        )

    with serving(round_=1, port=port, log=folder / "round1.jsonl") as served:
        first = chapter("first", served, TODAY[1])
        again = chapter("again", served, SOON_AFTER)
    with serving(round_=2, port=port, log=folder / "round2.jsonl") as served:
        yield Story(first, again, chapter("next", served, TODAY[2]))
