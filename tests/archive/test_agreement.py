"""A catalog that is lost, older than its WARC files, or beside foreign ones is not harvested into."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from archive.errors import ArchiveDamaged
from archive.events import HarvestStarted
from archive.store import Archive
from archive.warc_reading import iter_records
from pipelines.rebuild import rebuild
from tests.archive.making import AT, exchange
from tests.archive.small import make_archive


def begin(folder: Path, name: str) -> Archive:
    archive = Archive(folder)
    archive.begin(
        HarvestStarted(
            at=AT, sequence=0, harvest_id=name, today="2025-05-02", mode="auto", arguments="{}",
            software="{}", registry=(), portals=(),
        )
    )  # fmt: skip
    return archive


def refuses(folder: Path, words: str) -> None:
    before = {path.name: path.stat().st_size for path in (folder / "warc").iterdir()}
    with pytest.raises(ArchiveDamaged, match=words) as raised:
        Archive(folder)
    assert "python -m archive rebuild" in str(raised.value)
    assert {path.name: path.stat().st_size for path in (folder / "warc").iterdir()} == before


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "archive")


def drop_catalog(folder: Path) -> None:
    for path in folder.glob("corpus.db*"):
        path.unlink()


def test_a_lost_catalog_is_not_begun_anew_beside_its_files(folder: Path) -> None:
    drop_catalog(folder)
    refuses(folder, "does not know")


def test_a_killed_harvest_whose_catalog_is_lost_keeps_its_records(folder: Path) -> None:
    archive = begin(folder, "h2")
    archive.write_exchange(exchange(7))
    archive.commit()
    archive.abandon()
    for path in (folder / "warc").glob("*h1*"):
        path.unlink()
    drop_catalog(folder)
    refuses(folder, "older than this file")


def test_a_catalog_from_before_the_last_harvest_is_not_gone_on_with(
    folder: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "corpus.db"
    shutil.copy(folder / "corpus.db", kept)
    begin(folder, "h2").close()
    drop_catalog(folder)
    shutil.copy(kept, folder / "corpus.db")
    refuses(folder, "does not know")


def test_a_catalog_from_the_middle_of_a_harvest_is_not_gone_on_with(
    folder: Path, tmp_path: Path
) -> None:
    archive = begin(folder, "h2")
    kept = tmp_path / "corpus.db"
    archive.db.execute(f"VACUUM INTO '{kept}'")
    archive.write_exchange(exchange(7))
    archive.commit()
    archive.close()
    drop_catalog(folder)
    shutil.copy(kept, folder / "corpus.db")
    refuses(folder, "though the catalog has")


def test_a_tail_longer_than_one_commit_was_committed_by_a_newer_catalog(folder: Path) -> None:
    archive = begin(folder, "h2")
    archive.write_exchange(exchange(7, at="2090-01-01T00:00:00.000000Z"))
    archive.clock.last = "2090-01-01T00:02:00.000000Z"
    archive.write_exchange(exchange(8, at=archive.moment()))
    archive.abandon()
    refuses(folder, "older than this file")


def test_a_file_of_another_archive_is_known_after_a_rebuild(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    archive = begin(other, "h7")
    archive.write_exchange(exchange(7))
    archive.close()
    foreign = next((other / "warc").glob("*.gz"))
    shutil.copy(foreign, folder / "warc")
    refuses(folder, "does not know")
    rebuild(folder, folder)
    Archive(folder).close()


def test_a_missing_and_a_cut_file_are_named(folder: Path) -> None:
    path = next((folder / "warc").glob("*.gz"))
    path.write_bytes(path.read_bytes()[:-9])
    refuses(folder, "bring it back")
    path.unlink()
    refuses(folder, "missing")


def test_what_a_kill_before_the_first_commit_leaves_is_cut_and_begun_anew(tmp_path: Path) -> None:
    archive = begin(tmp_path, "h1")
    path = next((tmp_path / "warc").glob("*.open"))
    archive.abandon()
    drop_catalog(tmp_path)
    assert len(list(iter_records(path))) == 2
    begin(tmp_path, "h2").close()
    assert (tmp_path / "warc" / "cut").is_dir()
