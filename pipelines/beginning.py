"""Where a document begins in its block: below the page's path, and below what the site says above the heading."""

from __future__ import annotations

from collections.abc import Sequence

from pipelines.blocks import Line
from pipelines.chrome import kind_of
from pipelines.labels import is_bare_label, read_line
from pipelines.prose import HEADING, is_prose, is_signoff
from pipelines.titles import judge_title

AROUND = 0.1
"""Share of a document's text that no document has below 相关文章, nor above the page's path or heading."""
_NOTICES, _TITLE = 6, 120
"""Lines that a site's notice may take above the heading, and a heading's characters."""


def is_document(line: Line) -> bool:
    """A line that only a document has: a sentence, or a numbered heading."""
    if is_prose(line):
        return True
    text = line.text
    return bool(HEADING.match(text)) and line.linked * 2 <= len(text) and kind_of(text) is None


def below_breadcrumb(rows: Sequence[Line]) -> Sequence[Line]:
    """The lines below the page's path, where hardly any document stands above it: the site's own notice may."""
    most = sum(len(line.text) for line in rows if is_document(line)) * AROUND
    for index, line in enumerate(rows):
        if is_document(line):
            most -= len(line.text)
        if most < 0:
            break
        if kind_of(line.text) == "crumb":
            return below_breadcrumb(rows[index + 1 :])
    return rows


def below_notice(rows: Sequence[Line]) -> Sequence[Line]:
    """The lines from the page's heading on, where all above it is a notice of the site: 本网站将进行升级维护….

    A covering letter stands above the enclosed report's title too: it has its addressee and signature,
    and no head line follows that title.
    """
    first = next((i for i, line in enumerate(rows[:_NOTICES]) if is_document(line)), None)
    if first is None:
        return rows
    for index in range(first + 1, min(first + _NOTICES, len(rows) - 1)):
        if not _is_heading(rows[index]):
            continue
        told = sum(len(line.text) for line in rows[:index] if is_document(line))
        most = sum(len(line.text) for line in rows if is_document(line)) * AROUND
        framed = any(is_signoff(row.text) or row.text.endswith(("：", ":")) for row in rows[:index])
        below = rows[index + 1]
        labelled = read_line(below.tokens) or is_bare_label(below.text)
        headed = kind_of(below.text) == "meta" or bool(labelled)
        return rows[index:] if headed and told <= most and not framed else rows
    return rows


def _is_heading(line: Line) -> bool:
    if line.linked or line.row or len(line.text) > _TITLE or is_document(line):
        return False
    return judge_title(line.text).verdict == "report"
