"""What a file is, told by its content whatever it is called."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.attachments import sniff
from tests.fixtures.hostile import docx_with, zip_of

FILES = Path(__file__).parents[2] / "fixtures" / "attachments"


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("report.pdf", sniff.PDF),
        ("report.docx", sniff.DOCX),
        ("report.doc", sniff.DOC),
        ("report.ofd", sniff.OFD),
        ("report.rtf", sniff.RTF),
        ("report.txt", sniff.PLAIN),
    ],
)
@pytest.mark.parametrize("name", [None, "报告.wps", "报告.doc", "x.html.bak"])
def test_the_suffix_does_not_decide(file: str, kind: str, name: str | None) -> None:
    body = (FILES / file).read_bytes()
    assert sniff.media_type(body, name, "application/octet-stream") == kind


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(
            b"<html><body>\xb1\xa8\xb8\xe6</body></html>", sniff.HTML, id="html named .doc"
        ),
        pytest.param(b'\xef\xbb\xbf<?xml version="1.0"?><html>', sniff.HTML, id="xhtml with a BOM"),
        pytest.param("<html>报告</html>".encode("utf-16"), sniff.HTML, id="html in utf-16"),
        pytest.param(
            b"MIME-Version: 1.0\r\nContent-Type: multipart/related", sniff.MHTML, id="mhtml"
        ),
        pytest.param("法治政府建设报告".encode("gb18030"), sniff.PLAIN, id="gbk text"),
        pytest.param("法治".encode() * 3000, sniff.PLAIN, id="utf-8 cut inside a character"),
        pytest.param(zip_of({"a.pdf": b"x"}), sniff.ZIP, id="zip"),
        pytest.param(zip_of({"xl/workbook.xml": b"x"}), sniff.XLSX, id="xlsx"),
        pytest.param(
            zip_of({"word/media/OFD.xml.png": b"x"}), sniff.ZIP, id="zip with a lookalike"
        ),
        pytest.param(zip_of({"inner.docx": docx_with("")}), sniff.ZIP, id="zip around a docx"),
        pytest.param(b"\x89PNG\r\n\x1a\n", sniff.PNG, id="png"),
        pytest.param(b"\xff\xd8\xff\xe0", sniff.JPEG, id="jpeg"),
        pytest.param(b"II*\x00", sniff.TIFF, id="tiff"),
        pytest.param(b"\n\n%PDF-1.4", sniff.PDF, id="pdf after blank lines"),
        pytest.param(b"", sniff.BINARY, id="empty"),
        pytest.param(b"\x00\x01\x02", sniff.BINARY, id="bytes"),
    ],
)
def test_content_tells(body: bytes, kind: str) -> None:
    assert sniff.media_type(body, "报告.doc", "application/msword") == kind


def test_a_declared_html_type_breaks_the_tie_of_a_fragment() -> None:
    assert sniff.media_type("正文".encode(), None, "text/html; charset=utf-8") == sniff.HTML


@given(st.binary(max_size=600), st.none() | st.text(max_size=20), st.none() | st.text(max_size=20))
def test_no_bytes_make_it_fail(body: bytes, name: str | None, declared: str | None) -> None:
    for start in (b"", b"PK\x03\x04", b"PK\x05\x06", sniff.OLE_MAGIC, b"\xff\xfe", b"%PDF-"):
        assert sniff.media_type(start + body, name, declared)
