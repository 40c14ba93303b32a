"""Text of a page to an lxml tree, whatever its depth and size."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast

from lxml import etree
from lxml.etree import HTMLParser
from lxml.etree import _Element as Element

from pipelines.attribute_flood import LONG, without_flood

MAX_CHARACTERS = 2_500_000
"""Markup beyond this is not parsed: a page of that size is a fault, and its tree would cost too much memory."""
MAX_DEPTH = 240
"""Where libxml2 gives up at 2048 open elements, deeper ones are flattened to line breaks before parsing."""

_INLINE_DATA = re.compile(r"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=\s]{200,}")
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]*)([^<>]*)>")
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_STRUCTURE = frozenset("html head body title script style textarea".split())
_INLINE = frozenset("span font b i u em strong a label".split())


def parse(text: str) -> Element:
    """Parse a page; an empty or unreadable one gives an empty `html` element. Never raises on content."""
    if len(text) > LONG:
        text = without_flood(_INLINE_DATA.sub("data:,", text)[:MAX_CHARACTERS])
    root, too_deep = _parse(text)
    if too_deep:
        root, _ = _parse(_flatten(text))
    return root


def text_of(element: Element) -> str:
    """All text inside an element, scripts included, as it stands."""
    if not len(element):
        return element.text or ""
    return "".join(cast("Iterable[str]", element.itertext()))


def _parse(text: str) -> tuple[Element, bool]:
    parser = HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, no_network=True)
    root: Element | None = None
    if text.strip():
        try:
            root = etree.fromstring(text, parser=parser)
        except etree.XMLSyntaxError:
            root = None
    if root is None:
        root = etree.fromstring("<html><body></body></html>", parser=HTMLParser())
    too_deep = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return root, too_deep


def _flatten(text: str) -> str:
    """Drop the tags of elements nested deeper than MAX_DEPTH; a block becomes a line break."""
    depth = 0

    def keep(match: re.Match[str]) -> str:
        nonlocal depth
        closing, name = match[1], match[2].lower()
        if name in _VOID or name in _STRUCTURE:
            return match[0]
        if closing:
            depth = max(0, depth - 1)
            inside = depth >= MAX_DEPTH
        else:
            depth += 1
            inside = depth > MAX_DEPTH
        if not inside:
            return match[0]
        return "" if name in _INLINE else "<br>"

    return _TAG.sub(keep, text)
