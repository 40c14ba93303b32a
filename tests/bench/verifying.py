"""Measures what `verify` and `rebuild` take of an archive's size: python -m tests.bench.verifying [captures …]."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from archive.events import HarvestEnded, HarvestStarted, RequestEnded
from archive.store import Archive
from tests.archive.making import exchange, portal

COUNTS = (20_000, 60_000)
GROUP = 500
"""Captures between two commits."""


def fill(folder: Path, count: int) -> None:
    """An archive of so many list pages, by the real writer."""
    archive = Archive(folder)
    started = HarvestStarted(
        at=archive.moment(), sequence=0, harvest_id="h1", today="2025-05-01", mode="auto", arguments="{}",
        software="{}", registry=(portal(),), portals=("a",),
    )  # fmt: skip
    archive.begin(started)
    for number in range(count):
        _page(archive, number)
        if number % GROUP == 0:
            archive.commit()
    ended = HarvestEnded(
        at=archive.moment(), sequence=archive.next_sequence(), harvest_id="h1", status="complete",
        exit_code=0, verdict="{}",
    )  # fmt: skip
    archive.record(ended)
    archive.close()


def _page(archive: Archive, number: int) -> None:
    request, url = f"{number:020x}", f"http://www.a.gov.cn/zfxxgk/lists/{number}.html"
    sent = exchange(
        capture_id=f"{request}-1", request_id=request, url=url, body=b"%d" % number, at=archive.moment()
    )  # fmt: skip
    held = archive.write_exchange(sent)
    event = RequestEnded(
        at=archive.moment(), sequence=archive.next_sequence(), request_id=request, harvest_id="h1",
        portal="a", method="GET", url=url, body_sha256=None, kind="list", via=None, planned=number,
        attempts=1, outcome="fetched", http_status=200, started_at=held.captured_at,
        ended_at=archive.moment(), capture_id=held.capture_id,
    )  # fmt: skip
    archive.record(event)


def measured(*words: str) -> str:
    """Peak resident memory and CPU of a verb, in words; it must end with 0."""
    command = [sys.executable, "-m", "archive", *words]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return f"{usage.ru_maxrss >> 10} MiB, {usage.ru_utime:.1f} s CPU"


def main(counts: list[int]) -> None:
    """Print a line for each size."""
    for count in counts or COUNTS:
        with tempfile.TemporaryDirectory() as made:
            folder = Path(made) / "archive"
            fill(folder, count)
            verified = measured("verify", "--archive", str(folder))
            rebuilt = measured("rebuild", "--archive", str(folder))
            print(f"| {count:,} | {4 * count:,} | {verified} | {rebuilt} |")


if __name__ == "__main__":
    main([int(word) for word in sys.argv[1:]])
