"""What a perfect harvest of a world holds; read by tests only, never served."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tests.sample.fault_table import TABLE
from tests.sample.faults import FOUND
from tests.sample.nouns import Column, Item, Report, SamplePortal, World
from tests.sample.sites import article_path, origin


@dataclass(frozen=True, kw_only=True)
class Place:
    """One address where a report's text, or the link to its attachment, is met."""

    portal: str
    url: str
    published_date: str


@dataclass(frozen=True, kw_only=True)
class Expected:
    """One report as the view `corpus` is to show it."""

    portal: str
    """The portal whose page is the report's own."""
    region: str
    issuing_body: str
    identity: str
    """The body that the report is counted under: of a joint one the government."""
    department: str | None
    report_year: int
    title: str
    """As published, white space between characters dropped."""
    inner_title: str | None
    document_number: str | None
    index_number: str | None
    published_date: str
    signed_date: str | None
    generated_date: str | None
    text: str
    media_type: str
    places: tuple[Place, ...]


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell of the coverage table."""

    portal: str
    report_year: int
    state: str
    published_date: str | None = None
    allowed: frozenset[str] = frozenset()
    """All states that would be true; where a fault takes the page, it is not for the sample to choose one."""


@dataclass(frozen=True, kw_only=True)
class Truth:
    """Everything that is to be found, and what is not to be taken for it."""

    reports: tuple[Expected, ...]
    """Those that must be found: of portals that a crawler can reach."""
    possible: tuple[Expected, ...]
    """Those that may be found too, behind faults that can be passed or not."""
    near_misses: tuple[str, ...]
    """Addresses of pages that are no reports."""
    coverage: tuple[Cell, ...]


MEDIA = {
    None: "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def walk(world: World) -> Iterator[tuple[SamplePortal, Column, Item]]:
    """Every article of every portal."""
    for portal in world.portals:
        for column in portal.columns:
            for item in column.items:
                yield portal, column, item


Met = list[tuple[SamplePortal, Item, Report, Place]]


def truth(world: World, port: int, *, earlier: World | None = None) -> Truth:
    """The truth of a world that is served on this port.

    With the world of an earlier round that was harvested too, reports that have vanished since stay known,
    without a living place.
    """
    found, misses = _met(world, port)
    before = _met(earlier, port)[0] if earlier else {}
    sure: list[Expected] = []
    rest: list[Expected] = []
    for met in found.values():
        (sure if any(certain(one[0]) for one in met) else rest).append(_expected(met))
    vanished = [
        replace(_expected(met), places=()) for key, met in before.items() if key not in found
    ]
    return Truth(
        reports=(*sure, *vanished),
        possible=tuple(rest),
        near_misses=tuple(misses),
        coverage=tuple(_coverage(world, (*sure, *rest, *vanished))),
    )


def _met(world: World, port: int) -> tuple[dict[tuple[str, int], Met], list[str]]:
    found: dict[tuple[str, int], Met] = {}
    misses = []
    for portal, column, item in walk(world):
        url = origin(portal, port) + article_path(portal, column, item)
        if item.report is None:
            misses.append(url)
            continue
        place = Place(portal=portal.portal, url=url, published_date=item.published)
        key = (item.report.identity, item.report.year)
        found.setdefault(key, []).append((portal, item, item.report, place))
    return found, misses


def _expected(met: Met) -> Expected:
    portal, item, report, _place = min(met, key=lambda one: (one[1].repost, one[3].published_date))
    return Expected(
        portal=portal.portal,
        region=report.region,
        issuing_body=report.body,
        identity=report.identity,
        department=report.department,
        report_year=report.year,
        title="".join(report.title.split()),
        inner_title=report.inner_title,
        document_number=report.number,
        index_number=item.index_number,
        signed_date=report.signed,
        published_date=min(one[3].published_date for one in met),
        generated_date=item.generated,
        text=report.text,
        media_type=MEDIA[item.attachment],
        places=tuple(one[3] for one in met),
    )


def _coverage(world: World, reports: tuple[Expected, ...]) -> Iterator[Cell]:
    known = {(report.identity, report.report_year): report for report in reports}
    for portal in world.portals:
        for row in portal.rows:
            column = portal.column(row.column) if row.column else None
            absent = "declared_empty" if column and column.empty else "not_found_searched"
            for year in range(row.since, int(world.today[:4])):
                report = known.get((row.name, year))
                if world.today < f"{year + 1}-04-01":
                    absent = "not_yet_due"
                yield _cell(
                    portal, row.portal, year, report.published_date if report else None, absent
                )


def _cell(portal: SamplePortal, row: str, year: int, published: str | None, absent: str) -> Cell:
    state = absent
    if published:
        state = "on_time" if published < f"{year + 1}-04-01" else "late"
    allowed = frozenset({state})
    if portal.fault:
        allowed = TABLE[portal.fault].states
        state = state if state in allowed else min(allowed)
    return Cell(
        portal=row, report_year=year, state=state, published_date=published, allowed=allowed
    )


def certain(portal: SamplePortal) -> bool:
    """Whether the portal's reports must be found: nothing is wrong with it, or nothing that a crawler cannot pass."""
    return portal.fault is None or TABLE[portal.fault].states == FOUND
