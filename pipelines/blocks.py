"""A tree as lines: one block a line, one data-table row a line, each with the elements it stands in.

Everything later decides on lines: what is chrome, where the document starts, what a label says.
The tree itself is never changed. The walk keeps its own stack, so depth costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml.etree import _Element as Element

from pipelines.elements import (
    SKIPPED,
    attributes_of,
    is_block,
    is_data_table,
    is_hidden,
    is_invisible,
    is_link,
    keeps_lines,
    name_of,
)

_SPACES = re.compile(r"[ \t\r\n\f]+")
# CSS Text 3 §4.1.3: a line feed in the source between two East Asian wide characters is nothing.
_WIDE_BREAK = re.compile(
    r"(?<=[\u2e80-\u9fff\uf900-\uffef])[ \t\r\f]*\n\s*(?=[\u2e80-\u9fff\uf900-\uffef])"
)
_NAMED_BLANK = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#12288);", re.I)
_EMBEDDING = frozenset({"iframe", "embed", "object"})
_LEAVES = SKIPPED | _EMBEDDING | {"br", "img"}
_EDGES = " \t\r\n\f\v\xa0\u3000\u2002\u2003\u2009\u200b\u200c\u200d\u2060\ufeff"


@dataclass(slots=True, eq=False)
class Node:
    """A block element and the half-open range of lines that it holds."""

    element: Element
    parent: Node | None
    start: int
    end: int = 0
    name: str = ""
    """Its class and id, for the tables of widgets and containers."""
    tag: str = ""
    hidden: bool = False
    """Its own style or attribute hides it."""
    children: list[Node] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Line:
    """One line of a page."""

    text: str
    node: Node
    tokens: tuple[str, ...]
    """The pieces between inline tags, or the cells of a table row."""
    linked: int = 0
    """Characters that stand inside links."""
    row: bool = False
    prose: bool | None = None
    """Whether it reads as a sentence of a document; None: nobody has asked yet."""


@dataclass(slots=True, eq=False)
class Blocks:
    """A page as lines, with its block elements, links and images in order."""

    lines: list[Line] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    links: list[tuple[int, Element]] = field(default_factory=list)
    """Each `a`, `iframe`, `embed`, `object`, with the index of the line it stands in."""
    images: list[tuple[int, Element]] = field(default_factory=list)


def clean(text: str) -> str:
    """White space as a browser shows it; nothing at the ends. Other characters stay as published.

    A blank that was escaped twice (`&amp;nbsp;`) is a blank: nobody publishes its name.
    """
    if "&" in text:
        text = _NAMED_BLANK.sub(" ", text)
    if "\n" in text:
        text = _WIDE_BREAK.sub("", text.strip(_EDGES))
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text:
        text = _SPACES.sub(" ", text)
    return text.strip(_EDGES)


def to_blocks(root: Element) -> Blocks:
    """Read `root` (an `html` element or any part) into lines."""
    return _Walk().run(root)


@dataclass(slots=True, eq=False)
class _Open:
    """An element that the walk is in."""

    element: Element
    children: Iterator[Element]
    node: Node
    anchor: bool = False
    """A link: its text is linked."""
    keeps_lines: bool = False


class _Walk:
    """One depth-first pass; `parts` is the run of inline text that the next block break ends."""

    def __init__(self) -> None:
        self.out = Blocks()
        self.parts: list[str] = []
        self.linked = 0
        self.anchors = 0
        self.preformatted = 0

    def run(self, root: Element) -> Blocks:
        node = self._open(root, None, str(root.tag), attributes_of(root))
        self._text(root.text, node)
        stack = [_Open(root, iter(root), node)]
        while stack:
            here = stack[-1]
            child = next(here.children, None)
            if child is None:
                stack.pop()
                self._leave(here)
                if stack:
                    self._text(here.element.tail, stack[-1].node)
                continue
            inner = self._enter(child, here.node)
            if inner is None:
                self._text(child.tail, here.node)
            else:
                self._text(child.text, inner.node)
                stack.append(inner)
        return self.out

    def _enter(self, element: Element, node: Node) -> _Open | None:
        """The element as it is walked into; None where it is not."""
        tag, attributes = str(element.tag), attributes_of(element)
        if self._is_leaf(element, tag, node) or is_invisible(element, tag, attributes):
            return None
        if tag == "table" and is_data_table(element):
            self._flush(node)
            self._rows(element, self._open(element, node, tag, attributes))
            return None
        inner = _Open(element, iter(element), node)
        if tag == "a":
            self.out.links.append((len(self.out.lines), element))
            inner.anchor = is_link(attributes)
            self.anchors += inner.anchor
        if is_block(element, tag, attributes):
            self._flush(node)
            inner.keeps_lines = keeps_lines(tag, attributes)
            self.preformatted += inner.keeps_lines
            inner.node = self._open(element, node, tag, attributes)
        return inner

    def _is_leaf(self, element: Element, tag: str, node: Node) -> bool:
        """What has no text of its own: noted where it counts, and not walked into."""
        if tag not in _LEAVES:
            return False
        if tag == "br":
            self._flush(node)
        elif tag == "img":
            self.out.images.append((len(self.out.lines), element))
        elif tag in _EMBEDDING:
            self.out.links.append((len(self.out.lines), element))
        return True

    def _leave(self, left: _Open) -> None:
        if left.node.element is left.element:
            self._flush(left.node)
            left.node.end = len(self.out.lines)
            self.preformatted -= left.keeps_lines
        self.anchors -= left.anchor

    def _open(
        self, element: Element, parent: Node | None, tag: str, attributes: Mapping[str, str]
    ) -> Node:
        start = len(self.out.lines)
        node = Node(element, parent, start, start, tag=tag)
        if attributes:
            node.name, node.hidden = name_of(attributes), is_hidden(attributes)
        if parent is not None:
            parent.children.append(node)
        self.out.nodes.append(node)
        return node

    def _text(self, text: str | None, node: Node) -> None:
        if not text:
            return
        if self.preformatted and "\n" in text:
            for piece in text.split("\n"):
                self.parts.append(piece)
                self._flush(node)
            return
        self.parts.append(text)
        if self.anchors:
            self.linked += len(text.strip())

    def _flush(self, node: Node) -> None:
        if not self.parts:
            return
        text = clean(self.parts[0] if len(self.parts) == 1 else "".join(self.parts))
        if text:
            tokens = tuple(self.parts) if len(self.parts) > 1 else (text,)
            self.out.lines.append(Line(text, node, tokens, self.linked))
        self.parts, self.linked = [], 0

    def _rows(self, table: Element, node: Node) -> None:
        for row in table.iter("tr", "caption"):
            cells = [row] if row.tag == "caption" else [c for c in row if c.tag in ("td", "th")]
            for link in row.iter("a"):
                self.out.links.append((len(self.out.lines), link))
            for image in row.iter("img"):
                self.out.images.append((len(self.out.lines), image))
            texts, linked = [], 0
            for cell in cells:
                inner = _Walk().run(cell).lines
                texts.append(" ".join(line.text for line in inner))
                linked += sum(line.linked for line in inner)
            text = "\t".join(texts).rstrip()
            if text.strip():
                self.out.lines.append(Line(text, node, tuple(texts), linked, row=True))
        node.end = len(self.out.lines)
