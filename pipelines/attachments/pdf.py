"""PDF with a text layer: characters and their boxes by PDFium, lines and paragraphs by our own joining."""

from __future__ import annotations

import pypdfium2 as pdfium
import pypdfium2.raw as api

from pipelines.attachments.failure import Document, Origin, Outcome, ReadFailure
from pipelines.attachments.glyphs import Glyph, glyphs_of, line_of, split
from pipelines.attachments.lines import Line, paragraphs, title_of, without_furniture
from pipelines.attachments.ocr_layer import is_ocr_layer
from pipelines.attachments.ruled import Grid, find_grids
from pipelines.attachments.turned import Turn, upright_text
from pipelines.attachments.unreadable import PRIVATE_SHARE, SCAN_CHARACTERS, unreadable_share

MAX_PAGES = 500
_TAIL = 64 * 1024  # servers and signers append some bytes
_MAX_CHARACTERS = 2_000_000
_DRAWINGS = [api.FPDF_PAGEOBJ_IMAGE, api.FPDF_PAGEOBJ_PATH, api.FPDF_PAGEOBJ_SHADING]
_MAX_RULES = 4_000  # path objects looked at on one page for the ruling lines of tables


def read_pdf(body: bytes) -> Document:
    """The text of a PDF that has words; `ocr` where a scanner's own OCR laid them over its pictures.

    Raises ReadFailure: `encrypted`, `corrupt`, `limit`, `empty` or `scan`.
    """
    document = open_pdf(body)
    # PDFium rebuilds what it can of a file that was cut: half a report must not pass for one.
    if b"%%EOF" not in body[-_TAIL:]:
        document.close()
        raise ReadFailure("corrupt", "pdf: no end of file mark, it was cut short")
    try:
        pages, heights, bare, layered, drawn = _pages(document)
    finally:
        document.close()
    count = len(pages)
    letters = "".join(line.text for lines in pages for line in lines)
    letters = "".join(letters.split())
    if len(letters) < SCAN_CHARACTERS * count:
        outcome: Outcome = "scan" if drawn else "empty"
        if outcome == "scan" or not letters:
            raise ReadFailure(outcome, f"pdf: {len(letters)} characters on {count} pages")
    if unreadable_share(letters) > PRIVATE_SHARE:
        raise ReadFailure("scan", "pdf: its fonts map to private-use characters")
    pages = without_furniture(pages, heights)
    flags = ("image_pages",) if bare else ()
    origin: Origin = "ocr" if 2 * layered > count else "pdf"
    return Document(
        text="\n".join(paragraphs(pages)), origin=origin, title=title_of(pages), flags=flags
    )


def open_pdf(body: bytes) -> pdfium.PdfDocument:
    """The opened document, pages counted. Raises ReadFailure `encrypted`, `corrupt`, `limit` or `empty`."""
    try:
        document = pdfium.PdfDocument(body)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        locked = code in {api.FPDF_ERR_PASSWORD, api.FPDF_ERR_SECURITY}
        raise ReadFailure("encrypted" if locked else "corrupt", f"pdf: {error}") from error
    count = len(document)
    if not 0 < count <= MAX_PAGES:
        document.close()
        raise ReadFailure("limit" if count else "empty", f"pdf: {count} pages, at most {MAX_PAGES}")
    return document


def own_resolution(page: pdfium.PdfPage) -> float | None:
    """Dots per inch of the picture that covers the page; None where none covers most of it."""
    for item in page.get_objects(filter=[api.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        left, _, right, _ = item.get_bounds()
        pixels = item.get_px_size()[0]
        if right - left > 0.8 * page.get_width() and pixels > 100:
            return float(72 * pixels / (right - left))
    return None


def _pages(document: pdfium.PdfDocument) -> tuple[list[list[Line]], list[float], int, int, bool]:
    """Lines and height of each page; how many are pictures, bare or with OCR; whether anything is drawn at all."""
    pages: list[list[Line]] = []
    heights: list[float] = []
    bare = layered = characters = 0
    drawn = False
    for number in range(len(document)):
        try:
            page = document[number]
        except pdfium.PdfiumError as error:
            raise ReadFailure("corrupt", f"pdf: page {number + 1}: {error}") from error
        textpage, turn = upright_text(page)
        glyphs = glyphs_of(textpage, turn)
        layered += is_ocr_layer(page, textpage)
        textpage.close()
        characters += len(glyphs)
        if characters > _MAX_CHARACTERS:
            raise ReadFailure("limit", f"pdf: more than {_MAX_CHARACTERS} characters")
        if len(glyphs) < SCAN_CHARACTERS:
            bare += _has(page, [api.FPDF_PAGEOBJ_IMAGE])
            drawn = drawn or _has(page, _DRAWINGS)
        grids = find_grids(*_rules(page, turn)) if glyphs else []
        pages.append(_lines(glyphs, grids, number))
        heights.append(turn.upright)
        page.close()
    return pages, heights, bare, layered, drawn


def _has(page: pdfium.PdfPage, kinds: list[int]) -> bool:
    return any(True for _ in page.get_objects(filter=kinds, max_depth=3))


def _rules(
    page: pdfium.PdfPage, turn: Turn
) -> tuple[list[tuple[float, float, float]], list[tuple[float, float, float]]]:
    """Ruling lines, horizontal as (y, x0, x1) and vertical as (x, y0, y1), y downwards."""
    flat: list[tuple[float, float, float]] = []
    upright: list[tuple[float, float, float]] = []
    for count, item in enumerate(page.get_objects(filter=[api.FPDF_PAGEOBJ_PATH], max_depth=3)):
        if count >= _MAX_RULES:
            return [], []
        left, y0, right, y1 = turn.box(*item.get_bounds())
        wide, tall = right - left, y1 - y0
        if tall < 3 and wide > 8:
            flat.append(((y0 + y1) / 2, left, right))
        elif wide < 3 and tall > 8:
            upright.append(((left + right) / 2, y0, y1))
        elif wide > 8 and tall > 8:  # a cell drawn as a rectangle: its four sides
            flat += [(y0, left, right), (y1, left, right)]
            upright += [(left, y0, y1), (right, y0, y1)]
    return flat, upright


def _lines(glyphs: list[Glyph], grids: list[Grid], page: int) -> list[Line]:
    """Lines in the file's own order; what stands in a ruled grid becomes the grid's rows."""
    lines: list[Line] = []
    run: list[Glyph] = []
    cells: dict[int, dict[tuple[int, int], list[Glyph]]] = {}
    places: dict[int, int] = {}
    for glyph in glyphs:
        middle = (glyph.left + glyph.right) / 2, (glyph.top + glyph.bottom) / 2
        which = next((n for n, grid in enumerate(grids) if grid.holds(*middle)), None)
        if which is not None:
            if which not in places:
                lines += split(run, page)
                run = []
                places[which] = len(lines)
            cell = grids[which].cell(*middle)
            cells.setdefault(which, {}).setdefault(cell, []).append(glyph)
        else:
            run.append(glyph)
    lines += split(run, page)
    for which, at in sorted(places.items(), key=lambda place: -place[1]):
        lines[at:at] = _rows(cells[which], page)
    return lines


def _rows(cells: dict[tuple[int, int], list[Glyph]], page: int) -> list[Line]:
    rows: list[Line] = []
    for number in sorted({row for row, _ in cells}):
        columns = sorted(column for row, column in cells if row == number)
        texts = []
        for column in columns:
            lines = split(cells[number, column], page)
            texts.append("".join(line.text for line in lines))
        glyphs = [glyph for column in columns for glyph in cells[number, column]]
        text = "\t".join(texts)
        if text.strip():
            rows.append(line_of(text, glyphs, page, row=True))
    return rows
