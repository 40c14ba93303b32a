"""The document of a page: in its blocks, hidden in its scripts, or none because the page is a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from pipelines import surroundings
from pipelines.blocks import Line, to_blocks
from pipelines.body import find_body
from pipelines.chrome import kind_of
from pipelines.dateline import date_of
from pipelines.embedded import candidates
from pipelines.labels import read_line
from pipelines.prose import Measured, is_prose, measure
from pipelines.titles import judge_title
from pipelines.tree import parse
from pipelines.trim import trim

_HEADING_TAGS = frozenset({"h1", "h2", "h3"})
_SHOWN = 400
"""Characters of prose that a page must show for its scripts to be left unread."""
_TITLE, _HEAD = 120, 6
"""Characters of a title, and lines below it within which its head line stands."""
_HIDDEN = 100
"""Characters of prose from which a string in a script may be the document."""


@dataclass(frozen=True, slots=True)
class Document:
    """The document's own lines, and where on the page they stand."""

    lines: tuple[Line, ...]
    above: tuple[Line, ...]
    """Dropped at its head: page heading, head line, metadata table."""
    rule: str
    """`container:zoom`, `densest_block`, `embedded`, `none`."""
    share: float
    """Part of the page's prose that stands in its block."""
    start: int
    end: int
    kept: frozenset[int]
    """Indices of its lines among the page's; empty for an embedded one."""
    is_list: bool = False


def find_document(root: Element, measured: Measured, consumed: frozenset[int]) -> Document:
    """The page's document. `consumed` holds id(line) of lines that were read as labels."""
    if surroundings.is_search(measured.blocks.lines):
        place = len(measured.blocks.lines)
        return Document((), (), "none", 0.0, place, place, frozenset(), is_list=True)
    shown = _shown(measured, consumed)
    listed = not _has_prose(shown.lines) and _is_list(measured, shown)
    if listed and not (_is_titled(measured) and _hidden(root, shown.lines)):
        return replace(shown, lines=(), kept=frozenset(), rule="none", is_list=True)
    hidden = _hidden(root, shown.lines)
    return shown if hidden is None else _beside(measured, hidden)


def _shown(measured: Measured, consumed: frozenset[int]) -> Document:
    body = find_body(measured)
    if body is None:
        return Document((), (), "none", 0.0, 0, len(measured.blocks.lines), frozenset())
    indexed = [
        (index, measured.blocks.lines[index])
        for start, end in body.ranges
        for index in range(start, end)
        if not measured.off[index]
    ]
    trimmed = trim([line for _, line in indexed], consumed)
    if trimmed.lines and all(str(line.node.element.tag) in _HEADING_TAGS for line in trimmed.lines):
        # Nothing below the page's heading but images or scripts: the heading is no text.
        place = _below_head(measured)
        return Document(
            (), trimmed.lines, "none", 0.0, place, len(measured.blocks.lines), frozenset()
        )
    own = {id(line) for line in trimmed.lines}
    kept = frozenset(index for index, line in indexed if id(line) in own)
    start, end = body.ranges[0][0], body.ranges[-1][1]
    return Document(trimmed.lines, trimmed.above, body.rule, body.share, start, end, kept)


def _beside(measured: Measured, hidden: Document) -> Document:
    """A hidden body, placed where the page's heading and head line end."""
    place = _below_head(measured)
    return replace(hidden, rule="embedded", share=1.0, start=place, end=place, kept=frozenset())


def _below_head(measured: Measured) -> int:
    """Index of the line below the page's heading and head line, where it shows no document."""
    lines = measured.blocks.lines
    heads = [
        index
        for index, line in enumerate(lines)
        if not measured.off[index]
        and (kind_of(line.text) == "meta" or str(line.node.element.tag) in _HEADING_TAGS)
    ]
    # 相关信息 in a heading's tag stands below the document: the report's own title is above it.
    titles = [index for index, line in enumerate(lines) if _is_title(measured, index, line)]
    if titles:
        below = range(titles[0] + 1, min(titles[0] + _HEAD, len(lines)))
        told = [i for i in below if _is_head_line(lines[i])]
        heads = [titles[0], *(i for i in heads if i in below), *told]
    place = max(heads) + 1 if heads else len(lines)
    while place < len(lines) and (
        (measured.off[place] and kind_of(lines[place].text) == "meta")
        or _is_head_line(lines[place])
    ):
        place += 1  # a head line in a bar of tools: switched off with it, and the head all the same
    return place


def _is_titled(measured: Measured) -> bool:
    """Whether a page names a report as its own: the rows beside a hidden body are other documents'."""
    return any(_is_title(measured, i, line) for i, line in enumerate(measured.blocks.lines))


def _is_head_line(line: Line) -> bool:
    dated = date_of(line) is not None or bool(read_line(line.tokens))
    return (
        dated
        and kind_of(line.text) not in ("footer", "related")
        and 2 * line.linked <= len(line.text)
    )


def _is_title(measured: Measured, index: int, line: Line) -> bool:
    """A line that names the report and leads nowhere: the page's title, and no link to another year's."""
    if measured.off[index] or line.linked or line.row:
        return False
    return len(line.text) <= _TITLE and judge_title(line.text).verdict == "report"


def _is_list(measured: Measured, found: Document) -> bool:
    """A list page: its main block is one, or it has no other block at all."""
    start, end = (found.start, found.end) if found.lines else (0, len(measured.blocks.lines))
    return surroundings.is_list(
        [
            measured.blocks.lines[index]
            for index in range(start, end)
            if not measured.off[index] or measured.columns[index]
        ]
    )


def _has_prose(lines: Sequence[Line]) -> bool:
    return sum(len(line.text) for line in lines if is_prose(line)) >= 80


def _hidden(root: Element, lines: Sequence[Line]) -> Document | None:
    """The best body kept in a script or field, where it holds far more than what the page shows."""
    shown = sum(len(line.text) for line in lines if is_prose(line))
    if shown > _SHOWN:
        return None
    best, most = None, max(3 * shown, _HIDDEN)
    for markup in candidates(root):
        measured = measure(to_blocks(parse(markup)))
        found = _shown(measured, frozenset())
        held = sum(len(line.text) for line in found.lines if is_prose(line))
        if held > most:
            best, most = found, held
    return best
