"""The events of an archive in the order in which they happened, whatever the order of its files."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from archive.events import Event, RequestEnded, from_json, target_uri, to_json
from archive.warc_events import iter_events

READ = frozenset({"fetched", "duplicate_payload"})


class Replay:
    """Events kept on disk while they are sorted: millions of them need no memory. Close it when done."""

    def __init__(self, folder: Path, scratch: Path) -> None:
        self._db = sqlite3.connect(scratch)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute(
            "CREATE TABLE events (at TEXT, sequence INT, harvest TEXT, uri TEXT, body BLOB, "
            "UNIQUE (at, sequence, harvest, uri))"
        )
        self.wanted = 0
        """Captures that are to be read."""
        self.count = 0
        for event in iter_events(folder):
            row = (event.at, event.sequence, event.harvest_id, target_uri(event), to_json(event))
            # A file may lie there twice, under two names.
            new = self._db.execute("INSERT OR IGNORE INTO events VALUES (?, ?, ?, ?, ?)", row)
            self.count += new.rowcount
            self.wanted += new.rowcount * int(isinstance(event, RequestEnded) and is_read(event))

    def __iter__(self) -> Iterator[Event]:
        """In the order of time, then sequence (DESIGN §2); harvests of merged archives at one moment by their id."""
        rows = self._db.execute("SELECT body FROM events ORDER BY at, sequence, harvest, uri")
        return (from_json(body) for (body,) in rows)

    def close(self) -> None:
        """Let the scratch file go."""
        self._db.close()


def is_read(event: RequestEnded) -> bool:
    """Whether a capture came of it that readers read."""
    return (
        event.kind in {"article", "attachment"}
        and event.outcome in READ
        and event.capture_id is not None
    )
