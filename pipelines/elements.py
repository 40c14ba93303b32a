"""What an element is to the reader of lines: a block, a data table, a link, invisible."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from lxml.etree import _Element as Element

from pipelines.tree import text_of

_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hr html legend li listing main menu nav ol p pre search section "
    "summary table tbody td tfoot th thead tr ul ucapcontent ucaptitle publishtime xmp".split()
)
SKIPPED = frozenset(
    "head script style noscript template svg math object embed iframe select option textarea button audio "
    "video canvas map input".split()
)
_CELL_LIMIT = 300
"""A cell longer than this is layout, not data (guide: tables that hold a whole body in one cell)."""
_INVISIBLE_TAGS = frozenset("span font i b em a ins label small sup sub".split())
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_INVISIBLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])", re.I
)


def attributes_of(element: Element) -> dict[str, str]:
    """All attributes at once: to ask for one costs as much."""
    return cast("dict[str, str]", dict(element.items()))


def name_of(attributes: Mapping[str, str]) -> str:
    """Class and id in lower case, one string."""
    return f"{attributes.get('class') or ''} {attributes.get('id') or ''}".strip().lower()


def is_data_table(table: Element) -> bool:
    """Whether rows are to be kept as rows: several columns of short cells, no table inside."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    widest = 0
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in ("td", "th")]
        widest = max(widest, len(cells))
        for cell in cells:
            if len(text_of(cell).strip()) > _CELL_LIMIT:
                return False
    return widest > 1


def is_link(attributes: Mapping[str, str]) -> bool:
    """`<a name>` and `<a id>` are anchors, no links."""
    return "href" in attributes or not ("name" in attributes or "id" in attributes)


def is_block(element: Element, tag: str, attributes: Mapping[str, str]) -> bool:
    """A block by its tag, or an inline tag that wraps blocks (`<span id=zoom><p>…`) or is styled as one."""
    if tag in _BLOCKS:
        return True
    style = attributes.get("style")
    if style and "display" in style and re.search(r"display\s*:\s*(block|table|flex)", style):
        return True
    return len(element) > 0 and any(child.tag in _BLOCKS for child in element)


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """A block that its own style or attribute hides: a spare copy, or one that a script shows."""
    style = attributes.get("style")
    return "hidden" in attributes or bool(style and _HIDDEN.search(style))


def is_invisible(element: Element, tag: str, attributes: Mapping[str, str]) -> bool:
    """Words between the words that only copies show: `<span style="display:none">`, font-size 0."""
    style = attributes.get("style")
    if not style or tag not in _INVISIBLE_TAGS:
        return False
    return bool(_INVISIBLE.search(style)) and len(element) == 0


def keeps_lines(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether line feeds of the source are line breaks."""
    if tag in ("pre", "listing", "xmp"):
        return True
    style = attributes.get("style")
    return bool(style and "white-space" in style and re.search(r"white-space\s*:\s*pre", style))
