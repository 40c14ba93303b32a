"""The frame of an official document inside its text: addressee, covering letter, signature, 抄送 and 印发 lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipelines.dates import DateReading, date_line, find_dates

HEAD_LINES = 30
"""A covering letter and the enclosed title stand within so many lines of the start."""
TAIL_LINES = 14
"""A signature stands within so many lines of the end, 抄送 and 印发 lines not counted."""

_ORGAN_END = (
    r"(?:人民政府|政府|委员会|工委|县委|区委|市委|省委|州委|盟委|旗委|党委|党工委|委|办公室|办公厅|政府办|委办|办事处|管委会|"
    r"管理局|分局|总局|局|厅|部|署|总队|支队|大队|中心|党组|领导小组|行署|公署|联合会|委员会办公室|法制办|研究室|银行)"
)
_ORGAN_LINE = re.compile(
    rf"(?:[\u4e00-\u9fff·（）()、〇]{{2,38}}?){_ORGAN_END}(?:[（(](?:盖章|公章|印章|章|签章|代章)[）)])?"
)
_SEAL = re.compile(r"[（(](?:盖章|公章|印章|章|签章|代章)[）)]$")
_SENTENCE = re.compile(
    r"[，。；：！？,;:!?“”\"《》]|^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．])"
)
_CC = re.compile(
    r"^\s*(?:抄\s*[送报]|分\s*送|主\s*送\s*[、，]\s*抄\s*送|报\s*送)\s*[:：]\s*(?P<value>\S.*?)\s*$"
)
_PRINTED = re.compile(
    r"^\s*(?P<organ>[\u4e00-\u9fff·\s]{3,40}?)\s*(?:印\s*发|印制|印)?\s*[，,|\t ]*\s*$"
)
_ADDRESSEE = re.compile(r"^\s*(?P<value>[\u4e00-\u9fff、，,（）()·\s]{2,80}?)\s*[:：]\s*$")
_ORGANS_ADDRESSED = re.compile(
    r"政府|委|局|厅|办|人大|部门|单位|机构|司法部|国务院|中央|公署|办事处|直属"
)
_NO_ADDRESSEE = re.compile(
    r"如下|以下|主任|委员们|各位|同志|代表们|附件|抄送|来源|日期|下列|方面|包括|分别"
)
_SKIPPED_AT_END = re.compile(
    r"^\s*(?:[（(]?此件.{0,12}公开.*|附件?\s*\d*\s*[:：].*|附表.*|[（(]?(?:联\s*系\s*人|联系电话|电话|传真|邮编|地址)[:：\s].*"
    r"|[（(][^（）()]{1,40}[）)]|信息公开[类选].*|公开(?:属性|方式|形式).*|主题词.*|[—\-]\s*\d+\s*[—\-])\s*$"
)


_MAY_DATE = re.compile(r"[日号]|\d{7}|\d[-/.．－]\d|[０-９]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A non-empty line of the text, stripped, with its half-open span."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """A value and the span of the text that shows it."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Signature:
    """Who signed and when; `place` is `end`, `letter`, `top`, or `undated` where no date stands with it."""

    organs: tuple[Spot, ...]
    date: Spot | None
    date_rule: str | None
    date_confidence: float
    place: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """What stands round the text of a document by GB/T 9704-2012."""

    addressee: Spot | None = None
    signature: Signature | None = None
    cc: Spot | None = None
    printed_by: Spot | None = None
    printed_date: Spot | None = None


@lru_cache(maxsize=2)
def lines_of(text: str) -> tuple[Line, ...]:
    """The non-empty lines of a text with their spans; every reader of a page asks for them."""
    lines, at = [], 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            start = at + raw.index(words)
            lines.append(Line(words=words, start=start, end=start + len(words)))
        at += len(raw) + 1
    return tuple(lines)


def read_frame(text: str) -> Frame:
    """The frame of a text; every part None where the text does not show it."""
    lines = lines_of(text)
    tail = lines[-8:]
    cc = next((spot for line in reversed(tail) if (spot := _cc(line))), None)
    printed = next(
        (p for line in reversed(tail[-4:]) if (p := _printed(line, after_cc=cc is not None))), None
    )
    return Frame(
        addressee=_addressee(lines),
        signature=_signature(lines),
        cc=cc,
        printed_by=printed[0] if printed else None,
        printed_date=printed[1] if printed else None,
    )


def is_organ_line(words: str) -> bool:
    """Whether a line holds one organ's name, or several side by side, and nothing else."""
    return bool(organs_in(words))


def organs_in(words: str) -> tuple[str, ...]:
    """The organs of a signature line: spaced-out letters closed up, joint organs told apart."""
    if len(words) > 90 or _SENTENCE.search(words):
        return ()
    tokens = words.split()
    if len(tokens) > 1 and all(len(t) >= 4 and _ORGAN_LINE.fullmatch(t) for t in tokens):
        return tuple(_SEAL.sub("", t) for t in tokens)
    closed = "".join(tokens)
    if len(closed) <= 42 and _ORGAN_LINE.fullmatch(closed):
        return (_SEAL.sub("", closed),)
    return ()


def _cc(line: Line) -> Spot | None:
    match = _CC.match(line.words)
    if not match:
        return None
    start = line.start + match.start("value")
    return Spot(value=match.group("value"), start=start, end=start + len(match.group("value")))


def _printed(line: Line, *, after_cc: bool) -> tuple[Spot, Spot] | None:
    """印发机关 and 印发日期: one line with an organ and a date, 印 or 印发 beside one of them."""
    dates = find_dates(line.words)
    if len(dates) != 1 or len(line.words) > 90:
        return None
    before, after = line.words[: dates[0].start], line.words[dates[0].end :].strip(" 。|")
    match = _PRINTED.match(before)
    if not match or after not in {"", "印发", "印", "印制"}:
        return None
    organ = match.group("organ").strip()
    marked = bool(after) or bool(re.search(r"印(?:发|制)?\s*$", before.strip()))
    if not (marked or after_cc) or not organs_in(organ):
        return None
    start = line.start + before.index(organ)
    date = dates[0]
    return (
        Spot(value="".join(organ.split()), start=start, end=start + len(organ)),
        Spot(value=date.value, start=line.start + date.start, end=line.start + date.end),
    )


def _addressee(lines: Sequence[Line]) -> Spot | None:
    for line in lines[:12]:
        match = _ADDRESSEE.match(line.words)
        if not match or _NO_ADDRESSEE.search(line.words):
            continue
        value = match.group("value").strip()
        if _ORGANS_ADDRESSED.search(value):
            start = line.start + line.words.index(value)
            return Spot(value=value, start=start, end=start + len(value))
    return None


def _signature(lines: Sequence[Line]) -> Signature | None:
    """The signature at the end, else the covering letter's, else the one under the title."""
    kept = _without_imprint(lines)
    tail_from = max(len(kept) - TAIL_LINES, 0)
    signed = [
        s
        for i, line in enumerate(kept)
        if len(line.words) <= 90 and _MAY_DATE.search(line.words) and (s := _signed_at(kept, i))
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
    return _undated(kept)


def _without_imprint(lines: Sequence[Line]) -> list[Line]:
    """The lines without 抄送, 印发, 附件 and remarks at the end: what is left ends with the signature."""
    kept = list(lines)
    while kept and (
        _cc(kept[-1]) or _printed(kept[-1], after_cc=True) or _SKIPPED_AT_END.match(kept[-1].words)
    ):
        if not _cc(kept[-1]) and _date_after_organ(kept) and not _printed_mark(kept[-1]):
            break
        kept.pop()
    return kept


def _printed_mark(line: Line) -> bool:
    return bool(re.search(r"印(?:发|制)?\s*(?:$|[\d二]|\s)", line.words))


def _date_after_organ(kept: Sequence[Line]) -> bool:
    """Whether the last line is a bare 署名 with its date, not an imprint: no 抄送 stands before it."""
    return bool(_printed(kept[-1], after_cc=True)) and not any(_cc(line) for line in kept[-4:])


def _signed_at(lines: Sequence[Line], index: int) -> tuple[Signature, int] | None:
    """A signature whose date stands on line `index`: organs above it, or on the same line."""
    line = lines[index]
    alone = date_line(line.words)
    if alone:
        organs = tuple(_organs_above(lines, index))
        if organs or _may_stand_alone(lines, index, alone):
            return _signed(organs, line, alone), index
        return None
    dates = find_dates(line.words)
    if len(dates) == 1 and dates[0].rule == "calendar" and dates[0].end >= len(line.words) - 3:
        before = line.words[: dates[0].start].strip()
        names = organs_in(before)
        if names and not _printed_mark(line):
            spot = Spot(value=" ".join(names), start=line.start, end=line.start + len(before))
            return _signed((spot,), line, dates[0]), index
    return None


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
    for line in reversed(lines[max(index - 4, 0) : index]):
        names = organs_in(line.words)
        if not names:
            break
        above.append(Spot(value=" ".join(names), start=line.start, end=line.end))
    yield from reversed(above)


def _undated(kept: Sequence[Line]) -> Signature | None:
    """Organs on the very last lines without a date; one line is enough only after running text."""
    organs = tuple(_organs_above(kept, len(kept)))
    if not organs or len(kept) < 6 or len(organs) > 3:
        return None
    return Signature(organs=organs, date=None, date_rule=None, date_confidence=0.0, place="undated")
