"""Label and value in blocks of their own: which blocks of a page's structure belong together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lxml.etree import _Element as Element

from pipelines.blocks import Line
from pipelines.elements import attributes_of, is_block
from pipelines.label_words import WEAK
from pipelines.labels import Found, field_of, is_bare_label, read_line, tidy
from pipelines.traditional import simplified
from pipelines.tree import text_of

_LONGEST = 300
"""Characters of a value; a longer cell is layout."""
_GRID = 24
"""Cells of a row of divs that label and value share by turns."""


def columns(lines: Sequence[Line], index: int) -> tuple[Found, ...]:
    """A header row of labels above a row of values."""
    line = lines[index]
    if not line.row or index + 1 == len(lines):
        return ()
    below = lines[index + 1]
    if not below.row or below.node is not line.node or len(below.tokens) != len(line.tokens):
        return ()
    if below.linked:
        return ()  # a row that leads to a document is one of a list
    labels = [is_bare_label(cell) for cell in line.tokens]
    if len(labels) < 2 or not all(labels) or any(map(_is_labelled, below.tokens)):
        return ()
    pairs = zip(labels, below.tokens, strict=True)
    return tuple(
        Found(label=label, value=tidy(field_of(label) or label, cell), colon=True)
        for label, cell in pairs
        if label
    )


def by_cells(line: Line, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """In a table the value of a label alone in its cell is the next cell, whatever follows that."""
    if not line.row:
        return found
    tokens = [cell for cell in line.tokens if cell.strip() not in (":", "：")]
    labels = [is_bare_label(cell) for cell in tokens]
    cells = (*tokens[1:], "")
    place, exact = -1, []
    for one in found:
        try:
            place = labels.index(one.label, place + 1)
        except ValueError:
            exact.append(one)
            continue
        value = "" if _is_labelled(cells[place]) else tidy(one.name, cells[place])
        exact.append(replace(one, value=value))
    return tuple(exact)


def pairs_of(line: Line) -> tuple[Found, ...]:
    """Label and value cells by turns in a row that opens with a label no table of words knows."""
    if len(line.tokens) % 2 or len(line.tokens) < 4:
        return ()
    labels = [is_bare_label(cell) for cell in line.tokens[::2]]
    if not any(label and label not in WEAK for label in labels):
        return ()
    pairs = zip(labels, line.tokens[1::2], strict=True)
    return tuple(
        Found(label=label, value=tidy(field_of(label) or label, cell), colon=True)
        for label, cell in pairs
        if label
    )


def _is_labelled(cell: str) -> bool:
    return is_bare_label(cell) is not None or bool(read_line((cell,)))


def value_below(
    lines: Sequence[Line], index: int, last: Found, *, strict: bool = False
) -> str | None:
    """The next block's text, where the page's structure pairs the two: dt and dd, th and td, two in one parent.

    '' where that block says nothing (无, 本站); None where nothing is paired.

    `strict`: by tags of tables and definition lists or in a grid of labels only.
    """
    if last.value or index + 1 >= len(lines):
        return None
    line, below = lines[index], lines[index + 1]
    core = simplified(re.sub(r"[\s:：\[\]【】|｜]+", "", line.text))
    if not core.endswith(last.label) or len(below.text) > _LONGEST or read_line(below.tokens):
        return None
    if not _paired(line.node.element, below.node.element, strict=strict):
        return None
    value = tidy(last.name, below.text)
    return value if value or not last.name.endswith("_date") else None


def _paired(label: Element, value: Element, *, strict: bool) -> bool:
    if label is value:
        return False
    if value.getparent() is label:
        # <div><label>索引号：</label><p>…</p></div>: the block holds the label and its value
        before = list(label)[:-1]
        blocks = any(is_block(c, str(c.tag), attributes_of(c)) for c in before)
        alone = value.getnext() is None and not blocks
        return alone and not strict
    parent = label.getparent()
    if parent is None or value.getparent() is not parent:
        # <td><b>发文字号：</b></td><td><p>…</p></td>: compare the cells
        cell, other = _cell(label), _cell(value)
        if cell is None or other is None or cell.getnext() is not other:
            return False
        return len(text_of(other).strip()) <= _LONGEST
    if label.getnext() is not value:
        return False
    if label.tag in ("dt", "td", "th"):
        return value.tag in ("dd", "td", "th")
    return (len(parent) == 2 and label.tag != "p" and not strict) or _is_grid(parent)


def _is_grid(parent: Element) -> bool:
    """Children that are label and value by turns, in blocks without telling tags: <div>文号</div><div>…</div>."""
    cells = list(parent)
    return (
        2 <= len(cells) <= _GRID
        and len(cells) % 2 == 0
        and all(is_bare_label(text_of(cell)) for cell in cells[::2])
    )


def _cell(element: Element) -> Element | None:
    for _ in range(4):
        if element.tag in ("td", "th", "dt", "dd"):
            return element
        parent = element.getparent()
        if parent is None:
            return None
        element = parent
    return None
