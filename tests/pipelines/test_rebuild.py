"""Claims about rebuilding: the same bytes from warc/ alone, in any order of files, and from two archives as one."""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path

import pytest

from archive.catalog import open_archive
from archive.errors import ArchiveDamaged, ArchiveLocked
from archive.events import HarvestEnded, HarvestStarted, RequestEnded
from archive.export import export
from archive.lock import Lock
from archive.pending import put_reading
from archive.selection import Selection
from archive.store import Archive
from archive.tables import TABLES
from archive.verify import verify
from archive.warc_records import payload_digest
from pipelines.pool import Unread, read_unread
from pipelines.rebuild import rebuild
from pipelines.settle import settle
from tests.archive.making import exchange
from tests.pipelines.settling import REGISTRY, words

A, B = "http://www.qingshi.gov.cn/a.html", "http://www.qingshi.gov.cn/b.html"


def page(year: int, *, edit: str = "", hits: int = 1) -> bytes:
    """An article's page as a portal serves it."""
    title = f"青石县人民政府{year}年法治政府建设年度报告"
    text = words(year).replace("，", edit or "，", 1)
    inside = "".join(f"<p>{escape(line)}</p>" for line in text.split("\n"))
    return (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><h1>{title}</h1>"
        f"<div class='info'>发布时间：{year + 1}-03-01　浏览次数：{hits}</div>"
        f"<div class='TRS_Editor'>{inside}<p>青石县人民政府</p><p>{year + 1}年2月20日</p></div></body></html>"
    ).encode()


def harvest(folder: Path, name: str, today: str, *seen: tuple[str, bytes | None]) -> None:
    """A whole harvest by the real writer: capture, read, settle, end."""
    archive = Archive(folder)
    archive.begin(_started(archive, name, today))
    for number, (url, body) in enumerate(seen):
        _ask(archive, f"{name}-q{number}", name, url, body)
    archive.commit()
    settle(archive.db, name)
    archive.record(
        HarvestEnded(
            at=archive.moment(), sequence=archive.next_sequence(), harvest_id=name, status="complete",
            exit_code=0, verdict="{}",
        )
    )  # fmt: skip
    archive.close()


def _started(archive: Archive, name: str, today: str) -> HarvestStarted:
    return HarvestStarted(
        at=archive.moment(), sequence=0, harvest_id=name, today=today, mode="auto", arguments="{}",
        software="{}", registry=REGISTRY, portals=tuple(row.portal for row in REGISTRY),
    )  # fmt: skip


def _ask(archive: Archive, request: str, name: str, url: str, body: bytes | None) -> None:
    sent = body if body is not None else b"gone"
    holder = archive.holder_of(payload_digest(sent)) if body else None
    capture = archive.write_exchange(
        exchange(
            capture_id=f"{request}.1", request_id=request, url=url, body=sent, at=archive.moment(),
            status=200 if body else 404, revisit_of=holder,
        )
    )  # fmt: skip
    archive.record(
        RequestEnded(
            at=archive.moment(), sequence=archive.next_sequence(), request_id=request, harvest_id=name,
            portal="qingshi", method="GET", url=url, body_sha256=None, kind="article", via=None,
            planned=archive.next_planned(), attempts=1, outcome="fetched" if body else "http_error:404",
            http_status=200 if body else 404, started_at=capture.captured_at,
            ended_at=archive.moment(), capture_id=capture.capture_id,
        )
    )  # fmt: skip
    archive.commit()
    if body and (holder is None or holder.url != url):
        payload = holder or capture
        unread = Unread(
            folder=archive.warc_folder,
            capture=capture,
            payload=payload,
            portal="qingshi",
            url=url,
            kind="article",
        )
        with archive.db.atomic():
            put_reading(
                archive.db, capture.capture_id, request, name, "qingshi", read_unread(unread)
            )


def exports(folder: Path) -> dict[str, bytes]:
    """All exports of an archive."""
    db = open_archive(folder)
    found = {}
    for what in TABLES:
        out = folder / f"{what}.jsonl"
        export(db, TABLES[what], Selection(), "jsonl", out)
        found[what] = out.read_bytes()
    db.close()
    return found


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of two harvests: found, then edited, unchanged, gone; file names sort against time."""
    folder = tmp_path_factory.mktemp("lived")
    harvest(folder, "h2", "2025-06-30", (A, page(2023)), (B, page(2022)), (A + "?m", page(2023)))
    harvest(
        folder, "h1", "2026-06-30", (A, page(2023, edit="、")), (B, page(2022)), (A + "?m", None)
    )
    return folder


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
    archive.begin(_started(archive, "h1", "2025-06-30"))
    _ask(archive, "h1-q0", "h1", A, page(2023))
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
    db.close()


def test_a_folder_without_warc_is_no_archive(tmp_path: Path) -> None:
    with pytest.raises(ArchiveDamaged, match="no WARC files"):
        rebuild(tmp_path, tmp_path)
