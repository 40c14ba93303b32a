"""Words that a scanner's own OCR laid, unseen, over the picture of a page."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as api

_SAMPLE = 200
"""Characters looked at on a page; such a layer is of one make."""


def is_ocr_layer(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> bool:
    """Whether a page shows a picture, and most of its characters are drawn invisibly (ISO 32000-1, 9.3.6: mode 3)."""
    handle = textpage.raw
    unseen = seen = 0
    for index in range(min(_SAMPLE, api.FPDFText_CountChars(handle))):
        drawn = api.FPDFText_GetTextObject(handle, index)
        if drawn and api.FPDFText_IsGenerated(handle, index) != 1:
            mode = api.FPDFTextObj_GetTextRenderMode(drawn)
            unseen += mode == api.FPDF_TEXTRENDERMODE_INVISIBLE
            seen += mode != api.FPDF_TEXTRENDERMODE_INVISIBLE
    pictures = page.get_objects(filter=[api.FPDF_PAGEOBJ_IMAGE], max_depth=3)
    return unseen > seen and any(True for _ in pictures)
