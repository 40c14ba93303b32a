"""A PDF page as its reader holds it: upright for its words, whichever way the sheet was turned."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as api

_SAMPLE = 400
"""Characters whose direction is looked at: a page's own words, not its watermark."""


@dataclass(frozen=True, slots=True)
class Turn:
    """How a page is turned so that most of its words run from left to right."""

    quarters: int
    """Quarter turns, counter-clockwise, of the words on the sheet as it is stored."""
    width: float
    """Of the sheet as it is stored, in points."""
    height: float

    @property
    def upright(self) -> float:
        """Height of the page as it is read, in points."""
        return self.width if self.quarters % 2 else self.height

    def box(
        self, left: float, bottom: float, right: float, top: float
    ) -> tuple[float, float, float, float]:
        """(left, top, right, bottom), y downwards, of a box of the sheet."""
        if self.quarters == 0:
            return left, self.height - top, right, self.height - bottom
        if self.quarters == 1:
            return bottom, left, top, right
        if self.quarters == 2:
            return self.width - right, bottom, self.width - left, top
        return self.height - top, self.width - right, self.height - bottom, self.width - left


def upright_text(page: pdfium.PdfPage) -> tuple[pdfium.PdfTextPage, Turn]:
    """The page's characters and its turn; the page is set upright, for PDFium orders words as the sheet is shown."""
    textpage = page.get_textpage()
    turn = _turn_of(page, textpage)
    if page.get_rotation() != 90 * turn.quarters:
        textpage.close()
        page.set_rotation(90 * turn.quarters)
        textpage = page.get_textpage()
    return textpage, turn


def _turn_of(page: pdfium.PdfPage, textpage: pdfium.PdfTextPage) -> Turn:
    """By the direction of the characters: `/Rotate` says how a sheet is shown, and many a page draws turned words without it."""
    width, height = page.get_width(), page.get_height()
    if page.get_rotation() % 180:
        width, height = height, width
    handle = textpage.raw
    directions: Counter[int] = Counter()
    for index in range(min(_SAMPLE, api.FPDFText_CountChars(handle))):
        angle = api.FPDFText_GetCharAngle(handle, index)
        if angle >= 0 and api.FPDFText_GetUnicode(handle, index) > 32:
            directions[-round(angle / (math.pi / 2)) % 4] += 1  # PDFium counts clockwise
    quarters = directions.most_common(1)[0][0] if directions else 0
    return Turn(quarters, width, height)
