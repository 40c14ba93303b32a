"""The words of one Word paragraph: its runs walked in order, deletions and hidden runs left out."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipelines.attachments.numbering import W

# Elements that only wrap what they hold; a deletion's wrapper is absent, so that it is skipped.
_WRAPPERS = frozenset(
    "r ins moveTo hyperlink smartTag sdt sdtContent customXml fldSimple oMath oMathPara rubyBase "
    "ruby dir bdo e num den sub sup deg fName f sSup sSub rad d nary m mr".split()
)
_CHARACTERS = {"tab": " ", "ptab": " ", "noBreakHyphen": "-", "cr": "\n"}


def words(parent: etree._Element, boxes: list[etree._Element]) -> Iterator[str]:
    """The pieces of a paragraph's text; the text boxes anchored in it are added to `boxes`."""
    for child in parent:
        name = local_name(child)
        if name == "t":
            yield child.text or ""
        elif name in _CHARACTERS:
            yield _CHARACTERS[name]
        elif name == "br":
            yield "" if child.get(f"{W}type") in {"page", "column"} else "\n"
        elif name in _WRAPPERS and not _hidden(child):
            yield from words(child, boxes)
        elif name in {"drawing", "pict", "object"}:
            boxes += _boxes(child)
        elif name == "AlternateContent":
            yield from words(choice(child), boxes)


def _boxes(drawing: etree._Element) -> list[etree._Element]:
    found: list[etree._Element] = []
    for box in drawing.iter(f"{W}txbxContent"):
        outer = any(
            local_name(up) == "txbxContent" for up in box.iterancestors() if up is not drawing
        )
        if not outer:
            found.append(box)
    return found


def choice(alternate: etree._Element) -> etree._Element:
    """The branch to read: the fallback repeats the same words for older readers."""
    branches = {local_name(child): child for child in reversed(alternate)}
    return branches.get("Choice", branches.get("Fallback", etree.Element("none")))


def _hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val") not in {"0", "false"}


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace; '' for a comment."""
    tag: object = element.tag  # a function for comments and processing instructions
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
