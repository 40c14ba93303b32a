"""Automatic numbers of a DOC: its list tables and numbered styles (MS-DOC 2.9.147 LSTF, 2.9.150 LVL, 2.9.131 LFO)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from pipelines.attachments.numbering import LevelForm, Numbering, StyleNumbers
from pipelines.attachments.papx import Properties, properties_of

_STYLES_AT, _LISTS_AT, _OVERRIDES_AT = 0xA2, 0x2E2, 0x2EA  # FibRgFcLcb97: stshf, plfLst, plfLfo
_LSTF, _LVLF, _LFO = 28, 28, 16
_MAX_LISTS = 2_000
_NO_STYLE = 0x0FFF

# MSONFC (MS-OSHARED 2.2.1.3) → ST_NumberFormat of ECMA-376, by place; None is not met in Chinese documents.
_FORMATS = (
    "decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex "
    "chicago ideographDigital japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth "
    "japaneseLegal japaneseDigitalTenThousand decimalEnclosedCircle decimalFullWidth2 "
    "aiueoFullWidth irohaFullWidth decimalZero bullet ganada chosung decimalEnclosedFullstop "
    "decimalEnclosedParen decimalEnclosedCircleChinese ideographEnclosedCircle "
    "ideographTraditional ideographZodiac ideographZodiacTraditional taiwaneseCounting "
    "ideographLegalTraditional taiwaneseCountingThousand taiwaneseDigital chineseCounting "
    "chineseLegalSimplified chineseCountingThousand"
).split()


@dataclass(slots=True)
class Lists:
    """The document's lists, asked for one paragraph after another."""

    numbering: Numbering = field(default_factory=Numbering)
    styles: StyleNumbers = field(default_factory=StyleNumbers)

    def label(self, paragraph: Properties) -> str:
        """The words before this paragraph; '' where no list numbers it."""
        of_style, level_of_style = self.styles.of(str(paragraph.style))
        list_id = of_style if paragraph.list is None else str(paragraph.list)
        if list_id is None or list_id == "0":
            return ""
        level = paragraph.level if paragraph.level is not None else level_of_style
        return self.numbering.label(list_id, level or 0)


def read_lists(main: bytes, table: bytes) -> Lists:
    """The lists; none where the tables are damaged, for the text stands without its numbers."""
    lists = Lists()
    try:
        _read_levels(main, table, lists.numbering)
        _read_overrides(main, table, lists.numbering)
        _read_styles(main, table, lists.styles)
    except (struct.error, IndexError):
        return lists
    return lists


def _read_levels(main: bytes, table: bytes, numbering: Numbering) -> None:
    offset, size = struct.unpack_from("<II", main, _LISTS_AT)
    if size < 2:
        return
    (count,) = struct.unpack_from("<h", table, offset)
    at = offset + 2 + _LSTF * max(count, 0)  # the levels of all lists follow the lists
    for number in range(min(count, _MAX_LISTS)):
        head = offset + 2 + _LSTF * number
        (list_id,) = struct.unpack_from("<i", table, head)
        levels: dict[int, LevelForm] = {}
        for level in range(1 if table[head + 26] & 1 else 9):
            levels[level], at = _level(table, at)
        numbering.abstract[str(list_id)] = levels


def _level(table: bytes, at: int) -> tuple[LevelForm, int]:
    """One LVL and where the next begins."""
    start, form, flags = struct.unpack_from("<iBB", table, at)
    runs, properties, restart = table[at + 24], table[at + 25], table[at + 26]
    words = at + _LVLF + properties + runs
    (length,) = struct.unpack_from("<H", table, words)
    raw = table[words + 2 : words + 2 + 2 * length].decode("utf-16-le", "replace")
    # A character below 9 stands for the number of that level.
    text = "".join(f"%{ord(char) + 1}" if ord(char) < 9 else char for char in raw)
    level = LevelForm(
        start=start,
        form=_FORMATS[form] if form < len(_FORMATS) else "none",
        text=text,
        restart=restart if flags & 0x08 else None,
        legal=bool(flags & 0x04),
    )
    return level, words + 2 + 2 * length


def _read_overrides(main: bytes, table: bytes, numbering: Numbering) -> None:
    offset, size = struct.unpack_from("<II", main, _OVERRIDES_AT)
    if size < 4:
        return
    (count,) = struct.unpack_from("<I", table, offset)
    at = offset + 4 + _LFO * min(count, _MAX_LISTS)
    for number in range(min(count, _MAX_LISTS)):
        head = offset + 4 + _LFO * number
        (list_id,) = struct.unpack_from("<i", table, head)
        own: dict[int, LevelForm] = {}
        starts: dict[int, int] = {}
        at += 4  # LFOData.cp
        for _ in range(table[head + 12]):
            start, flags = struct.unpack_from("<iI", table, at)
            at += 8
            if flags & 0x20:
                own[flags & 0x0F], at = _level(table, at)
            elif flags & 0x10:
                starts[flags & 0x0F] = start
        numbering.lists[str(number + 1)] = str(list_id), own, starts


def _read_styles(main: bytes, table: bytes, styles: StyleNumbers) -> None:
    """Paragraph styles' lists (STSH, MS-DOC 2.9.271): each style names its base and holds its properties."""
    offset, size = struct.unpack_from("<II", main, _STYLES_AT)
    sheet = table[offset : offset + size]
    head, count, base_size = struct.unpack_from("<HHH", sheet)
    at = 2 + head
    for number in range(min(count, 4096)):
        (length,) = struct.unpack_from("<H", sheet, at)
        style = sheet[at + 2 : at + 2 + length]
        at += 2 + length + length % 2
        if len(style) < base_size + 2:
            continue
        kind, base = style[2] & 0x0F, struct.unpack_from("<H", style, 2)[0] >> 4
        if kind != 1:
            continue
        if base != _NO_STYLE:
            styles.bases[str(number)] = str(base)
        (letters,) = struct.unpack_from("<H", style, base_size)
        block = base_size + 2 + 2 * letters + 2
        (extent,) = struct.unpack_from("<H", style, block)
        found = properties_of(style[block + 2 : block + 2 + extent])
        if found.list is not None or found.level is not None:
            list_id = None if found.list is None else str(found.list)
            styles.own[str(number)] = list_id, found.level
