"""What two archives of one world must have in common: every table that readers get, without times and positions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlite_utils import Database

from archive.selection import Selection
from archive.tables import TABLES, Cell

DROPPED = frozenset({
    "captured_at", "started_at", "ended_at", "first_seen", "last_seen", "version_first_seen",
    "version_last_seen", "warc_file", "warc_offset", "harvest_id", "request_id", "capture_id",
    "sequence", "detail",
})  # fmt: skip
"""Times, places in WARC files, ids that hold the harvest's own random part, the order in which portals took turns."""
SAME = {"duplicate_payload": "fetched"}
"""Of two addresses that give the same bytes, the one that happens to answer first is `fetched`."""

Row = tuple[Cell, ...]


def normalised(archive: Path) -> dict[str, list[str]]:
    """Every exported table, and what the corpus holds beside them, as sorted lines."""
    db = Database(archive / "corpus.db")
    try:
        stand_in = _names(db)
        tables = {name: sorted(_lines(db, name, stand_in)) for name in TABLES}
        for name, sql in MORE.items():
            tables[name] = sorted(
                json.dumps(row, ensure_ascii=False) for row in db.execute(sql).fetchall()
            )
        return tables
    finally:
        db.close()


MORE = {
    "evidence": 'SELECT v.report_id, v.version, e.field, e.value, e.rule, e.raw, e.start, e."end", e.place_in_page, '
    "e.confidence, e.chosen FROM evidence e JOIN versions v USING (version_id)",
    "sections": "SELECT v.report_id, v.version, s.position, s.text FROM sections s JOIN versions v USING (version_id)",
    "rejections": "SELECT url, reason FROM rejections",
    "list_entries": "SELECT DISTINCT portal, column_url, url, title, listed_date FROM list_entries",
    "walks": "SELECT portal, column_url, family, mode, pages, rows, total, stop_reason, complete FROM walks",
    "readings": "SELECT portal, url, is_report, reason, report_year, text FROM readings",
    "changes": "SELECT kind, report_id FROM changes",
}


def _names(db: Database) -> Callable[[str], str]:
    """Stands the request's method and address for an id of a request or a capture."""
    by_id = {
        row["request_id"]: f"{row['method']} {row['url']} {row['body_sha256'] or ''}"
        for row in db.query("SELECT request_id, method, url, body_sha256 FROM requests")
    }
    for row in db.query("SELECT capture_id, request_id FROM captures"):
        by_id[row["capture_id"]] = "capture of " + by_id[row["request_id"]]
    return lambda key: by_id.get(key, key)


def _lines(db: Database, name: str, stand_in: Callable[[str], str]) -> Iterator[str]:
    table = TABLES[name]
    for row in table.rows(db, Selection()):
        cells = dict(zip(table.columns, row, strict=True))
        kept = {
            key: _cell(key, cell, stand_in) for key, cell in cells.items() if key not in DROPPED
        }
        yield json.dumps(kept, ensure_ascii=False, sort_keys=True)


def _cell(key: str, cell: Cell, stand_in: Callable[[str], str]) -> Cell:
    if key == "via" and isinstance(cell, str):
        return stand_in(cell)
    if key == "outcome" and isinstance(cell, str):
        return SAME.get(cell, cell)
    if key == "evidence" and isinstance(cell, str):
        return json.dumps(sorted(stand_in(part) for part in json.loads(cell)), ensure_ascii=False)
    return cell


def differences(one: dict[str, list[str]], other: dict[str, list[str]]) -> list[str]:
    """Lines that only one of two archives has, each with its table."""
    found = []
    for name, lines in one.items():
        others = other[name]
        found += [f"{name}: lost: {line[:300]}" for line in sorted(set(lines) - set(others))]
        found += [f"{name}: added: {line[:300]}" for line in sorted(set(others) - set(lines))]
        if len(lines) != len(others):
            found.append(f"{name}: {len(others)} rows, undisturbed {len(lines)}")
    return found
