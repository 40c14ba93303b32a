"""Labels of a page that speak of something else: the site's clock, the cards of other documents, the footer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pipelines.blocks import Line
from pipelines.chrome import bare, kind_of
from pipelines.dateline import date_of
from pipelines.labels import Found, read_line

_MENU = 3
"""Links above the document that its title block may hold; more of them are a menu."""
_CARDS = 2
"""From so many links with the same label below each they are a list of other documents."""
_LINKED_TITLE = 6
_HOME = frozenset({"首页", "网站首页", "主页"})
_FOOTER_LINES = 12
_SERVICE = re.compile(
    r".{0,4}(?:无障碍|IPv6|长者|适老|老年|关怀|智能(?:问答|机器人)|登录|注册|邮箱|设为首页|客户端).{0,4}",
    re.I,
)
"""What a site offers on each of its pages; no title block has two of them beside a bare 时间."""
_SERVICES = 2
_ANY_TIME = frozenset({"时间", "日期"})


def site_top(lines: Sequence[Line], start: int, first: int) -> int:
    """Index of the last line of the site's own head: a breadcrumb, a menu, a bar of services; -1 for none.

    `start`: where the document's block begins; `first`: its first line, which may stand deeper, below
    a breadcrumb inside the block.
    """
    menu = 0
    for index in range(min(max(start, first), len(lines)) - 1, -1, -1):
        line = lines[index]
        kind = kind_of(line.text)
        linked = index < start and kind is None and 2 * line.linked > len(line.text)
        menu += len(line.tokens) * linked
        path = kind == "crumb" and date_of(line) is None
        if path or menu > _MENU or bare(line.text) in _HOME or _is_bar(line):
            return index
    return -1


def _is_bar(line: Line) -> bool:
    """时间：2026年11月26日 网站支持IPv6 无障碍: a clock among links to the site's services."""
    services = sum(bool(_SERVICE.fullmatch(token.strip())) for token in line.tokens)
    found = read_line(line.tokens) if services >= _SERVICES and line.linked else ()
    return len(found) == 1 and found[0].label in _ANY_TIME


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
    names = {one.name for one in found if one.value}
    return index >= end or ("updated_date" in names and "published_date" not in names)


def _in_footer(lines: Sequence[Line], index: int) -> bool:
    return any(kind_of(line.text) == "footer" for line in _around(lines, index))


def _around(lines: Sequence[Line], index: int) -> Iterator[Line]:
    """The lines of the block that a line stands in: its siblings, where they are few."""
    node = lines[index].node
    block = node.parent if node.end - node.start <= 1 and node.parent is not None else node
    if block.end - block.start <= _FOOTER_LINES:
        yield from lines[block.start : block.end]
