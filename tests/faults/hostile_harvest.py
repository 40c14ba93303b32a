"""Harvests the hostile world once, and keeps what came of it for all claims."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.faults.hostile import NETWORK, Hostile, hostile, registry
from tests.faults.hostile_world import CANARY, addresses, fill
from tests.harvest.running import ROOT, catalog

RENDER = {name: f'render = "{"always" if name == "rendered" else "never"}"' for name in addresses()}
"""One portal is for the browser; the others are hostile without one."""


@dataclass(frozen=True)
class Harvested:
    """The archive of the hostile world."""

    archive: Path
    server: Hostile
    code: int
    memory: float
    """Mebibytes, at most."""
    told: str
    outcomes: dict[str, dict[str, str]]
    """By portal and path."""
    attempts: dict[str, dict[str, int]]

    def outcome(self, portal: str, page: str) -> str:
        return self.outcomes[portal][f"/a/{page}.html"]


@contextmanager
def served() -> Iterator[Hostile]:
    with hostile({address: {} for address in [*addresses().values(), CANARY]}) as server:
        fill(server)
        yield server


@contextmanager
def harvested(folder: Path) -> Iterator[Harvested]:
    """The hostile world, harvested once into a folder, its server still up."""
    with served() as server:
        rows = folder / "registry.toml"
        rows.write_text(registry(addresses(), server.port, RENDER), "utf-8")
        environment = {
            **os.environ, "FAZHI_ARCHIVE": str(folder / "archive"), "FAZHI_REGISTRY": str(rows),
            "FAZHI_ALLOW_PRIVATE": NETWORK, "FAZHI_MIN_FREE_BYTES": "0",
        }  # fmt: skip
        command = [sys.executable, "-m", "scrapy", "crawl", "portals", "-a", "today=2025-06-30"]
        with (folder / "told").open("wb") as told:
            # Twelve seconds, since a busy machine may take five to receive and keep what an endless body may hold.
            process = subprocess.Popen(
                [*command, "-s", "DOWNLOAD_DELAY=0.01", "-s", "DOWNLOAD_TIMEOUT=12", "-s", "FAZHI_PAGE_SECONDS=10"],
                env=environment, cwd=ROOT, stdout=told, stderr=told,
            )  # fmt: skip
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        outcomes: dict[str, dict[str, str]] = defaultdict(dict)
        attempts: dict[str, dict[str, int]] = defaultdict(dict)
        with catalog(folder / "archive") as db:
            for row in db.query("SELECT portal, url, outcome, attempts FROM requests"):
                path = row["url"].split(f":{server.port}", 1)[-1]
                outcomes[row["portal"]][path] = row["outcome"]
                attempts[row["portal"]][path] = row["attempts"]
        yield Harvested(
            folder / "archive", server, process.returncode, usage.ru_maxrss / 1024,
            (folder / "told").read_text("utf-8"), outcomes, attempts,
        )  # fmt: skip


def reports(world: Harvested, portal: str) -> set[str]:
    """Paths whose pages were read as reports."""
    with catalog(world.archive) as db:
        found = db.query("SELECT url FROM readings WHERE portal = ? AND is_report = 1", [portal])
        return {row["url"].split(f":{world.server.port}", 1)[-1] for row in found}
