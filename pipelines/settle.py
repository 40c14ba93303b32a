"""Settles an archive: from sightings to reports, versions and places, as a pure function of what was captured.

Runs at the end of each harvest and at the same points of a rebuild. Only reports whose sightings changed are
written again.
"""

from __future__ import annotations

import json

from sqlite_utils import Database

from archive import coverage, search
from archive.events import build
from archive.failpoint import FailPoint, no_fail
from archive.records import Portal
from pipelines import settled_rows
from pipelines.changes import write_changes
from pipelines.gazetteer import Gazetteer
from pipelines.readings import Readings
from pipelines.sightings import load
from pipelines.works import Work, gather


def settle(db: Database, harvest_id: str, fail: FailPoint = no_fail) -> None:
    """Bring reports, versions, places, rejections, changes, coverage and the search index up to date, or nothing."""
    portals = [_portal(row) for row in db.query("SELECT * FROM portals ORDER BY portal")]
    today = db.execute("SELECT today FROM harvests WHERE harvest_id = ?", [harvest_id]).fetchone()[
        0
    ]
    readings = Readings(db)
    sightings = load(db, readings)
    works = gather(sightings, Gazetteer(portals), readings)
    with db.atomic():
        before = _reports_of_places(db)
        _write(db, works, readings)
        fail("in-settle")
        _write_aliases(db, before, {work.report_id for work in works})
        settled_rows.write_rejections(db, sightings)
        write_changes(db, works)
        coverage.store(db, coverage.compute(db, today))
        search.index_versions(db)


def _portal(row: dict[str, object]) -> Portal:
    held = {name: json.loads(str(row[name])) for name in ("lists", "hosts")}
    return build(Portal, {**row, **held, "enabled": bool(row["enabled"])})


def _reports_of_places(db: Database) -> dict[str, str]:
    return dict(db.execute("SELECT place_id, report_id FROM places").fetchall())


def _write(db: Database, works: list[Work], readings: Readings) -> None:
    known = dict(db.execute("SELECT report_id, inputs FROM reports").fetchall())
    inputs = {work.report_id: work.inputs for work in works}
    for name, digest in sorted(known.items()):
        if inputs.get(name) != digest:
            settled_rows.delete(db, name)
    # After all deletions: a place may have moved from one report to another.
    for work in works:
        if known.get(work.report_id) != inputs[work.report_id]:
            settled_rows.write(db, work, inputs[work.report_id], readings)


def _write_aliases(db: Database, before: dict[str, str], kept: set[str]) -> None:
    """An id that changed is kept: it leads to the one that stands for it now."""
    after = _reports_of_places(db)
    for place, old in sorted(before.items()):
        new = after.get(place)
        if new is None or new == old or old in kept:
            continue
        db.execute("UPDATE report_aliases SET new = ? WHERE new = ?", (new, old))
        db.execute("INSERT OR REPLACE INTO report_aliases (old, new) VALUES (?, ?)", (old, new))
    db.execute("DELETE FROM report_aliases WHERE old = new")
