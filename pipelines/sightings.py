"""Loads what the settling works on: every sighting of an article, in the order in which it happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlite_utils import Database

from archive.records import Reading
from archive.urls import canonical
from pipelines.readings import Readings

GONE = frozenset({"http_error:404", "http_error:410", "soft_404"})
"""Answers that say that there is no such page any more."""
ANSWERED = frozenset({"fetched", "duplicate_payload", "not_modified"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Sighting:
    """One moment at which an article's address answered, or said that it is gone."""

    url: str
    key: str
    """Canonical form of the address: twins are one."""
    at: str
    order: tuple[str, str]
    request_id: str
    capture_id: str
    harvest_id: str
    portal: str
    outcome: str
    reading: Reading | None = None
    """In outline, without text and sections; None: gone, or redirected."""
    characters: int = 0
    """Length of the text."""
    source: tuple[str, str, str] = ("", "", "")
    """Capture, request and harvest of the page that the reading was made of: an earlier one where this one is a revisit."""
    text_capture: str = ""
    """The capture that the text was read from: an attachment's where the page is a stub."""
    media_type: str | None = None


def load(db: Database, readings: Readings) -> list[Sighting]:
    """Every sighting, oldest first; each with the reading that holds for it."""
    found: list[Sighting] = []
    by_capture: dict[str, Sighting] = {}
    last: dict[str, Sighting] = {}
    for row in db.query(_SIGHTED):
        sighting = _sighting(row, readings, by_capture, last)
        if sighting is None:
            continue
        found.append(sighting)
        if sighting.reading is not None:
            last[sighting.key] = by_capture[sighting.capture_id] = sighting
    return _without_own_redirects(found)


# Where none of the portal's columns was found as it was, its server answers whatever is asked with one page: then a
# soft 404 says nothing of the article.
# A further part of an article is joined to its first page, and is no sighting of its own. A row of a list is no
# part, though the search for its column may have ended at an article.
_SIGHTED = (
    "SELECT q.request_id, q.url, q.harvest_id, q.portal, q.outcome, q.ended_at, "
    "c.capture_id, c.url AS final_url, c.captured_at, c.media_type, c.refers_to "
    "FROM requests q LEFT JOIN captures c ON c.capture_id = q.capture_id "
    "LEFT JOIN requests v ON v.request_id = q.via "
    "WHERE q.kind = 'article' AND q.outcome IS NOT NULL "
    "AND NOT (COALESCE(v.kind, '') = 'article' AND v.outcome <> 'redirected' "
    "AND q.context IS NULL) "
    "AND NOT (q.outcome = 'soft_404' AND 0 = COALESCE((SELECT MAX(w.complete) FROM walks w "
    "WHERE w.harvest_id = q.harvest_id AND w.portal = q.portal), 1)) "
    "ORDER BY COALESCE(c.captured_at, q.ended_at), q.request_id"
)


def _sighting(
    row: Mapping[str, str],
    readings: Readings,
    by_capture: Mapping[str, Sighting],
    last: Mapping[str, Sighting],
) -> Sighting | None:
    bare = _bare(row)
    if row["outcome"] in GONE or row["outcome"] == "redirected":
        return bare
    if row["outcome"] not in ANSWERED:
        return None
    source = (bare.capture_id, bare.request_id, bare.harvest_id)
    held = readings.held(source)
    if held is None:
        # Seen again, byte for byte: what was read there the first time holds, also after a change and
        # back; but its attachment is the one of now.
        before = by_capture.get(row["refers_to"] or "")
        if before is None or before.key != bare.key:
            before = last.get(bare.key)
        if before is None:
            return None
        source = (before.source[0], before.source[1], bare.harvest_id)
        held = readings.held(source)
    if held is None:
        return None
    return replace(
        bare, reading=held.reading, characters=held.characters, source=source,
        text_capture=held.capture_id, media_type=held.media_type or row["media_type"],
    )  # fmt: skip


def _bare(row: Mapping[str, str]) -> Sighting:
    url = row["final_url"] or row["url"]
    at = row["captured_at"] or row["ended_at"]
    return Sighting(
        url=url, key=canonical(url), at=at, order=(at, row["request_id"]),
        request_id=row["request_id"], capture_id=row["capture_id"] or "",
        harvest_id=row["harvest_id"], portal=row["portal"], outcome=row["outcome"],
    )  # fmt: skip


def _without_own_redirects(found: list[Sighting]) -> list[Sighting]:
    """Leave out redirects between twins of one address (http to https): the place did not go away."""
    there = {(s.harvest_id, s.key) for s in found if s.reading is not None}
    return [s for s in found if s.outcome != "redirected" or (s.harvest_id, s.key) not in there]
