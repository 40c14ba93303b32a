"""Characters of a PDF page with their boxes, and the visual lines that they make."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as api

from pipelines.attachments.lines import Line
from pipelines.attachments.turned import Turn


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character as placed on the page, y downwards, in points."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    spaced: bool
    """PDFium put a space before it, because of a gap: none of the file's own characters."""


def glyphs_of(textpage: pdfium.PdfTextPage, turn: Turn) -> list[Glyph]:
    """The page's own characters in the order of its content; spaces that PDFium made up are left out."""
    handle = textpage.raw
    box = api.FS_RECTF()
    glyphs: list[Glyph] = []
    spaced = False
    high = 0
    for index in range(api.FPDFText_CountChars(handle)):
        code = api.FPDFText_GetUnicode(handle, index)
        if api.FPDFText_IsGenerated(handle, index) == 1:
            spaced = True
            continue
        if 0xD800 <= code < 0xDC00:  # the API counts UTF-16 units on some builds
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
        high = 0
        if code in {0, 2, 0xFFFE, 0xFFFF, 0xFEFF} or (code < 32 and code not in {9, 32}):
            continue  # no character: NUL, the soft hyphen mark, byte order marks, controls
        if not api.FPDFText_GetLooseCharBox(handle, index, ctypes.byref(box)):
            continue
        size = _size(handle, index, box)
        left, top, right, bottom = turn.box(box.left, box.bottom, box.right, box.top)
        glyphs.append(Glyph(chr(code), left, right, top, bottom, size, spaced))
        spaced = False
    return glyphs


def _size(handle: object, index: int, box: api.FS_RECTF) -> float:
    size: float = api.FPDFText_GetFontSize(handle, index)
    matrix = api.FS_MATRIX()
    if api.FPDFText_GetMatrix(handle, index, ctypes.byref(matrix)):
        size *= max(abs(matrix.d), abs(matrix.b)) or 1.0
    # Some producers set size 1 and scale elsewhere: the box then knows better.
    return size if size > 1.5 else max(1.0, box.top - box.bottom)


def split(glyphs: list[Glyph], page: int) -> list[Line]:
    """The visual lines of these characters, in their order."""
    lines: list[Line] = []
    current: list[Glyph] = []
    for glyph in glyphs:
        if current and _breaks(current, glyph):
            lines.append(line_of(_text(current), current, page))
            current = []
        if glyph.text.isspace() and not current:
            continue  # an indent typed as spaces: layout, as a leading blank is
        current.append(glyph)
    if current:
        lines.append(line_of(_text(current), current, page))
    return [line for line in lines if line.text]


def _breaks(current: list[Glyph], glyph: Glyph) -> bool:
    last = current[-1]
    overlap = min(last.bottom, glyph.bottom) - max(last.top, glyph.top)
    if overlap < 0.3 * min(last.bottom - last.top, glyph.bottom - glyph.top):
        return True
    return glyph.left < last.left - 2 * max(last.size, glyph.size)


def _text(glyphs: list[Glyph]) -> str:
    """The line's words: a space that PDFium saw in a gap stays only between Latin words or over wide gaps."""
    parts = [glyphs[0].text]
    for last, glyph in pairwise(glyphs):
        gap = glyph.left - last.right
        latin = last.text.isascii() and glyph.text.isascii()
        touching = last.text.isspace() or glyph.text.isspace()
        if not touching and (
            gap > 1.5 * glyph.size or (glyph.spaced and latin and gap > 0.1 * glyph.size)
        ):
            parts.append(" ")
        parts.append(glyph.text)
    return "".join(parts).strip()


def line_of(text: str, glyphs: list[Glyph], page: int, *, row: bool = False) -> Line:
    """One line with the bounds of its characters."""
    shown = [glyph for glyph in glyphs if not glyph.text.isspace()] or glyphs
    sizes = sorted(glyph.size for glyph in shown)
    return Line(
        text=text,
        left=min(glyph.left for glyph in shown),
        right=max(glyph.right for glyph in shown),
        top=min(glyph.top for glyph in shown),
        bottom=max(glyph.bottom for glyph in shown),
        size=sizes[len(sizes) // 2],
        page=page,
        row=row,
    )
