"""Claims about rebuilding: the same bytes from warc/ alone, in any order of files, and from two archives as one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from archive.errors import ArchiveDamaged, ArchiveLocked, NoSpace
from archive.ledger import Planned
from archive.lock import Lock
from archive.opening import open_archive
from archive.records import Ask
from archive.store import Archive
from archive.verify import verify
from pipelines.rebuild import rebuild
from tests.archive.making import exchange, no_room_beyond
from tests.pipelines.harvesting import A, B, ask, exports, harvest, live, page, started


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return live(tmp_path_factory.mktemp("lived"))


def test_a_rebuild_gives_the_bytes_of_the_live_catalog(lived: Path, tmp_path: Path) -> None:
    told: list[str] = []
    summary = rebuild(lived, tmp_path, told.append)
    assert exports(tmp_path) == exports(lived)
    assert (summary.reports, summary.readings) == (2, 4)
    assert told[0].endswith("events in 2 files")


def test_two_archives_merged_rebuild_to_the_same_bytes_in_any_order(
    lived: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    harvest(other, "h3", "2025-07-30", (A, page(2023, hits=9)), (B + "?n", page(2021)))
    made = []
    for number, sources in enumerate(((lived, other), (other, lived))):
        merged = tmp_path / f"merged{number}"
        for source in sources:
            shutil.copytree(source / "warc", merged / "warc", dirs_exist_ok=True)
        rebuild(merged, merged)
        made.append(exports(merged))
    assert made[0] == made[1]
    assert made[0]["corpus"].count(b"\n") == 3
    assert made[0] != exports(lived)


def test_a_rebuild_waits_for_nobody_and_takes_no_archive_that_is_harvested(lived: Path) -> None:
    before = (lived / "corpus.db").read_bytes()
    lock = Lock(lived)
    with pytest.raises(ArchiveLocked):
        rebuild(lived, lived)
    lock.release()
    assert (lived / "corpus.db").read_bytes() == before


def test_a_damaged_archive_leaves_the_old_catalog(lived: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(lived, broken)
    file = min((broken / "warc").glob("*.gz"))
    file.write_bytes(file.read_bytes()[:-40])
    before = (broken / "corpus.db").read_bytes()
    with pytest.raises(ArchiveDamaged):
        rebuild(broken, broken)
    assert (broken / "corpus.db").read_bytes() == before
    assert not list(broken.glob("corpus.db.*"))


@pytest.mark.parametrize("room", [4_000, 60_000])
def test_a_rebuild_without_room_leaves_the_old_catalog(
    room: int, lived: Path, tmp_path: Path
) -> None:
    shutil.copytree(lived, tmp_path, dirs_exist_ok=True)
    before = (tmp_path / "corpus.db").read_bytes()
    with no_room_beyond(room), pytest.raises(NoSpace, match="make room"):
        rebuild(tmp_path, tmp_path)
    assert (tmp_path / "corpus.db").read_bytes() == before
    assert [path.name for path in tmp_path.glob("corpus.db*")] == ["corpus.db"]


def test_an_open_file_with_a_torn_end_is_rebuilt_and_can_be_harvested_into_again(
    lived: Path, tmp_path: Path
) -> None:
    torn = tmp_path / "torn"
    shutil.copytree(lived / "warc", torn / "warc")
    file = max((torn / "warc").glob("*.gz"))
    whole = file.stat().st_size
    opened = file.with_name(file.name + ".open")
    opened.write_bytes(file.read_bytes() + b"\x1f\x8b\x08\x00torn")
    file.unlink()
    rebuild(torn, torn)
    archive = Archive(torn)
    archive.close()
    assert file.stat().st_size == whole


def test_a_killed_harvest_that_never_went_on_is_rebuilt_and_sound(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.begin(started(archive, "h1", "2025-06-30"))
    ask(archive, "h1-q0", "h1", A, page(2023))
    row = Planned(
        request_id="h1-q1", harvest_id="h1", portal="qingshi", ask=Ask(url=B), kind="article",
        via="h1-q0", sequence=archive.next_planned(),
    )  # fmt: skip
    archive.plan([row])
    archive.write_exchange(
        exchange(
            capture_id="h1-q1.1", request_id="h1-q1", url=B, body=page(2022), at=archive.moment()
        )
    )
    archive.commit()
    archive.abandon()
    rebuild(tmp_path, tmp_path)
    db = open_archive(tmp_path)
    assert [one.kind for one in verify(tmp_path, db, print)] == []
    waiting = (
        "SELECT portal, url, kind, via, sequence, outcome FROM requests WHERE request_id = 'h1-q1'"
    )
    assert db.execute(waiting).fetchall() == [("qingshi", B, "article", "h1-q0", 2, None)]
    db.close()


def test_a_folder_without_warc_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveDamaged, match="no WARC files"):
        rebuild(tmp_path, tmp_path)
