"""A reading as JSON for the catalog, and back; its text stands in a column of its own."""

from __future__ import annotations

import dataclasses
import json

from archive.events import build
from archive.records import Reading


def reading_json(reading: Reading) -> str:
    """All of a reading but its text; equal readings give equal strings."""
    fields = dataclasses.asdict(reading)
    del fields["text"]
    return json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def reading_from(stored: str, text: str) -> Reading:
    """The reading that `reading_json` wrote, with its text. Raises ValueError where it is none."""
    try:
        return build(Reading, {**json.loads(stored), "text": text})
    except TypeError as error:
        raise ValueError(f"no reading of this version: {error}") from error
