"""How an event changes the catalog: the one function for a live harvest and for a rebuild."""

from __future__ import annotations

import json
from dataclasses import asdict

from sqlite_utils import Database

from archive.events import (
    AnswerReused,
    Captured,
    ColumnFound,
    Event,
    HarvestEnded,
    HarvestStarted,
    RequestEnded,
    WalkEnded,
)
from archive.records import Capture


def apply(db: Database, event: Event) -> None:
    """Change the catalog as the event says: the one function for a live harvest and for a rebuild."""
    if isinstance(event, HarvestStarted):
        _apply_start(db, event)
    elif isinstance(event, Captured):
        _put_asked(db, event)
        _put_capture(db, event.capture)
    elif isinstance(event, RequestEnded):
        _apply_request(db, event)
    elif isinstance(event, AnswerReused):
        _put_found(db, event, event.walks, event.columns)
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
        "status = 'running', ended_at = NULL, exit_code = NULL, verdict = NULL, portals = excluded.portals",
        (event.harvest_id, event.at, event.today, event.mode, event.arguments, event.software,
         json.dumps(event.portals)),
    )  # fmt: skip
    for row in event.registry:
        db.execute(
            "INSERT OR REPLACE INTO portals (portal, name, region, home, family, lists, since, "
            "until, expect_min, enabled, reason, hosts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (row.portal, row.name, row.region, row.home, row.family, json.dumps(row.lists),
             row.since, row.until, row.expect_min, int(row.enabled), row.reason, json.dumps(row.hosts)),
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
    walks = (*((event.walk,) if event.walk else ()), *event.more_walks)
    _put_found(db, event, walks, event.columns)


def _put_found(
    db: Database,
    event: RequestEnded | AnswerReused,
    walks: tuple[WalkEnded, ...],
    columns: tuple[ColumnFound, ...],
) -> None:
    """The columns that an answer ended the walk of, and those that it ended the search for."""
    for walk in walks:
        db.execute(
            "INSERT OR REPLACE INTO walks (harvest_id, portal, column_url, family, mode, pages, "
            "rows, total, stop_reason, complete, declared_empty, ended_by) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (event.harvest_id, walk.portal, walk.column_url, walk.family, walk.mode, walk.pages,
             walk.rows, walk.total, walk.stop_reason, int(walk.complete), walk.declared_empty,
             event.request_id),
        )  # fmt: skip
    for column in columns:
        db.execute(
            "INSERT OR REPLACE INTO columns (portal, column_url, family, route, score, mixed, "
            "collects_others, reports, found_on, harvest_id) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, (SELECT today FROM harvests WHERE harvest_id = ?), ?)",
            (column.portal, column.column_url, column.family, json.dumps(column.route, ensure_ascii=False),
             column.score, int(column.mixed), int(column.collects_others), column.reports, event.harvest_id,
             event.harvest_id),
        )  # fmt: skip


def _put_asked(db: Database, event: Captured) -> None:
    """The row that waits for its outcome: a live harvest has it since it was planned, a rebuild has not."""
    row = event.asked
    if row is not None:
        db.execute(
            "INSERT OR IGNORE INTO requests (request_id, harvest_id, portal, method, url, body_sha256, "
            "kind, via, sequence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (event.capture.request_id, event.harvest_id, row.portal, row.method, row.url,
             row.body_sha256, row.kind, row.via, row.planned),
        )  # fmt: skip


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


def _entry_json(event: RequestEnded) -> str | None:
    """The list row that led to a request, for a capture that is read only after a restart."""
    if event.entry is None:
        return None
    return json.dumps({"entry": asdict(event.entry)}, ensure_ascii=False, sort_keys=True)
