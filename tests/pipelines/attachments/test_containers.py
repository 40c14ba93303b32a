"""A file within a file: a zip of one document, and web pages under an office suffix."""

import io
import zipfile

import pytest

from pipelines.attachments.dispatch import read_page
from pipelines.attachments.failure import ReadFailure
from tests.fixtures.hostile import zip_of
from tests.pipelines.attachments.samples import FILES, page, words


def test_a_zip_with_one_document_is_that_document() -> None:
    body = zip_of(
        {
            "附件/报告.docx": (FILES / "report.docx").read_bytes(),
            "__MACOSX/报告.docx": b"x",
            "附件/表.xlsx": zip_of({"xl/workbook.xml": b""}),
        }
    )
    found = read_page(page(body, "附件.zip"))
    assert found.text.split("\n") == words("report.txt")
    assert (found.rule, found.origin) == ("attachment:docx", "docx")
    assert "from_zip" in found.flags


@pytest.mark.parametrize("count", [0, 2])
def test_a_zip_of_none_or_several_is_not_guessed_at(count: int) -> None:
    body = (FILES / "report.docx").read_bytes()
    with pytest.raises(ReadFailure) as failure:
        read_page(page(zip_of({f"{n}.docx": body for n in range(count)} or {"a.bin": b"\0\1"})))
    assert failure.value.outcome == "unsupported"


def test_a_zip_in_a_zip_is_refused() -> None:
    inner = zip_of({"a.docx": (FILES / "report.docx").read_bytes()})
    with pytest.raises(ReadFailure) as failure:
        read_page(page(zip_of({"inner.zip": inner}), "x.zip"))
    assert failure.value.outcome == "unsupported"


def test_a_zip_with_a_password_is_encrypted() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        container.writestr("报告.txt", "正文")
    body = bytearray(out.getvalue())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        body[body.find(mark) + at] |= 1
    with pytest.raises(ReadFailure) as failure:
        read_page(page(bytes(body)))
    assert failure.value.outcome == "encrypted"


HTML = "<html><body><h1>某区2020年法治政府建设工作报告</h1>{}</body></html>"


PROSE = (
    "<p>2020年，我区认真贯彻落实法治政府建设的各项部署，全面推进依法行政，取得了明显成效。</p>" * 12
)


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_html_called_doc_is_read_as_html(encoding: str) -> None:
    head = f'<meta charset="{encoding}">'
    found = read_page(
        page((head + HTML.format(PROSE)).encode(encoding), "报告.doc", "application/msword")
    )
    assert found.origin == "html"
    assert "全面推进依法行政" in found.text


def test_a_web_page_saved_whole_by_word_is_read() -> None:
    part = HTML.format(PROSE).encode("gb18030")
    body = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
        b"Content-Type: text/html; charset=gb2312\r\n\r\n" + part + b"\r\n--b--\r\n"
    )
    assert "全面推进依法行政" in read_page(page(body, "报告.doc")).text
