"""What OCR is known to misread, put right where its surroundings leave one reading only."""

from __future__ import annotations

import re
from collections.abc import Sequence

_HAN = "\u3007\u4e00-\u9fff"
_FULL = "\uff01-\uff5e\u3001-\u3011“”‘’"

Repairs = tuple[tuple[re.Pattern[str], str], ...]

# Pattern, what it becomes; tried in this order. Each was seen in our own measured scans.
_ALWAYS: Repairs = (
    # 石政【2022】7号: tesseract's alphabet has no 〔〕, which GB/T 9704 prescribes for document numbers
    (re.compile(r"[\[【〔(（{]((?:19|20)\d\d)[\]】〕)）}](?=\s?\d{1,4}\s?号)"), r"〔\1〕"),
    # 2021一2025年: between digits a dash, never the numeral
    (re.compile(r"(?<=\d)一(?=\d)"), "—"),
    # 〈此件公开发布）, 《件): an opening bracket takes the kind of the one that closes it
    (re.compile(r"[〈《<]([^〈〉《》<>（）()]{1,40})）"), r"（\1）"),
    (re.compile(r"[〈《<]([^〈〉《》<>（）()]{1,40})\)"), r"(\1)"),
    # a speck before an item's number: “（二）, 、（一）
    (re.compile(r"^[“”‘’'\"`.,、·|_~-]+(?=[（(][一二三四五六七八九十]{1,3}[）)])"), ""),
    # a speck after a date that ends its line
    (re.compile(r"(?<=\d日)[、.,·'`|]+$"), ""),
)
# Tesseract gives ( ) : ; as ASCII whatever is printed; commas it tells apart, and they tell the habit.
_FULL_WIDTH: Repairs = (
    (re.compile(rf"(?<=[{_HAN}{_FULL}])\("), "（"),
    (re.compile(rf"\((?=[{_HAN}])"), "（"),
    (re.compile(rf"(?<=[{_HAN}{_FULL}])\)"), "）"),
    (re.compile(rf"\)(?=[{_HAN}])"), "）"),
    # (1）, （1): the two of a pair are of one kind
    (re.compile(r"(（[^（）()]{1,60})\)"), r"\1）"),
    (re.compile(r"\(([^（）()]{1,60}）)"), r"（\1"),
    (re.compile(rf"(?<=[{_HAN}{_FULL}]):"), "："),
    (re.compile(rf"(?<=[{_HAN}{_FULL}]);"), "；"),
    (re.compile(rf"(?<=[{_HAN}{_FULL}]),"), "，"),
    (re.compile(rf"(?<=[%\d]);(?=[{_HAN}])"), "；"),
    (re.compile(rf"(?<=[%\d]),(?=[{_HAN}])"), "，"),
)
_HALF_WIDTH: Repairs = (
    (re.compile("，"), ","),
    (re.compile(r"（([^（）()]{1,60})\)"), r"(\1)"),
    (re.compile(r"\(([^（）()]{1,60})）"), r"(\1)"),
)
_HALF_COMMA = re.compile(rf"(?<=[{_HAN}{_FULL}]),")


def repair(lines: Sequence[str]) -> list[str]:
    """The lines of one document with the misreadings above put right, its marks of the one width it uses."""
    narrow = sum(len(_HALF_COMMA.findall(line)) for line in lines)
    wide = sum(line.count("，") for line in lines)
    repairs = _ALWAYS + (_HALF_WIDTH if narrow > wide else _FULL_WIDTH)
    return [_repaired(line, repairs) for line in lines]


def _repaired(line: str, repairs: Repairs) -> str:
    for pattern, right in repairs:
        line = pattern.sub(right, line)
    return line
