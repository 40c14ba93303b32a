"""Visual lines joined to the paragraphs that the author typed, by where they begin and end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

_CLOSING = "，。、；：？！）》〉」』】〕”’…—％%,.;:?!)]"
_OPENING = "（《〈「『【〔“‘([{"
_TERMINAL = "。！？；：…”）.!?;:"
_NUMBERED = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、]\D"
    r"|第[一二三四五六七八九十百]{1,4}[条章])"
)
# A heading's number; where a sentence names one (第（一）项, 一、二), the line before ends so.
_HEADING = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）)")
_BEFORE_NUMBER = "第，、；（《“和及与"
# Page numbers as GB/T 9704 sets them (— 3 —; OCR sees 一3一), and as word processors do: - 3 -, 3,
# 第 3 页 共 7 页, 3/7.
_PAGE_NUMBER = re.compile(
    r"^(?:[-—–－·~一]*\s*\d{1,4}\s*[-—–－·~一]*|第\s*\d{1,4}\s*页\s*[，,/]?\s*(?:共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}|[ivxIVX]{1,5})$"
)
_DOCUMENT_NUMBER = re.compile(r"[〔\[【（(](?:19|20)\d\d[〕\]】）)]\s*第?\s*\d{1,4}\s*号$")
_EDGE = (
    0.12  # share of the page's height, at head and foot, where page numbers and running heads stand
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """One visual line, y downwards; all measures in one unit (points for PDF, mm for OFD, pixels for OCR)."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    size: float
    """Height of an ideograph: one em."""
    page: int = 0
    row: bool = False
    """A finished table row: never joined."""

    @property
    def centre(self) -> float:
        """Horizontal middle."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, kw_only=True, slots=True)
class _Column:
    """The text column of one page: where flush lines begin and full lines end."""

    left: float
    right: float
    size: float
    pitch: float
    """Usual distance from one line's top to the next's; 0 where too few lines tell."""


def without_furniture(
    pages: Sequence[Sequence[Line]], heights: Sequence[float]
) -> list[list[Line]]:
    """The pages without page numbers, and without running heads (same words at the edge of three pages or more)."""
    seen: Counter[str] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        seen.update({_masked(line.text) for line in lines if _at_edge(line, height)})
    common = {text for text, count in seen.items() if count >= max(3, len(pages) / 2)}
    kept: list[list[Line]] = []
    for lines, height in zip(pages, heights, strict=True):
        kept.append(
            [
                line
                for line in lines
                if not (
                    _at_edge(line, height)
                    and not line.row
                    and (_PAGE_NUMBER.match(line.text.strip()) or _masked(line.text) in common)
                )
            ]
        )
    return kept


def paragraphs(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The paragraphs of all pages in order; one that runs over a page's end is joined."""
    everything = [line for lines in pages for line in lines if not line.row]
    if not everything:
        return [line.text for lines in pages for line in lines]
    whole = _column(everything, None)
    result: list[str] = []
    before: Line | None = None
    hanging = False
    for lines in pages:
        own = [line for line in lines if not line.row]
        column = _column(own, whole) if own else whole
        for line in lines:
            if before is not None and _continues(before, line, column, hanging=hanging):
                result[-1] = glue(result[-1], line.text)
            else:
                result.append(line.text)
                hanging = not line.row and line.left <= column.left + 0.7 * column.size
            before = line
            if not line.row:
                before = replace(line, right=line.right + whole.right - column.right)
    return result


def glue(first: str, second: str) -> str:
    """Two pieces of one paragraph: a space only between two Latin words."""
    first, second = first.rstrip(" "), second.lstrip(" ")
    if (
        first[-1:].isascii()
        and second[:1].isascii()
        and first[-1:].isalpha()
        and second[:1].isalpha()
    ):
        return f"{first} {second}"
    return first + second


def title_of(pages: Sequence[Sequence[Line]]) -> str | None:
    """The large centred lines at the head of the first page, joined; None where none stand out."""
    own = [line for lines in pages for line in lines if not line.row]
    if len(own) < 3 or not pages:
        return None
    column = _column(own, None)
    best: list[Line] = []
    for line in pages[0][:12]:
        stands_out = _is_large(line, column) and _is_centred(line, column)
        if line.row or not stands_out or _DOCUMENT_NUMBER.search(line.text):
            if best:
                break
            continue
        # A red head (…文件) is larger than the title: the last run of large lines is the title.
        if best and abs(line.size - best[-1].size) > 0.08 * line.size:
            best = []
        best.append(line)
    text = "".join(line.text for line in best)
    return text if 6 <= len(text) <= 120 else None


def _column(lines: Sequence[Line], whole: _Column | None) -> _Column:
    sizes = Counter(round(line.size, 1) for line in lines for _ in range(max(1, len(line.text))))
    size = whole.size if whole else sizes.most_common(1)[0][0]
    body = [line for line in lines if abs(line.size - size) <= 0.15 * size] or list(lines)
    if whole is not None and len(body) < 4:
        return whole
    lefts = Counter(round(line.left / size) for line in body)
    # The leftmost edge that two lines share: a single stray line is no margin.
    shared = [edge for edge, count in lefts.items() if count >= 2] or list(lefts)
    left = min(line.left for line in body if round(line.left / size) == min(shared))
    rights = Counter(round(line.right / size) for line in body)
    full = max((edge for edge, count in rights.items() if count >= 2), default=max(rights))
    right = median(line.right for line in body if abs(round(line.right / size) - full) <= 1)
    if whole is not None and right - left < 0.9 * (whole.right - whole.left):
        # A page of short lines only: its column is the document's, moved to where the page begins.
        return whole
    steps = [
        low.top - high.top
        for high, low in pairwise(body)
        if low.page == high.page and size < low.top - high.top < 4 * size
    ]
    pitch = median(steps) if len(steps) >= 4 else 0.0
    return _Column(left=left, right=right, size=size, pitch=pitch)


def _continues(before: Line, line: Line, column: _Column, *, hanging: bool) -> bool:
    if before.row or line.row or abs(before.size - line.size) > 0.12 * max(before.size, line.size):
        return False
    if _parted(before, line, column):
        return False
    if _is_large(line, column) and _is_centred(line, column) and _is_centred(before, column):
        return True
    ended = before.text.rstrip()[-1:] in _TERMINAL
    numbered = _NUMBERED.match(line.text) is not None
    if not _is_full(before, line, column, ended=ended):
        return False
    if line.left <= column.left + 0.7 * column.size:
        # A flush line that begins a number after a finished sentence is an item of its own.
        return not (numbered and ended)
    # An item with hanging indent: its later lines stand further in than its first.
    return hanging and not ended and not numbered


def _parted(before: Line, line: Line, column: _Column) -> bool:
    """A gap in height, or a heading's number, parts the two whatever their edges are."""
    if line.page == before.page:
        usual = 1.45 * column.pitch * max(1.0, line.size / column.size)
        if line.top - before.bottom > 1.8 * max(before.size, line.size):
            return True
        if column.pitch and line.top - before.top > usual:
            return True
    return bool(_HEADING.match(line.text)) and before.text[-1:] not in _BEFORE_NUMBER


def _is_full(before: Line, line: Line, column: _Column, *, ended: bool) -> bool:
    """The line before reaches so far that what follows would not have fitted.

    Ragged lines fall short of the margin by what could not be parted (a bracket with its word, a long
    Latin word): where no sentence ends, four ems are given.
    """
    if not ended and before.right > column.right - 4 * column.size:
        return True
    return before.right + _first_token(line) > column.right + 0.35 * column.size


def _first_token(line: Line) -> float:
    """Width of what could not be parted at the line's start: a Latin word, or an ideograph with its brackets."""
    text = line.text.lstrip()
    length = 0
    while length < len(text) and text[length] in _OPENING:
        length += 1
    if length < len(text) and text[length].isascii() and text[length].isalnum():
        while length < len(text) and text[length].isascii() and not text[length].isspace():
            length += 1
        width = length * 0.5
    else:
        length += 1
        width = float(length)
    while length < len(text) and text[length] in _CLOSING:
        length += 1
        width += 1
    return width * line.size


def _is_centred(line: Line, column: _Column) -> bool:
    middle = (column.left + column.right) / 2
    return abs(line.centre - middle) < 1.2 * line.size


def _is_large(line: Line, column: _Column) -> bool:
    return line.size > 1.12 * column.size


def _at_edge(line: Line, height: float) -> bool:
    return line.bottom < _EDGE * height or line.top > (1 - _EDGE) * height


def _masked(text: str) -> str:
    return re.sub(r"\d+", "0", re.sub(r"\s+", "", text))
