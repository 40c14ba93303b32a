"""The log of what changed: new reports, versions and places, what went away and what came back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sqlite_utils import Database

from pipelines.sightings import GONE, Sighting

if TYPE_CHECKING:
    from pipelines.settle import Work

Change = tuple[Sighting, str, str]
"""The sighting that shows it, its kind, and what it is in words."""


def write_changes(db: Database, works: Iterable[Work]) -> None:
    """Write the whole log again: it follows from the sightings."""
    db.execute("DELETE FROM changes")
    for work in works:
        for sighting, kind, detail in changes(work):
            key = "\0".join((work.report_id, sighting.request_id, kind, sighting.key))
            proof = [part for part in (sighting.capture_id or sighting.request_id,) if part]
            db.execute(
                "INSERT OR REPLACE INTO changes (change_id, at, harvest_id, report_id, kind, url, "
                "detail, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (hashlib.sha256(key.encode()).hexdigest()[:20], sighting.at, sighting.harvest_id,
                 work.report_id, kind, sighting.url, detail, json.dumps(proof)),
            )  # fmt: skip


def changes(work: Work) -> Iterator[Change]:
    """What happened to one report, in order."""
    versions = {v.normal: v for v in work.numbered.versions}
    waiting = {s.request_id for s in work.numbered.unconfirmed}
    seen_texts: set[str] = set()
    state: dict[str, str] = {}
    for sighting in work.all:
        reading = sighting.reading
        before = state.get(sighting.key)
        if reading is None:
            if before == "there" and (sighting.outcome in GONE or sighting.outcome == "redirected"):
                state[sighting.key] = "gone"
                yield sighting, "gone", f"answered {sighting.outcome}; the text is kept"
            continue
        if sighting.request_id in waiting:
            yield sighting, "unconfirmed_edit", "the text differs as a damaged page would; waits for a second sighting"
            continue
        if not reading.is_report or reading.normal_sha256 not in versions:
            continue
        if before == "gone":
            yield sighting, "back", "the page answers again"
        yield from _arrival(sighting, before, reading.normal_sha256, seen_texts, versions[reading.normal_sha256].number)
        state[sighting.key] = "there"
        seen_texts.add(reading.normal_sha256)


def _arrival(
    sighting: Sighting, before: str | None, normal: str, seen_texts: set[str], number: int
) -> Iterator[Change]:
    if not seen_texts:
        yield sighting, "new_report", "first seen"
    elif normal not in seen_texts:
        yield sighting, "new_version", f"version {number}"
    elif before is None:
        yield sighting, "new_place", f"version {number} at another address"
