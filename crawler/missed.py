"""What earlier harvests meant to ask and never got an answer to: a quick walk would stop before it, so it is asked by name."""

from __future__ import annotations

from datetime import date, timedelta

from sqlite_utils import Database

from archive import ledger
from pipelines.readings import WITHOUT_TEXT

GIVEN_UP_AFTER = timedelta(days=330)
"""A page that has not answered for so long is asked again only where a list still shows it."""
PASSING = ledger.TRANSPORT | ledger.BLOCKING_STATUS | ledger.BLOCKED - {"robots_disallowed"} | {
    "interrupted", "budget_spent", "browser_crash", "browser_missing",
}  # fmt: skip
"""Outcomes that say nothing of the page: whoever asks again may get it. So do all 5xx."""
UNFINISHED = "('running', 'interrupted', 'no_space')"
"""Harvests that were killed or stopped, and whose frontier may still wait."""


def passing(name: str) -> str:
    """The condition in SQL that a row of `requests` has no answer that settles anything."""
    outcomes = ", ".join(f"'{outcome}'" for outcome in sorted(PASSING))
    return f"({name}.outcome IS NULL OR {name}.outcome IN ({outcomes}) OR {name}.outcome LIKE 'http_error:5%')"


# A file, or a further part of a page, is asked for again by the page that leads to it.
_UNANSWERED = (
    "SELECT DISTINCT COALESCE(v.portal, q.portal), COALESCE(v.url, q.url) FROM requests q "  # noqa: S608 (words of ours)
    "JOIN harvests h ON h.harvest_id = q.harvest_id "
    "LEFT JOIN requests v ON v.request_id = q.via AND v.kind = 'article' AND v.outcome <> 'redirected' "
    "WHERE (q.kind = 'article' OR (q.kind = 'attachment' AND v.url IS NOT NULL)) "
    f"AND q.harvest_id <> :harvest AND h.today >= :since AND {passing('q')} "
    "AND NOT EXISTS (SELECT 1 FROM requests o WHERE o.url = q.url AND o.kind = q.kind "
    f"AND o.harvest_id <> :harvest AND NOT {passing('o')})"
)

# A page that was captured by a killed harvest, and read by one that does not ask its portal.
_FILES_NEVER_ASKED = (
    "SELECT DISTINCT r.portal, r.url FROM readings r JOIN requests q ON q.request_id = r.request_id "  # noqa: S608 (words of ours)
    f"JOIN harvests h ON h.harvest_id = q.harvest_id WHERE h.status IN {UNFINISHED} "
    "AND q.harvest_id <> :harvest AND h.today >= :since AND q.kind = 'article' "
    f"AND (r.is_report = 1 OR r.reason IN ({', '.join(repr(name) for name in sorted(WITHOUT_TEXT))})) "
    "AND json_array_length(r.reading, '$.attachments') > 0 AND NOT EXISTS (SELECT 1 FROM requests a "
    "WHERE a.kind = 'attachment' AND a.url = json_extract(r.reading, '$.attachments[0].url'))"
)


def load(db: Database, harvest_id: str, today: date) -> dict[str, set[str]]:
    """By portal, the articles that are to be asked again whether a list is walked as far as them or not."""
    given = {"harvest": harvest_id, "since": (today - GIVEN_UP_AFTER).isoformat()}
    found: dict[str, set[str]] = {}
    for question in (_UNANSWERED, _FILES_NEVER_ASKED):
        for portal, url in db.execute(question, given).fetchall():
            found.setdefault(portal, set()).add(url)
    return found


def years_given(db: Database, harvest_id: str) -> str | None:
    """A harvest's argument `years`, as given."""
    asked = "SELECT json_extract(arguments, '$.years') FROM harvests WHERE harvest_id = ?"
    row = db.execute(asked, [harvest_id]).fetchone()
    return None if row is None else row[0]
