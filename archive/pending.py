"""What was written to WARC and waits for the next commit of the catalog."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from sqlite_utils import Database

from archive import applying, codec, ledger
from archive.events import Event
from archive.records import Capture, Reading


@dataclass(slots=True)
class Pending:
    """Events, readings and captures since the last commit."""

    events: list[Event] = field(default_factory=list)
    readings: list[tuple[str, str, str, Reading]] = field(default_factory=list)
    holders: dict[str, Capture] = field(default_factory=dict)
    """By payload digest: the first capture that holds it in full."""
    numbers: Counter[str] = field(default_factory=Counter)
    """By request: captures that it has, those of the catalog included."""

    def __bool__(self) -> bool:
        return bool(self.events or self.readings)

    def name(self, db: Database, request_id: str) -> str:
        """An id for a request's next capture."""
        if request_id not in self.numbers:
            self.numbers[request_id] = ledger.count_captures(db, request_id)
        self.numbers[request_id] += 1
        return f"{request_id}-{self.numbers[request_id]}"

    def hold(self, capture: Capture) -> None:
        """Remember where a payload is held."""
        if capture.record_type == "response" and capture.payload_digest:
            self.holders.setdefault(capture.payload_digest, capture)

    def apply(self, db: Database) -> None:
        """Write all of it into the catalog's open transaction."""
        for event in self.events:
            applying.apply(db, event)
        for reading in self.readings:
            put_reading(db, *reading)

    def clear(self) -> None:
        """After a commit, or to forget what cannot be committed."""
        self.events.clear()
        self.readings.clear()
        self.holders.clear()
        self.numbers.clear()


def put_reading(
    db: Database, capture_id: str, request_id: str, portal: str, reading: Reading
) -> None:
    """Write one row of `readings`, under the harvest that asked, though a later one may read what it left."""
    db.execute(
        "INSERT OR REPLACE INTO readings (capture_id, request_id, harvest_id, portal, url, "
        "is_report, reason, report_year, reading, text, software) "
        "VALUES (?, ?, (SELECT harvest_id FROM requests WHERE request_id = ?), ?, ?, ?, ?, ?, ?, ?, ?)",
        (capture_id, request_id, request_id, portal, reading.url, int(reading.is_report),
         reading.reason, reading.facts.report_year, codec.reading_json(reading), reading.text,
         reading.software),
    )  # fmt: skip
