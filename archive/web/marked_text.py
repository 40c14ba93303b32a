"""A version's text as a page: headings, tables, and the words that prove a fact marked where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import html
from sqlite_utils import Database

from archive.catalog import StoredVersion
from archive.records import Evidence
from archive.web.elements import Child, tag


@dataclass(frozen=True, kw_only=True, slots=True)
class _Span:
    start: int
    end: int
    field: str


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    """A line of the text and its first character's place in the whole."""

    start: int
    text: str
    level: int | None
    """Of the section that begins with it, 1 to 4."""


def marked(
    db: Database, version: StoredVersion, evidence: dict[str, list[Evidence]]
) -> Iterator[html.HtmlElement]:
    """The text's blocks in order."""
    spans = _spans(evidence)
    named: set[str] = set()
    rows: list[html.HtmlElement] = []
    for line in _lines(db, version):
        if "\t" in line.text:
            rows.append(_row(line, spans, named))
            continue
        if rows:
            yield tag("table", rows)
            rows = []
        words = _words(line.start, line.text, spans, named)
        yield tag(f"h{line.level + 2}" if line.level else "p", words)
    if rows:
        yield tag("table", rows)


def _spans(evidence: dict[str, list[Evidence]]) -> list[_Span]:
    """The chosen words that stand in the text, in their order; of two that overlap the first."""
    found = sorted(
        (one.start, one.end, field)
        for field, proofs in evidence.items()
        for one in proofs
        if one.chosen and one.start is not None and one.end is not None
    )
    kept: list[_Span] = []
    for start, end, field in found:
        if end > start and (not kept or start >= kept[-1].end):
            kept.append(_Span(start=start, end=end, field=field))
    return kept


def _lines(db: Database, version: StoredVersion) -> Iterator[_Line]:
    headed: dict[int, int] = {}
    place = 0
    for row in db.query(
        "SELECT level, heading, text FROM sections WHERE version_id = ? ORDER BY position",
        [version.version_id],
    ):
        if row["level"]:
            headed[place] = min(int(row["level"]), 4)
        place += len(row["text"]) + 1
    place = 0
    for line in version.text.split("\n"):
        yield _Line(start=place, text=line, level=headed.get(place))
        place += len(line) + 1


def _row(line: _Line, spans: list[_Span], named: set[str]) -> html.HtmlElement:
    cells, place = [], line.start
    for cell in line.text.split("\t"):
        cells.append(tag("td", _words(place, cell, spans, named)))
        place += len(cell) + 1
    return tag("tr", cells)


def _words(start: int, text: str, spans: list[_Span], named: set[str]) -> list[Child]:
    """The words with the marks that fall into them; a field's first mark is the target of its link."""
    parts: list[Child] = []
    place, end = start, start + len(text)
    for span in spans:
        first, last = max(span.start, place), min(span.end, end)
        if first >= last:
            continue
        target = None if span.field in named else span.field
        named.add(span.field)
        parts.append(text[place - start : first - start])
        parts.append(tag("mark", text[first - start : last - start], id=target, title=span.field))
        place = last
    parts.append(text[place - start :])
    return parts
