"""What the latest answers of earlier harvests said of the articles: gone, or changed as a damaged page would be."""

from __future__ import annotations

from sqlite_utils import Database

from pipelines.sightings import GONE


def gone(db: Database, harvest_id: str) -> set[str]:
    """Articles whose latest answer said that they are gone."""
    latest = dict(
        db.execute(
            "SELECT url, outcome FROM requests WHERE kind = 'article' AND harvest_id <> ? "
            "AND outcome IS NOT NULL AND attempts > 0 ORDER BY ended_at",
            [harvest_id],
        )
    )
    return {url for url, outcome in latest.items() if outcome in GONE}


def unconfirmed(db: Database, harvest_id: str) -> set[str]:
    """Articles whose latest answer is an edit that waits for a second sighting."""
    rows = db.execute(
        "SELECT c.url FROM changes c WHERE c.kind = 'unconfirmed_edit' AND c.harvest_id = ("
        "SELECT q.harvest_id FROM requests q WHERE q.url = c.url AND q.kind = 'article' AND q.attempts > 0 "
        "AND q.harvest_id <> ? AND q.outcome IN ('fetched', 'duplicate_payload', 'not_modified') "
        "ORDER BY q.ended_at DESC LIMIT 1)",
        [harvest_id],
    )
    return {url for (url,) in rows}
