"""Words that a scanner's OCR laid unseen over its picture are OCR, not born digital."""

from __future__ import annotations

import io

import pypdfium2 as pdfium
import pypdfium2.raw as api
import pytest

from pipelines.attachments.pdf import read_pdf
from tests.pipelines.attachments.samples import FILES, words


def report(*, unseen: bool, picture: bool) -> bytes:
    """The report, its words drawn invisibly or not, over a picture or not."""
    document = pdfium.PdfDocument((FILES / "report.pdf").read_bytes())
    for page in document:
        if unseen:
            for item in page.get_objects(filter=[api.FPDF_PAGEOBJ_TEXT]):
                assert api.FPDFTextObj_SetTextRenderMode(
                    item.raw, api.FPDF_TEXTRENDERMODE_INVISIBLE
                )
        if picture:
            image = pdfium.PdfImage.new(document)
            image.set_bitmap(pdfium.PdfBitmap.new_native(60, 80, api.FPDFBitmap_BGR))
            image.set_matrix(pdfium.PdfMatrix().scale(595, 842))
            page.insert_obj(image)
        page.gen_content()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("unseen", "picture", "origin"),
    [(True, True, "ocr"), (False, True, "pdf"), (True, False, "pdf"), (False, False, "pdf")],
)
def test_only_unseen_words_over_pictures_are_ocr(unseen: bool, picture: bool, origin: str) -> None:
    document = read_pdf(report(unseen=unseen, picture=picture))
    assert document.origin == origin
    assert words("report.txt")[1] in document.text
