from __future__ import annotations

import contextlib
import errno
import gzip
import io
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import brotli  # type: ignore[import-untyped]
import pytest
from fastwarc.warc import ArchiveIterator as FastIterator
from fastwarc.warc import WarcRecordType
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from archive.content_coding import remove_codings
from archive.errors import ArchiveDamaged, ArchiveError, NoSpace
from archive.events import HarvestEnded, HarvestStarted
from archive.records import Capture
from archive.repair import cut_tail, seal
from archive.warc import WarcWriter
from archive.warc_reading import iter_events, iter_records, members, read_payload, read_record
from archive.warc_records import Exchange, payload_digest

AT = "2025-03-01T02:03:04.000005Z"
PAGE = "法治政府建设年度报告\n".encode() * 200


def exchange(number: int = 1, body: bytes = PAGE, **more: object) -> Exchange:
    base = Exchange(
        capture_id=f"r{number}.1",
        request_id=f"r{number}",
        url=f"http://www.test.gov.cn/a/{number}.html",
        method="GET",
        request_headers=((b"User-Agent", b"fazhi"),),
        status=200,
        response_headers=((b"Content-Type", b"text/html"),),
        body=body,
        at=AT,
        ip="127.0.0.9",
        media_type="text/html",
    )
    return replace(base, **more)  # type: ignore[arg-type]


def event(sequence: int = 1) -> HarvestEnded:
    return HarvestEnded(
        at=AT, sequence=sequence, harvest_id="h1", status="complete", exit_code=0, verdict="{}"
    )


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[WarcWriter]:
    made = WarcWriter(tmp_path, "h1", {"http-header-user-agent": "fazhi"})
    yield made
    made.close()


def complaints(path: Path) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        Checker(SimpleNamespace(inputs=[str(path)], verbose=False)).process_all()
    return said.getvalue()


def fields(path: Path) -> list[dict[str, str]]:
    return [record.headers for record in iter_records(path)]


def write_all_kinds(writer: WarcWriter) -> list[Capture]:
    first = writer.append_exchange(exchange(1))
    again = writer.append_exchange(exchange(2, revisit_of=first))
    fresh = writer.append_exchange(exchange(3, body=b"", status=304, not_modified_of=first))
    dom = writer.append_resource(
        capture_id="r4.2", request_id="r4", url="http://www.test.gov.cn/", body=PAGE, at=AT,
        concurrent_to="r1.1",
    )  # fmt: skip
    post = writer.append_exchange(exchange(5, method="POST", request_body=b"page=2&uid=1"))
    writer.append_event(event())
    return [first, again, fresh, dom, post]


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


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        pytest.param(b"gzip", gzip.compress, id="gzip"),
        pytest.param(b"x-gzip", gzip.compress, id="x-gzip"),
        pytest.param(b"deflate", zlib.compress, id="deflate"),
        pytest.param(b"deflate", lambda body: zlib.compress(body, wbits=-15), id="bare deflate"),
        pytest.param(b"br", brotli.compress, id="br"),
        pytest.param(b"gzip, br", lambda b: brotli.compress(gzip.compress(b)), id="two codings"),
        pytest.param(b"identity", bytes, id="identity"),
        pytest.param(b"gzip", bytes, id="marked gzip though plain"),
    ],
)
def test_a_payload_is_kept_as_sent_and_read_without_its_coding(
    writer: WarcWriter, tmp_path: Path, coding: bytes, pack: object
) -> None:
    sent = pack(PAGE)  # type: ignore[operator]
    headers = (
        (b"Content-Encoding", coding),
        (b"Transfer-Encoding", b"chunked"),
        (b"Content-Length", b"7"),
        (b"Content-Type", b"text/html;charset=GBK"),
    )
    capture = writer.append_exchange(exchange(body=sent, response_headers=headers))
    stored = read_payload(tmp_path, capture)  # still open
    assert (stored.body_as_sent, stored.body, stored.problem) == (sent, PAGE, None)
    assert stored.content_type == "text/html;charset=GBK"
    names = {name for name, _ in stored.http_headers}
    assert names == {b"Content-Encoding", b"Content-Type"}
    assert capture.payload_digest == payload_digest(sent)
    if b"br" not in coding:  # warcio 1.8.1 cannot open any Brotli payload with brotli 1.2
        assert complaints(tmp_path / writer.seal()) == ""


def test_what_a_browser_decoded_does_not_claim_a_coding(writer: WarcWriter, tmp_path: Path) -> None:
    headers = ((b"content-encoding", b"gzip"), (b"content-length", b"99"))
    capture = writer.append_exchange(exchange(response_headers=headers, decoded=True))
    stored = read_payload(tmp_path, capture)
    assert stored.body == PAGE
    assert stored.http_headers == ((b"X-Archive-Orig-content-encoding", b"gzip"),)


def test_a_cut_body_says_so_and_keeps_the_announced_length(
    writer: WarcWriter, tmp_path: Path
) -> None:
    headers = ((b"Content-Length", b"99999"),)
    capture = writer.append_exchange(exchange(response_headers=headers, truncated="disconnect"))
    record = read_record(tmp_path, capture)
    assert record.headers["warc-truncated"] == "disconnect"
    assert b"Content-Length: 99999" in record.block


@pytest.mark.parametrize(
    ("packed", "coding", "problem"),
    [
        pytest.param(gzip.compress(bytes(5000)), "gzip", "too_large", id="gzip bomb"),
        pytest.param(brotli.compress(bytes(5000)), "br", "too_large", id="brotli bomb"),
        pytest.param(gzip.compress(PAGE)[:40], "gzip", "truncated", id="cut gzip"),
        pytest.param(brotli.compress(PAGE)[:20], "br", "truncated", id="cut brotli"),
        pytest.param(b"\x1f\x8bnonsense", "gzip", "decode_failed", id="false gzip"),
        pytest.param(b"<html>", "zstd", "decode_failed", id="unknown coding"),
    ],
)
def test_a_bad_coding_is_named_and_bounded(packed: bytes, coding: str, problem: str) -> None:
    body, said = remove_codings(packed, coding, 1000)
    assert said == problem
    assert len(body) <= 1000


@given(st.binary(max_size=300), st.sampled_from(["gzip", "deflate", "br", "gzip,br", "x,gzip"]))
def test_no_bytes_make_the_decoder_fail_or_overrun(payload: bytes, coding: str) -> None:
    body, _ = remove_codings(payload, coding, 4096)
    assert len(body) <= 4096


def test_target_uris_are_ascii(writer: WarcWriter, tmp_path: Path) -> None:
    url = "http://www.test.gov.cn/信息公开/报告 一.html?词=法治"
    capture = writer.append_exchange(exchange(url=url))
    assert capture.url == url
    response = read_record(tmp_path, capture)
    assert response.headers["warc-target-uri"].isascii()
    assert " " not in response.headers["warc-target-uri"]


def test_a_rendered_page_lies_beside_the_answer_under_a_urn(
    writer: WarcWriter, tmp_path: Path
) -> None:
    *_, dom, _ = write_all_kinds(writer)
    record = read_record(tmp_path, dom)
    assert record.headers["warc-target-uri"] == "urn:fazhi:dom:http://www.test.gov.cn/"
    stored = read_payload(tmp_path, dom)
    assert (stored.body, stored.content_type) == (PAGE, "text/html;charset=utf-8")
    assert (dom.http_status, dom.record_type) == (None, "resource")


def test_events_come_back_as_they_were(writer: WarcWriter, tmp_path: Path) -> None:
    started = HarvestStarted(
        at=AT, sequence=0, harvest_id="h1", today="2025-03-01", mode="auto", arguments="{}",
        software="{}", registry=(), portals=("乙",),
    )  # fmt: skip
    writer.append_event(started)
    writer.append_exchange(exchange())
    writer.append_event(event())
    assert list(iter_events(tmp_path)) == [started, event()]
    writer.seal()
    assert list(iter_events(tmp_path)) == [started, event()]


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


@settings(max_examples=40, deadline=None)
@given(position=st.floats(0, 0.999), flip=st.integers(1, 255))
def test_a_flipped_byte_never_passes_for_the_payload(
    tmp_path_factory: pytest.TempPathFactory, position: float, flip: int
) -> None:
    folder = tmp_path_factory.mktemp("flip")
    writer = WarcWriter(folder, "h1", {})
    capture = writer.append_exchange(exchange(body=PAGE[:300]))
    path = folder / writer.seal()
    data = bytearray(path.read_bytes())
    data[capture.warc_offset + int(position * capture.warc_length)] ^= flip
    path.write_bytes(data)
    with contextlib.suppress(ArchiveDamaged):
        # A few bits of a gzip header (its time, its system) say nothing about what it holds.
        assert read_payload(folder, capture).body == PAGE[:300]


def test_errors_name_file_and_offset(writer: WarcWriter, tmp_path: Path) -> None:
    capture = writer.append_exchange(exchange())
    writer.append_exchange(exchange(2))
    name = writer.seal()
    with pytest.raises(ArchiveDamaged, match=f"{name}: offset 5"):
        read_payload(tmp_path, replace(capture, warc_offset=5))
    with pytest.raises(ArchiveDamaged, match="another record"):
        read_payload(tmp_path, replace(capture, capture_id="r7.1"))
    with pytest.raises(ArchiveDamaged, match="does not match"):
        read_payload(tmp_path, replace(capture, payload_digest=payload_digest(b"")))
    with pytest.raises(ArchiveDamaged, match="missing"):
        read_payload(tmp_path, replace(capture, warc_file="none.warc.gz"))
