"""DOCX: paragraphs and tables in order, automatic numbers written out, deleted words left out.

The parts are walked with lxml, not with python-docx: that leaves out content controls, tracked
insertions, smart tags and text boxes, and refuses packages that WPS and Word open.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from pipelines.attachments.container import open_zip, read_entry
from pipelines.attachments.failure import Document, ReadFailure
from pipelines.attachments.numbering import (
    Numbering,
    StyleNumbers,
    W,
    join_label,
    number_of,
    read_numbering,
    read_styles,
)
from pipelines.attachments.runs import choice, local_name, words

_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"  # ISO/IEC 29500 Strict: same names
_MAX_CHARACTERS = 2_000_000
_LAYOUT_CELL = 300
"""A cell of more characters, in several paragraphs, lays out a page and holds no figure."""
_TITLE_SIZE = 32  # half-points: a title (GB/T 9704: 22 pt) is larger than the body's 16 pt
_HEAD_PARAGRAPHS = 10

_BLOCK_WRAPPERS = frozenset(("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))


@dataclass(slots=True)
class _Walk:
    """State of one walk: lists go on counting, and a few words of what was met."""

    numbering: Numbering
    styles: StyleNumbers
    head: list[tuple[str, bool]] = field(default_factory=list)
    """The first paragraphs, each with whether it stands as a title does."""
    carried: str = ""
    """Words of a paragraph whose end mark was deleted: they begin the next one."""


def read_docx(body: bytes) -> Document:
    """The text of a DOCX. Raises ReadFailure: `encrypted`, `corrupt`, `limit`, `empty` or `scan`."""
    with open_zip(body) as container:
        main = _part(container, "word/document.xml")
        if main is None:  # some editors of the first years name it so
            main = _part(container, "word/document2.xml")
        if main is None:
            raise ReadFailure("corrupt", "docx: no word/document.xml")
        walk = _Walk(
            numbering=read_numbering(_part(container, "word/numbering.xml")),
            styles=read_styles(_part(container, "word/styles.xml")),
        )
        start = main.find(f"{W}body")
        lines = [] if start is None else list(_blocks(start, walk))
        notes = _part(container, "word/footnotes.xml")
        lines += [] if notes is None else _notes(notes, walk)
        pictures = any(name.startswith("word/media/") for name in container.namelist())
    text = "\n".join(line for line in lines if line.strip())
    if len(text) > _MAX_CHARACTERS:
        raise ReadFailure("limit", f"docx: {len(text)} characters, at most {_MAX_CHARACTERS}")
    if len("".join(text.split())) < 20 and pictures:
        raise ReadFailure("scan", "docx: pictures only")
    deleted = main.find(f".//{W}del") is not None
    flags = ("tracked_deletions",) if deleted else ()
    return Document(text=text, origin="docx", title=_title(walk.head), flags=flags)


def _part(container: zipfile.ZipFile, name: str) -> etree._Element | None:
    entries = {entry.filename.replace("\\", "/").lower(): entry for entry in container.infolist()}
    entry = entries.get(name)
    if entry is None:
        return None
    data = read_entry(container, entry)
    if b"<!DOCTYPE" in data:
        raise ReadFailure("corrupt", f"docx: {name} declares a document type")
    data = data.replace(_STRICT, W[1:-1].encode())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReadFailure("corrupt", f"docx: {name}: {error}") from error


def _blocks(parent: etree._Element, walk: _Walk) -> Iterator[str]:
    """Lines of a body, a cell or a text box, in order."""
    for child in parent:
        name = local_name(child)
        if name == "p":
            yield from _paragraph(child, walk)
        elif name == "tbl":
            for row in _rows(child):
                yield from _row(row, walk)
        elif name in _BLOCK_WRAPPERS:
            yield from _blocks(child, walk)
        elif name == "AlternateContent":
            yield from _blocks(choice(child), walk)


def _paragraph(paragraph: etree._Element, walk: _Walk) -> Iterator[str]:
    boxes: list[etree._Element] = []
    text = "".join(words(paragraph, boxes))
    properties = paragraph.find(f"{W}pPr")
    label = _label(properties, walk)
    centred = _value(properties, "jc") in {"center", "centre"}
    if centred and len(walk.head) < _HEAD_PARAGRAPHS:
        text = text.replace("\n", "")  # a title broken by hand over two lines is one title
    text = walk.carried + _tidy(text)
    walk.carried = ""
    if properties is not None and properties.find(f"{W}rPr/{W}del") is not None:
        walk.carried = text
    elif text.strip():
        text = join_label(label, text)
        if len(walk.head) < _HEAD_PARAGRAPHS:
            walk.head.append((text, centred and _size(paragraph) > _TITLE_SIZE))
        yield from text.split("\n")
    for box in boxes:
        yield from _blocks(box, walk)


def _label(properties: etree._Element | None, walk: _Walk) -> str:
    style = _value(properties, "pStyle")
    list_id, level = walk.styles.of(style)
    own = properties.find(f"{W}numPr") if properties is not None else None
    if own is not None and own.find(f"{W}ins") is None:
        own_id, own_level = number_of(own)
        if own_id is not None:
            list_id, level = own_id, own_level or 0
        elif own_level is not None:
            level = own_level
    if list_id is None or list_id == "0":
        return ""
    if level is None:
        level = walk.numbering.level_of_style(list_id, style or "")
    return walk.numbering.label(list_id, level)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        name = local_name(child)
        if name == "tr" and child.find(f"{W}trPr/{W}del") is None:
            yield child
        elif name in _BLOCK_WRAPPERS:
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        name = local_name(child)
        if name == "tc":
            yield child
        elif name in _BLOCK_WRAPPERS:
            yield from _cells(child)


def _row(row: etree._Element, walk: _Walk) -> Iterator[str]:
    cells = [[line for line in _blocks(cell, walk) if line.strip()] for cell in _cells(row)]
    layout = any(len(lines) > 1 and sum(map(len, lines)) > _LAYOUT_CELL for lines in cells)
    if len(cells) == 1 or layout:
        for lines in cells:
            yield from lines
        return
    yield "\t".join(" ".join(lines).replace("\t", " ") for lines in cells).rstrip("\t")


def _notes(root: etree._Element, walk: _Walk) -> list[str]:
    """Footnotes, after the text; the separators that Word keeps among them hold no words."""
    return [line for note in root.iterfind(f"{W}footnote") for line in _blocks(note, walk)]


def _size(paragraph: etree._Element) -> int:
    """Largest font size of the paragraph's runs, in half-points; 0 where its style sets it."""
    sizes = [item.get(f"{W}val", "") for item in paragraph.iterfind(f"{W}r/{W}rPr/{W}sz")]
    return max((int(size) for size in sizes if size.isdecimal()), default=0)


def _title(head: list[tuple[str, bool]]) -> str | None:
    runs: list[list[str]] = [[]]
    for text, large in head:
        if large:
            runs[-1].append(text)
        elif runs[-1]:
            runs.append([])
    # A red head (…人民政府) may be as large as the title, which is the last of them.
    titles = ["".join(run) for run in runs if run]
    return next((title for title in reversed(titles) if 6 <= len(title) <= 120), None)


def _value(properties: etree._Element | None, name: str) -> str | None:
    found = properties.find(f"{W}{name}") if properties is not None else None
    return found.get(f"{W}val") if found is not None else None


def _tidy(text: str) -> str:
    return re.sub(r"[ \t]*\n[ \t]*", "\n", text).strip(" \t\n\u3000\xa0")
