"""A reading as JSON for the catalog, and back; its text stands in a column of its own."""

from __future__ import annotations

import json

from archive.events import build, encode, mapping
from archive.records import Reading


def reading_json(reading: Reading) -> str:
    """All of a reading but its text; equal readings give equal strings."""
    fields = mapping(reading)
    del fields["text"]
    return encode(fields)


def reading_from(stored: str, text: str) -> Reading:
    """The reading that `reading_json` wrote, with its text. Raises ValueError where it is none."""
    try:
        return build(Reading, {**json.loads(stored), "text": text})
    except TypeError as error:
        raise ValueError(f"no reading of this version: {error}") from error
