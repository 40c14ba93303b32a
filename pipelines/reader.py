"""trafilatura on the prepared tree, and the check of its answer against the container's own blocks.

The tree it gets is flat: one `p` a block, data tables as tables, no widgets, no hidden copies, no
inline tags; every shape on which it was measured to lose text (layout tables, `label`, `time`,
`fieldset`, empty spans, anchors, 400 nested divs) is gone before it starts. What it then still
drops, adds or joins is taken from the blocks, and the rule says so.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence

import trafilatura
from lxml import etree
from lxml.etree import _Element
from lxml.html import HtmlElement
from trafilatura.settings import Document, Extractor

from pipelines.blocks import Line
from pipelines.tree import text_of

# Its warnings ("discarding data") would reach stderr; what they say is in our rule and flags.
logging.getLogger("trafilatura").addHandler(logging.NullHandler())

_OPTIONS = Extractor(
    output_format="txt", recall=True, fast=True, comments=False, tables=True, dedup=False
)
"""`favor_recall`, `fast`, tables, no comments; made once, for to make it costs as much as a short page."""

MOST_LINES = 5000
MOST_CHARACTERS = 400_000
"""Above these no document is a report, and trafilatura's time and memory grow out of bounds."""

_PARSER = etree.HTMLParser()
_PARSER.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
"""Makes trafilatura's elements: lxml.html asks a function of Python for the class of each, and ours have all the same."""

_UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BARE = re.compile(r"[\s|\xa0\u3000\u200b-\u200d\ufeff-]+")


def prepared_tree(lines: Sequence[Line]) -> HtmlElement:
    """The document's lines as the flat page that trafilatura is given."""
    root: HtmlElement = _PARSER.makeelement("html")
    article = etree.SubElement(etree.SubElement(root, "body"), "article")
    table, owner = None, None
    for line in lines:
        if not line.row:
            table = None
            etree.SubElement(article, "p").text = _printable(line.text)
            continue
        if table is None or owner is not line.node:
            table, owner = etree.SubElement(article, "table"), line.node
        row = etree.SubElement(table, "tr")
        for cell in line.tokens:
            etree.SubElement(row, "td").text = _printable(cell)
    return root


def _printable(text: str) -> str:
    """What lxml accepts: a character reference may have brought a control character."""
    return text if text.isprintable() else _UNPRINTABLE.sub("", text)


def trafilatura_agrees(lines: Sequence[Line]) -> bool:
    """Whether trafilatura returns the same lines, white space aside: none lost, added or joined."""
    if not 0 < len(lines) <= MOST_LINES or sum(len(line.text) for line in lines) > MOST_CHARACTERS:
        return False
    document = trafilatura.bare_extraction(prepared_tree(lines), options=_OPTIONS)
    if not isinstance(document, Document) or document.body is None:
        return False
    theirs, ours = list(_blocks(document.body)), [line.text for line in lines]
    return theirs == ours or _bare(theirs) == _bare(ours)


def _bare(blocks: Sequence[str]) -> list[str]:
    return [bare for block in blocks if (bare := _BARE.sub("", block))]


def _blocks(body: _Element) -> Iterator[str]:
    """The words of each block of trafilatura's answer, a table's row by row; its own writer costs as much as a third."""
    for block in body:
        for part in block.iter("row") if block.tag == "table" else (block,):
            yield text_of(part)
