"""A file within a file: a zip of one document, and web pages under an office suffix."""

import io
import zipfile

import pytest

from pipelines.attachments.dispatch import read_page
from pipelines.attachments.failure import ReadFailure
from tests.fixtures.hostile import docx_with, zip_of
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


REPORT = "石桥区人民政府关于2021年度法治政府建设情况的报告"


def of_the_report(*names: str, noted: str = "utf-8") -> bytes:
    """A zip with the report under the last of these names, and a notice under the others."""
    notice = docx_with("<w:p><w:r><w:t>关于做好防汛工作的通知，请认真贯彻执行。</w:t></w:r></w:p>")
    packed = zip_of(
        dict.fromkeys(names[:-1], notice) | {names[-1]: (FILES / "report.docx").read_bytes()}
    )
    if noted == "utf-8":
        return packed
    for name in names:  # the same lengths in GBK, and no flag that says UTF-8
        packed = packed.replace(name.encode(), name.encode("gbk").ljust(len(name.encode()), b"\\"))
    return packed.replace(b"PK\x03\x04\x14\x00\x00\x08", b"PK\x03\x04\x14\x00\x00\x00").replace(
        b"PK\x01\x02\x14\x03\x14\x00\x00\x08", b"PK\x01\x02\x14\x03\x14\x00\x00\x00"
    )


@pytest.mark.parametrize("noted", ["utf-8", "gbk"])
def test_of_several_documents_the_one_that_its_name_calls_the_report_is_read(noted: str) -> None:
    body = of_the_report("关于做好防汛工作的通知.docx", f"{REPORT}.docx", noted=noted)
    assert read_page(page(body, "附件.zip")).text.split("\n") == words("report.txt")


def test_one_document_in_several_forms_is_read_once_in_the_form_that_tells_most() -> None:
    forms = {
        f"{REPORT}.{form}": (FILES / f"report.{form}").read_bytes()
        for form in ("pdf", "ofd", "docx")
    }
    found = read_page(page(zip_of(forms), "附件.zip"))
    assert (found.origin, found.text.split("\n")) == ("docx", words("report.txt"))


@pytest.mark.parametrize("lead", [b"\r\n\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\r\n \n"])
@pytest.mark.parametrize("form", ["docx", "doc", "ofd"])
def test_blank_lines_that_a_page_script_prints_before_the_file_are_no_part_of_it(
    lead: bytes, form: str
) -> None:
    body = lead + (FILES / f"report.{form}").read_bytes()
    assert read_page(page(body, "download.jsp")).text.split("\n") == words("report.txt")
