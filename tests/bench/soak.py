"""Memory over a long harvest: `python -m tests.bench.soak --pages 20000`.

More portals than are worked on at once, so that a frontier which empties hides no leak. Every two seconds the
proportional set sizes of all processes are added up; the slope is least squares over the pages that were read, from
a tenth of them (what a start fills once is no leak) to the last. What settles and judges after that is told apart.
"""

from __future__ import annotations

import argparse
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from tests.bench.harvest import MEBIBYTE, ROOT, TODAY, free_port, serving, write_registry

EVERY_SECONDS = 2.0
HOSTS = 100
ACTIVE = 16
"""Portals worked on at once: a sixth of them."""
LIMIT = 1.0
"""MiB per 1,000 pages that the slope of all processes must stay below."""


@dataclass(frozen=True, kw_only=True)
class Sample:
    """One look at the harvest; sizes in MiB."""

    seconds: float
    asked: int
    """Requests that have their outcome."""
    read: int
    """Pages that were read."""
    main: float
    readers: dict[int, float]
    """By process id, all descendants."""
    files: int
    """Open files of the crawl process."""
    log: float
    """SQLite's write-ahead log."""

    @property
    def all(self) -> float:
        """Every process together."""
        return self.main + sum(self.readers.values())


def progress(catalog: Path) -> tuple[int, int]:
    """Requests that have their outcome, and pages read; nothing while there is no catalog."""
    if not catalog.exists():
        return 0, 0
    try:
        with closing(sqlite3.connect(f"file:{catalog}?mode=ro", uri=True)) as db:
            asked = "SELECT count(*) FROM requests WHERE outcome IS NOT NULL"
            read = "SELECT count(*) FROM readings"
            return tuple(int(db.execute(sql).fetchone()[0]) for sql in (asked, read))  # type: ignore[return-value]
    except sqlite3.OperationalError:  # the tables are being made
        return 0, 0


def look(process: subprocess.Popen[bytes], catalog: Path, began: float) -> Sample:
    """One sample. Raises psutil.Error where the harvest has ended."""
    top = psutil.Process(process.pid)
    readers = {}
    for child in top.children(recursive=True):
        try:
            readers[child.pid] = child.memory_full_info().pss / MEBIBYTE
        except psutil.Error:  # it ended while we looked
            continue
    asked, read = progress(catalog)
    wal = Path(f"{catalog}-wal")
    return Sample(
        seconds=time.monotonic() - began, asked=asked, read=read,
        main=top.memory_full_info().pss / MEBIBYTE, readers=readers, files=top.num_fds(),
        log=wal.stat().st_size / MEBIBYTE if wal.exists() else 0.0,
    )  # fmt: skip


def watch(process: subprocess.Popen[bytes], catalog: Path) -> Iterator[Sample]:
    """Samples of a running harvest, until it ends."""
    began = time.monotonic()
    while process.poll() is None:
        try:
            yield look(process, catalog, began)
        except psutil.Error:
            return
        time.sleep(EVERY_SECONDS)


def slope(points: Sequence[tuple[float, float]]) -> float:
    """MiB per 1,000 pages, least squares. Raises SystemExit where there are too few points."""
    if len(points) < 5 or len({x for x, _ in points}) < 2:
        raise SystemExit(f"only {len(points)} samples: ask for more pages")
    return 1000 * statistics.linear_regression(*zip(*points, strict=True)).slope


def of_one_reader(samples: Sequence[Sample]) -> float:
    """The median slope of a single reader between its second tenth and its renewal, per 1,000 pages that all read."""
    lives: dict[int, list[tuple[float, float]]] = {}
    for sample in samples:
        for pid, size in sample.readers.items():
            lives.setdefault(pid, []).append((sample.read, size))
    slopes = [slope(life[len(life) // 10 :]) for life in lives.values() if len(life) >= 20]
    return statistics.median(slopes) if slopes else float("nan")


def told(samples: Sequence[Sample]) -> tuple[list[str], float]:
    """The figures, and the slope of all processes."""
    most = max(sample.read for sample in samples)
    crawl = [sample for sample in samples if sample.read < most]
    after = samples[len(crawl) :]
    fitted = [sample for sample in crawl if sample.read >= most / 10]
    late = [sample for sample in fitted if sample.read >= most / 2]
    parts: dict[str, Callable[[Sample], float]] = {
        "all processes": lambda sample: sample.all,
        "the crawl process": lambda sample: sample.main,
        "readers together": lambda sample: sum(sample.readers.values()),
    }
    lines = [
        f"slope of {name}: {slope([(s.read, size(s)) for s in fitted]):+.2f} MiB per 1,000 pages "
        f"(second half alone {slope([(s.read, size(s)) for s in late]):+.2f})"
        for name, size in parts.items()
    ]
    lines.append(f"slope of one reader in its life (median): {of_one_reader(crawl):+.2f}")
    lines += [
        f"at {s.read:6} pages read, {s.asked - s.read:5} more asked: {s.all:5.0f} MiB, of it the crawl process "
        f"{s.main:4.0f}; {s.files} files open, log {s.log:.1f} MiB, {s.seconds:.0f} s"
        for s in (next(s for s in samples if s.read >= most * tenth / 10) for tenth in range(1, 11))
    ]
    peak = max((s.all for s in after), default=0.0)
    lines.append(
        f"settling, verdict, closing: peak {peak:.0f} MiB, log at most {max(s.log for s in samples):.1f} MiB"
    )
    return lines, slope([(s.read, s.all) for s in fitted])


def soak(folder: Path, pages: int) -> int:
    """Harvest, watch, and print the slope; 1 where the harvest fails or memory grows."""
    port = free_port()
    write_registry(folder / "registry.toml", port, HOSTS)
    environment = {
        "FAZHI_ARCHIVE": str(folder / "archive"),
        "FAZHI_REGISTRY": str(folder / "registry.toml"),
        "FAZHI_ALLOW_PRIVATE": "127.0.61.0/24",
        "FAZHI_RENDER": "never",
    }
    command = [sys.executable, "-m", "scrapy", "crawl", "portals", "-s", "DOWNLOAD_DELAY=0"]
    command += ["-s", f"CONCURRENT_REQUESTS={ACTIVE}", "-a", f"today={TODAY}"]
    samples = []
    with serving(pages, port, HOSTS), (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **environment}, stdout=log, stderr=log
        )
        with (folder / "samples.jsonl").open("w") as kept:
            for sample in watch(process, folder / "archive" / "corpus.db"):
                samples.append(sample)
                kept.write(json.dumps(asdict(sample)) + "\n")
                kept.flush()
    lines, growth = told(samples)
    print(f"{pages} pages of {HOSTS} portals, {ACTIVE} at once, exit {process.returncode}")
    print("\n".join(lines))
    return int(process.returncode != 0 or growth >= LIMIT)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the soak."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.soak", description=__doc__)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--keep", type=Path, help="keep archive, log and samples in this folder")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        folder = (asked.keep or Path(scratch)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        return soak(folder, asked.pages)


if __name__ == "__main__":
    sys.exit(main())
