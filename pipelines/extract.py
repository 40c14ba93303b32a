"""An HTML page to its document's text and all that stands beside it."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from archive.records import ExtractedPage, Label, Link, Page
from pipelines import links, surroundings
from pipelines.blocks import to_blocks
from pipelines.configuration import configuration_labels
from pipelines.decode import Decoded, decode
from pipelines.document import Document, find_document
from pipelines.metas import read_metas
from pipelines.page_labels import embedded_labels, labels_of, read_lines
from pipelines.prose import Measured, measure
from pipelines.reader import trafilatura_agrees
from pipelines.site import site_name
from pipelines.tree import parse

_HAN = re.compile(r"[\u4e00-\u9fff]+")
_PRIVATE = re.compile(r"[\ue000-\uf8ff]")
SHORT = 200
"""Chinese characters below which a text is `short`: a stub for its attachment, or hidden elsewhere."""


def extract(page: Page) -> ExtractedPage:
    """Read an HTML page. Never raises on content; a page without a document has an empty text and flags."""
    decoded = decode(page.body, None if page.rendered else page.content_type)
    root = parse(decoded.text)
    measured = measure(to_blocks(root))
    lines = measured.blocks.lines
    reads = read_lines(lines)
    found = find_document(root, measured, frozenset(id(lines[i]) for i in reads.consumed))
    metas = read_metas(root)
    labels = metas + labels_of(
        lines, reads, kept=found.kept, off=measured.off, start=found.start, end=found.end
    )
    labels += configuration_labels(root) + _inner_labels(found)
    text = "\n".join(line.text for line in found.lines)
    files, parts, images = _linked(page, root, decoded, measured, found, short=_is_short(text))
    return ExtractedPage(
        url=page.url,
        text=text,
        rule=_rule(found),
        origin="html",
        encoding=decoded.encoding,
        encoding_rule=decoded.rule,
        replaced=decoded.replaced,
        html_title=surroundings.html_title(root),
        headings=surroundings.headings(
            measured.blocks,
            measured.off,
            labels,
            start=found.start,
            above=found.above,
            consumed=reads.consumed,
        ),
        labels=labels,
        attachments=files,
        next_parts=parts,
        image_pages=images,
        breadcrumb=surroundings.breadcrumb(lines[: found.start + 1]),
        site_name=site_name(metas, surroundings.html_title(root), lines),
        site_code=surroundings.site_code(metas, measured.blocks),
        flags=_flags(decoded, root, measured, found, text, has_images=bool(images)),
    )


def _inner_labels(found: Document) -> tuple[Label, ...]:
    """Labels inside a hidden body, which the page's own lines do not show."""
    return embedded_labels(found.above) if found.rule == "embedded" else ()


def _rule(found: Document) -> str:
    """Which reading gave the text; `trafilatura:` where it and the block agree line by line."""
    agrees = trafilatura_agrees(found.lines)
    return f"trafilatura:{found.rule}" if agrees and found.rule != "embedded" else found.rule


def _linked(
    page: Page, root: Element, decoded: Decoded, measured: Measured, found: Document, *, short: bool
) -> tuple[tuple[Link, ...], tuple[str, ...], tuple[str, ...]]:
    """(attachments, further pages, scanned pages); a list page has none."""
    if found.is_list:
        return (), (), ()
    base = _base(root, page.url)
    blocks, start, end = measured.blocks, found.start, found.end
    files = links.attachments(blocks, base, start=start, end=end)
    if short and not files:
        files = links.scripted_attachments(decoded.text, base)
    if short and not files:
        files = links.named_attachments(blocks, base, start=start, end=end)
    parts = links.next_parts(blocks, decoded.text, page.url)
    if short and not (files or parts or any(line.text.strip() for line in found.lines)):
        parts = links.framed_text(blocks, base, page.url)
    return (
        files,
        parts,
        links.image_pages(blocks, base, start=start, end=end) if short else (),
    )


def _base(root: Element, url: str) -> str:
    for element in root.iter("base"):
        href = element.get("href")
        if href:
            return links.absolute(url, href) or url
    return url


def _flags(
    decoded: Decoded,
    root: Element,
    measured: Measured,
    found: Document,
    text: str,
    *,
    has_images: bool,
) -> tuple[str, ...]:
    short = _is_short(text)
    broken = decoded.replaced > 0 or len(_PRIVATE.findall(text)) * 20 > max(1, len(text))
    shell = short and found.rule != "embedded" and surroundings.is_shell(root, measured.blocks)
    tests: tuple[tuple[str, bool], ...] = (
        ("short", short),
        ("weak", bool(text) and found.share < 0.5),
        ("mojibake", broken),
        ("list_page", found.is_list),
        ("only_images", has_images and short and _is_short(text, 50)),
        ("needs_javascript", shell),
        ("truncated", decoded.truncated),
    )
    return tuple(name for name, holds in tests if holds)


def _is_short(text: str, least: int = SHORT) -> bool:
    """Whether a text has fewer Chinese characters; no more of it is counted than that takes."""
    windows = (2 * SHORT, 20 * SHORT)  # the first shows it of nearly every text that is not
    return all(sum(map(len, _HAN.findall(text[:size]))) < least for size in windows)
