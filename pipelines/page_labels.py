"""The labelled values of a page: meta tags, 信息公开 tables in all their shapes, the head line by the title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from archive.records import Label
from pipelines.blocks import Line
from pipelines.chrome import kind_of
from pipelines.dateline import bare_dates, is_date_name
from pipelines.document_number import line_number
from pipelines.foreign_labels import foreign, site_top
from pipelines.label_pairs import by_cells, columns, pairs_of, value_below
from pipelines.label_words import SILENT
from pipelines.labels import Found, is_bare_label, is_label_line, read_line, to_label
from pipelines.prose import HEADING, is_prose

_MAY_NUMBER = re.compile(r"[\d０-９]\s*[号號]")
"""A cheap look before a line is read as a 文号."""
_WRITTEN = frozenset({"成文日期", "成文时间"})
_SENT = frozenset({"发文日期", "发文时间"})
"""Beside a label for the day of writing, 发文 is the day of publication; alone it is the day of writing."""
_CELLS = frozenset({"td", "th", "dt", "dd", "li"})
_TOGETHER = 3
_NEAR = 12
"""Lines above the document within which its heading, date line and number stand."""


@dataclass(slots=True, eq=False)
class Reads:
    """What each line says as a label, and which lines are used up by it."""

    found: dict[int, tuple[Found, ...]] = field(default_factory=dict)
    consumed: set[int] = field(default_factory=set)


def read_lines(lines: Sequence[Line]) -> Reads:
    """Read every line; a label alone in its cell or block takes the next block's text as its value."""
    reads = Reads()
    index = 0
    while index < len(lines):
        line = lines[index]
        found = read_line(line.tokens) if len(line.text) <= 1000 else ()
        if not found and line.row and (found := pairs_of(line)):
            reads.consumed.add(index)
        if found:
            pairs = columns(lines, index)
            if pairs:
                reads.found[index] = pairs
                reads.consumed |= {index, index + 1}
                index += 2
                continue
            found = by_cells(line, found)
            value = value_below(lines, index, found[-1])
            if value is not None:
                last = Found(label=found[-1].label, value=value, colon=found[-1].colon)
                found = (*found[:-1], last)
                reads.consumed.add(index + 1)
            reads.found[index] = found
            if is_label_line(line.tokens):
                reads.consumed.add(index)
        elif index not in reads.consumed:
            _read_everyday_word(lines, index, reads)
        index += 1
    return reads


def _read_everyday_word(lines: Sequence[Line], index: int, reads: Reads) -> None:
    """A word such as 标题 or 主题词, alone in its block: a label by its place, next to one or above its value."""
    label = is_bare_label(lines[index].text)
    if label is None or label in SILENT:
        return
    after = index - 1 in reads.consumed
    value = value_below(lines, index, Found(label=label, value="", colon=True), strict=not after)
    if value:
        reads.consumed.add(index + 1)
    if value or after:
        reads.found[index] = (Found(label=label, value=value or "", colon=True),)
        reads.consumed.add(index)


def labels_of(
    lines: Sequence[Line],
    reads: Reads,
    *,
    kept: frozenset[int],
    off: Sequence[bool],
    start: int,
    end: int,
) -> tuple[Label, ...]:
    """Labels of the lines beside the document: nearest above it first, tables before head lines.

    `kept`: indices of the document's own lines. `start`, `end`: where the document stands.
    """
    tables: list[Label] = []
    heads: list[Label] = []
    written = any(f.label in _WRITTEN for found in reads.found.values() for f in found)
    top = site_top(lines, start, min(kept, default=start))
    others = foreign(lines, reads.found, end=end)
    for index in sorted(reads.found.keys() - others, key=lambda i: abs(i - start)):
        near = index if index < end else index - sum(i in reads.consumed for i in range(end, index))
        if index in kept or not _is_beside(
            near, lines[index], off=off[index], start=start, end=end
        ):
            continue
        table = _is_table(index, lines, reads)
        if index <= top and not table and not _in_company(index, reads, top):
            continue
        for found in reads.found[index]:
            place = _place(lines[index], index)
            rule = "metadata_table" if table else "label_line"
            label = to_label(found, rule=rule, place=place)
            if label:
                if written and found.label in _SENT:
                    label = replace(label, name="published_date")
                (tables if table else heads).append(label)
    above = _above(lines, reads, kept, start)
    unread = [i for i in above if i not in reads.consumed]
    # A head line may open with its bare date and go on with labels: 2024-03-09 14:20 来源：…
    # The value of a label in a block of its own (dd, td) is used up: 成文日期 is no bare date.
    dated = [i for i in above if i not in reads.consumed or i in reads.found]
    extra = [*_number_lines(lines, unread), *_bare_dates(lines, dated, top)]
    return tuple(dict.fromkeys(_with_updates([*tables, *heads, *extra])))


def embedded_labels(above: Sequence[Line]) -> tuple[Label, ...]:
    """The labels that a hidden body holds above its first line: 文号：… in the same string as the text."""
    found = (
        to_label(f, rule="label_line", place="embedded")
        for line in above
        for f in read_line(line.tokens)
    )
    return tuple(filter(None, found))


def _with_updates(labels: list[Label]) -> list[Label]:
    """更新时间 stands for the publication where the page shows no other date of it (seen: 静海区)."""
    if any(label.name == "published_date" for label in labels):
        return labels
    return [
        replace(label, name="published_date", rule="updated_line")
        if label.name == "updated_date"
        else label
        for label in labels
    ]


def _is_beside(index: int, line: Line, *, off: bool, start: int, end: int) -> bool:
    """Above the document, inside its block, or right below it; in a widget only close by."""
    if index >= end:
        return index < end + _NEAR and not off and kind_of(line.text) != "related"
    return not off or start - index <= _NEAR


def _is_table(index: int, lines: Sequence[Line], reads: Reads) -> bool:
    line = lines[index]
    if line.row:
        return True
    if kind_of(line.text) == "meta":
        return False
    near = [i for i in range(index - 3, index + 4) if i in reads.found]
    return len(near) > 2 or (len(near) > 1 and str(line.node.element.tag) in _CELLS)


def _in_company(index: int, reads: Reads, top: int) -> bool:
    """Whether three labels and more stand on the line or close to it: no clock, which stands alone."""
    near = (reads.found.get(i, ()) for i in range(index - 5, min(index + 6, top)))
    return sum(map(len, near)) >= _TOGETHER


def _place(line: Line, index: int) -> str:
    node = line.node
    name = node.name.split()[0] if node.name else ""
    return f"{node.element.tag}{'.' + name if name else ''}[{index}]"


def _above(lines: Sequence[Line], reads: Reads, kept: frozenset[int], start: int) -> list[int]:
    """Indices of the lines close above the document's first sentence that are not its own, nearest first.

    A metadata table may stand between the title and the text: its lines are no distance.
    """
    own = sorted(kept)
    first = next(
        (i for i in own if is_prose(lines[i]) or HEADING.match(lines[i].text)),
        own[0] if own else start,
    )
    above, highest = [], start - _NEAR
    for index in range(min(first, len(lines)) - 1, -1, -1):
        highest -= index in reads.consumed and index < start
        if index <= highest:
            break
        if index not in kept:
            above.append(index)
    return above


def _number_lines(lines: Sequence[Line], above: Sequence[int]) -> Iterator[Label]:
    """A 文号 on a line of its own by the title, 签发人 beside it or not."""
    for index in above:
        number = line_number(lines[index].text) if _MAY_NUMBER.search(lines[index].text) else None
        if number:
            place = _place(lines[index], index)
            yield Label(name="document_number", raw=number.raw, rule="number_line", place=place)


def _bare_dates(lines: Sequence[Line], above: Sequence[int], top: int) -> Iterator[Label]:
    """`2026-01-20 17:01 | 武汉市水务局`: the date by the title without a label; nearest only."""
    for index in above:
        line = lines[index]
        if index <= top:
            return  # above the breadcrumb or the menu stands the page's own clock
        if index and is_date_name(lines[index - 1].text):
            continue
        found = tuple(bare_dates(line, _place(line, index)))
        if found:
            yield from found
            return
