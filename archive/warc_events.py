"""Reads the events of WARC files back, each capture with the place at which its record was found."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from archive import events
from archive.events import Captured, Event
from archive.warc_reading import OPEN, Record, Torn, damaged, iter_records, warc_files
from archive.warc_records import record_id

log = logging.getLogger(__name__)

PREFIX = "urn:fazhi:"
"""How the address of each event's record begins."""


def iter_events(folder: Path) -> Iterator[Event]:
    """Every event of every file, file by file; the caller sorts by `at`, then `sequence`.

    A file may have been renamed, packed anew or joined to others since: a capture stands where its record was
    found. A torn record at the end of an open file was never committed, and is passed over. Raises
    ArchiveDamaged where any other record cannot be read.
    """
    for path in warc_files(folder):
        try:
            yield from _events(path)
        except Torn as error:
            if not path.name.endswith(OPEN):
                raise
            log.warning("%s", error)


def harvest_of(path: Path) -> str:
    """The harvest that wrote a file, by its `warcinfo`; '' where it has none."""
    for record in iter_records(path):
        pairs = (
            line.partition(": ") for line in record.block.decode("utf-8", "replace").splitlines()
        )
        return {name: value for name, _, value in pairs}.get("isPartOf", "")
    return ""


def _events(path: Path) -> Iterator[Event]:
    met: dict[str, Record] = {}
    for record in iter_records(path):
        if record.kind != "metadata":
            met[record.headers.get("warc-record-id", "")] = replace(record, block=b"")
        elif record.headers.get("warc-target-uri", "").startswith(PREFIX):
            event = _event(path, record)
            if isinstance(event, Captured):
                # It stands right behind its records: what was met before is another capture's.
                event = _placed(event, path, met.get(record_id(event.capture.capture_id)))
                met.clear()
            yield event


def _event(path: Path, record: Record) -> Event:
    try:
        return events.from_json(record.block)
    except (KeyError, ValueError, TypeError) as error:
        raise damaged(path, record.offset, f"no event of this version: {error}") from error


def _placed(event: Captured, path: Path, record: Record | None) -> Captured:
    """The capture at its record's own place; at the place that it was written to, where no record is there."""
    if record is None:
        return event
    name = path.name.removesuffix(OPEN)
    found = replace(
        event.capture, warc_file=name, warc_offset=record.offset, warc_length=record.length
    )
    return replace(event, capture=found)
