"""Labels of a page that speak of something else: the site's clock, the cards of other documents, the footer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pipelines.blocks import Line
from pipelines.chrome import bare, kind_of
from pipelines.dateline import date_of
from pipelines.labels import Found

_MENU = 3
"""Links above the document that its title block may hold; more of them are a menu."""
_CARDS = 2
"""From so many links with the same label below each they are a list of other documents."""
_LINKED_TITLE = 6
_HOME = frozenset({"首页", "网站首页", "主页"})
_FOOTER_LINES = 12


def site_top(lines: Sequence[Line], start: int) -> int:
    """Index of the last breadcrumb or menu line above `start`: above it stands the site's own head; -1 for none."""
    menu = 0
    for index in range(min(start, len(lines)) - 1, -1, -1):
        line = lines[index]
        kind = kind_of(line.text)
        menu += len(line.tokens) * (kind is None and 2 * line.linked > len(line.text))
        path = kind == "crumb" and date_of(line) is None
        if path or menu > _MENU or bare(line.text) in _HOME:
            return index
    return -1


def foreign(
    lines: Sequence[Line], found: dict[int, tuple[Found, ...]], *, end: int
) -> frozenset[int]:
    """Indices of label lines that describe other documents, or close the site below the document's `end`."""
    cards = [(index, found[index][0].label) for index in found if _is_card(lines, index)]
    often = Counter(label for _, label in cards)
    return frozenset(
        [index for index, label in cards if often[label] >= _CARDS]
        + [
            index
            for index in found
            if _may_close(found[index], index, end) and _in_footer(lines, index)
        ]
    )


def _is_card(lines: Sequence[Line], index: int) -> bool:
    """A label behind or right below a linked title: <a>另一份报告</a><p>发布时间：2024-05-01</p>."""
    line = lines[index]
    above = lines[index - 1] if index else line
    titled = above.linked >= _LINKED_TITLE and 2 * above.linked > len(above.text)
    return (line.linked >= _LINKED_TITLE and not line.row) or (
        titled and kind_of(above.text) is None
    )


def _may_close(found: tuple[Found, ...], index: int, end: int) -> bool:
    return index >= end or any(one.name == "updated_date" for one in found)


def _in_footer(lines: Sequence[Line], index: int) -> bool:
    return any(kind_of(line.text) == "footer" for line in _around(lines, index))


def _around(lines: Sequence[Line], index: int) -> Iterator[Line]:
    """The lines of the block that a line stands in: its siblings, where they are few."""
    node = lines[index].node
    block = node.parent if node.end - node.start <= 1 and node.parent is not None else node
    if block.end - block.start <= _FOOTER_LINES:
        yield from lines[block.start : block.end]
