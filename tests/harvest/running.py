"""Runs a real harvest of a served sample, as an operator would: the command, its exit code, its archive."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from tests.sample.serving import Served

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 280.0
"""Seconds: a harvest of the sample takes some twenty; more means that it hangs."""


@dataclass(frozen=True)
class Ran:
    """A harvest that has ended."""

    code: int
    out: str
    err: str


def environment(archive: Path, served: Served, **more: str) -> dict[str, str]:
    """The environment of a harvest of this sample into this archive."""
    own = {"FAZHI_ARCHIVE": str(archive), "FAZHI_MIN_FREE_BYTES": "0", "PYTHONWARNINGS": "default"}
    return {**os.environ, **served.environment, **own, **more}


def harvest(archive: Path, served: Served, *arguments: str, **more: str) -> Ran:
    """Run `scrapy crawl portals` to its end."""
    command = [sys.executable, "-m", "scrapy", "crawl", "portals"]
    for argument in arguments:
        command += ["-a", argument]
    done = subprocess.run(
        command, cwd=ROOT, env=environment(archive, served, **more), capture_output=True,
        text=True, timeout=LIMIT, check=False,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)


def verb(archive: Path, *words: str) -> Ran:
    """Run `python -m archive …` on an archive."""
    done = subprocess.run(
        [sys.executable, "-m", "archive", *words, "--archive", str(archive)],
        cwd=ROOT, capture_output=True, text=True, timeout=LIMIT, check=False,
    )  # fmt: skip
    return Ran(done.returncode, done.stdout, done.stderr)


@contextmanager
def catalog(archive: Path) -> Iterator[Database]:
    """The archive's catalog, closed again."""
    db = Database(archive / "corpus.db")
    try:
        yield db
    finally:
        db.close()


def access_log(path: Path) -> list[dict[str, object]]:
    """What the sample's server saw."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
