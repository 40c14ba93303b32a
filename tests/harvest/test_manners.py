"""The server's own log shows a polite visitor."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from tests.harvest.conftest import Story
from tests.sample.politeness import SLACK
from tests.sample.registry import DELAY


def test_a_host_has_at_most_one_navigation_under_way(story: Story) -> None:
    by_host = defaultdict(list)
    for row in story.first.log:
        by_host[row["host"]].append(
            (float(str(row["started"])), float(str(row["ended"])), str(row["path"]))
        )
    for host, spans in by_host.items():
        plain = sorted(span for span in spans if not is_part(span[2]))
        for one, other in pairwise(plain):
            assert other[0] >= one[1] - 0.001, (host, one, other)


def is_part(path: str) -> bool:
    """A rendered page's own scripts and data calls may overlap."""
    return path.endswith((".js", ".css")) or "/api/" in path


def test_the_pace_is_kept(story: Story) -> None:
    by_host = defaultdict(list)
    for row in story.first.log:
        if not is_part(str(row["path"])):
            by_host[row["host"]].append(float(str(row["started"])))
    for starts in by_host.values():
        for one, other in pairwise(sorted(starts)):
            assert other - one >= DELAY - SLACK


def test_robots_txt_is_asked_first_and_obeyed(story: Story) -> None:
    first: dict[object, object] = {}
    for row in sorted(story.first.log, key=lambda r: float(str(r["started"]))):
        first.setdefault(row["host"], row["path"])
        assert "/forbidden/" not in str(row["path"])
    assert set(first.values()) == {"/robots.txt"}


def test_the_user_agent_says_who_we_are(story: Story) -> None:
    assert all("fazhi" in str(row["agent"]) for row in story.first.log)
