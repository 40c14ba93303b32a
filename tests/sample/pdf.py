"""A PDF written by hand: Chinese text in a standard CID font, laid out in lines like a printed document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.sample.nouns import Block

WIDTH, HEIGHT, MARGIN, SIZE, LEADING = 595, 842, 72, 16, 28
EMS = (WIDTH - 2 * MARGIN) / SIZE
PER_PAGE = (HEIGHT - 2 * MARGIN) // LEADING
_UNIT = re.compile(r"[!-~]+[，。；：、）》”％]*|.[，。；：、）》”]*")
"""What a line is never broken within: a run of ASCII, a character and the closing marks after it."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of print and how far from the margin it begins, in em."""

    text: str
    left: float


def ems(text: str) -> float:
    """How wide a text is: ASCII characters are half an em."""
    return sum(0.5 if char < "\x7f" else 1.0 for char in text)


def lines_of(block: Block) -> list[Line]:
    """A block as lines of print: paragraphs indented by two characters, titles centred, signatures right."""
    if block.role == "table":
        return [Line(text="  ".join(row), left=2.0) for row in block.rows]
    if block.role in {"title", "sign", "date"}:
        width = ems(block.text)
        return [
            Line(
                text=block.text,
                left=(EMS - width) / 2 if block.role == "title" else EMS - width - 2,
            )
        ]
    lines, current, left = [], "", 2.0 if block.role != "addressee" else 0.0
    for unit in _UNIT.findall(block.text):
        if current and left + ems(current + unit) > EMS:
            lines.append(Line(text=current, left=left))
            current, left = "", 0.0
        current += unit
    return [*lines, Line(text=current, left=left)]


def pdf(blocks: tuple[Block, ...]) -> bytes:
    """The document as a PDF file; the same blocks give the same bytes."""
    lines = [line for block in blocks for line in lines_of(block)]
    pages = [lines[at : at + PER_PAGE] for at in range(0, len(lines), PER_PAGE)]
    first = 6
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (first + 2 * n) for n in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        (
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) "
            b"/Ordering (GB1) /Supplement 2 >> /DW 1000 /W [1 95 500] /FontDescriptor 5 0 R >>"
        ),
        (
            b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 "
            b"/Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>"
        ),
    ]
    for number, page in enumerate(pages):
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (WIDTH, HEIGHT, first + 2 * number + 1)
        )
        content = _content(page, number + 1)
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    return _file(objects)


def _content(page: list[Line], number: int) -> bytes:
    foot = f"— {number} —"
    parts = [_show(line, HEIGHT - MARGIN - row * LEADING) for row, line in enumerate(page)]
    parts.append(_show(Line(text=foot, left=(EMS - ems(foot)) / 2), 40))
    return "\n".join(parts).encode()


def _show(line: Line, height: int) -> str:
    codes = line.text.encode("utf-16-be").hex().upper()
    return f"BT /F1 {SIZE} Tf {MARGIN + line.left * SIZE:.2f} {height} Td <{codes}> Tj ET"


def _file(objects: list[bytes]) -> bytes:
    out, offsets = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)
