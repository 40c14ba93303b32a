"""The ledger: what was meant to be asked, what came of it, and how an event changes the catalog."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from sqlite_utils import Database

from archive.events import Captured, Event, HarvestEnded, HarvestStarted, RequestEnded
from archive.records import Ask, Capture, Kind

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
                             "http_error:429", "http_error:468", "http_error:521"})  # fmt: skip
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
    key = b"\0".join((harvest_id.encode(), ask.method.encode(), ask.url.encode(), ask.body))
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


def postpone(db: Database, request_id: str, attempts: int, not_before: int) -> None:
    """Leave a request on the frontier for a later pass."""
    db.execute(
        "UPDATE requests SET attempts = ?, not_before = ? WHERE request_id = ?",
        (attempts, not_before, request_id),
    )


def apply(db: Database, event: Event) -> None:
    """Change the catalog as the event says: the one function for a live harvest and for a rebuild."""
    if isinstance(event, HarvestStarted):
        _apply_start(db, event)
    elif isinstance(event, Captured):
        _put_capture(db, event.capture)
    elif isinstance(event, RequestEnded):
        _apply_request(db, event)
    elif isinstance(event, HarvestEnded):
        db.execute(
            "UPDATE harvests SET ended_at = ?, status = ?, exit_code = ?, verdict = ? "
            "WHERE harvest_id = ?",
            (event.at, event.status, event.exit_code, event.verdict, event.harvest_id),
        )


def _apply_start(db: Database, event: HarvestStarted) -> None:
    db.execute(
        "INSERT INTO harvests (harvest_id, started_at, today, mode, arguments, status, software, "
        "portals) VALUES (?, ?, ?, ?, ?, 'running', ?, ?) ON CONFLICT (harvest_id) DO UPDATE SET "
        "status = 'running', ended_at = NULL, exit_code = NULL, verdict = NULL",
        (event.harvest_id, event.at, event.today, event.mode, event.arguments, event.software,
         json.dumps(event.portals)),
    )  # fmt: skip
    for row in event.registry:
        db.execute(
            "INSERT OR REPLACE INTO portals (portal, name, region, home, family, lists, since, "
            "until, expect_min, enabled, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (row.portal, row.name, row.region, row.home, row.family, json.dumps(row.lists),
             row.since, row.until, row.expect_min, int(row.enabled), row.reason),
        )  # fmt: skip


def _apply_request(db: Database, event: RequestEnded) -> None:
    db.execute(
        "INSERT OR REPLACE INTO requests (request_id, harvest_id, portal, method, url, "
        "body_sha256, kind, via, attempts, outcome, http_status, started_at, ended_at, capture_id, "
        "sequence, context, detail) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (event.request_id, event.harvest_id, event.portal, event.method, event.url,
         event.body_sha256, event.kind, event.via, event.attempts, event.outcome,
         event.http_status, event.started_at, event.ended_at, event.capture_id, event.planned,
         _entry_json(event), event.detail),
    )  # fmt: skip
    for position, entry in enumerate(event.entries):
        db.execute(
            "INSERT OR REPLACE INTO list_entries (request_id, position, harvest_id, portal, "
            "column_url, url, title, listed_date, truncated, document_number) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (event.request_id, position, event.harvest_id, event.portal, entry.list_url, entry.url,
             entry.title, entry.listed_date, int(entry.truncated), entry.document_number),
        )  # fmt: skip
    if event.walk:
        walk = event.walk
        db.execute(
            "INSERT OR REPLACE INTO walks (harvest_id, portal, column_url, family, mode, pages, "
            "rows, total, stop_reason, complete, declared_empty, ended_by) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (event.harvest_id, walk.portal, walk.column_url, walk.family, walk.mode, walk.pages,
             walk.rows, walk.total, walk.stop_reason, int(walk.complete), walk.declared_empty,
             event.request_id),
        )  # fmt: skip
    for column in event.columns:
        db.execute(
            "INSERT OR REPLACE INTO columns (portal, column_url, family, route, score, mixed, "
            "collects_others, reports, found_on, harvest_id) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT today FROM harvests WHERE harvest_id = ?), ?)",
            (column.portal, column.column_url, column.family, json.dumps(column.route, ensure_ascii=False),
             column.score, int(column.mixed), int(column.collects_others), column.reports, event.harvest_id,
             event.harvest_id),
        )  # fmt: skip


def _entry_json(event: RequestEnded) -> str | None:
    """The list row that led to a request, for a capture that is read only after a restart."""
    if event.entry is None:
        return None
    return json.dumps({"entry": asdict(event.entry)}, ensure_ascii=False, sort_keys=True)


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


def count_captures(db: Database, request_id: str) -> int:
    """How many captures a request has."""
    row = db.execute("SELECT COUNT(*) FROM captures WHERE request_id = ?", [request_id]).fetchone()
    return int(row[0])


def latest(db: Database, harvest_id: str) -> str:
    """The last moment that a harvest wrote down; '' where it wrote none."""
    row = db.execute(
        "SELECT MAX(m) FROM (SELECT MAX(COALESCE(ended_at, started_at), started_at) AS m FROM harvests "
        "WHERE harvest_id = :h UNION ALL SELECT MAX(ended_at) FROM requests WHERE harvest_id = :h "
        "UNION ALL SELECT MAX(c.captured_at) FROM captures c JOIN requests q USING (request_id) "
        "WHERE q.harvest_id = :h)",
        {"h": harvest_id},
    ).fetchone()
    return str(row[0] or "")


def _put_capture(db: Database, capture: Capture) -> None:
    db.execute(
        "INSERT OR REPLACE INTO captures (capture_id, request_id, url, captured_at, http_status, "
        "media_type, payload_digest, warc_file, warc_offset, warc_length, record_type, refers_to, "
        "etag, last_modified) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (capture.capture_id, capture.request_id, capture.url, capture.captured_at,
         capture.http_status, capture.media_type, capture.payload_digest, capture.warc_file,
         capture.warc_offset, capture.warc_length, capture.record_type, capture.refers_to,
         capture.etag, capture.last_modified),
    )  # fmt: skip
