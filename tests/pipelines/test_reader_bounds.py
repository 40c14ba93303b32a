"""No page takes a reader, or the program that started it, beyond its time and memory."""

from __future__ import annotations

import asyncio
import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from archive.records import Facts, Page, Reading
from pipelines import extract_command, pool, reading
from pipelines.extract_command import ManifestLine, extract_files
from pipelines.pool import ReadingPool, Unread
from tests.pipelines.test_pool import unread

MIB = 1024 * 1024


def strange_reader(page: Page) -> Reading:
    """Reads for ever or takes all memory that it gets, where a page's bytes say so."""
    if b"endless" in page.body:
        while True:
            pass
    if b"greedy" in page.body:
        taken = [bytearray(64 * MIB)]
        while True:
            taken.append(bytearray(64 * MIB))
    return Reading(url=page.url, is_report=False, reason="sound", facts=Facts(), text="")


def read_strangely(one: Unread) -> Reading:
    """What a process of the pool does, with a reader that some pages trip."""
    reading.read, pool.READING_SECONDS = strange_reader, 0.3
    pool.page_of = lambda unread: Page(url=unread.url, body=unread.url.encode())
    return pool.read_unread(one)


def extract_strangely(line: ManifestLine) -> dict[str, object]:
    """What the command's reader does, with a reader that some pages trip."""
    reading.read, pool.READING_SECONDS = strange_reader, 0.3
    return real_extract_file(line)


real_extract_file = extract_command.extract_file


@pytest.mark.timeout(120)
def test_in_the_pool_an_endless_and_a_greedy_page_cost_themselves_and_no_neighbour(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pool, "read_unread", read_strangely)
    wanted = [unread(tmp_path, name) for name in ("sound-1", "endless", "sound-2", "greedy", "sound-3")]  # fmt: skip

    async def read_all() -> list[Reading]:
        readers = ReadingPool(2)
        try:
            return await asyncio.gather(*(readers.read(one) for one in wanted))
        finally:
            readers.close()

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    readings = asyncio.run(read_all())
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert [one.reason for one in readings] == ["sound", "unreadable"] * 2 + ["sound"]
    assert [one.outcome for one in readings] == ["ok", "limit"] * 2 + ["ok"]
    assert all(one.error for one in readings if one.outcome == "limit")
    assert grown < 50 * 1024


@pytest.mark.timeout(120)
def test_the_command_names_the_file_that_ends_its_reader_and_reads_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extract_command, "extract_file", extract_strangely)
    for number, name in enumerate(("endless", "sound", "greedy", "sound")):
        (tmp_path / f"{number}.html").write_text(name)
    lines = [ManifestLine(file=tmp_path / f"{number}.html") for number in range(4)]
    found = list(extract_files(lines))
    assert [one["reason"] for one in found] == ["limit", "sound", "limit", "sound"]
    assert "0.html" in str(found[0]["error"])
    assert [one["error"] for one in found[1::2]] == [None, None]


@pytest.mark.timeout(120)
def test_a_file_too_large_for_memory_is_an_object_with_its_error(tmp_path: Path) -> None:
    giant = tmp_path / "giant.html"
    with giant.open("wb") as file:
        file.truncate(8 * 1024 * MIB)
    (found,) = extract_files([ManifestLine(file=giant)])
    assert (found["is_report"], found["text"]) == (False, None)
    assert "giant.html" in str(found["error"])


def test_the_command_s_own_process_loads_no_parser(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>本页无正文</p>", encoding="utf-8")
    script = (
        "import sys\nfrom archive.__main__ import main\n"
        f"code = main(['extract', {str(page)!r}])\n"
        "print(code, sorted({'lxml', 'trafilatura'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True
    )  # fmt: skip
    assert json.loads(done.stdout)["error"] is None
    assert done.stderr.strip().splitlines()[-1] == "0 []"
