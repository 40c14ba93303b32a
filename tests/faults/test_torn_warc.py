"""A WARC file that ends anywhere: what was committed is kept whole, what was not is kept aside, and writing goes on."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.errors import ArchiveDamaged
from archive.events import HarvestStarted
from archive.store import Archive
from archive.verify import verify
from archive.warc_reading import OPEN, iter_records, warc_files
from tests.archive.making import AT, complaints, event, exchange, portal

STARTED = HarvestStarted(
    at=AT, sequence=1, harvest_id="h1", today="2025-05-01", mode="auto", arguments="{}",
    software="{}", registry=(portal(),), portals=("a",),
)  # fmt: skip


@dataclass(frozen=True)
class Torn:
    """An archive whose writer died: some records committed, three more appended."""

    folder: Path
    catalog: bytes
    name: str
    """Of its WARC file, without `.open`."""
    content: bytes
    committed: int
    ids: tuple[str, ...]
    """Of the committed records."""
    last_three: int
    """Where the last three committed records begin."""

    def cut(self, length: int) -> None:
        """The archive anew, its WARC file ending there."""
        shutil.rmtree(self.folder)
        (self.folder / "warc").mkdir(parents=True)
        (self.folder / "corpus.db").write_bytes(self.catalog)
        (self.folder / "warc" / (self.name + OPEN)).write_bytes(self.content[:length])


@pytest.fixture(scope="module")
def torn() -> Iterator[Torn]:
    # In memory where that is: every case syncs some ten times.
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as made:
        folder = Path(made) / "archive"
        archive = Archive(folder)
        archive.begin(STARTED)
        archive.write_exchange(exchange(1))
        archive.write_exchange(exchange(2, body=b"<p>\xe4\xba\x8c</p>"))
        archive.commit()
        committed = archive.writer.tell
        archive.write_exchange(exchange(3, body=b"<p>\xe4\xb8\x89</p>"))
        archive.abandon()
        path = next((folder / "warc").glob("*" + OPEN))
        records = [r for r in iter_records(path) if r.offset < committed]
        yield Torn(
            folder=folder,
            catalog=(folder / "corpus.db").read_bytes(),
            name=path.name.removesuffix(OPEN),
            content=path.read_bytes(),
            committed=committed,
            ids=tuple(r.headers["warc-record-id"] for r in records),
            last_three=records[-3].offset,
        )


def go_on(folder: Path) -> None:
    """What the next harvest does: opens, writes, ends."""
    archive = Archive(folder)
    archive.begin(STARTED)
    archive.write_exchange(exchange(4, body=b"<p>\xe5\x9b\x9b</p>"))
    archive.close()


def problems(folder: Path) -> list[str]:
    db = Database(folder / "corpus.db")
    try:
        # These captures stand for themselves: there is no request that they belong to.
        return [str(p) for p in verify(folder, db, lambda _: None) if p.kind != "catalog"]
    finally:
        db.close()


def held(folder: Path) -> set[str]:
    return {
        r.headers["warc-record-id"]
        for path in warc_files(folder / "warc")
        for r in iter_records(path)
    }


@pytest.mark.timeout(600)
def test_a_tail_cut_at_any_byte_of_its_last_three_records_costs_no_committed_record(
    torn: Torn,
) -> None:
    lost = 0
    for length in range(torn.committed, len(torn.content) + 1):
        torn.cut(length)
        go_on(torn.folder)
        lost += len(set(torn.ids) - held(torn.folder))
        assert problems(torn.folder) == [], length
        kept = b"".join(path.read_bytes() for path in (torn.folder / "warc").glob("cut/*"))
        assert kept == torn.content[torn.committed : length]
        if length % 97 == 0:
            assert all(not complaints(path) for path in warc_files(torn.folder / "warc"))
    assert lost == 0


def test_committed_bytes_that_are_gone_are_named_and_nothing_is_written_over(torn: Torn) -> None:
    for length in range(torn.last_three, torn.committed):
        torn.cut(length)
        with pytest.raises(ArchiveDamaged, match=f"{torn.committed} are committed"):
            Archive(torn.folder)
        assert (torn.folder / "warc" / (torn.name + OPEN)).read_bytes() == torn.content[:length]


def test_a_start_that_dies_while_it_mends_is_mended_by_the_next(torn: Torn) -> None:
    torn.cut(len(torn.content) - 7)
    Archive(torn.folder).abandon()  # cut and sealed, and then nothing
    go_on(torn.folder)
    assert problems(torn.folder) == []
    assert set(torn.ids) <= held(torn.folder)


def test_a_clock_that_was_set_back_does_not_turn_the_order_of_replay(
    torn: Torn, monkeypatch: pytest.MonkeyPatch
) -> None:
    torn.cut(torn.committed)
    ahead = Archive(torn.folder)
    monkeypatch.setattr("archive.clock.utc_now", lambda: "2035-01-01T00:00:00.000000Z")
    ahead.begin(STARTED)
    ahead.record(replace(event(), at=ahead.moment(), status="interrupted"))
    last = ahead.moment()
    ahead.close()
    monkeypatch.setattr("archive.clock.utc_now", lambda: "2025-01-01T00:00:00.000000Z")
    back = Archive(torn.folder)
    back.begin(replace(STARTED, at="2025-01-01T00:00:00.000000Z"))
    assert back.moment() >= last
    back.close()
