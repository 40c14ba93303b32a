"""DOC (Word 97-2003, and WPS Writer's own): the text by its piece table (MS-DOC 2.4.1)."""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import olefile

from pipelines.attachments.failure import Document, ReadFailure
from pipelines.attachments.lists97 import Lists, read_lists
from pipelines.attachments.numbering import join_label
from pipelines.attachments.papx import PLAIN, Paragraphs, Properties, read_papx

_MAX_CHARACTERS = 2_000_000
# What olefile raises on damaged sector chains; its own error is an OSError.
_DAMAGE = (OSError, ValueError, IndexError, struct.error, TypeError, AttributeError, OverflowError)
_WORD_IDENT = 0xA5EC
_OLD_WORD = (0xA5DC, 0xA5DB, 0x37FE)  # Word 6 and 95, Word 2
_ENCRYPTED, _WHICH_TABLE = 0x0100, 0x0200
# MS-DOC 2.5.1: where FibRgLw97 keeps the lengths of the text's parts, and FibRgFcLcb97 the Clx.
_CCP_AT, _CLX_AT = 0x4C, 0x1A2
_COMPRESSED = 0x40000000
_CELL, _FIELD_BEGIN, _FIELD_SEPARATOR, _FIELD_END = "\x07", "\x13", "\x14", "\x15"
# MS-DOC 2.4.1: characters that stand for something else than themselves.
_MEANING = {
    "\x0b": "\n",  # line break
    "\x1e": "-",  # non-breaking hyphen
    "\x1f": "",  # optional hyphen
    "\xa0": " ",
}
_PICTURE = "\x01"
_MARKS = "\r\x07\x0c\x0e"  # ends of a paragraph, cell, page or section, column
_RUN = re.compile("[\r\x07\x0c\x0e\x13-\x15]|[^\r\x07\x0c\x0e\x13-\x15]+")
_DROPPED = re.compile("[\x00-\x06\x08\x0f-\x1d\ufffc\ufeff]")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text and where it lies in the WordDocument stream."""

    text: str
    offset: int
    width: int
    """Bytes a character."""


@dataclass(frozen=True, slots=True)
class _Block:
    """One paragraph's words, the mark that ends it, and its properties."""

    words: str
    mark: str
    properties: Properties


def read_doc(body: bytes) -> Document:
    """The text of a DOC. Raises ReadFailure: `encrypted`, `corrupt`, `limit`, `empty` or `unsupported`."""
    try:
        with open_ole(body) as ole:
            main = _stream(ole, "WordDocument")
            flags = _check(main)
            table = _stream(ole, "1Table" if flags & _WHICH_TABLE else "0Table")
    except _DAMAGE as error:
        raise ReadFailure("corrupt", f"doc: {error}") from error
    try:
        pieces = list(_pieces(main, table))
        paragraphs = read_papx(main, table)
        lists = read_lists(main, table)
    except (struct.error, IndexError) as error:
        raise ReadFailure("corrupt", f"doc: piece table: {error}") from error
    if sum(len(piece.text) for piece in pieces) < _length(main):
        raise ReadFailure("corrupt", "doc: cut short")
    lines = [line for line in _lines(_blocks(pieces, paragraphs), lists) if line.strip()]
    text = "\n".join(lines)
    if len("".join(text.split())) < 20 and any(_PICTURE in piece.text for piece in pieces):
        raise ReadFailure("scan", "doc: pictures only")
    return Document(text=text, origin="doc")


def open_ole(body: bytes) -> olefile.OleFileIO:
    """The OLE2 storage. Raises ReadFailure `corrupt` where its directory or sector chains are broken."""
    try:
        return olefile.OleFileIO(io.BytesIO(body))
    except _DAMAGE as error:
        raise ReadFailure("corrupt", f"ole: {error}") from error


def _stream(ole: olefile.OleFileIO, name: str) -> bytes:
    if not ole.exists(name):
        raise ReadFailure("corrupt", f"doc: no {name} stream")
    data: bytes = ole.openstream(name).read()
    return data


def _check(main: bytes) -> int:
    """The flags of the file's head (FibBase)."""
    ident, flags = struct.unpack_from("<H8xH", main)
    if ident in _OLD_WORD:
        raise ReadFailure("unsupported", "doc: written by Word 95 or older")
    if ident != _WORD_IDENT:
        raise ReadFailure("corrupt", f"doc: identifier {ident:#06x}")
    if flags & _ENCRYPTED:
        raise ReadFailure("encrypted", "doc: needs a password")
    return int(flags)


def _pieces(main: bytes, table: bytes) -> Iterator[_Piece]:
    """The main document's text; footnotes, headers and comments lie behind it and are left out."""
    length = _length(main)
    offset, size = struct.unpack_from("<II", main, _CLX_AT)
    plc = _piece_table(table[offset : offset + size])
    count = (len(plc) - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", plc)
    for number in range(count):
        begin, end = bounds[number], min(bounds[number + 1], length)
        if begin >= end:
            continue
        (place,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 8 * number + 2)
        if place & _COMPRESSED:
            start = (place & ~_COMPRESSED) // 2
            yield _Piece(_narrow(main[start : start + end - begin]), start, 1)
        else:
            wide = main[place : place + 2 * (end - begin)]
            yield _Piece(_units(wide), place, 2)


def _length(main: bytes) -> int:
    """Characters of the main document (FibRgLw97.ccpText)."""
    (length,) = struct.unpack_from("<i", main, _CCP_AT)
    if not 0 <= length <= _MAX_CHARACTERS:
        raise ReadFailure("limit" if length > 0 else "corrupt", f"doc: {length} characters")
    return int(length)


def _piece_table(clx: bytes) -> bytes:
    """The PlcPcd: what follows the property runs (each marked 1) and its own mark 2."""
    at = 0
    while at < len(clx) and clx[at] == 1:
        (size,) = struct.unpack_from("<H", clx, at + 1)
        at += 3 + size
    if at >= len(clx) or clx[at] != 2:
        raise ReadFailure("corrupt", "doc: no piece table")
    (size,) = struct.unpack_from("<I", clx, at + 1)
    return clx[at + 5 : at + 5 + size]


def _narrow(piece: bytes) -> str:
    """A compressed piece: cp1252, its few unassigned bytes as Latin-1 (MS-DOC 2.9.73)."""
    return "".join(bytes((b,)).decode("cp1252", "ignore") or chr(b) for b in piece)


def _units(wide: bytes) -> str:
    """UTF-16 as one character a unit, so that places in text and file agree; pairs are joined later."""
    return "".join(map(chr, struct.unpack(f"<{len(wide) // 2}H", wide[: len(wide) // 2 * 2])))


def _blocks(pieces: list[_Piece], paragraphs: Paragraphs) -> Iterator[_Block]:
    r"""Paragraphs and cells with their properties, field codes left out, results kept.

    A field's code lies between \\x13 and \\x14, result up to \\x15; both may hold paragraphs.
    """
    in_code: list[bool] = []
    words: list[str] = []
    for piece in pieces:
        for match in _RUN.finditer(piece.text):
            run = match[0]
            if run == _FIELD_BEGIN:
                in_code.append(True)
            elif run == _FIELD_SEPARATOR and in_code:
                in_code[-1] = False
            elif run == _FIELD_END and in_code:
                in_code.pop()
            elif any(in_code):
                continue
            elif run in _MARKS:
                own = paragraphs.at(piece.offset + match.start() * piece.width)
                yield _Block(_tidy("".join(words)), run, own)
                words = []
            else:
                words.append(run)
    yield _Block(_tidy("".join(words)), "\r", PLAIN)


def _tidy(words: str) -> str:
    for char, meaning in _MEANING.items():
        words = words.replace(char, meaning)
    words = words.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _DROPPED.sub("", words)


def _lines(blocks: Iterable[_Block], lists: Lists) -> Iterator[str]:
    """A paragraph a line; the cells of a row, each of one paragraph or more, as one line."""
    row: list[str] = []
    cell: list[str] = []
    for found in blocks:
        label = "" if found.properties.row_end else lists.label(found.properties)
        block = replace(found, words=join_label(label, found.words))
        if block.properties.row_end:
            yield "\t".join(row).rstrip("\t")
            row, cell = [], []
        elif block.mark == _CELL:
            row.append(" ".join(part for part in (*cell, block.words) if part).replace("\n", " "))
            cell = []
        elif block.properties.in_table:
            cell.append(block.words)
        else:
            # A row whose end was never marked (a damaged file) still gives its words.
            yield from ("\t".join(row), *cell)
            row, cell = [], []
            yield from (line.strip(" \t\u3000") for line in block.words.split("\n"))
    yield from ("\t".join(row), *cell)
