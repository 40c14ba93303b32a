"""What was stored is read back byte for byte, or the damage is named."""

from __future__ import annotations

import contextlib
import gzip
import zlib
from dataclasses import replace
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.content_coding import zstd
from archive.errors import ArchiveDamaged
from archive.events import HarvestStarted
from archive.warc import WarcWriter
from archive.warc_events import iter_events
from archive.warc_reading import read_payload, read_record
from archive.warc_records import payload_digest
from tests.archive.making import AT, PAGE, complaints, event, exchange, write_all_kinds


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        pytest.param(b"gzip", gzip.compress, id="gzip"),
        pytest.param(b"x-gzip", gzip.compress, id="x-gzip"),
        pytest.param(b"deflate", zlib.compress, id="deflate"),
        pytest.param(b"deflate", lambda body: zlib.compress(body, wbits=-15), id="bare deflate"),
        pytest.param(b"br", brotli.compress, id="br"),
        pytest.param(b"zstd", zstd.compress, id="zstd"),
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


def test_a_torn_record_ends_the_events_of_an_open_file_only(
    writer: WarcWriter, tmp_path: Path
) -> None:
    writer.append_event(event(1))
    writer.append_event(event(2))
    path = next(tmp_path.glob("*.open"))
    path.write_bytes(path.read_bytes()[:-9])
    assert list(iter_events(tmp_path)) == [event(1)]
    path.rename(tmp_path / writer.file_name)
    with pytest.raises(ArchiveDamaged, match="ends within a record"):
        list(iter_events(tmp_path))
