"""The log of what changed: new reports, versions and places, what went away and what came back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator

from sqlite_utils import Database

from pipelines.sightings import Sighting
from pipelines.works import LEFT, REPLACED, Work

Change = tuple[Sighting, str, str]
"""The sighting that shows it, its kind, and what it is in words."""


def write_changes(db: Database, works: Iterable[Work]) -> None:
    """Write the whole log again: it follows from the sightings."""
    db.execute("DELETE FROM changes")
    for work in works:
        for sighting, kind, detail in changes(work):
            key = f"{work.report_id} {sighting.request_id} {kind} {sighting.key}"
            proof = [sighting.capture_id or sighting.request_id]
            db.execute(
                "INSERT OR REPLACE INTO changes (change_id, at, harvest_id, report_id, kind, url, "
                "detail, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (hashlib.sha256(key.encode()).hexdigest()[:20], sighting.at, sighting.harvest_id,
                 work.report_id, kind, sighting.url, detail, json.dumps(proof)),
            )  # fmt: skip


def changes(work: Work) -> Iterator[Change]:
    """What happened to one report, in order."""
    numbers = {v.normal: v.number for v in work.numbered.versions}
    waiting = {s.request_id for s in work.numbered.unconfirmed}
    seen_texts: set[str] = set()
    there: dict[str, bool] = {}
    gone_in = ""
    for sighting in work.all:
        reading = sighting.reading
        if reading is None:
            if there.get(sighting.key) and sighting.outcome in LEFT:
                there[sighting.key], gone_in = False, sighting.harvest_id
                yield sighting, "gone", _left(sighting.outcome)
        elif sighting.request_id in waiting:
            yield (
                sighting,
                "unconfirmed_edit",
                "the text differs as a damaged page would; waits for a second sighting",
            )
        elif reading.is_report and reading.normal_sha256 in numbers:
            normal = reading.normal_sha256
            back = _back(sighting, there, gone_in)
            if back is not None:
                yield sighting, "back", back
            known = sighting.key in there
            told = _arrival(normal, seen_texts, numbers[normal], known_place=known)
            if told is not None:
                yield (sighting, *told)
            there[sighting.key] = True
            seen_texts.add(normal)


def _back(sighting: Sighting, there: dict[str, bool], gone_in: str) -> str | None:
    """How a report that was gone is back; None where it was not. One that moved within a harvest was never gone."""
    if there.get(sighting.key) is False:
        return "the page answers again"
    everywhere = bool(there) and not any(there.values())
    if sighting.key not in there and everywhere and gone_in != sighting.harvest_id:
        return "the report stands at another address"
    return None


def _left(outcome: str) -> str:
    if outcome == REPLACED:
        return "the address shows another report now; the text is kept"
    return f"answered {outcome}; the text is kept"


def _arrival(
    normal: str, seen_texts: set[str], number: int, *, known_place: bool
) -> tuple[str, str] | None:
    if not seen_texts:
        return "new_report", "first seen"
    if normal not in seen_texts:
        return "new_version", f"version {number}"
    return None if known_place else ("new_place", f"version {number} at another address")
