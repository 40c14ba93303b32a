"""Settles an archive: from sightings to reports, versions and places, as a pure function of what was captured.

Runs at the end of each harvest and at the same points of a rebuild. Only reports whose sightings changed are
written again.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass

from sqlite_utils import Database

from archive import coverage, search
from archive.events import build
from archive.records import Portal
from archive.urls import place_id
from pipelines import settled_rows
from pipelines.changes import write_changes
from pipelines.identity import Gazetteer, Identity, identify, report_id, unite
from pipelines.provenance import Standing, stand
from pipelines.sightings import Sighting, load
from pipelines.versions import Numbered, number

MIN_SHARED = 400
"""Characters from which two equal texts are one report: shorter ones may be a form."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """One report with all that was seen of it."""

    report_id: str
    identity: Identity
    year: int | None
    sightings: tuple[Sighting, ...]
    """With a reading, oldest first."""
    all: tuple[Sighting, ...]
    """Also those at which a place was gone, or led elsewhere."""
    standings: dict[str, Standing]
    numbered: Numbered

    @property
    def inputs(self) -> str:
        """Digest of all that the report's rows are made from."""
        parts = [
            (s.request_id, s.outcome, s.key, s.reading.normal_sha256 if s.reading else "", s.reading.software if s.reading else "")
            for s in self.all
        ]
        told = [self.report_id, self.identity.body, sorted((k, v.reason) for k, v in self.standings.items())]
        return hashlib.sha256(json.dumps([parts, told], ensure_ascii=False).encode()).hexdigest()


def settle(db: Database, harvest_id: str) -> None:
    """Bring reports, versions, places, rejections, changes, coverage and the search index up to date."""
    portals = [_portal(row) for row in db.query("SELECT * FROM portals ORDER BY portal")]
    sightings = load(db)
    today = db.execute("SELECT today FROM harvests WHERE harvest_id = ?", [harvest_id]).fetchone()[0]
    with db.atomic():
        works = gather(sightings, Gazetteer(portals))
        before = {row["place_id"]: row["report_id"] for row in db.query("SELECT place_id, report_id FROM places")}
        known = {row["report_id"]: row["inputs"] for row in db.query("SELECT report_id, inputs FROM reports")}
        kept = {work.report_id for work in works}
        for gone in sorted(set(known) - kept):
            settled_rows.delete(db, gone)
        for work in works:
            if known.get(work.report_id) != work.inputs:
                settled_rows.delete(db, work.report_id)
        for work in works:
            if known.get(work.report_id) != work.inputs:
                settled_rows.write(db, work)
        _write_aliases(db, before, kept)
        settled_rows.write_rejections(db, sightings)
        write_changes(db, works)
        coverage.store(db, coverage.compute(db, today))
        search.index_versions(db)


def _portal(row: dict[str, object]) -> Portal:
    fields = {**row, "lists": json.loads(str(row["lists"])), "enabled": bool(row["enabled"])}
    return build(Portal, fields)


def gather(sightings: list[Sighting], gazetteer: Gazetteer) -> list[Work]:
    """Group sightings by the work they are of, ordered by report id."""
    by_place: dict[str, list[Sighting]] = defaultdict(list)
    for sighting in sightings:
        by_place[sighting.key].append(sighting)
    latest = {
        key: [s for s in items if s.reading is not None and s.reading.is_report]
        for key, items in by_place.items()
    }
    reports = {key: items for key, items in latest.items() if items}
    identities = {key: identify(items[-1], gazetteer) for key, items in reports.items()}
    groups: dict[str, list[str]] = defaultdict(list)
    for key, items in reports.items():
        reading = items[-1].reading
        if reading is not None and len(reading.text) >= MIN_SHARED:
            groups[f"{reading.facts.report_year}:{reading.normal_sha256}"].append(key)
    identities = unite(identities, groups)
    years = _years(reports, groups)
    members: dict[str, list[str]] = defaultdict(list)
    for key, items in reports.items():
        members[report_id(identities[key], years[key], place_id(items[-1].url), items[-1].portal)].append(key)
    return [
        _work(name, [by_place[key] for key in keys], identities[keys[0]], years[keys[0]], gazetteer)
        for name, keys in sorted(members.items())
    ]


def _years(reports: dict[str, list[Sighting]], groups: dict[str, list[str]]) -> dict[str, int | None]:
    """The report year of each place: its last reading's."""
    del groups
    years: dict[str, int | None] = {}
    for key, items in reports.items():
        reading = items[-1].reading
        years[key] = reading.facts.report_year if reading else None
    return years


def _work(
    name: str, places: list[list[Sighting]], identity: Identity, year: int | None, gazetteer: Gazetteer
) -> Work:
    everything = sorted((s for items in places for s in items), key=lambda s: s.order)
    read = [s for s in everything if s.reading is not None and s.reading.is_report]
    standings = {
        s.key: stand(s.url, gazetteer.portal(s.portal), identity, gazetteer) for s in reversed(read)
    }
    ranks = {key: standing.rank for key, standing in standings.items()}
    return Work(
        report_id=name,
        identity=identity,
        year=year,
        sightings=tuple(read),
        all=tuple(everything),
        standings=standings,
        numbered=number(read, ranks),
    )


def _write_aliases(db: Database, before: dict[str, str], kept: set[str]) -> None:
    """An id that changed is kept: it leads to the one that stands for it now."""
    after = {row["place_id"]: row["report_id"] for row in db.query("SELECT place_id, report_id FROM places")}
    for place, old in sorted(before.items()):
        new = after.get(place)
        if new is None or new == old or old in kept:
            continue
        db.execute("UPDATE report_aliases SET new = ? WHERE new = ?", (new, old))
        db.execute("INSERT OR REPLACE INTO report_aliases (old, new) VALUES (?, ?)", (old, new))
    db.execute("DELETE FROM report_aliases WHERE old = new")
