"""Memory of the crawl process over a long harvest: `python -m tests.bench.soak --pages 20000`.

Prints the slope of the process's resident memory in MiB per 1,000 pages, fitted over the second half of
the pages: what a start fills once is no leak.
"""

from __future__ import annotations

import argparse
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

import psutil

from tests.bench.harvest import MEBIBYTE, ROOT, TODAY, free_port, serving, write_registry

EVERY_SECONDS = 1.0
Sample = tuple[int, float]
"""Requests that have their outcome, and MiB."""


def done_in(catalog: Path) -> int:
    """How many requests have their outcome; 0 while there is no catalog."""
    if not catalog.exists():
        return 0
    try:
        with closing(sqlite3.connect(f"file:{catalog}?mode=ro", uri=True)) as db:
            asked = "SELECT count(*) FROM requests WHERE outcome IS NOT NULL"
            return int(db.execute(asked).fetchone()[0])
    except sqlite3.OperationalError:  # the tables are being made
        return 0


def watch(process: subprocess.Popen[bytes], catalog: Path) -> list[Sample]:
    """Samples of a running harvest, until it ends."""
    samples: list[Sample] = []
    while process.poll() is None:
        try:
            memory = psutil.Process(process.pid).memory_info().rss / MEBIBYTE
        except psutil.Error:
            break
        samples.append((done_in(catalog), memory))
        time.sleep(EVERY_SECONDS)
    return samples


def slope(samples: Sequence[Sample], pages: int) -> float:
    """MiB per 1,000 pages, least squares over the second half of the crawl; the settling after it is left out."""
    used = [(done, memory) for done, memory in samples if pages / 2 <= done < pages * 0.99]
    if len(used) < 3:
        raise SystemExit(f"only {len(used)} samples in the second half: ask for more pages")
    mean_x = sum(x for x, _ in used) / len(used)
    mean_y = sum(y for _, y in used) / len(used)
    spread = sum((x - mean_x) ** 2 for x, _ in used)
    return 1000 * sum((x - mean_x) * (y - mean_y) for x, y in used) / spread


def main(arguments: Sequence[str] | None = None) -> int:
    """Harvest, watch, and print the slope."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.soak", description=__doc__)
    parser.add_argument("--pages", type=int, default=20_000)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder, port = Path(scratch), free_port()
        write_registry(folder / "registry.toml", port)
        environment = {
            "FAZHI_ARCHIVE": str(folder / "archive"),
            "FAZHI_REGISTRY": str(folder / "registry.toml"),
            "FAZHI_ALLOW_PRIVATE": "127.0.61.0/24",
            "FAZHI_RENDER": "never",
            "FAZHI_PORTAL_BUDGET": str(asked.pages),
        }
        command = [sys.executable, "-m", "scrapy", "crawl", "portals", "-s", "DOWNLOAD_DELAY=0"]
        with serving(asked.pages, port), (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [*command, "-a", f"today={TODAY}"],
                cwd=ROOT, env={**os.environ, **environment}, stdout=log, stderr=log,
            )  # fmt: skip
            samples = watch(process, folder / "archive" / "corpus.db")
        crawl = [sample for sample in samples if sample[0] < asked.pages * 0.99]
        print(
            f"{asked.pages} pages, exit {process.returncode}, crawl process {crawl[-1][1]:.0f} MiB at its end"
        )
        print(f"slope {slope(samples, asked.pages):.2f} MiB per 1,000 pages over the second half")
    return int(process.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
