"""Holds a corpus against the truth of a world: recall, precision, and every fact that differs."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from tests.sample.nouns import World
from tests.sample.truth import Cell, Expected, truth

_DOUBLE_SLASH = re.compile(r"(?<!:)//+")
"""UCAP lists write some addresses with two slashes; the page is the same."""


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """What a corpus got right, and what it did not."""

    expected: int
    found: int
    """Expected reports that the corpus holds."""
    false: tuple[str, ...]
    """Reports of the corpus that the truth does not know."""
    missing: tuple[str, ...]
    differences: tuple[str, ...]
    """One line a wrong fact, place or coverage cell."""


def compare(world: World, database: Path, *, earlier: World | None = None) -> Comparison:
    """Compare a corpus (its `corpus.db`) with the world that it was harvested from, and with an earlier round's."""
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    rows = connection.execute("SELECT * FROM corpus").fetchall()
    port = _port(connection)
    known = truth(world, port, earlier=earlier)
    wanted = {(report.issuing_body, report.report_year): report for report in known.reports}
    possible = {(report.issuing_body, report.report_year) for report in known.possible}
    held = {(row["issuing_body"], row["report_year"]): row for row in rows}
    places = _places(connection)
    differences = [
        line
        for key in wanted.keys() & held.keys()
        for line in _facts(wanted[key], held[key], places.get(held[key]["report_id"], set()))
    ]
    differences += _cells(known.coverage, connection)
    connection.close()
    return Comparison(
        expected=len(wanted),
        found=len(wanted.keys() & held.keys()),
        false=tuple(f"{body} {year}" for body, year in held.keys() - wanted.keys() - possible),
        missing=tuple(f"{body} {year}" for body, year in wanted.keys() - held.keys()),
        differences=tuple(sorted(differences)),
    )


def _port(connection: sqlite3.Connection) -> int:
    for (home,) in connection.execute("SELECT home FROM portals ORDER BY portal"):
        port: int | None = urlsplit(home).port
        if port:
            return port
    raise ValueError("no portal of this corpus has a port in its home address")


def _places(connection: sqlite3.Connection) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for report, url in connection.execute(
        "SELECT report_id, url FROM places WHERE gone_since IS NULL"
    ):
        found.setdefault(report, set()).add(url)
    return found


def _facts(want: Expected, row: sqlite3.Row, places: set[str]) -> Iterator[str]:
    name = f"{want.issuing_body} {want.report_year}"
    for fact, expected in _columns(want).items():
        if row[fact] != expected:
            yield f"{name}: {fact}: {_short(row[fact])} for {_short(expected)}"
    expected_places = {place.url for place in want.places}
    if {_DOUBLE_SLASH.sub("/", place) for place in places} != expected_places:
        yield f"{name}: places: {sorted(places)} for {sorted(expected_places)}"


def _columns(want: Expected) -> dict[str, str | None]:
    """The columns of the view `corpus` that the truth knows, but for body and year, by which reports are matched."""
    return {
        "region": want.region,
        "title": want.title,
        "document_number": want.document_number,
        "index_number": want.index_number,
        "published_date": want.published_date,
        "signed_date": want.signed_date,
        "generated_date": want.generated_date,
        "text": want.text,
        "media_type": want.media_type,
        "portal": want.portal,
    }


def _cells(cells: tuple[Cell, ...], connection: sqlite3.Connection) -> Iterator[str]:
    held = {
        (portal, year): state
        for portal, year, state in connection.execute(
            "SELECT portal, report_year, state FROM coverage"
        )
    }
    for cell in cells:
        got = held.get((cell.portal, cell.report_year))
        if got not in cell.allowed:
            yield f"{cell.portal} {cell.report_year}: coverage: {got} for {'/'.join(sorted(cell.allowed))}"


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) < 120 else f"{text[:60]}…{text[-50:]}"
