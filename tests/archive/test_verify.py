"""Verification finds each planted damage, says what and where, and finds none in a sound archive."""

from __future__ import annotations

import gzip
import re
import zlib
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.events import HarvestStarted
from archive.problems import Problem
from archive.store import Archive
from archive.verify import is_held, verify
from archive.warc_reading import iter_records
from tests.archive.making import AT, exchange
from tests.archive.small import make_archive


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_archive(tmp_path / "archive")


def problems(folder: Path) -> list[Problem]:
    db = Database(folder / "corpus.db")
    try:
        return list(verify(folder, db, lambda _: None))
    finally:
        db.close()


def change(folder: Path, sql: str) -> None:
    db = Database(folder / "corpus.db")
    with db.atomic():
        db.execute(sql)
    db.close()


def warc(folder: Path) -> Path:
    return next((folder / "warc").glob("*.warc.gz"))


def test_a_sound_archive_has_no_problem(folder: Path) -> None:
    assert problems(folder) == []


def test_a_flipped_bit_is_found_where_gzip_itself_does_not_look(folder: Path) -> None:
    path = warc(folder)
    whole = path.read_bytes()
    first, second = list(iter_records(path))[:2]
    for place in (4, 8, 9, second.offset + 5, first.offset + first.length - 9):
        data = bytearray(whole)
        data[place] ^= 0x40
        path.write_bytes(data)
        assert [p.where.partition(":")[0] for p in problems(folder)][:1] == [path.name], place
    path.write_bytes(whole)
    assert problems(folder) == []


def test_a_flipped_byte_is_found_wherever_it_is(folder: Path) -> None:
    path = warc(folder)
    whole = path.read_bytes()
    records = list(iter_records(path))
    for number, record in enumerate(records):
        data = bytearray(whole)
        data[record.offset + record.length // 2] ^= 0x10
        path.write_bytes(data)
        found = problems(folder)
        assert any(
            p.kind == "damaged_record" and f"offset {record.offset}:" in p.what for p in found
        ), number
        kinds = {p.kind for p in found}
        assert kinds <= {"damaged_record", "row_without_record"}, "what follows is still read"
    path.write_bytes(whole)
    assert problems(folder) == []


def test_a_payload_that_was_exchanged_whole_is_found(folder: Path) -> None:
    change(folder, "UPDATE captures SET payload_digest = 'sha1:AAAA' WHERE capture_id = 'q1.1'")
    (found,) = problems(folder)
    assert (found.kind, "payload_digest" in found.what) == ("row_without_record", True)


def test_a_missing_file_is_named_once(folder: Path) -> None:
    name = warc(folder).name
    warc(folder).unlink()
    (found,) = problems(folder)
    assert (found.kind, found.where) == ("missing_file", f"warc/{name}")
    assert "4 captures" in found.what


def test_a_row_without_a_record(folder: Path) -> None:
    change(folder, "INSERT INTO captures SELECT 'q9.1', request_id, url, captured_at, http_status, "
                   "media_type, payload_digest, warc_file, warc_offset, warc_length, record_type, "
                   "refers_to, etag, last_modified FROM captures WHERE capture_id = 'q1.1'")  # fmt: skip
    (found,) = problems(folder)
    assert (found.kind, "q9.1" in found.where) == ("row_without_record", True)


@pytest.mark.parametrize(
    ("sql", "names"),
    [
        pytest.param("DELETE FROM captures WHERE capture_id = 'q2.1'", "q2.html", id="capture"),
        pytest.param(
            "DELETE FROM requests WHERE request_id = 'q2'", "request-ended:q2", id="request"
        ),
    ],
)
def test_a_record_without_a_row(folder: Path, sql: str, names: str) -> None:
    change(folder, sql)
    found = [p for p in problems(folder) if p.kind == "record_without_row"]
    assert any(names in p.what for p in found)
    assert all(re.search(r"offset \d+$", p.where) for p in found)


def test_a_record_at_another_place_than_the_catalog_says(folder: Path) -> None:
    change(folder, "UPDATE captures SET warc_offset = 7 WHERE capture_id = 'q2.1'")
    (found,) = problems(folder)
    assert "warc_offset" in found.what


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("UPDATE versions SET text = text || '。' WHERE version = 2", "wrong_text_digest"),
        ("UPDATE versions SET text_sha256 = 'ab' WHERE version = 2", "wrong_text_digest"),
        ("UPDATE versions SET characters = 3 WHERE version = 2", "wrong_text_digest"),
        ("UPDATE evidence SET start = start + 1 WHERE start IS NOT NULL", "wrong_span"),
        ("INSERT INTO sections VALUES ('990101-gov-2020@2', 0, 's', 0, NULL, NULL, NULL, 'x')", "wrong_sections"),
        ("UPDATE captures SET refers_to = 'nobody' WHERE refers_to IS NOT NULL", "catalog"),
        ("DELETE FROM versions WHERE version_id = '990101-gov-2020@2'", "catalog"),
        ("UPDATE versions SET capture_id = 'nobody' WHERE version = 1", "catalog"),
        ("UPDATE requests SET outcome = NULL WHERE request_id = 'q2'", "catalog"),
        ("UPDATE coverage SET evidence = '[\"nobody\"]' WHERE report_year = 2020", "catalog"),
        (("INSERT INTO evidence SELECT 'e9', version_id, place_id, field, value, rule, raw, start, \"end\", "
         "place_in_page, confidence, 1 FROM evidence WHERE chosen = 1"), "catalog"),
    ],
)  # fmt: skip
def test_a_damaged_catalog_is_found(folder: Path, sql: str, kind: str) -> None:
    change(folder, sql)
    assert kind in {p.kind for p in problems(folder)}


def test_bytes_that_were_never_committed_are_named_unless_a_harvest_is_at_work(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "live"
    make_archive(folder)
    archive = Archive(folder)
    archive.begin(
        HarvestStarted(
            at=AT, sequence=9, harvest_id="h2", today="2025-05-02", mode="auto", arguments="{}",
            software="{}", registry=(), portals=(),
        )
    )  # fmt: skip
    archive.write_exchange(exchange(7))
    assert is_held(folder)
    assert problems(folder) == []
    archive.abandon()
    assert not is_held(folder)
    (found,) = problems(folder)
    assert found.kind == "uncommitted_tail"
    path = next((folder / "warc").glob("*h2*.open"))
    path.write_bytes(path.read_bytes()[:100])
    assert "damaged_record" in {p.kind for p in problems(folder)}


def test_a_record_that_was_packed_anew_with_other_bytes_is_found(folder: Path) -> None:
    path = warc(folder)
    record = next(one for one in iter_records(path) if one.kind == "response")
    data = path.read_bytes()
    end = record.offset + record.length
    forged = gzip.decompress(data[record.offset : end]).replace(b"23", b"99")
    packed = zlib.compressobj(9, zlib.DEFLATED, 31, 9)
    member = packed.compress(forged) + packed.flush()
    path.write_bytes(data[: record.offset] + member + data[end:])
    found = [p for p in problems(folder) if p.kind == "wrong_digest"]
    assert [p.where for p in found] == [f"{path.name}: offset {record.offset}"] * 2
    assert {"block", "payload"} == {p.what.split()[1] for p in found}
