"""A page saved as plain text to its document's text: the same chrome table and labels, on lines alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml import etree

from archive.records import ExtractedPage, Page
from pipelines import page_labels
from pipelines.blocks import Line, Node, clean
from pipelines.chrome import bare, kind_of
from pipelines.decode import decode
from pipelines.labels import is_label_line
from pipelines.prose import NUMBER_LINE
from pipelines.surroundings import breadcrumb
from pipelines.trim import trim

_HAN = re.compile(r"[\u4e00-\u9fff]")
_TITLE = re.compile(
    r"报告|汇报|总结|通知|意见|方案|要点|办法|规定|决定|公告|通报|情况|年报|解读|计划|纲要|(?:19|20)\d{2}年"
)
_SITE = frozenset({"widget", "crumb", "clock"})
"""Kinds that only a page's own head has: what stands above them is the head too."""
SHORT = 200


def extract_plain(page: Page) -> ExtractedPage:
    """Read a plain text page. Every line of the document stays, its title and frame among them."""
    decoded = decode(page.body, page.content_type)
    lines = _lines(decoded.text)
    reads = page_labels.read_lines(lines)
    head = _head_end(lines)
    consumed = frozenset(id(lines[i]) for i in reads.consumed)
    trimmed = trim(lines[head:], consumed, plain=True)
    own = {id(line) for line in trimmed.lines}
    kept = frozenset(index for index, line in enumerate(lines) if id(line) in own)
    start = min((i for i in kept if kind_of(lines[i].text) is None), default=0)
    labels = page_labels.labels_of(
        lines,
        reads,
        kept=kept,
        off=[False] * len(lines),
        start=max(start, max((i for i in reads.consumed if i not in kept), default=0)),
        end=max(kept, default=-1) + 1,
    )
    text = "\n".join(line.text for line in trimmed.lines)
    flags = ("short",) if len(_HAN.findall(text)) < SHORT else ()
    return ExtractedPage(
        url=page.url,
        text=text,
        rule="plain",
        origin="text",
        encoding=decoded.encoding,
        encoding_rule=decoded.rule,
        replaced=decoded.replaced,
        headings=tuple(label for label in labels if label.name == "title"),
        labels=labels,
        breadcrumb=breadcrumb(lines[: head + 1]),
        flags=flags + (("mojibake",) if decoded.replaced else ()),
    )


def _lines(text: str) -> list[Line]:
    node = Node(etree.Element("pre"), None, 0, tag="pre")
    cleaned = (clean(line) for line in re.split(r"\r\n|[\r\n\x0c\u2028]", text))
    return [Line(line, node, (line,)) for line in cleaned if line]


def _head_end(lines: Sequence[Line]) -> int:
    """Index of the first line below the portal's own head.

    Above the title, all that stands over a widget, breadcrumb or clock line is head (links to
    superior portals, a search box); under it begins the document.
    """
    end = 0
    for index, line in enumerate(lines[:30]):
        text = line.text
        kind = kind_of(text)
        if kind is None and (NUMBER_LINE.match(bare(text)) or _is_title(line)):
            break
        if kind in _SITE:
            end = index + 1
    return end


def _is_title(line: Line) -> bool:
    return len(line.text) > 7 and bool(_TITLE.search(line.text)) and not is_label_line(line.tokens)
