"""Reads the sample's access log: what a harvest asked, and whether it was polite."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.robotparser import RobotFileParser

from tests.sample.nouns import World

SLACK = 0.002
"""Seconds by which two clocks of one machine may disagree on when a request began."""


def requests(log: Path) -> dict[str, list[dict[str, Any]]]:
    """The log's lines by address, in the order in which they began."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for text in log.read_text(encoding="utf-8").splitlines():
        line: dict[str, Any] = json.loads(text)
        if not line["path"].startswith("/__"):
            found[line["host"]].append(line)
    return {host: sorted(lines, key=lambda line: line["started"]) for host, lines in found.items()}


def navigations(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Pages and data calls: the scripts and styles of a rendered page may go a few at once (contract, section 1)."""
    return [line for line in lines if not line["path"].partition("?")[0].endswith((".js", ".css"))]


def overlapping(log: Path) -> list[str]:
    """Requests that began before the one before them on the same host had its answer."""
    return [
        f"{host}: {later['path']} began while {earlier['path']} was under way"
        for host, lines in requests(log).items()
        for earlier, later in pairwise(navigations(lines))
        if later["started"] < earlier["ended"] - SLACK
    ]


def hurried(log: Path, delay: float) -> list[str]:
    """Requests that began less than `delay` after the one before them on the same host.

    However late the server looked at the earlier one, its answer had ended before the delay began to count.
    """
    return [
        f"{host}: {later['path']} {later['started'] - earlier['started']:.3f} s after {earlier['path']}"
        for host, lines in requests(log).items()
        for earlier, later in pairwise(navigations(lines))
        if later["started"] - earlier["started"] < delay - SLACK
    ]


def disobedient(log: Path, world: World) -> Iterator[str]:
    """Requests for what the portal's robots.txt forbids."""
    asked = requests(log)
    for portal in world.portals:
        rules = RobotFileParser()
        rules.parse((portal.robots or "").splitlines())
        for line in asked.get(portal.address, []):
            if line["path"] != "/robots.txt" and not rules.can_fetch(
                line["agent"] or "*", line["path"]
            ):
                yield f"{portal.portal}: {line['path']}"


def repeated(log: Path) -> list[str]:
    """Addresses that were asked for more than once by GET."""
    return [
        f"{host}{path}"
        for host, lines in requests(log).items()
        for path in {line["path"] for line in lines}
        if sum(line["path"] == path and line["method"] == "GET" for line in lines) > 1
    ]
