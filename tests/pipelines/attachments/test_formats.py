"""Each format gives the report's own words, a paragraph a line: character error 0."""

from collections.abc import Callable

import pytest

from pipelines.attachments.doc import read_doc
from pipelines.attachments.docx import read_docx
from pipelines.attachments.failure import Document, ReadFailure
from pipelines.attachments.ofd import read_ofd
from pipelines.attachments.pdf import read_pdf
from pipelines.attachments.rtf import read_rtf
from tests.fixtures.hostile import docx_with, many_pages, pdf_of
from tests.pipelines.attachments.samples import FILES, SHARED, words

TITLE = "石桥区人民政府关于2021年度法治政府建设情况的报告"


READERS: list[tuple[str, Callable[[bytes], Document]]] = [
    ("pdf", read_pdf),
    ("docx", read_docx),
    ("doc", read_doc),
    ("rtf", read_rtf),
    ("ofd", read_ofd),
]


@pytest.mark.parametrize(("suffix", "reader"), READERS)
def test_every_line_of_the_report_is_there_and_no_other(
    suffix: str, reader: Callable[[bytes], Document]
) -> None:
    document = reader((FILES / f"report.{suffix}").read_bytes())
    assert document.text.split("\n") == words("report.txt")
    assert document.origin == suffix


@pytest.mark.parametrize(("suffix", "reader"), READERS[:4])
def test_automatic_numbers_are_written_out(
    suffix: str, reader: Callable[[bytes], Document]
) -> None:
    document = reader((FILES / f"numbered.{suffix}").read_bytes())
    expected = words("numbered.txt")
    if suffix == "doc":  # the office gave this item a list of its own, and itself shows （1）
        expected[13] = "（1）新媒体运用不够。"
    assert document.text.split("\n") == expected


def test_numbers_of_a_docx_that_no_office_rewrote() -> None:
    document = read_docx((FILES / "numbered_by_hand.docx").read_bytes())
    assert document.text.split("\n") == words("numbered.txt")


@pytest.mark.parametrize(("suffix", "reader"), [READERS[0], READERS[1], READERS[4]])
def test_a_title_that_stands_out_is_named(suffix: str, reader: Callable[[bytes], Document]) -> None:
    assert reader((FILES / f"report.{suffix}").read_bytes()).title == TITLE


def test_page_numbers_of_the_foot_are_no_text() -> None:
    text = read_pdf((FILES / "report.pdf").read_bytes()).text
    assert "—1—" not in text.replace(" ", "")


def test_a_blank_pdf_is_empty_not_a_scan() -> None:
    with pytest.raises(ReadFailure) as failure:
        read_pdf(many_pages(3))
    assert failure.value.outcome == "empty"


def test_a_pdf_of_outlines_is_a_scan() -> None:
    content = b"0 0 m 300 300 l 100 200 l f"
    body = pdf_of(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
            b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        ]
    )
    with pytest.raises(ReadFailure) as failure:
        read_pdf(body)
    assert failure.value.outcome == "scan"


W = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


@pytest.mark.parametrize(
    ("body", "text"),
    [
        pytest.param(
            "<w:p><w:r><w:t>留</w:t></w:r><w:del><w:r><w:delText>删</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>增</w:t></w:r></w:ins></w:p>",
            "留增",
            id="tracked changes",
        ),
        pytest.param(
            "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>前</w:t></w:r></w:p>" + W.format("后"),
            "前后",
            id="a deleted paragraph mark",
        ),
        pytest.param(
            "<w:sdt><w:sdtContent>" + W.format("控件内") + "</w:sdtContent></w:sdt>",
            "控件内",
            id="content control",
        ),
        pytest.param(
            '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>3</w:t></w:r></w:p>',
            "3",
            id="field result",
        ),
        pytest.param(
            "<w:p><w:r><w:pict><w:txbxContent>" + W.format("框内") + "</w:txbxContent></w:pict></w:r>"
            "<w:r><w:t>框外</w:t></w:r></w:p>",
            "框外\n框内",
            id="text box",
        ),
        pytest.param(
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:t>显</w:t></w:r></w:p>",
            "显",
            id="hidden words",
        ),
        pytest.param(
            "<w:tbl><w:tr><w:tc>" + W.format("甲") + "</w:tc><w:tc>" + W.format("乙") + W.format("丙")
            + "</w:tc></w:tr></w:tbl>",
            "甲\t乙 丙",
            id="table row",
        ),
        pytest.param(
            "<w:tbl><w:tr><w:tc>" + W.format("长" * 200) + W.format("文" * 200)
            + "</w:tc><w:tc>" + W.format("旁") + "</w:tc></w:tr></w:tbl>",
            "长" * 200 + "\n" + "文" * 200 + "\n旁",
            id="layout table",
        ),
    ],
)  # fmt: skip
def test_docx_keeps_what_shows(body: str, text: str) -> None:
    assert read_docx(docx_with(body)).text == text


@pytest.mark.parametrize(
    ("rtf", "text"),
    [
        (rb"{\rtf1\ansi\ansicpg936 \'b7\'a8\'d6\'ce\par \'d5\'fe\'b8\'ae}", "法治\n政府"),
        (rb"{\rtf1\ansicpg1252{\fonttbl{\f3\fcharset134 SimSun;}}\f3 \'b7\'a8\'d6\'ce}", "法治"),
        (rb"{\rtf1\uc1\u27861?\u27835?{\*\generator X;}{\info{\title y}}}", "法治"),
        (rb"{\rtf1\uc2\u27861\'b7\'a8\u27835\'d6\'ce}", "法治"),
        (rb"{\rtf1 A\cell B\cell\row C\par}", "A\tB\nC"),
        (rb"{\rtf1 A{\v hidden}{\deleted gone}B{\pict 00ff}}", "AB"),
        (rb"{\rtf1\ansicpg936 \'81@}", b"\x81@".decode("gbk")),
        (rb"{\rtf1 a\bin3 {{{b}", "ab"),
    ],
)
def test_rtf_in_every_spelling(rtf: bytes, text: str) -> None:
    assert read_rtf(rtf).text == text


@pytest.mark.skipif(not SHARED.exists(), reason="the field's sample files are not at hand")
def test_a_real_docx_is_read() -> None:
    document = read_docx((SHARED / "sample_notice.docx").read_bytes())
    assert document.title == "关于加快推进数字化转型的通知"
    assert document.text.split("\n")[1] == "国办发〔2026〕15号"
