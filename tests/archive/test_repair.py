"""What was committed survives any cut."""

from __future__ import annotations

import errno
import shutil
from pathlib import Path

import pytest

from archive.errors import ArchiveDamaged, NoSpace
from archive.migrations import open_catalog
from archive.repair import cut_tail, mend, seal
from archive.warc import WarcWriter
from archive.warc_reading import iter_records, members
from tests.archive.making import complaints, exchange


def test_cut_at_every_byte_of_the_last_three_records_nothing_intact_is_lost(tmp_path: Path) -> None:
    source = tmp_path / "source"
    writer = WarcWriter(source, "h1", {})
    ends = []
    for number in range(5):
        writer.append_exchange(exchange(number, body=b"%d" % number * 20))
        ends.append(writer.sync()[1])
    writer.close()
    name = writer.file_name
    whole = (source / (name + ".open")).read_bytes()
    starts = [offset for offset, _, _ in members(source / (name + ".open"))]
    folder = tmp_path / "w"
    for size in range(starts[-3], len(whole)):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        (folder / (name + ".open")).write_bytes(whole[:size])
        committed = max(end for end in ends if end <= size)
        cut = cut_tail(folder, name, committed)
        assert (cut is None) == (size == committed)
        if cut:
            assert cut.kept.read_bytes() == whole[committed:size]
            assert cut.lost_records == sum(
                committed <= start for start in starts[1:] if start < size
            ) - (cut.torn)
        seal(folder, name)
        assert len(list(iter_records(folder / name))) == 1 + 2 * (ends.index(committed) + 1)
    last = WarcWriter(folder, "h1", {}, start_serial=2)
    last.append_exchange(exchange(9))
    assert complaints(folder / last.seal()) == ""
    assert complaints(folder / name) == ""


def test_a_file_shorter_than_what_was_committed_is_damage(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path, "h1", {})
    writer.close()
    with pytest.raises(ArchiveDamaged, match="committed"):
        cut_tail(tmp_path, writer.file_name, 100_000)
    with pytest.raises(ArchiveDamaged, match="missing"):
        cut_tail(tmp_path, "fazhi-other-00001.warc.gz", 1)


def test_a_closed_file_of_which_committed_bytes_are_gone_is_damage(tmp_path: Path) -> None:
    db = open_catalog(tmp_path / "corpus.db", create=True)
    db.execute(
        "INSERT INTO warc_files (warc_file, harvest_id, committed, sealed) VALUES ('a.warc.gz', 'h1', 100, 1)"
    )
    closed = tmp_path / "a.warc.gz"
    closed.write_bytes(b"x" * 100)
    assert mend(tmp_path, db) == []
    closed.write_bytes(b"x" * 99)
    with pytest.raises(ArchiveDamaged, match="100 are committed"):
        mend(tmp_path, db)
    closed.unlink()
    with pytest.raises(ArchiveDamaged, match=r"a\.warc\.gz"):
        mend(tmp_path, db)
    db.close()


def test_a_catalog_that_is_no_database_is_damage(tmp_path: Path) -> None:
    (tmp_path / "corpus.db").write_text("no database " * 100, encoding="utf-8")
    with pytest.raises(ArchiveDamaged, match="rebuild"):
        open_catalog(tmp_path / "corpus.db", create=True)


def test_without_room_to_keep_the_cut_bytes_nothing_is_cut(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = WarcWriter(tmp_path, "h1", {})
    committed = writer.sync()[1]
    writer.append_exchange(exchange())
    writer.close()
    size = writer.tell

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("archive.repair.os.fsync", full)
    with pytest.raises(NoSpace, match="make room"):
        cut_tail(tmp_path, writer.file_name, committed)
    monkeypatch.undo()
    assert (tmp_path / (writer.file_name + ".open")).stat().st_size == size
    assert list((tmp_path / "cut").iterdir()) == []
