"""Checks the catalog's own texts and references for `verify`."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlite_utils import Database

from archive.problems import Problem


def check_texts(db: Database) -> Iterator[Problem]:
    """Digest, length, spans and sections of every version's text."""
    for row in db.query(
        "SELECT version_id, text, text_sha256, characters FROM versions ORDER BY version_id"
    ):
        digest = hashlib.sha256(row["text"].encode()).hexdigest()
        where = f"version {row['version_id']}"
        if digest != row["text_sha256"]:
            what = f"the text's sha256 is {digest}, the catalog says {row['text_sha256']}"
            yield Problem(kind="wrong_text_digest", where=where, what=what)
        if len(row["text"]) != row["characters"]:
            what = (
                f"the text has {len(row['text'])} characters, the catalog says {row['characters']}"
            )
            yield Problem(kind="wrong_text_digest", where=where, what=what)
        yield from _spans(db, row["version_id"], row["text"])
        parts = [
            part["text"]
            for part in db.query(
                "SELECT text FROM sections WHERE version_id = ? ORDER BY position",
                [row["version_id"]],
            )
        ]
        if parts and "\n".join(parts) != row["text"]:
            what = "joined in order the sections do not give the text"
            yield Problem(kind="wrong_sections", where=where, what=what)


def _spans(db: Database, version_id: str, text: str) -> Iterator[Problem]:
    for row in db.query(
        'SELECT evidence_id, field, raw, start, "end" FROM evidence '
        "WHERE version_id = ? AND start IS NOT NULL ORDER BY evidence_id",
        [version_id],
    ):
        if text[row["start"] : row["end"]] != row["raw"]:
            where = f"version {version_id}, evidence {row['evidence_id']}"
            what = f"{row['field']}: the text from {row['start']} to {row['end']} is not {row['raw']!r}"
            yield Problem(kind="wrong_span", where=where, what=what)


def check_catalog(db: Database) -> Iterator[Problem]:
    """What SQLite itself finds, and references that the schema cannot hold."""
    for (said,) in db.execute("PRAGMA integrity_check").fetchall():
        if said != "ok":
            yield Problem(kind="catalog", where="corpus.db", what=said)
    for table, number, parent, _ in db.execute("PRAGMA foreign_key_check").fetchall():
        what = f"row {number} of {table} names no row of {parent}"
        yield Problem(kind="catalog", where="corpus.db", what=what)
    for sql, where, what in RULES:
        for key, value in db.execute(sql).fetchall():
            yield Problem(kind="catalog", where=where.format(key), what=what.format(value))
    yield from _unproved(db)


RULES = (
    (
        (
            "SELECT c.capture_id, c.refers_to FROM captures c LEFT JOIN captures o ON o.capture_id = "
            "c.refers_to WHERE c.refers_to IS NOT NULL AND o.capture_id IS NULL ORDER BY 1"
        ),
        "capture {}",
        "refers to {}, which is not there",
    ),
    (
        (
            "SELECT v.version_id, v.capture_id FROM versions v LEFT JOIN captures c USING (capture_id) "
            "WHERE c.capture_id IS NULL ORDER BY 1"
        ),
        "version {}",
        "was read from capture {}, which is not there",
    ),
    (
        (
            "SELECT version_id, field FROM evidence WHERE chosen = 1 GROUP BY version_id, field, place_id "
            "HAVING COUNT(*) > 1 ORDER BY 1, 2"
        ),
        "version {}",
        "{} has more than one chosen value",
    ),
    (
        (
            "SELECT r.report_id, r.version FROM reports r LEFT JOIN versions v ON v.report_id = r.report_id "
            "AND v.version = r.version WHERE v.version_id IS NULL ORDER BY 1"
        ),
        "report {}",
        "its current version {} is not there",
    ),
    (
        (
            "SELECT q.request_id, q.url FROM requests q JOIN harvests h USING (harvest_id) WHERE q.outcome "
            "IS NULL AND h.status IN ('complete', 'warnings', 'incomplete', 'degraded') ORDER BY 1"
        ),
        "request {}",
        "{} has no outcome, though its harvest has ended",
    ),
)
"""Queries that find nothing in a sound catalog; each gives a key and a value."""


def _unproved(db: Database) -> Iterator[Problem]:
    """Cells whose evidence is neither a request nor a capture."""
    rows = db.execute(
        "SELECT c.portal || ' ' || c.report_year, e.value FROM coverage c, json_each(c.evidence) e "
        "LEFT JOIN requests q ON q.request_id = e.value LEFT JOIN captures k ON k.capture_id = e.value "
        "WHERE q.request_id IS NULL AND k.capture_id IS NULL ORDER BY 1, 2"
    )
    for cell, named in rows.fetchall():
        yield Problem(
            kind="catalog",
            where=f"coverage {cell}",
            what=f"is proved by {named}, which is not there",
        )
