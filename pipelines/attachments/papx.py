"""Paragraph properties of a DOC by place in the file: in a table, end of a row, list and level (MS-DOC 2.9.174)."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

_PLC_AT = 0x102  # FibRgFcLcb97.fcPlcfBtePapx
_PAGE = 512
_MAX_PAGES = 20_000

_IN_TABLE, _ROW_END = 0x2416, 0x2417  # sprmPFInTable, sprmPFTtp
_LEVEL, _LIST = 0x260A, 0x460B  # sprmPIlvl, sprmPIlfo
_INNER_ROW_END = 0x244C
_CENTRE = (0x2461, 0x2403)  # sprmPJc, sprmPJc80
_TABLE_DEFINITION = 0xD608  # sprmTDefTable: the only one whose length takes two bytes
# MS-DOC 2.2.5.1: bits 13-15 of a sprm say how many bytes its operand has; 6: the next byte tells.
_OPERAND = {0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3}


@dataclass(frozen=True, kw_only=True, slots=True)
class Properties:
    """What matters to us of one paragraph."""

    style: int = 0
    in_table: bool = False
    row_end: bool = False
    centred: bool = False
    list: int | None = None
    """1-based place in the table of lists; 0 takes the style's list away; None: as the style says."""
    level: int | None = None


PLAIN = Properties()


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """Properties by file offset."""

    starts: tuple[int, ...]
    properties: tuple[Properties, ...]

    def at(self, offset: int) -> Properties:
        """Of the paragraph whose character stands at this offset of the WordDocument stream."""
        found = bisect_right(self.starts, offset) - 1
        return self.properties[found] if found >= 0 else PLAIN


def read_papx(main: bytes, table: bytes) -> Paragraphs:
    """All paragraphs' properties; what is damaged is left out, for the text stands without it."""
    runs: list[tuple[int, Properties]] = []
    offset, size = struct.unpack_from("<II", main, _PLC_AT)
    plc = table[offset : offset + size]
    count = min((len(plc) - 4) // 8, _MAX_PAGES)
    for number in range(max(count, 0)):
        (place,) = struct.unpack_from("<I", plc, 4 * (count + 1) + 4 * number)
        start = (place & 0x3FFFFF) * _PAGE
        page = main[start : start + _PAGE]
        if len(page) == _PAGE:
            runs += _page(page)
    runs.sort(key=lambda run: run[0])
    return Paragraphs(tuple(run[0] for run in runs), tuple(run[1] for run in runs))


def _page(page: bytes) -> Iterator[tuple[int, Properties]]:
    count = page[-1]
    if 4 * (count + 1) + 13 * count > _PAGE - 1:
        return
    for number in range(count):
        (start,) = struct.unpack_from("<I", page, 4 * number)
        at = 2 * page[4 * (count + 1) + 13 * number]
        yield start, properties_of(_group(page, at)) if at else PLAIN


def _group(page: bytes, at: int) -> bytes:
    """The GrpPrlAndIstd: its length in words, less one byte; or, after a zero byte, in words."""
    if page[at]:
        return page[at + 1 : at + 2 * page[at]]
    return page[at + 2 : at + 2 + 2 * page[at + 1]] if at + 1 < len(page) else b""


def properties_of(group: bytes, style: int | None = None) -> Properties:
    """The properties that a group sets; `style` where the group does not begin with one."""
    values: dict[int, int] = {}
    at = 0
    if style is None:
        style = struct.unpack_from("<H", group)[0] if len(group) >= 2 else 0
        at = 2
    while at + 2 < len(group):
        (sprm,) = struct.unpack_from("<H", group, at)
        at += 2
        size = _OPERAND.get(sprm >> 13)
        if size is None:
            size = _variable(group, at, sprm)
        values[sprm] = int.from_bytes(group[at : at + size], "little")
        at += size
    return Properties(
        style=style,
        in_table=bool(values.get(_IN_TABLE)),
        row_end=bool(values.get(_ROW_END) or values.get(_INNER_ROW_END)),
        centred=any(values.get(sprm) == 1 for sprm in _CENTRE),
        list=values.get(_LIST),
        level=values.get(_LEVEL),
    )


def _variable(group: bytes, at: int, sprm: int) -> int:
    if sprm == _TABLE_DEFINITION:
        return 1 + int.from_bytes(group[at : at + 2], "little")
    return 1 + group[at]
