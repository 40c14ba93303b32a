"""`python -m tests.bench.neighbours`: what faulty portals cost the sound ones beside them.

The world `good` is harvested alone, then the world `faults`: the same sound portals beside as many faulty ones. A
portal is done with its last request; compared is when the last of the sound ones, and the middle one, is done.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median

from tests.sample.serving import ROOT, serving


@dataclass(frozen=True, kw_only=True)
class Done:
    """When the sound portals of a harvest were done, in seconds since its start."""

    last: float
    middle: float
    portals: int
    reports: int
    """Of the sound portals."""


def harvest(world: str, folder: Path, timeout: int) -> Done:
    """Serve and harvest a world."""
    archive = folder / world
    with serving(world=world) as served:
        subprocess.run(
            [sys.executable, "-m", "scrapy", "crawl", "portals", "-a", f"today={served.world.today}",
             "-s", f"DOWNLOAD_TIMEOUT={timeout}"],
            cwd=ROOT, env={**os.environ, **served.environment, "FAZHI_ARCHIVE": str(archive)},
            capture_output=True, timeout=900, check=False,
        )  # fmt: skip
    return done(archive / "corpus.db")


def done(database: Path) -> Done:
    """When the last request of each sound portal ended."""
    with sqlite3.connect(database) as db:
        start = moment(db.execute("SELECT started_at FROM harvests").fetchone()[0])
        ends = [
            moment(ended) - start
            for (ended,) in db.execute(
                "SELECT max(ended_at) FROM requests WHERE portal LIKE 'fam-%' GROUP BY portal"
            )
        ]
        reports = db.execute("SELECT count(*) FROM corpus WHERE portal LIKE 'fam-%'").fetchone()[0]
    return Done(last=max(ends), middle=median(ends), portals=len(ends), reports=reports)


def moment(text: str) -> float:
    """Seconds since 1970."""
    return datetime.fromisoformat(text).timestamp()


def main(arguments: Sequence[str] | None = None) -> int:
    """Both harvests by turns; 1 where a report is missing."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.neighbours", description=__doc__)
    parser.add_argument(
        "--timeout", type=int, default=4, help="seconds until a download is given up"
    )
    parser.add_argument("--rounds", type=int, default=1)
    asked = parser.parse_args(arguments)
    told: dict[str, list[Done]] = {"good": [], "faults": []}
    for _ in range(asked.rounds):
        for world, found in told.items():
            with tempfile.TemporaryDirectory() as folder:
                found.append(harvest(world, Path(folder), asked.timeout))
            one = found[-1]
            print(
                f"{world:7} {one.portals} sound portals, {one.reports} reports: the middle one done after"
                f" {one.middle:.1f} s, the last after {one.last:.1f} s",
                flush=True,
            )
    ratios = [
        median(getattr(one, what) for one in told["faults"])
        / median(getattr(one, what) for one in told["good"])
        for what in ("last", "middle")
    ]
    print(f"ratio   last {ratios[0]:.2f}, middle {ratios[1]:.2f}")
    return int(told["good"][-1].reports != told["faults"][-1].reports)


if __name__ == "__main__":
    sys.exit(main())
