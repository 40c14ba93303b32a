"""An HTML page to its document's text and all that stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from lxml.etree import _Element as Element

from archive.records import ExtractedPage, Page
from pipelines import links, page_labels, surroundings
from pipelines.blocks import Line, to_blocks
from pipelines.body import Body, find_body
from pipelines.chrome import kind_of
from pipelines.decode import Decoded, decode
from pipelines.embedded import candidates
from pipelines.metas import read_metas
from pipelines.prose import Measured, is_prose, measure
from pipelines.reader import trafilatura_agrees
from pipelines.tree import parse
from pipelines.trim import Trimmed, trim

_HAN = re.compile(r"[\u4e00-\u9fff]")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
_HEADING_TAGS = frozenset({"h1", "h2", "h3"})
SHORT = 200
"""Chinese characters below which a text is `short`: a stub for its attachment, or hidden elsewhere."""


@dataclass(frozen=True, slots=True)
class _Found:
    lines: tuple[Line, ...]
    above: tuple[Line, ...]
    rule: str
    share: float
    start: int
    end: int
    kept: frozenset[int]


def extract(page: Page) -> ExtractedPage:
    """Read an HTML page. Never raises on content; a page without a document has an empty text and flags."""
    decoded = decode(page.body, None if page.rendered else page.content_type)
    root = parse(decoded.text)
    blocks = to_blocks(root)
    measured = measure(blocks)
    reads = page_labels.read_lines(blocks.lines)
    found = _document(measured, frozenset(id(blocks.lines[i]) for i in reads.consumed))
    metas = read_metas(root)
    base = _base(root, page.url)
    listed = not _has_prose(found.lines) and _is_list(measured, found)
    hidden = None if listed else _hidden_body(root, found.lines)
    if listed:
        found = replace(found, lines=(), kept=frozenset(), rule="none")
    elif hidden is not None:
        found = _beside(measured, hidden)
    lines, rule = found.lines, found.rule
    if trafilatura_agrees(lines) and not hidden:
        rule = f"trafilatura:{rule}"
    labels = metas + page_labels.labels_of(
        blocks.lines,
        reads,
        kept=found.kept,
        off=measured.off,
        start=found.start,
        end=found.end,
    )
    text = "\n".join(line.text for line in lines)
    images = links.image_pages(blocks, base, start=found.start, end=found.end)
    short = _han(text) < SHORT
    parts = links.next_parts(blocks, decoded.text, page.url)
    return ExtractedPage(
        url=page.url,
        text=text,
        rule=rule,
        origin="html",
        encoding=decoded.encoding,
        encoding_rule=decoded.rule,
        replaced=decoded.replaced,
        html_title=surroundings.html_title(root),
        headings=surroundings.headings(
            blocks, measured.off, labels, start=found.start, above=found.above
        ),
        labels=labels,
        attachments=()
        if listed
        else links.attachments(blocks, base, start=found.start, end=found.end),
        next_parts=() if listed else parts,
        image_pages=images if short and not listed else (),
        breadcrumb=surroundings.breadcrumb(blocks.lines[: found.start + 1]),
        site_name=next((label.raw for label in metas if label.name == "site_name"), None),
        site_code=surroundings.site_code(metas, blocks),
        flags=_flags(
            decoded,
            text,
            listed=listed,
            weak=bool(text) and found.share < 0.5,
            images=bool(images),
            shell=short and not hidden and surroundings.is_shell(root, blocks),
        ),
    )


def _document(measured: Measured, consumed: frozenset[int]) -> _Found:
    body = find_body(measured)
    if body is None:
        return _Found((), (), "none", 0.0, 0, len(measured.blocks.lines), frozenset())
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
        return _Found(
            (), trimmed.lines, "none", 0.0, place, len(measured.blocks.lines), frozenset()
        )
    own = {id(line) for line in trimmed.lines}
    kept = frozenset(index for index, line in indexed if id(line) in own)
    return _found(body, trimmed, kept)


def _found(body: Body, trimmed: Trimmed, kept: frozenset[int]) -> _Found:
    start, end = body.ranges[0][0], body.ranges[-1][1]
    return _Found(trimmed.lines, trimmed.above, body.rule, body.share, start, end, kept)


def _beside(measured: Measured, hidden: _Found) -> _Found:
    """A hidden body, placed where the page's heading and head line end."""
    place = _below_head(measured)
    return replace(hidden, rule="embedded", share=1.0, start=place, end=place, kept=frozenset())


def _below_head(measured: Measured) -> int:
    """Index of the line below the page's heading and head line, where it shows no document."""
    heads = [
        index
        for index, line in enumerate(measured.blocks.lines)
        if not measured.off[index]
        and (kind_of(line.text) == "meta" or str(line.node.element.tag) in _HEADING_TAGS)
    ]
    return heads[-1] + 1 if heads else len(measured.blocks.lines)


def _is_list(measured: Measured, found: _Found) -> bool:
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


def _hidden_body(root: Element, lines: Sequence[Line]) -> _Found | None:
    """The best body kept in a script or field, where it holds far more than what the page shows."""
    shown = sum(len(line.text) for line in lines if is_prose(line))
    if shown > 2 * SHORT:
        return None
    best, most = None, max(3 * shown, SHORT // 2)
    for markup in candidates(root):
        measured = measure(to_blocks(parse(markup)))
        found = _document(measured, frozenset())
        held = sum(len(line.text) for line in found.lines if is_prose(line))
        if held > most:
            best, most = found, held
    return best


def _base(root: Element, url: str) -> str:
    for element in root.iter("base"):
        href = element.get("href")
        if href:
            return links.absolute(url, href) or url
    return url


def _flags(
    decoded: Decoded, text: str, *, listed: bool, weak: bool, images: bool, shell: bool
) -> tuple[str, ...]:
    han = _han(text)
    broken = decoded.replaced > 0 or len(_PRIVATE.findall(text)) * 20 > max(1, len(text))
    tests: tuple[tuple[str, bool], ...] = (
        ("short", han < SHORT),
        ("weak", weak),
        ("mojibake", broken),
        ("list_page", listed),
        ("only_images", han < 50 and images and not listed),
        ("needs_javascript", shell),
        ("truncated", decoded.truncated),
    )
    return tuple(name for name, holds in tests if holds)


def _han(text: str) -> int:
    """Chinese characters, counted no further than is asked for."""
    return len(_HAN.findall(text[: 20 * SHORT]))
