"""Dates as Chinese official pages write them, read into ISO dates with the rule that read each."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace

_DIGITS = str.maketrans(
    "０１２３４５６７８９．／－—–−：　\xa0〇○零◯ΟОоοＯｏ",
    "0123456789./----:  0000000000",
)
"""One character for one, so that spans stay; Greek, Cyrillic and full-width O are zeros that an OCR or a typist made."""

_ODD = re.compile("[" + "".join(map(re.escape, map(chr, _DIGITS))) + "]")
"""What the table changes: most lines have none, and to put every character through it costs ten times the look."""

_NUMERAL = "0OoO一二三四五六七八九"
_VALUES = {"0": 0, "O": 0, "o": 0} | {c: n for n, c in enumerate("一二三四五六七八九", 1)}

_YEAR = rf"(?P<y>(?:19|20)\d\d|[一二][{_NUMERAL}]{{3}})"
_MONTH = r"(?P<m>0[一二三四五六七八九]|\d{1,2}|十[一二]?|[元一二三四五六七八九])"
_DAY = (
    r"(?P<d>0[一二三四五六七八九]|\d{1,2}|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九]"
    r"|廿[一二三四五六七八九]?|卅)"
)

_MAY_DATE = re.compile(
    r"[12１２一二][09０９〇○零◯ΟОоοＯｏOo一二三四五六七八九][\d〇○零◯ΟОоοＯｏOo一二三四五六七八九]{2}"
)
"""What every year looks like before it is folded: a cheap look before six patterns are tried."""

_CALENDAR = re.compile(rf"(?<!\d){_YEAR}\s*年\s*{_MONTH}\s*月\s*{_DAY}\s*(?:日|号|(?=\D|$))")
"""2018年1月9日, 二○一六年十二月十九日, and mixtures of the two."""
_UTC = re.compile(
    r"(?<!\d)(?P<y>20\d\d)-(?P<m>\d\d)-(?P<d>\d\d)T(?P<H>\d\d):\d\d(?::\d\d(?:\.\d+)?)?Z"
)
_YEAR_FIRST = re.compile(
    r"(?<![\d.])(?P<y>(?:19|20)\d\d)\s*(?P<s>[-/.])\s*(?P<m>\d{1,2})\s*(?P=s)\s*(?P<d>\d{1,2})(?![\d])(?!\.\d)"
)
"""2018-3-30, 2018/03/30, 2018.3.30; the same sign twice."""
_COMPACT = re.compile(r"(?<![\d.-])(?P<y>(?:19|20)\d\d)(?P<m>\d\d)(?P<d>\d\d)(?![\d-])")
_DAY_FIRST = re.compile(
    r"(?<![\d.])(?P<d>\d{1,2})(?P<s>[./])(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)(?!\d)"
)
_JAVA = re.compile(
    r"[A-Z][a-z]{2} (?P<m>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (?P<d>\d\d?) [\d:]{5,8} "
    r"(?:[A-Z]{3,4} )?(?P<y>20\d\d)"
)
"""java.util.Date as careless templates print it: Mon Mar 29 11:30:00 CST 2021."""
_FORMS = (
    ("iso_utc", "T", _UTC),
    ("calendar", "月", _CALENDAR),
    ("year_first", "", _YEAR_FIRST),
    ("day_first", "", _DAY_FIRST),
    ("compact", "", _COMPACT),
    ("java_date", " 20", _JAVA),
)
"""The forms in the order in which they are tried, each with what stands in all of its kind."""
_DAMAGED = re.compile(r"(?<!\d)(?P<y>20\d\d)(?P<rest>\d{3})(?!\d)")
"""年月日 lost: 2018330. Only where month and day can be told apart in one way."""
_MONTHS = dict(
    zip("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), range(1, 13), strict=True)
)
_APART = re.compile(
    r"(?:[\d０-９〇○零oO一二三四五六七八九]\s+){3}[\d０-９〇○零oO一二三四五六七八九]\s*年[\s\d０-９一二三四五六七八九十]+月[\s\d０-９一二三四五六七八九十]+日"
)
_LINE_NOISE = re.compile(
    r"^[\s（(【\[]*(?:(?:报告|报送|汇报|填报|呈报|上报)(?:日期|时间)\s*:\s*)?|\s*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?|星期[一二三四五六日天]|[\s）)】\]。|]*$"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class DateReading:
    """One date read: what it means, what was written, where, and how sure the reading is."""

    value: str
    """ISO date."""
    rule: str
    """`calendar`, `year_first`, `compact`, `day_first`, `damaged`, `iso_utc`, `java_date`."""
    raw: str
    start: int
    end: int
    confidence: float
    """0-1: how sure the reading of these characters is, not whose date it is."""


def read_date(raw: str) -> DateReading | None:
    """The first date in a labelled value or a date line; None where there is none that exists."""
    found = find_dates(raw)
    return found[0] if found else _damaged(raw)


def find_dates(text: str) -> list[DateReading]:
    """Every date in a text, in order, without the damaged forms; impossible ones are left out."""
    if not _MAY_DATE.search(text):
        return []
    folded = _folded(text)
    found: list[DateReading] = []
    for rule, sign, pattern in _FORMS:
        for match in pattern.finditer(folded) if sign in folded else ():
            reading = _reading(rule, match, text)
            if reading and not any(f.start < reading.end and reading.start < f.end for f in found):
                found.append(reading)
    return sorted(found, key=lambda reading: reading.start)


def _folded(text: str) -> str:
    return text.translate(_DIGITS) if _ODD.search(text) else text


def date_line(line: str) -> DateReading | None:
    """The date of a line that holds a date and nothing else but a clock time or brackets; else None."""
    found = find_dates(line)
    reading = found[0] if len(found) == 1 else None
    if reading is None and not found:
        reading = _damaged(line)
    if reading is None:
        return _spaced_out(line) if not found else None
    rest = _folded(line[: reading.start] + " " + line[reading.end :])
    previous = None
    while previous != rest:
        previous, rest = rest, _LINE_NOISE.sub("", rest)
    return reading if not rest else None


def _spaced_out(line: str) -> DateReading | None:
    """A date line whose characters are set apart: 2 0 2 0 年 1 月 8 日."""
    stripped = line.strip()
    if not _APART.fullmatch(stripped):
        return None
    found = find_dates("".join(stripped.split()))
    start = line.index(stripped)
    end = start + len(stripped)
    return replace(found[0], raw=stripped, start=start, end=end) if len(found) == 1 else None


def _reading(rule: str, match: re.Match[str], text: str) -> DateReading | None:
    groups = match.groupdict()
    year, month, day = _year(groups["y"]), _month(groups["m"]), _number(groups["d"])
    value = _valid(year, month, day)
    if value is None:
        return None
    if rule == "iso_utc" and int(groups["H"]) >= 16:
        # China is eight hours ahead: an instant after 16:00Z is the next day there.
        value += datetime.timedelta(days=1)
    confidence = 0.98
    if rule == "day_first":
        if groups["s"] == "/" and day is not None and day <= 12:
            return None
        confidence = 0.95 if day is not None and day > 12 else 0.6
    if rule == "compact":
        confidence = 0.8
    return DateReading(
        value=value.isoformat(), rule=rule, raw=text[match.start() : match.end()],
        start=match.start(), end=match.end(), confidence=confidence,
    )  # fmt: skip


def _damaged(text: str) -> DateReading | None:
    folded = _folded(text)
    match = _DAMAGED.search(folded)
    if not match or not re.fullmatch(r"[\s（(]*\d{7}[\s）)日]*", folded):
        return None
    rest, year = match.group("rest"), int(match.group("y"))
    splits = [(rest[:1], rest[1:]), (rest[:2], rest[2:])]
    values = {
        v.isoformat()
        for m, d in splits
        if not m.startswith("0") and not d.startswith("0") and (v := _valid(year, int(m), int(d)))
    }
    if len(values) != 1:
        return None
    return DateReading(
        value=values.pop(), rule="damaged", raw=text[match.start() : match.end()],
        start=match.start(), end=match.end(), confidence=0.5,
    )  # fmt: skip


def _valid(year: int | None, month: int | None, day: int | None) -> datetime.date | None:
    if year is None or month is None or day is None or not 1949 <= year <= 2099:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _year(text: str) -> int | None:
    if text.isascii() and text.isdigit():
        return int(text)
    digits = [_VALUES.get(c) if not c.isdigit() else int(c) for c in text]
    first = 2 if text[0] == "二" else 1
    if any(d is None for d in digits):
        return None
    return int(str(first) + "".join(str(d) for d in digits[1:]))


def _month(text: str) -> int | None:
    return 1 if text == "元" else _MONTHS.get(text) or _number(text)


def _number(text: str) -> int | None:
    """1-99 in Arabic or Chinese numerals: 19, 十九, 二十, 廿一, 0九."""
    if text.isascii() and text.isdigit():
        return int(text)
    text = text.replace("廿", "二十").replace("卅", "三十").lstrip("0")
    tens, ten, units = text.rpartition("十")
    if not ten:
        return _VALUES.get(units)
    return (_VALUES.get(tens, 0) if tens else 1) * 10 + (_VALUES.get(units, 0) if units else 0)
