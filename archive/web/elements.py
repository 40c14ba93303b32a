"""HTML as a tree, so that whatever a portal wrote into a title or a text is escaped by the serialiser."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeAlias

from lxml import etree, html

Child: TypeAlias = "html.HtmlElement | str | int | Iterable[Child] | None"

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 forbids, and the control characters that a browser would guess at."""


def tag(kind: str, /, *children: Child, **attributes: str | int | None) -> html.HtmlElement:
    """An element. `class_` stands for `class`; an attribute that is None is left out."""
    made: html.HtmlElement = html.Element(kind)
    for key, value in attributes.items():
        if value is not None:
            made.set(key.rstrip("_"), clean(str(value)))
    _fill(made, children)
    return made


def link(target: str, *children: Child, **attributes: str | int | None) -> html.HtmlElement:
    """A link inside the site, or out of it to an http address; other schemes become plain words."""
    if target.startswith(("/", "#", "?", "http://", "https://")):
        return tag("a", *children, href=target, **attributes)
    return tag("span", *children, **attributes)


def clean(text: str) -> str:
    """The text with what no page may hold made visible as U+FFFD; as long as it was."""
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def serialise(page: html.HtmlElement) -> bytes:
    """The page in UTF-8, with its document type."""
    written: bytes = etree.tostring(
        page, encoding="utf-8", method="html", doctype="<!doctype html>", xml_declaration=False
    )
    return written


def _fill(parent: html.HtmlElement, children: Iterable[Child]) -> None:
    for child in children:
        if child is None:
            continue
        if isinstance(child, html.HtmlElement):
            parent.append(child)
        elif isinstance(child, (str, int)):
            _add_words(parent, clean(str(child)))
        else:
            _fill(parent, child)


def _add_words(parent: html.HtmlElement, words: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + words
    else:
        parent.text = (parent.text or "") + words
