"""Which blocks of a page are the document: the known container, else the densest block, and what belongs to it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipelines import containers
from pipelines.blocks import Line, Node
from pipelines.chrome import bare, kind_of
from pipelines.labels import is_label_line
from pipelines.prose import CLOSING, HEADING, Measured, is_date_line, is_prose, is_signoff

_MOST = 0.8
"""Share of the prose that the densest block has to hold."""
_SENTENCE = 1000
"""Mass of a sentence or two: what a sidebar may say of itself."""
_SHORT = 6000
"""Mass (about 600 characters) below which a page's own furniture weighs as much as its document."""
_DATED = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}|\d{1,2}\.\d{1,2}\.\d{4}")


@dataclass(frozen=True, slots=True)
class Body:
    """The document's lines, as half-open ranges in page order."""

    ranges: tuple[tuple[int, int], ...]
    rule: str
    """`container:zoom` or `densest_block`."""
    node: Node
    share: float
    """Part of the page's prose that the ranges hold."""


def find_body(measured: Measured) -> Body | None:
    """The document of a page; None where no line is on."""
    root = measured.blocks.nodes[0]
    total = measured.mass(root)
    if total <= 0:
        return None
    densest = _densest(measured, root)
    nodes, rule = _known(measured, densest) or ([densest], "densest_block")
    ranges = [(node.start, node.end) for node in nodes]
    below = _below_head_line(measured) if rule == "densest_block" and total < _SHORT else None
    apart = below is not None and (densest.end <= below[0] or below[1] <= densest.start)
    if below is not None and (_is_page(densest) or (apart and measured.mass(densest) < _SENTENCE)):
        # A sidebar's sentence, or the whole page, weighs more than the document: its place decides.
        ranges = [below]
    elif sum(measured.mass(node) for node in nodes) < 0.97 * total:
        ranges = _with_siblings(measured, nodes, ranges)
    ranges = _with_edges(measured, _merged(ranges))
    ranges = _with_signoff(measured, ranges)
    held = sum(measured.mass_sums[end] - measured.mass_sums[start] for start, end in ranges)
    return Body(tuple(ranges), rule, nodes[0], held / total)


def _densest(measured: Measured, root: Node) -> Node:
    """Descend while one child holds most of the prose; of two copies (pc and mobile) the first."""
    node, total = root, measured.mass(root)
    while True:
        best = max(node.children, key=measured.mass, default=None)
        if best is None:
            return node
        if measured.mass(best) >= _MOST * total:
            node = best
            continue
        twin = _twin(measured, node, best) or _only_own(measured, node, best)
        if twin is None:
            return node
        node, total = twin, measured.mass(twin)


def _only_own(measured: Measured, node: Node, best: Node) -> Node | None:
    """The heaviest child, where all the others with any weight are columns of links."""
    if 2 * measured.mass(best) < measured.mass(node) or best.end - best.start < 3:
        return None
    others = [child for child in node.children if child is not best and measured.mass(child) > 50]
    return best if others and all(_is_foreign(measured, child) for child in others) else None


def _is_foreign(measured: Measured, node: Node) -> bool:
    lines = measured.blocks.lines[node.start : node.end]
    ends = any(kind_of(line.text) in ("related", "footer") for line in lines)
    return ends or 10 * measured.linked(node) > 2 * measured.size(node)


def _twin(measured: Measured, node: Node, best: Node) -> Node | None:
    """The first child whose prose another child repeats; None where no text stands twice."""
    least = 0.8 * measured.mass(best)
    heavy = [child for child in node.children if measured.mass(child) >= least]
    if len(heavy) < 2 or measured.mass(best) < 0.3 * measured.mass(node):
        return None
    texts = [_prose_of(measured, child) for child in heavy]
    for index, text in enumerate(texts):
        if text and text in texts[index + 1 :]:
            return heavy[index]
    return None


def _prose_of(measured: Measured, node: Node) -> str:
    lines = measured.blocks.lines[node.start : node.end]
    return bare("".join(line.text for line in lines if is_prose(line)))


def _known(measured: Measured, densest: Node) -> tuple[list[Node], str] | None:
    """The containers of the most specific known name that hold about what the densest block holds."""
    by_rank: dict[tuple[int, str], list[Node]] = {}
    for node in measured.blocks.nodes:
        if (node.name or node.tag == "ucapcontent") and measured.mass(node) > 0:
            place = containers.rank(node.name, node.tag)
            if place is not None:
                by_rank.setdefault(place, []).append(node)
    wanted = measured.mass(densest)
    # On a short page a sidebar's one sentence may outweigh the document: the name decides there.
    enough = 1 if wanted < _SHORT else 0.85 * wanted
    for (_, name), nodes in sorted(by_rank.items(), key=lambda item: item[0]):
        outer = _outermost(measured, nodes)
        if sum(measured.mass(node) for node in outer) >= enough:
            return outer, f"container:{name}"
    return None


def _outermost(measured: Measured, nodes: list[Node]) -> list[Node]:
    """Disjoint nodes in page order, without a second copy of the same text."""
    outer: list[Node] = []
    texts: list[str] = []
    for node in nodes:  # in document order: an ancestor comes before what it holds
        if outer and node.start < outer[-1].end:
            continue
        text = _prose_of(measured, node)
        if text and any(text in seen for seen in texts):
            continue
        outer.append(node)
        texts.append(text)
    return outer


def _with_siblings(
    measured: Measured, nodes: list[Node], ranges: list[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Add parts of the document that stand beside its main block (body split over several divs)."""
    out = list(ranges)
    first, last = nodes[0], nodes[-1]
    node = first
    mine = "".join(_prose_of(measured, part) for part in nodes)
    for _ in range(8):
        parent = node.parent
        if parent is None or measured.mass(node) > 0.98 * measured.mass_sums[-1]:
            break
        for sibling in parent.children:
            inside = any(start <= sibling.start and sibling.end <= end for start, end in out)
            around = sibling.start <= first.start and last.end <= sibling.end
            if inside or around or not _belongs(measured, sibling, first):
                continue
            if _prose_of(measured, sibling) not in mine:  # no second copy for phones
                out.append((sibling.start, sibling.end))
        node = parent
    return out


def _belongs(measured: Measured, sibling: Node, main: Node) -> bool:
    size = measured.size(sibling)
    if not size or measured.mass(sibling) < 400 or measured.linked(sibling) > 0.1 * size:
        return False
    lines = measured.blocks.lines[sibling.start : sibling.end]
    prose = [
        line for line in lines if is_prose(line) and "。" in line.text and len(line.text) >= 40
    ]
    if any(kind_of(line.text) in ("related", "footer") for line in lines):
        return False
    same = sibling.element.tag == main.element.tag and sibling.name == main.name
    return bool(prose) and (same or sum(len(line.text) for line in prose) > 0.7 * size)


def _merged(ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def _with_edges(measured: Measured, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Take headings 一、 that stand just outside the blocks they head, and a closing 特此报告。"""
    lines, off = measured.blocks.lines, measured.off

    def is_edge(index: int) -> bool:
        line = lines[index]
        own = HEADING.match(line.text) or CLOSING.match(line.text)
        return bool(own) and not off[index] and not line.linked and kind_of(line.text) is None

    out = []
    for start, end in ranges:
        first, last = start, end
        while first > 0 and is_edge(first - 1):
            first -= 1
        while last < len(lines) and is_edge(last):
            last += 1
        out.append((first, last))
    return _merged(out)


def _with_signoff(measured: Measured, ranges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Take the signature that stands in blocks of its own right below the body, or below a part of it."""
    ends = [*(start for start, _ in ranges[1:]), len(measured.blocks.lines)]
    return [(s, e + _signed(measured, e, most)) for (s, e), most in zip(ranges, ends, strict=True)]


def _signed(measured: Measured, end: int, most: int) -> int:
    """How many lines below `end` are a signature with its date; 0 for none."""
    taken: list[Line] = []
    for index in range(end, min(end + 4, most)):
        line = measured.blocks.lines[index]
        if measured.off[index] or line.linked or not is_signoff(line.text):
            break
        taken.append(line)
    while taken and not is_date_line(taken[-1].text):
        taken.pop()  # an organ's name alone may be the first line of the footer
    return len(taken)


def _is_page(node: Node) -> bool:
    return node.tag in ("html", "body")


def _below_head_line(measured: Measured) -> tuple[int, int] | None:
    """A short document in no known container: what follows its title and the line 发布时间：… 来源：…."""
    lines, off = measured.blocks.lines, measured.off
    for index, line in enumerate(lines):
        if off[index] or kind_of(line.text) != "meta" or not _DATED.search(line.text):
            continue
        above = [
            lines[i] for i in range(max(0, index - 12), index) if _is_own(lines[i], off=off[i])
        ]
        if not above or is_prose(above[-1]) or is_signoff(above[-1].text):
            continue
        node: Node | None = line.node
        while node is not None:
            if any(_is_own(lines[i], off=off[i]) for i in range(index + 1, node.end)):
                return index + 1, node.end
            node = node.parent
    return None


def _is_own(line: Line, *, off: bool) -> bool:
    """A line that may be the document's title or text: words enough, no link, no label, no chrome."""
    words = len(line.text) >= 8 and line.linked * 5 <= len(line.text)
    return words and not off and kind_of(line.text) is None and not is_label_line(line.tokens)
