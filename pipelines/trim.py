"""From the lines of the body to the lines of the document: chrome above, inside and below it goes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipelines.beginning import AROUND, below_breadcrumb, below_notice, is_document
from pipelines.blocks import Line
from pipelines.chrome import bare, kind_of
from pipelines.dateline import date_of, is_dateline
from pipelines.labels import is_bare_label, is_label_line, read_line
from pipelines.prose import HEADING, NUMBER_LINE, is_date_line, is_frame, is_prose, is_signoff
from pipelines.text_lines import is_organ_line

_ABOVE = frozenset({"meta", "crumb", "clock", "widget", "footer"})
_IN_HEAD = _ABOVE | {"related", "download"}
_ENDS = frozenset({"related", "footer", "crumb", "clock"})
_FOLLOWED = frozenset({"related", "footer"})
_CREDIT = re.compile(
    r"(?![^:：]*(?:长|主任|单位|负责人)[:：])[\u4e00-\u9fff]{2,6}[:：][^，。；]{0,20}"
)
"""值班编辑：李某: who made the page, below the document; 抄送 and 联系人 are the document's frame."""
_CONTACT = re.compile(r"[（(]?(?:联系|地址|邮编|邮政编码|电子邮箱|传真)")
_UNSAID = 5
"""Lines without a sentence within which the signature follows the last one."""
_TABLE_ROWS = 3
"""From this many label lines on end they are a metadata table, wherever they stand."""
_GAP = 2
"""Lines in a row of a metadata table whose labels no table of words knows."""
_ANY_LABEL = re.compile(r"[\[【][\u4e00-\u9fff]{2,6}[\]】]|[\u4e00-\u9fff]{2,6}[:：]")
_UNLISTED = frozenset({"附件", "附件：", "附件:", "附："})
"""A last line that announces attachments whose links were chrome: it says nothing alone."""
_COPY = 3
"""From this many lines that repeat the document's start and reach its end they are a second copy."""


@dataclass(frozen=True, slots=True)
class Trimmed:
    """The document's own lines, and those that stood above it in its container."""

    lines: tuple[Line, ...]
    above: tuple[Line, ...]
    """Dropped before the first line: page heading, head line, metadata table."""


def trim(lines: Sequence[Line], consumed: frozenset[int], *, plain: bool = False) -> Trimmed:
    """Take the chrome off the body's lines.

    `consumed` holds id(line) of lines that were read as labels and their values. `plain`: a text
    file has no page heading outside its body, so a title above the head line is kept.
    """
    table = frozenset() if plain else _table_lines(lines)
    rows: Sequence[Line] = [line for line in lines if id(line) not in table]
    rows = rows if plain else below_notice(below_breadcrumb(rows))
    first = _first(rows, consumed)
    if first == len(rows):
        first = min(first, _shortest_head(rows, consumed))
    above, head = _head(rows[:first], consumed, plain=plain)
    rest = _before_related(rows[first:])
    last = max((i for i, line in enumerate(rest) if is_document(line)), default=-1) + 1
    inner = [line for line in rest[:last] if line.row or kind_of(line.text) != "widget"]
    kept = [*head, *inner, *_tail(rest[last:], all_linked=_mostly_linked(inner))]
    dropped = [*above, *(line for line in lines if id(line) in table)]
    kept = _without_second_copy(_without_double_title(kept))
    while kept and bare(kept[-1].text) in _UNLISTED:
        kept.pop()
    return Trimmed(tuple(kept), tuple(dropped))


def _first(rows: Sequence[Line], consumed: frozenset[int]) -> int:
    """Index of the line that the document's text begins with: its first sentence, or the addressee above it."""
    first = next((i for i, line in enumerate(rows) if is_document(line)), len(rows))
    labels = (
        i
        for i, line in enumerate(rows[:first])
        if id(line) in consumed or is_label_line(line.tokens)
    )
    above = max(labels, default=-1) + 1
    return next((i for i in range(above, first) if _addresses(rows[i])), first)


def _addresses(line: Line) -> bool:
    text = line.text
    short = len(text) <= 40 and text.endswith(("：", ":"))
    return short and not kind_of(text) and not read_line(line.tokens)


def _shortest_head(rows: Sequence[Line], consumed: frozenset[int]) -> int:
    """A page without any prose: the head ends behind its last chrome line among the first few."""
    last = 0
    for index, line in enumerate(rows[:12]):
        if kind_of(line.text) in _ABOVE or id(line) in consumed:
            last = index + 1
    return last if last < len(rows) else 0


def _head(
    rows: Sequence[Line], consumed: frozenset[int], *, plain: bool
) -> tuple[list[Line], list[Line]]:
    """(dropped, kept) of the lines above the first one that reads as a document."""
    chrome = [_is_head_chrome(line, consumed) for line in rows]
    for index in range(1, len(rows)):
        chrome[index] = chrome[index] or (
            chrome[index - 1] and _is_source(*rows[index - 1 : index + 1])
        )
    end = max((i for i, flag in enumerate(chrome) if flag), default=-1) + 1
    dropped: list[Line] = []
    kept: list[Line] = []
    numbered = False
    for index, line in enumerate(rows):
        numbered = numbered or (not chrome[index] and bool(NUMBER_LINE.match(bare(line.text))))
        mine = not chrome[index] and (plain or index >= end or numbered)
        (kept if mine and not _is_navigation(line) else dropped).append(line)
    return dropped, kept


def _is_head_chrome(line: Line, consumed: frozenset[int]) -> bool:
    if id(line) in consumed or is_label_line(line.tokens) or is_bare_label(line.text):
        return True
    if is_dateline(line.text):
        return True
    kind = kind_of(line.text)
    return kind in _IN_HEAD and not (kind == "footer" and is_signoff(line.text))


def _is_source(above: Line, line: Line) -> bool:
    """The organ alone right below the page's date: its source."""
    return kind_of(above.text) == "meta" and bool(date_of(above)) and is_organ_line(line.text)


def _is_navigation(line: Line) -> bool:
    return line.linked * 5 >= len(line.text) * 4 and len(line.text) < 20


def _before_related(rows: Sequence[Line]) -> Sequence[Line]:
    """The lines up to 相关文章 and the like, where hardly any document follows: the site's own sentences may."""
    left = sum(len(line.text) for line in rows if is_document(line))
    most = left * AROUND
    for index, line in enumerate(rows):
        if is_document(line):
            left -= len(line.text)
        elif (
            left <= most
            and kind_of(line.text) in _FOLLOWED
            and not (_CONTACT.match(line.text) and _signature(rows[index:]))
            and not any(HEADING.match(below.text) and not below.linked for below in rows[index:])
        ):
            return rows[:index]
    return rows


def _mostly_linked(lines: Sequence[Line]) -> bool:
    """A body whose every paragraph stands in an `a` (a fault of one editor): links mean nothing there."""
    return 2 * sum(line.linked for line in lines) > sum(len(line.text) for line in lines) > 0


def _signature(rows: Sequence[Line]) -> int:
    """Where organ and date stand right behind the last sentence: what is above them is the document's; 0 for nowhere."""
    for index in range(1, min(len(rows) - 1, _UNSAID)):
        organ, date = rows[index].text, rows[index + 1].text
        if is_signoff(organ) and not is_date_line(organ) and is_date_line(date):
            return index
    return 0


def _is_before_signature(line: Line) -> bool:
    """A short line of the document: 完成时限：年底, 联系电话：…; a site's own words are known by kind."""
    plain = kind_of(line.text) is None or _CONTACT.match(line.text) is not None
    return plain and line.linked * 2 <= len(line.text)


def _tail(rows: Sequence[Line], *, all_linked: bool) -> list[Line]:
    """Signature, date and official frame; then chrome, which ends the document."""
    signed = _signature(rows)
    kept = [line for line in rows[:signed] if _is_before_signature(line)]
    chrome_seen = False
    for line in rows[signed:]:
        text, kind = line.text, kind_of(line.text)
        own = (is_signoff(text) or is_frame(text)) and kind in (None, "meta")
        if kind in _ENDS and not own:
            break
        linked = not all_linked and line.linked * 2 > len(text)
        if own and not linked:
            kept.append(line)
        elif kind is not None or _CREDIT.fullmatch(bare(text)) or (linked and not is_frame(text)):
            chrome_seen = True
        elif not chrome_seen:
            kept.append(line)
    return kept


def _table_lines(lines: Sequence[Line]) -> frozenset[int]:
    """id() of the label lines that make a metadata table inside the body: most lines of their block."""
    members: dict[int, list[Line]] = {}
    for line in lines:
        members.setdefault(id(line.node), []).append(line)
        if line.node.parent is not None:
            members.setdefault(id(line.node.parent), []).append(line)
    found: set[int] = set()
    for group in members.values():
        labelled = [
            index
            for index, line in enumerate(group)
            if len(line.text) <= 900 and is_label_line(line.tokens)
        ]
        if len(labelled) >= _TABLE_ROWS and 2 * len(labelled) >= len(group):
            found.update(id(group[index]) for index in labelled)
            found.update(id(line) for line in _amid(group, labelled))
    return frozenset(found)


def _amid(group: Sequence[Line], labelled: Sequence[int]) -> Iterator[Line]:
    """Lines of a metadata table that no label opens: its caption, labels that no table of words knows."""
    first, last = labelled[0], labelled[-1]
    for index in (first - 1, last + 1):
        if 0 <= index < len(group) and _is_of_table(group[index]):
            yield group[index]
    for one, other in pairwise(labelled):
        gap = group[one + 1 : other]
        if len(gap) <= _GAP and not any(is_document(line) or is_signoff(line.text) for line in gap):
            yield from gap


def _is_of_table(line: Line) -> bool:
    short = len(line.text) <= 40 and not is_prose(line)
    return short and bool(line.row or read_line(line.tokens) or _ANY_LABEL.match(bare(line.text)))


def _without_double_title(lines: list[Line]) -> list[Line]:
    """The page prints its heading above a body that prints it too: the same short line twice."""
    if len(lines) > 1 and len(lines[0].text) < 80 and not is_date_line(lines[0].text):
        return lines[bare(lines[0].text) == bare(lines[1].text) :]
    return lines


def _without_second_copy(lines: list[Line]) -> list[Line]:
    """The whole document twice in one block (for screens and for phones): once is enough."""
    texts = [bare(line.text) for line in lines]
    for index in range(_COPY, len(texts) - _COPY + 1):
        if texts[index] == texts[0] and texts[index:] == texts[: len(texts) - index]:
            return lines[:index]
    return lines
