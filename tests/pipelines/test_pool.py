"""The pool of readers goes on: renewed in time, and never left without a process."""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from archive.errors import NoSpace
from archive.records import Capture, Facts, Reading
from archive.warc import WarcWriter
from pipelines import pool
from pipelines.pool import ReadingPool, Unread, read_unread
from tests.archive.making import exchange, no_room_beyond

FIXTURES = Path(__file__).parents[1] / "fixtures" / "attachments"


def unread(folder: Path, number: int | str) -> Unread:
    """A capture whose WARC file is not there: read at once, with that as its error."""
    capture = Capture(
        capture_id=f"c{number}",
        request_id=f"r{number}",
        url=f"http://www.qingshi.test/{number}.html",
        captured_at="2025-06-30T00:00:00.000000Z",
        http_status=200,
        media_type="text/html",
        payload_digest=None,
        warc_file="gone.warc.gz",
        warc_offset=0,
        warc_length=100,
        record_type="response",
    )
    return Unread(
        folder=folder,
        capture=capture,
        payload=capture,
        portal="qingshi",
        url=capture.url,
        kind="article",
    )


def test_a_reader_that_finds_no_room_for_its_files_says_so_and_calls_no_page_unreadable(
    tmp_path: Path,
) -> None:
    body = (FIXTURES / "report.pdf").read_bytes()
    writer = WarcWriter(tmp_path, "h1", {})
    capture = writer.append_exchange(exchange(body=body, media_type="application/pdf"))
    writer.close()
    held = replace(unread(tmp_path, 1), capture=capture, payload=capture, kind="attachment")
    assert read_unread(held).outcome == "ok"
    with no_room_beyond(len(body) // 2), pytest.raises(NoSpace, match="TMPDIR"):
        read_unread(held)


@pytest.mark.timeout(120)
def test_readers_are_renewed_while_more_pages_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "TASKS_PER_PROCESS", 4)

    async def read_all() -> list[Reading]:
        readers = ReadingPool(1)
        try:
            wanted = [readers.read(unread(tmp_path, number)) for number in range(13)]
            return await asyncio.gather(*wanted)
        finally:
            readers.close()

    readings = asyncio.run(read_all())
    assert [reading.url[-7:] for reading in readings[:2]] == ["/0.html", "/1.html"]
    assert len(readings) == 13
    assert all(reading.error for reading in readings)


@pytest.mark.timeout(120)
def test_a_page_that_kills_its_reader_costs_its_own_reading_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_all(readers: ReadingPool) -> list[Reading]:
        async def wait() -> list[Reading]:
            wanted = [readers.read(unread(tmp_path, number)) for number in range(6)]
            return await asyncio.gather(*wanted)

        return asyncio.run(wait())

    monkeypatch.setattr(pool, "read_unread", dies_on_three)
    readers = ReadingPool(1)
    try:
        readings = read_all(readers)
    finally:
        readers.close()
    assert [reading.error for reading in readings] == [
        "sound", "sound", "sound", "the reading process died twice on this page", "sound", "sound",
    ]  # fmt: skip


def dies_on_three(one: Unread) -> Reading:
    """Stands for a page that no reader survives."""
    if one.url.endswith("/3.html"):
        os.kill(os.getpid(), signal.SIGKILL)
    return Reading(url=one.url, is_report=False, reason=None, facts=Facts(), text="", error="sound")
