"""Who signed a document and when: at its end, under its covering letter, or under its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipelines.dates import DateReading, date_line, find_dates
from pipelines.imprint import cc_of, imprint_of
from pipelines.text_lines import Line, Spot, is_seal_line, organs_in
from pipelines.titles import has_topic
from pipelines.traditional import simplified

HEAD_LINES = 30
"""A covering letter and the enclosed title stand within so many lines of the start."""

TAIL_LINES = 14
"""A signature stands within so many lines of the end, 抄送 and 印发 lines not counted."""

_SKIPPED_AT_END = re.compile(
    r"^\s*(?:[（(]?此件.{0,12}公开.*|附件?\s*\d*\s*[:：].*|附表.*|[（(]?(?:联\s*系\s*人|联系电话|电话|传真|邮编|地址)[:：\s].*"
    r"|[（(][^（）()]{1,40}[）)]|信息公开[类选].*|公开(?:属性|方式|形式).*|主题词.*|[—\-]\s*\d+\s*[—\-])\s*$"
)

"""What may follow a signature: 此件公开发布, 附件, contacts, page numbers."""

_MAY_DATE = re.compile(r"[日号０-９]"), re.compile(r"\d(?:\d{6}|[-/.．－]\d)")
"""Two cheap looks before the date readers are asked: each begins with one character of a set."""


_MONTH = re.compile(
    r"[\d０-９〇○零oO一二三四五六七八九]{4}\s*年\s*[\d０-９一二三四五六七八九十]{1,3}\s*月$"
)

_NO_DAY = re.compile(r"\d{4}\s*年[\s\d]{0,6}月[\s\d]{0,6}日")
"""2024年　月　日, left blank for the pen; 2024年2月30日."""
_NAME = re.compile(r"[\u4e00-\u9fff]{2,}[省市县区州旗盟][\u4e00-\u9fff]{2,}")
_BROKEN = 8
"""Characters that a broken organ's name has on its second line."""
_TITLE_LINES, _SHORT_LINE = 6, 60
"""A title, its meeting and its organ are so many short lines."""
_TITLE_ENDS = re.compile(r"(?:报告|总结|汇报|情况|年报)[)）]?$|会议?上?[)）]?$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Signature:
    """Who signed and when; `place` is `end`, `letter`, `top`, or `undated` where no date stands with it."""

    organs: tuple[Spot, ...]
    date: Spot | None
    date_rule: str | None
    date_confidence: float
    place: str


def signature_of(lines: Sequence[Line]) -> Signature | None:
    """The signature at the end, else the covering letter's, else the one under the title."""
    kept = _without_imprint(lines)
    tail_from = max(len(kept) - TAIL_LINES, 0)
    signed = [
        s
        for i, line in enumerate(kept)
        if len(line.words) <= 90
        and any(look.search(line.words) for look in _MAY_DATE)
        and (s := _signed_at(kept, i))
    ]
    for found, index in reversed(signed):
        if index >= tail_from and index > 2:
            return found
    for found, index in signed:
        if index < HEAD_LINES:
            return replace(found, place="letter" if index > 2 else "top")
    # Annexes may follow the signature: then it stands in the middle, with its organ.
    for found, _ in signed:
        if found.organs and found.date_rule == "calendar":
            return found
    return _undated(kept) or _below_title(lines)


def _without_imprint(lines: Sequence[Line]) -> list[Line]:
    """The lines without 抄送, 印发, 附件 and remarks at the end: what is left ends with the signature."""
    kept = list(lines)
    while kept and (
        cc_of(kept[-1])
        or imprint_of(kept[-1], after_cc=True)
        or _SKIPPED_AT_END.match(simplified(kept[-1].words))
    ):
        if not cc_of(kept[-1]) and _date_after_organ(kept) and not _printed_mark(kept[-1]):
            break
        kept.pop()
    return kept


def _printed_mark(line: Line) -> bool:
    return bool(re.search(r"印(?:发|制)?\s*(?:$|[\d二]|\s)", line.words))


def _date_after_organ(kept: Sequence[Line]) -> bool:
    """Whether the last line is a bare 署名 with its date, not an imprint: no 抄送 stands before it."""
    return bool(imprint_of(kept[-1], after_cc=True)) and not any(cc_of(line) for line in kept[-4:])


def _signed_at(lines: Sequence[Line], index: int) -> tuple[Signature, int] | None:
    """A signature whose date stands on line `index`: organs above it, or on the same line."""
    line = lines[index]
    alone = date_line(line.words)
    if alone:
        organs = tuple(_organs_above(lines, index)) or _organs_below(lines, index)
        if organs or _may_stand_alone(lines, index, alone):
            return _signed(organs, line, alone), index
        return None
    dates = find_dates(line.words)
    if len(dates) == 1 and _closes(dates[0], lines, index):
        before = line.words[: dates[0].start].strip()
        names = organs_in(before)
        if names and not _printed_mark(line):
            spot = Spot(value=" ".join(names), start=line.start, end=line.start + len(before))
            return _signed((spot,), line, dates[0]), index
    return None


def _closes(date: DateReading, lines: Sequence[Line], index: int) -> bool:
    """Whether a date ends its line as a signature's does; in figures (县水务局　2024.3.5) only on the last lines."""
    words = lines[index].words
    if date.rule == "year_first":
        apart = words[date.start - 1 : date.start].isspace()
        return apart and date.end == len(words) and index >= len(lines) - 2
    return date.rule == "calendar" and date.end >= len(words) - 3


def _signed(organs: tuple[Spot, ...], line: Line, date: DateReading) -> Signature:
    spot = Spot(value=date.value, start=line.start + date.start, end=line.start + date.end)
    return Signature(
        organs=organs, date=spot, date_rule=date.rule, date_confidence=date.confidence, place="end"
    )


def _may_stand_alone(lines: Sequence[Line], index: int, date: DateReading) -> bool:
    """A date with no organ above: the document's last line, or in brackets under its title."""
    if date.rule != "calendar":
        return False
    if index == len(lines) - 1 and index > 4:
        return True
    return index <= 3 and len(lines) > 4 and lines[index].words[:1] in "（("


def _organs_above(lines: Sequence[Line], index: int) -> Iterator[Spot]:
    above: list[Spot] = []
    for at in range(index - 1, max(index - 5, -1), -1):
        line = lines[at]
        if is_seal_line(line.words):
            continue
        names = organs_in(line.words)
        if not names:
            if above and (whole := _broken_name(line, above[-1])):
                above[-1] = whole
            break
        above.append(Spot(value=" ".join(names), start=line.start, end=line.end))
    yield from reversed(above)


def _broken_name(line: Line, rest: Spot) -> Spot | None:
    """A name that a narrow cell broke over two lines: 青石县住房和城乡 / 建设局."""
    joined = line.words + rest.value
    short = len(rest.value) <= _BROKEN and len(line.words) <= 2 * _BROKEN
    if not short or not _NAME.fullmatch(line.words) or organs_in(joined) != (joined,):
        return None
    return Spot(value=joined, start=line.start, end=rest.end)


def _organs_below(lines: Sequence[Line], index: int) -> tuple[Spot, ...]:
    """The date before its organs, which then are the document's last lines."""
    below = lines[index + 1 :]
    named = [(line, organs_in(line.words)) for line in below[:3]]
    if not below or len(below) > 3 or not all(names for _, names in named):
        return ()
    return tuple(
        Spot(value=" ".join(names), start=line.start, end=line.end) for line, names in named
    )


def _undated(kept: Sequence[Line]) -> Signature | None:
    """Organs on the very last lines without a date, or with a month alone (2024年3月) or a day that is none."""
    end = len(kept)
    if kept and (month := _MONTH.search(kept[-1].words)):
        before = kept[-1].words[: month.start()].strip()
        if before:
            kept = [*kept[:-1], replace(kept[-1], words=before, end=kept[-1].start + len(before))]
        else:
            end -= 1
    elif kept and _NO_DAY.fullmatch(kept[-1].words):
        end -= 1
    organs = tuple(_organs_above(kept, end))
    if not organs or len(kept) < 6 or len(organs) > 3:
        return None
    return Signature(organs=organs, date=None, date_rule=None, date_confidence=0.0, place="undated")


def _below_title(lines: Sequence[Line]) -> Signature | None:
    """An organ between the title, or the meeting it was read at, and the text: 题下署名 without a date."""
    for index, line in enumerate(lines[1:_TITLE_LINES], start=1):
        if len(line.words) > _SHORT_LINE:
            return None
        above = "".join(above.words for above in lines[:index])
        organs = organs_in(line.words)
        if organs and has_topic(above) and _TITLE_ENDS.search(lines[index - 1].words):
            spot = Spot(value=" ".join(organs), start=line.start, end=line.end)
            return Signature(
                organs=(spot,), date=None, date_rule=None, date_confidence=0.0, place="undated"
            )
    return None
