"""No bytes make a reader raise anything but a ReadFailure."""

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archive.records import Page
from pipelines.attachments.container import open_zip
from pipelines.attachments.dispatch import read_page
from pipelines.attachments.doc import read_doc
from pipelines.attachments.docx import read_docx
from pipelines.attachments.failure import Document, ReadFailure
from pipelines.attachments.ocr_repair import repair
from pipelines.attachments.ofd import read_ofd
from pipelines.attachments.pdf import read_pdf
from pipelines.attachments.rtf import read_rtf
from tests.fixtures.hostile import docx_of, zip_of

FILES = Path(__file__).parents[2] / "fixtures" / "attachments"
# The same cases each run: a gate that fails by chance teaches nobody.
FEW = settings(
    derandomize=True, max_examples=60, deadline=None, suppress_health_check=list(HealthCheck)
)


def outcome(reader: Callable[[bytes], Document], body: bytes) -> str:
    try:
        return reader(body).origin
    except ReadFailure as failure:
        return failure.outcome


def as_attachment(body: bytes) -> Document:
    found = read_page(Page(url="u", body=body))
    return Document(text=found.text, origin=found.origin)


@pytest.mark.parametrize(
    ("suffix", "reader"),
    [
        ("pdf", read_pdf),
        ("docx", read_docx),
        ("doc", read_doc),
        ("rtf", read_rtf),
        ("ofd", read_ofd),
    ],
)
@FEW
@given(data=st.data())
def test_a_damaged_file_is_read_or_refused(
    suffix: str, reader: Callable[[bytes], Document], data: st.DataObject
) -> None:
    body = bytearray(
        (FILES / f"numbered.{suffix}" if suffix != "ofd" else FILES / "report.ofd").read_bytes()
    )
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(body) - 1))
        body[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    assert outcome(reader, bytes(body))


@FEW
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    for start in (
        b"",
        b"%PDF-1.7\n",
        b"{\\rtf1 ",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ):
        assert outcome(as_attachment, start + body)


@FEW
@given(st.text(max_size=300))
def test_any_document_part_is_read_or_refused(xml: str) -> None:
    raw = xml.encode("utf-8", "replace").decode()
    assert outcome(read_docx, docx_of(raw))
    assert outcome(
        read_ofd, zip_of({"OFD.xml": raw.encode(), "Doc_0/Pages/Page_0/Content.xml": raw.encode()})
    )


@FEW
@given(st.text(alphabet="{}\\'*upar123 \n法rowcel", max_size=200))
def test_any_rtf_is_read_or_refused(rtf: str) -> None:
    assert outcome(read_rtf, b"{\\rtf1 " + rtf.encode("gb18030") + b"}")


@FEW
@given(st.binary(max_size=300))
def test_any_zip_is_opened_or_refused(body: bytes) -> None:
    with contextlib.suppress(ReadFailure):
        open_zip(b"PK\x03\x04" + body).close()


@FEW
@given(st.text(max_size=200))
def test_ocr_repair_never_loses_an_ideograph(line: str) -> None:
    def han(text: str) -> list[str]:
        return [c for c in text if "\u4e01" <= c <= "\u9fff"]  # 一 itself may be a dash misread

    assert han(repair([line])[0]) == han(line)
