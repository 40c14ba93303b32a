"""Records are written whole, linked and digested, and come back as they were sent."""

from __future__ import annotations

import errno
import subprocess
import sys
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from warcio.archiveiterator import ArchiveIterator

from archive.errors import ArchiveDamaged, ArchiveError, NoSpace
from archive.warc import WarcWriter
from archive.warc_reading import iter_records, read_payload, read_record
from archive.warc_records import _RawHead
from tests.archive.making import AT, complaints, exchange, write_all_kinds


def fields(path: Path) -> list[dict[str, str]]:
    return [record.headers for record in iter_records(path)]


def test_warcio_check_prints_no_complaint_and_fastwarc_reads_every_record(
    writer: WarcWriter, tmp_path: Path
) -> None:
    write_all_kinds(writer)
    path = tmp_path / writer.seal()
    assert complaints(path) == ""
    shell = [str(Path(sys.executable).parent / "warcio"), "check", "-v", str(path)]
    said = subprocess.run(shell, capture_output=True, text=True, check=True)
    assert "fail" not in said.stdout + said.stderr
    assert said.stdout.count("digest pass") == 9  # warcio leaves the two revisits unchecked
    kinds = []
    with path.open("rb") as stream:
        for record in FastIterator(stream, parse_http=False):
            kinds.append(record.record_type)
            assert record.verify_block_digest()
    assert len(kinds) == 11
    assert kinds[0] == WarcRecordType.warcinfo
    assert kinds.count(WarcRecordType.revisit) == 2


def test_every_record_has_digests_date_and_its_warcinfo(writer: WarcWriter, tmp_path: Path) -> None:
    write_all_kinds(writer)
    info, *others = fields(tmp_path / writer.seal())
    assert info["warc-filename"] == "fazhi-h1-00001.warc.gz"
    assert "warc-block-digest" in info
    assert len({headers["warc-record-id"] for headers in [info, *others]}) == len(others) + 1
    for headers in others:
        assert headers["warc-warcinfo-id"] == info["warc-record-id"]
        assert headers["warc-block-digest"].startswith("sha1:")
        assert headers["warc-payload-digest"].startswith("sha1:")
        assert headers["warc-date"] == AT


def test_request_and_response_are_linked_both_ways(writer: WarcWriter, tmp_path: Path) -> None:
    writer.append_exchange(exchange(method="POST", request_body=b"page=2"))
    _, response, request = iter_records(tmp_path / writer.seal())
    assert request.headers["warc-concurrent-to"] == response.headers["warc-record-id"]
    assert response.headers["warc-concurrent-to"] == request.headers["warc-record-id"]
    assert request.headers["warc-ip-address"] == "127.0.0.9"
    assert request.block.startswith(b"POST /a/1.html HTTP/1.1\r\nHost: www.test.gov.cn\r\n")
    assert request.block.endswith(b"\r\n\r\npage=2")


def test_a_revisit_names_what_it_refers_to(writer: WarcWriter, tmp_path: Path) -> None:
    first, again, fresh, *_ = write_all_kinds(writer)
    path = tmp_path / writer.seal()
    identical, unmodified = [f for f in fields(path) if f["warc-type"] == "revisit"]
    for headers in (identical, unmodified):
        assert headers["warc-refers-to-target-uri"] == first.url
        assert headers["warc-refers-to-date"] == first.captured_at
        assert headers["warc-payload-digest"] == first.payload_digest
    assert identical["warc-profile"].endswith("1.1/revisit/identical-payload-digest")
    assert unmodified["warc-profile"].endswith("1.1/revisit/server-not-modified")
    assert (again.record_type, again.refers_to) == ("revisit", first.capture_id)
    assert (fresh.refers_to, fresh.media_type) == (first.capture_id, "text/html")
    assert b"Content-Type: text/html" in read_record(tmp_path, again).block
    with pytest.raises(ArchiveDamaged, match="revisit"):
        read_payload(tmp_path, again)
    with pytest.raises(ValueError, match="holds no payload"):
        WarcWriter(tmp_path, "h2", {}).append_exchange(exchange(9, revisit_of=again))


def test_headers_keep_repeats_and_bytes_that_are_no_ascii(
    writer: WarcWriter, tmp_path: Path
) -> None:
    name = "附件 报告.doc".encode("gbk")
    sent = (
        (b"Content-Type", b"application/msword"),
        (b"Content-Disposition", b'attachment; filename="' + name + b'"'),
        *((b"Set-Cookie", b"c%d=1" % number) for number in range(3)),
        (b"X-Split", b"one\r\nInjected: two\0"),
    )
    capture = writer.append_exchange(exchange(response_headers=sent))
    path = tmp_path / writer.seal()
    got = read_payload(tmp_path, capture).http_headers
    assert got[:5] == sent[:5]
    assert got[5] == (b"X-Split", b"one  Injected: two")
    assert complaints(path) == ""
    with path.open("rb") as stream:
        heads = [r.http_headers for r in ArchiveIterator(stream) if r.rec_type == "response"]
    assert len([value for key, value in heads[0].headers if key == "Set-Cookie"]) == 3


def test_a_cut_body_says_so_and_keeps_the_announced_length(
    writer: WarcWriter, tmp_path: Path
) -> None:
    headers = ((b"Content-Length", b"99999"),)
    capture = writer.append_exchange(exchange(response_headers=headers, truncated="disconnect"))
    record = read_record(tmp_path, capture)
    assert record.headers["warc-truncated"] == "disconnect"
    assert b"Content-Length: 99999" in record.block


def test_target_uris_are_ascii(writer: WarcWriter, tmp_path: Path) -> None:
    url = "http://www.test.gov.cn/信息公开/报告 一.html?词=法治"
    capture = writer.append_exchange(exchange(url=url))
    assert capture.url == url
    response = read_record(tmp_path, capture)
    assert response.headers["warc-target-uri"].isascii()
    assert " " not in response.headers["warc-target-uri"]


def test_a_full_file_gives_way_to_the_next_between_units(tmp_path: Path) -> None:
    writer = WarcWriter(tmp_path, "h1", {}, roll_bytes=2000)
    captures = []
    for number in range(4):
        captures.append(writer.append_exchange(exchange(number, body=bytes(range(256)) * 9)))
        writer.sync()
        writer.roll_if_due()
    writer.seal()
    assert {capture.warc_file for capture in captures} == {
        path.name for path in tmp_path.iterdir() if path.stat().st_size > 800
    }
    assert all(read_payload(tmp_path, capture).body for capture in captures)
    assert not list(tmp_path.glob("*.open"))


def test_the_same_harvest_never_writes_over_its_own_file(tmp_path: Path) -> None:
    WarcWriter(tmp_path, "h1", {}).close()
    with pytest.raises(ArchiveError, match="exists"):
        WarcWriter(tmp_path, "h1", {})


def test_a_full_disk_leaves_whole_records_and_is_named(
    writer: WarcWriter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer.append_exchange(exchange(1))
    _, committed = writer.sync()
    real, room = __import__("os").write, [500]

    def filling(handle: int, data: bytes) -> int:
        if room[0] <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        written: int = real(handle, data[: room[0]])
        room[0] -= written
        return written

    monkeypatch.setattr("archive.warc.os.write", filling)
    with pytest.raises(NoSpace, match="free some disk"):
        writer.append_exchange(exchange(2, body=bytes(range(256)) * 20))
    monkeypatch.undo()
    path = next(tmp_path.glob("*.open"))
    assert path.stat().st_size == committed
    writer.append_exchange(exchange(3))
    assert complaints(tmp_path / writer.seal()) == ""


def test_warcio_cannot_rewrite_a_head() -> None:
    head = _RawHead(b"HTTP/1.1 200 OK\r\nX: \xb1\xa8\r\n\r\n")
    head.compute_headers_buffer(header_filter=lambda _: None)
    assert head.headers_buff == b"HTTP/1.1 200 OK\r\nX: \xb1\xa8\r\n\r\n"
