"""What the latest answers of earlier harvests said: articles gone, or changed as damage would; reports listed."""

from __future__ import annotations

from sqlite_utils import Database

from pipelines.sightings import GONE
from pipelines.titles import judge_title


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


def reports_listed(db: Database, harvest_id: str, portal: str, column: str) -> int:
    """Rows with a report's title that a column listed at its last completed walk; 0 where other rows were more."""
    titles = db.execute(
        "SELECT DISTINCT e.url, e.title FROM list_entries e WHERE e.portal = :portal AND e.column_url = :column "
        "AND e.harvest_id = (SELECT w.harvest_id FROM walks w JOIN harvests h USING (harvest_id) "
        "WHERE w.portal = :portal AND w.column_url = :column AND w.complete = 1 AND w.rows > 0 "
        "AND w.harvest_id <> :harvest ORDER BY h.started_at DESC LIMIT 1)",
        {"portal": portal, "column": column, "harvest": harvest_id},
    ).fetchall()
    reports = sum(judge_title(title).verdict != "not_report" for _, title in titles)
    return reports if 2 * reports >= len(titles) else 0


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
