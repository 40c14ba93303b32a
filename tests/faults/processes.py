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
from pathlib import Path
from urllib.parse import urlsplit

import psutil

from tests.faults.log import Asked, Tail
from tests.harvest.running import ROOT, environment
from tests.sample.serving import Served

LIMIT = 240.0
"""Seconds after which a process that neither dies nor ends counts as hanging."""
READER, BROWSER = "multiprocessing.spawn", "chrom"
"""What the command lines of a reading process and of a browser hold."""


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


def wait_for_answers(process: subprocess.Popen[bytes], tail: Tail, number: int) -> bool:
    """Until the server has answered so often since the process began. False: the process ended before."""
    end = time.monotonic() + LIMIT
    while tail.count() < number:
        if process.poll() is not None or time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True


def kill_child(process: subprocess.Popen[bytes], words: str, seconds: float = 20.0) -> bool:
    """SIGKILL one descendant whose command line holds `words`, as soon as there is one."""
    end = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < end:
        with contextlib.suppress(psutil.Error):
            for child in psutil.Process(process.pid).children(recursive=True):
                with contextlib.suppress(psutil.Error):
                    if words in " ".join(child.cmdline()):
                        child.send_signal(signal.SIGKILL)
                        return True
        time.sleep(0.02)
    return False


def ended(archive: Path) -> Counter[Asked]:
    """Requests that have their outcome, by method and address; read from a copy, so that nothing is touched."""
    if not (archive / "corpus.db").exists():
        return Counter()
    with tempfile.TemporaryDirectory(prefix="fazhi-copy-") as folder:
        for suffix in ("", "-wal"):
            with contextlib.suppress(FileNotFoundError):
                shutil.copy(f"{archive / 'corpus.db'}{suffix}", folder)
        connection = sqlite3.connect(Path(folder) / "corpus.db")
        try:
            rows = connection.execute(
                "SELECT method, url FROM requests WHERE outcome IS NOT NULL AND kind NOT IN ('robots', 'render')"
            ).fetchall()
        except sqlite3.OperationalError:  # killed before the tables were made
            rows = []
        finally:
            connection.close()
    return Counter(_asked(method, url) for method, url in rows)


def _asked(method: str, url: str) -> Asked:
    parts = urlsplit(url)
    return method, parts.hostname or "", parts.path + (f"?{parts.query}" if parts.query else "")
