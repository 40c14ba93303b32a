"""Starts the harvest's command, watches what it asks, and kills it or a part of it."""

from __future__ import annotations

import contextlib
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from tests.faults.log import Asked, Tail
from tests.harvest.running import ROOT, environment
from tests.sample.serving import Served

LIMIT = 240.0
"""Seconds after which a process that neither dies nor ends counts as hanging."""
MARKS = {
    "reader": ("multiprocessing.spawn", ""), "driver": ("playwright/driver", ""), "browser": ("chrom", "--type="),
    "renderer": ("--type=renderer", ""), "gpu": ("--type=gpu-process", ""), "network": ("--type=utility", ""),
}  # fmt: skip
"""What the command line of each child holds, and what it does not."""
ORPHANED = 15.0
"""Seconds that children may need to die with their parent."""


def start(
    archive: Path, served: Served, arguments: tuple[str, ...], **more: str
) -> subprocess.Popen[bytes]:
    """The command, as an operator gives it."""
    command = [sys.executable, "-m", "scrapy", "crawl", "portals"]
    for argument in arguments:
        command += ["-a", argument]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment(archive, served, **more),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def slow(archive: Path, served: Served, arguments: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """The same command, at a pace of which something can happen in the middle."""
    given = [word for argument in arguments for word in ("-a", argument)]
    rows = archive.parent / "registry.toml"
    text = "".join(path.read_text("utf-8") for path in _files(served.registry))
    rows.write_text(text.replace("delay = 0.02", "delay = 1.5"), "utf-8")
    return subprocess.Popen(
        [sys.executable, "-m", "scrapy", "crawl", "portals", *given], cwd=ROOT,
        env=environment(archive, served, FAZHI_REGISTRY=str(rows)),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def _files(path: Path) -> list[Path]:
    return sorted(path.glob("*.toml")) if path.is_dir() else [path]


def wait_until(archive: Path, number: int) -> None:
    """Until so many requests have their outcome. Raises TimeoutError."""
    end = time.monotonic() + 90
    while ended(archive).total() < number:
        if time.monotonic() > end:
            raise TimeoutError(f"{archive}: fewer than {number} requests ended in 90 s")
        time.sleep(0.05)


def wait_for_answers(process: subprocess.Popen[bytes], tail: Tail, number: int) -> bool:
    """Until the server has answered so often since the process began. False: the process ended before."""
    end = time.monotonic() + LIMIT
    while tail.count() < number:
        if process.poll() is not None or time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def kill_child(process: subprocess.Popen[bytes], name: str, seconds: float = 20.0) -> bool:
    """SIGKILL one descendant of this name, as soon as there is one."""
    end, (words, others) = time.monotonic() + seconds, MARKS[name]
    while process.poll() is None and time.monotonic() < end:
        with contextlib.suppress(psutil.Error):
            for child in psutil.Process(process.pid).children(recursive=True):
                with contextlib.suppress(psutil.Error):
                    line = " ".join(child.cmdline())
                    if words in line and not (others and others in line):
                        child.send_signal(signal.SIGKILL)
                        return True
        time.sleep(0.02)
    return False


def left_behind(archive: Path) -> list[str]:
    """Readers and browsers of a harvest whose process has died: they die with it."""
    end = time.monotonic() + ORPHANED
    while True:
        found = list(_of(archive))
        if not found or time.monotonic() > end:
            return [f"outlives its parent: {line}" for line in found]
        time.sleep(0.1)


def _of(archive: Path) -> Iterator[str]:
    """Command lines of the processes that have this archive in their environment."""
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.environ().get("FAZHI_ARCHIVE") == str(archive):
                yield " ".join(process.cmdline())[:200]


def ended(archive: Path) -> Counter[Asked]:
    """Requests that have their outcome, by method and address."""
    sql = "SELECT method, url FROM requests WHERE outcome IS NOT NULL AND kind NOT IN ('robots', 'render')"
    return Counter(_asked(method, url) for method, url in _rows(archive, sql))


def is_over(archive: Path) -> bool:
    """Whether a harvest has ended and none is under way: the same command would begin another."""
    states = [status for (status,) in _rows(archive, "SELECT status FROM harvests")]
    return bool(states) and "running" not in states


def _rows(archive: Path, sql: str) -> list[tuple[str, ...]]:
    """Rows of a copy of the catalog, so that nothing is touched."""
    if not (archive / "corpus.db").exists():
        return []
    with tempfile.TemporaryDirectory(prefix="fazhi-copy-") as folder:
        for suffix in ("", "-wal"):
            with contextlib.suppress(FileNotFoundError):
                shutil.copy(f"{archive / 'corpus.db'}{suffix}", folder)
        connection = sqlite3.connect(Path(folder) / "corpus.db")
        try:
            return connection.execute(sql).fetchall()
        except sqlite3.OperationalError:  # killed before the tables were made
            return []
        finally:
            connection.close()


def _asked(method: str, url: str) -> Asked:
    parts = urlsplit(url)
    return method, parts.hostname or "", parts.path + (f"?{parts.query}" if parts.query else "")
