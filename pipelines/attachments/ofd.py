"""OFD (GB/T 33190): text runs and their places by ofdkit, lines and paragraphs by our own joining."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import ofdkit
from lxml import etree

from pipelines.attachments.container import open_zip, read_entry
from pipelines.attachments.failure import Document, ReadFailure
from pipelines.attachments.lines import Line, paragraphs, title_of, without_furniture
from pipelines.attachments.unreadable import PRIVATE_SHARE, SCAN_CHARACTERS, unreadable_share

_MAX_PAGES = 500
_MAX_CHARACTERS = 2_000_000
_FORM_SHARE = 0.3
"""More lines than this made of several pieces: a form, whose reading order ofdkit knows better."""
_CONTENT = re.compile(r"pages/page_?(\d+)/content\.xml$", re.IGNORECASE)
_PICTURE = re.compile(r"\.(?:png|jpe?g|bmp|tiff?|jb2|gif)$", re.IGNORECASE)
_WIDE = 1.5  # em: a gap that parts two pieces of a line


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One page: its lines, its height in mm, how many of its lines are in pieces, and ofdkit's own text."""

    lines: list[Line]
    height: float
    pieced: int
    text: str


def read_ofd(body: bytes) -> Document:
    """The text of an OFD. Raises ReadFailure: `encrypted`, `corrupt`, `limit`, `empty` or `scan`."""
    with open_zip(body) as container:
        names = container.namelist()
        flags: tuple[str, ...] = ()
        try:
            sheets = _sheets(body)
        except (ofdkit.OFDFormatError, ValueError, KeyError, RecursionError):
            sheets, flags = _plain_sheets(container), ("ofd_repaired",)
        except ofdkit.OFDError as error:
            raise ReadFailure("limit", f"ofd: {error}") from error
    letters = "".join("".join(sheet.text.split()) for sheet in sheets)
    _check(letters, len(sheets), names)
    lines = sum(len(sheet.lines) for sheet in sheets)
    if sum(sheet.pieced for sheet in sheets) > _FORM_SHARE * lines:
        return Document(text=_form_text(sheets), origin="ofd", flags=(*flags, "form"))
    pages = without_furniture([sheet.lines for sheet in sheets], [sheet.height for sheet in sheets])
    return Document(
        text="\n".join(paragraphs(pages)), origin="ofd", title=title_of(pages), flags=flags
    )


def _check(letters: str, count: int, names: Sequence[str]) -> None:
    if len(letters) > _MAX_CHARACTERS:
        raise ReadFailure("limit", f"ofd: {len(letters)} characters, at most {_MAX_CHARACTERS}")
    if len(letters) < SCAN_CHARACTERS * count or not letters:
        # GM/T 0099: an encrypted package lists what it hides in this file.
        if any(name.lower().endswith("encryptions.xml") for name in names):
            raise ReadFailure("encrypted", "ofd: encrypted entries")
        if any(_PICTURE.search(name) for name in names):
            raise ReadFailure("scan", f"ofd: {len(letters)} characters on {count} pages")
        if not letters:
            raise ReadFailure("empty", "ofd: no text objects; outlines at most")
    if unreadable_share(letters) > PRIVATE_SHARE:
        raise ReadFailure("scan", "ofd: its fonts map to private-use characters")


def _sheets(body: bytes) -> list[_Sheet]:
    with ofdkit.open(body) as document:
        if len(document.pages) > _MAX_PAGES:
            raise ReadFailure("limit", f"ofd: {len(document.pages)} pages, at most {_MAX_PAGES}")
        sheets = [_sheet(page, number) for number, page in enumerate(document.pages)]
        if not sheets or any("content not found" in said for said in document.warnings):
            raise ReadFailure("corrupt", "ofd: pages are missing")
    return sheets


def _sheet(page: ofdkit.Page, number: int) -> _Sheet:
    left, top, width, height = page.box
    shown = [
        run
        for run in page.runs
        if run.text.strip()
        and left - 2 <= run.x <= left + width + 2
        and top - 2 <= run.y <= top + height + 2
    ]
    rows = _rows(_once(shown))
    lines = [_line(row, number, top) for row in rows]
    pieced = sum(1 for row in rows if len(_pieces(row)) > 1)
    return _Sheet(_tables(lines, rows), height, pieced, page.text())


def _once(runs: list[ofdkit.TextRun]) -> list[ofdkit.TextRun]:
    """Without the second of two runs printed over each other to look bold."""
    seen: set[tuple[str, int, int]] = set()
    kept: list[ofdkit.TextRun] = []
    for run in runs:
        key = run.text, round(run.x), round(run.y)
        if key not in seen:
            seen.add(key)
            kept.append(run)
    return kept


def _rows(runs: list[ofdkit.TextRun]) -> list[list[ofdkit.TextRun]]:
    """Runs on one base line, from above to below, each row from left to right."""
    rows: list[list[ofdkit.TextRun]] = []
    for run in sorted(runs, key=lambda run: run.y):
        if rows and abs(run.y - rows[-1][0].y) < 0.5 * min(run.size, rows[-1][0].size):
            rows[-1].append(run)
        else:
            rows.append([run])
    return [sorted(row, key=lambda run: run.x) for row in rows]


def _pieces(row: list[ofdkit.TextRun], columns: Sequence[float] = ()) -> list[str]:
    """The row's words, parted at wide gaps, and at narrow ones where a table's column begins.

    A space goes between Latin words only.
    """
    pieces = [row[0].text]
    end = row[0].x + row[0].width
    for last, run in pairwise(row):
        gap = run.x - end
        begins = gap > 0.25 * run.size and any(abs(run.x - x) < 0.3 * run.size for x in columns)
        if begins or gap > _WIDE * run.size:
            pieces.append(run.text)
        else:
            latin = last.text[-1:].isascii() and run.text[:1].isascii()
            pieces[-1] += (" " if latin and gap > 0.25 * run.size else "") + run.text
        end = max(end, run.x + run.width)
    return pieces


def _line(row: list[ofdkit.TextRun], number: int, top: float) -> Line:
    size = max(run.size for run in row)
    return Line(
        text=" ".join(piece.strip() for piece in _pieces(row)),
        left=row[0].x,
        right=max(run.x + run.width for run in row),
        top=row[0].y - size - top,
        bottom=row[0].y + 0.15 * size - top,
        size=size,
        page=number,
    )


def _tables(lines: list[Line], rows: list[list[ofdkit.TextRun]]) -> list[Line]:
    """Lines of several pieces, with another such line at most two lines away, are a table's rows."""
    pieces = [_pieces(row) for row in rows]
    several = {at for at, found in enumerate(pieces) if len(found) > 1}
    near = {at for at in several if not several.isdisjoint((at - 2, at - 1, at + 1, at + 2))}
    columns = _columns([rows[at] for at in sorted(near)])
    return [
        replace(line, text="\t".join(map(str.strip, _pieces(rows[at], columns))), row=True)
        if at in near
        else line
        for at, line in enumerate(lines)
    ]


def _columns(rows: list[list[ofdkit.TextRun]]) -> list[float]:
    """Where columns begin: the left edges, after a gap, that two rows or more share."""
    edges = Counter(
        round(run.x)
        for row in rows
        for last, run in pairwise(row)
        if run.x - last.x - last.width > 0.25 * run.size
    )
    return [float(edge) for edge, count in edges.items() if count >= 2][:60]


def _form_text(sheets: list[_Sheet]) -> str:
    lines = [line for sheet in sheets for line in sheet.text.split("\n")]
    return "\n".join(re.sub(" {3,}", "\t", line.strip()) for line in lines if line.strip())


def _plain_sheets(container: zipfile.ZipFile) -> list[_Sheet]:
    """Without the package's own index: each page's text objects in the order they were written."""
    found: list[tuple[int, zipfile.ZipInfo]] = []
    for entry in container.infolist():
        match = _CONTENT.search(entry.filename.replace("\\", "/"))
        if match:
            found.append((int(match[1]), entry))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    sheets: list[_Sheet] = []
    for _, entry in sorted(found, key=lambda item: item[0])[:_MAX_PAGES]:
        data = read_entry(container, entry)
        if b"<!DOCTYPE" in data:
            raise ReadFailure("corrupt", f"ofd: {entry.filename} declares a document type")
        try:
            root = etree.fromstring(data, parser)
        except etree.LxmlError as error:
            raise ReadFailure("corrupt", f"ofd: {entry.filename}: {error}") from error
        if root is None:
            raise ReadFailure("corrupt", f"ofd: {entry.filename} is no XML")
        words = [code.text or "" for code in root.iter("{*}TextCode")]
        lines = [
            Line(text=text, left=0, right=1, top=0, bottom=1, size=1, row=True)
            for text in words
            if text.strip()
        ]
        sheets.append(_Sheet(lines, 0.0, 0, "\n".join(words)))
    if not sheets:
        raise ReadFailure("corrupt", "ofd: no page can be read")
    return sheets
