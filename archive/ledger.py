"""The ledger: what was meant to be asked, what waits, and the names of what came of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from archive.events import Asked, Captured
from archive.records import Ask, Capture, Kind
from archive.urls import one_spelling

OUTCOMES = frozenset({
    "fetched", "not_modified", "duplicate_payload", "redirected", "already_asked", "timeout", "dns",
    "refused", "unreachable", "tls", "reset", "truncated", "too_large", "decode_failed",
    "parse_failed", "challenge_page", "login_page", "soft_404", "robots_disallowed", "offsite",
    "private_address", "redirect_loop", "browser_crash", "browser_missing", "budget_spent",
    "interrupted",
})  # fmt: skip
"""The named outcomes; `http_error:N` stands beside them, one for each status."""

ANSWERED = frozenset({"fetched", "not_modified", "duplicate_payload"})
"""Outcomes that gave the page that was asked for."""

TRANSPORT = frozenset({"timeout", "dns", "refused", "unreachable", "tls", "reset", "truncated"})
"""Failures of the way to the server: tried again in a second, slower pass."""

BLOCKED = frozenset({"robots_disallowed", "challenge_page", "login_page"})
"""Outcomes with which a portal keeps us out."""

BLOCKING_STATUS = frozenset({"http_error:401", "http_error:403", "http_error:412", "http_error:418",
                             "http_error:429", "http_error:468", "http_error:512", "http_error:521", "http_error:567"})  # fmt: skip
"""Statuses that gates and firewalls answer with (guide: portals §5)."""


def is_outcome(name: str) -> bool:
    """Whether `name` is one of the contract's outcomes."""
    kind, _, number = name.partition(":")
    return name in OUTCOMES or (kind == "http_error" and number.isdigit())


@dataclass(frozen=True, kw_only=True, slots=True)
class Planned:
    """A row of the frontier: a request that is meant to be made."""

    request_id: str
    harvest_id: str
    portal: str
    ask: Ask
    kind: Kind
    via: str | None = None
    context: str = "{}"
    """JSON: the list row that led here, the state of the walk or of discovery."""
    sequence: int = 0
    attempts: int = 0
    not_before: int = 0
    started_at: str | None = None


def request_id(harvest_id: str, ask: Ask) -> str:
    """Twenty hex digits: one id per harvest, method, url and body."""
    key = b"\0".join(
        (harvest_id.encode(), ask.method.encode(), one_spelling(ask.url).encode(), ask.body)
    )
    return hashlib.sha256(key).hexdigest()[:20]


def body_sha256(ask: Ask) -> str | None:
    """Digest of the request's body; None where it has none."""
    return hashlib.sha256(ask.body).hexdigest() if ask.body else None


def plan(db: Database, rows: Iterable[Planned]) -> int:
    """Put requests on the frontier; those already known in this harvest stay as they are. Gives the number put."""
    added = 0
    for row in rows:
        headers = json.dumps(row.ask.headers, ensure_ascii=False)
        cursor = db.execute(
            "INSERT INTO requests (request_id, harvest_id, portal, method, url, body_sha256, kind, "
            "via, sequence, body, headers, context, not_before) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (request_id) DO NOTHING",
            (row.request_id, row.harvest_id, row.portal, row.ask.method, row.ask.url,
             body_sha256(row.ask), row.kind, row.via, row.sequence, row.ask.body, headers,
             row.context, row.not_before),
        )  # fmt: skip
        added += cursor.rowcount
    return added


def pending(db: Database, harvest_id: str) -> list[Planned]:
    """The frontier of a harvest, in the order of planning."""
    rows = db.query(
        "SELECT * FROM requests WHERE harvest_id = ? AND outcome IS NULL ORDER BY sequence",
        [harvest_id],
    )
    return [_planned(row) for row in rows]


def planned(db: Database, request_id: str) -> Planned | None:
    """One row of the frontier or the ledger."""
    for row in db.query("SELECT * FROM requests WHERE request_id = ?", [request_id]):
        return _planned(row)
    return None


def _planned(row: dict[str, object]) -> Planned:
    pairs = json.loads(str(row["headers"] or "[]"))
    ask = Ask(
        url=str(row["url"]),
        method="POST" if row["method"] == "POST" else "GET",
        body=row["body"] if isinstance(row["body"], bytes) else b"",
        headers=tuple((name, value) for name, value in pairs),
    )
    return Planned(
        request_id=str(row["request_id"]), harvest_id=str(row["harvest_id"]),
        portal=str(row["portal"]), ask=ask, kind=row["kind"],  # type: ignore[arg-type]
        via=str(row["via"]) if row["via"] else None, context=str(row["context"] or "{}"),
        sequence=int(str(row["sequence"])), attempts=int(str(row["attempts"])),
        not_before=int(str(row["not_before"])),
        started_at=str(row["started_at"]) if row["started_at"] else None,
    )  # fmt: skip


def captured(db: Database, capture: Capture, harvest_id: str, sequence: int) -> Captured:
    """The event that a capture was written, with the row that it belongs to."""
    row = db.execute(
        "SELECT portal, method, url, body_sha256, kind, via, sequence FROM requests WHERE request_id = ?",
        [capture.request_id],
    ).fetchone()
    names = ("portal", "method", "url", "body_sha256", "kind", "via", "planned")
    return Captured(
        at=capture.captured_at,
        sequence=sequence,
        harvest_id=harvest_id,
        capture=capture,
        asked=Asked(**dict(zip(names, row, strict=True))) if row else None,
    )


def postpone(db: Database, request_id: str, attempts: int, not_before: int) -> None:
    """Leave a request on the frontier for a later pass."""
    db.execute(
        "UPDATE requests SET attempts = ?, not_before = ? WHERE request_id = ?",
        (attempts, not_before, request_id),
    )


def holder_of(db: Database, digest: str) -> Capture | None:
    """The first capture that holds this payload in full."""
    row = db.execute(
        "SELECT capture_id FROM captures WHERE payload_digest = ? AND record_type = 'response' "
        "AND http_status = 200 ORDER BY captured_at, capture_id LIMIT 1",
        [digest],
    ).fetchone()
    return capture(db, row[0]) if row else None


def capture(db: Database, capture_id: str) -> Capture | None:
    """One row of `captures`."""
    for row in db.query("SELECT * FROM captures WHERE capture_id = ?", [capture_id]):
        return Capture(**row)
    return None


def is_read(db: Database, capture: Capture) -> bool:
    """Whether a capture's payload is read, or waits to be: it was the answer of an article or attachment."""
    found = db.execute(
        "SELECT 1 FROM requests q JOIN captures c ON c.capture_id = q.capture_id "
        "WHERE q.request_id = ? AND c.payload_digest = ? AND q.kind IN ('article', 'attachment') "
        "AND q.outcome IN ('fetched', 'duplicate_payload')",
        [capture.request_id, capture.payload_digest],
    )
    return found.fetchone() is not None


def last_planned(db: Database, harvest_id: str) -> int:
    """The last place in a harvest's order of planning."""
    row = db.execute("SELECT MAX(sequence) FROM requests WHERE harvest_id = ?", [harvest_id])
    return int(row.fetchone()[0] or 0)


def today(db: Database, request_id: str) -> str | None:
    """The day that the harvest of a request went by."""
    row = db.execute(
        "SELECT h.today FROM requests q JOIN harvests h USING (harvest_id) WHERE q.request_id = ?",
        [request_id],
    ).fetchone()
    return str(row[0]) if row else None


def count_captures(db: Database, request_id: str) -> int:
    """How many captures a request has."""
    row = db.execute("SELECT COUNT(*) FROM captures WHERE request_id = ?", [request_id]).fetchone()
    return int(row[0])


def latest(db: Database) -> str:
    """The last moment that any harvest wrote down; '' where none did."""
    row = db.execute(
        "SELECT MAX(m) FROM (SELECT MAX(COALESCE(ended_at, started_at), started_at) AS m FROM harvests "
        "UNION ALL SELECT MAX(ended_at) FROM requests UNION ALL SELECT MAX(captured_at) FROM captures)"
    ).fetchone()
    return str(row[0] or "")
