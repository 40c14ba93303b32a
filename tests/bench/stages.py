"""What each step of reading a capture costs, on the captures of a benchmark's archive."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import trafilatura

from archive import ledger
from archive.migrations import open_catalog
from pipelines.fingerprint import stamped
from pipelines.pool import Unread, page_of
from pipelines.reading import read

SAMPLE = 200
"""Captures that are read."""

T = TypeVar("T")
U = TypeVar("U")


def captures_of(archive: Path) -> list[Unread]:
    """Return articles of an archive, as the pool gets them."""
    db = open_catalog(archive / "corpus.db")
    rows = db.query(
        "SELECT capture_id, portal FROM requests"
        " WHERE kind = 'article' AND capture_id IS NOT NULL ORDER BY request_id LIMIT ?",
        [SAMPLE],
    )
    made = []
    for row in rows:
        capture = ledger.capture(db, row["capture_id"])
        if capture is not None:
            made.append(
                Unread(
                    folder=archive / "warc",
                    capture=capture,
                    payload=capture,
                    portal=row["portal"],
                    url=capture.url,
                    kind="article",
                )
            )
    db.close()
    return made


def timed(step: Callable[[T], U], inputs: Sequence[T]) -> tuple[list[U], float]:
    """Run a step on all inputs; return its results, and its processor time each in ms."""
    step(inputs[0])  # imports and caches
    started = time.process_time()
    results = [step(one) for one in inputs]
    return results, (time.process_time() - started) / len(inputs) * 1000


def by_stage(archive: Path) -> str:
    """Return the steps' costs as one line."""
    pages, fetching = timed(page_of, captures_of(archive))
    readings, reading = timed(read, pages)
    _, alone = timed(trafilatura.extract, [page.body for page in pages])
    _, stamping = timed(stamped, readings)
    return (
        f"reading  {fetching:.1f} ms from WARC + {reading:.1f} ms text and facts"
        f" (trafilatura alone takes {alone:.1f} ms) + {stamping:.1f} ms digest and signature"
    )
