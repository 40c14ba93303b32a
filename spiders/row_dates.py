"""The date that stands beside a link: its form, and whether it is the date of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import lxml.html

from spiders.markup import text_of

_FORMS: tuple[tuple[re.Pattern[str], tuple[int, int, int]], ...] = (
    # 2024-03-09, 2024/3/9, 2024.03.09, also split over lines inside CDATA (portals.md §3.A)
    (re.compile(r"(?<!\d)((?:19|20)\d\d)\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{1,2})(?!\d)"), (1, 3, 4)),
    # 2024年3月9日
    (re.compile(r"(?<!\d)((?:19|20)\d\d)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日"), (1, 2, 3)),
    # [20240309], alone between marks or blanks: digits inside a title or a file's name are none
    (
        re.compile(
            r"(?:^|(?<=[\[(（【\s]))((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[\])）】\s]|$)"
        ),
        (1, 2, 3),
    ),
    # year and month in one box, the day in another: "2024-03 09", "09 2024-03"
    (
        re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-./年]\s*(\d{1,2})月?\s+(\d{1,2})(?![\d:])"),
        (1, 2, 3),
    ),
    (
        re.compile(
            r"(?<![\d:])(\d{1,2})日?\s*/?\s*((?:19|20)\d\d)\s*[-./年]\s*(\d{1,2})(?!\s*[-./\d])"
        ),
        (2, 3, 1),
    ),
    # the month and the day in one box, the year in another: "03-09 2024"
    (
        re.compile(
            r"(?<![\d:./-])(\d{1,2})\s*[-./月]\s*(\d{1,2})日?\s+((?:19|20)\d\d)年?(?!\s*[-./年\d:])"
        ),
        (3, 1, 2),
    ),
)
_PARTIAL = re.compile(
    r"^[^\u4e00-\u9fff\d]{0,6}(?:\d{1,2}[-/.]\d{1,2}|\d{1,2}月\d{1,2}日|(?:19|20)\d\d(?:年\d{1,2}月|[-/.]\d{1,2}))[^\u4e00-\u9fff\d]{0,6}$"
)
_NOT_PUBLICATION = re.compile(
    r"(?:生成|成文|发文|印发|签发|制发|实施|施行|生效|失效|废止|截止|到期)(?:日期|时间|日)?[\s:：\])】]*$"
)
"""Labels before a date that is another's than the publication's (portals.md §3.O)."""
_HEADER_NOT_PUBLICATION = re.compile(r"生成|成文|发文|印发|签发|制发|实施|施行|生效|失效|废止")
_HEADER_PUBLICATION = re.compile(r"发布|公开|公布|上网|更新|^(?:日期|时间)$")


def dates_in(text: str) -> Iterator[tuple[str, int, int]]:
    """Every civil date of the text as (ISO, start, end), the plainest form first."""
    for pattern, (year, month, day) in _FORMS:
        for match in pattern.finditer(text):
            iso = _iso(match[year], match[month], match[day])
            if iso is not None:
                yield iso, match.start(), match.end()


def date_in(text: str) -> str | None:
    """The first civil date in the text as ISO, or None."""
    return next((iso for iso, _, _ in dates_in(text)), None)


def is_partly_dated(words: str) -> bool:
    """A row's other words are next to nothing but a month and a day, `[03-05]`, or a year and a month."""
    return bool(_PARTIAL.match(words))


def published_in(text: str) -> str | None:
    """The first date that no label gives to something else than the publication."""
    for iso, start, _ in dates_in(text):
        if not _NOT_PUBLICATION.search(text[max(0, start - 12) : start]):
            return iso
    return None


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def published_in_row(row: lxml.html.HtmlElement, words: str) -> str | None:
    """A table row's publication date: in the column whose head says so, where the table has heads."""
    heads = _heads(row)
    if not heads:
        return published_in(words)
    other = False
    for head, cell in zip(heads, _cells(row), strict=False):
        iso = date_in(text_of(cell))
        if iso is None or cell.find(".//a") is not None:
            continue
        if _HEADER_PUBLICATION.search(head):
            return iso
        other = other or bool(_HEADER_NOT_PUBLICATION.search(head))
    return None if other else published_in(words)


def _cells(row: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _heads(row: lxml.html.HtmlElement) -> list[str]:
    table = next(row.iterancestors("table"), None)
    first = next(table.iter("tr"), None) if table is not None else None
    if first is None or first is row or first.find(".//a") is not None:
        return []
    return ["".join(text_of(cell).split()).strip(":：[]【】") for cell in _cells(first)]
