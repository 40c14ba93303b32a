"""A reading as JSON for the catalog, and back; its text stands in a column of its own."""

from __future__ import annotations

import json

from archive.events import build, encode, mapping
from archive.records import Evidence, Facts, Reading


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


def outline_from(stored: str) -> Reading:
    """A stored reading without text, sections, links, and evidence other than the body's: light enough for all at once.

    Raises ValueError where it is none.
    """
    fields = json.loads(stored)
    try:
        found = [Evidence(**item) for item in fields["evidence"] if item["field"] == "issuing_body"]
        return Reading(
            url=fields["url"], is_report=fields["is_report"], reason=fields["reason"], text="",
            facts=Facts(**fields["facts"]), evidence=tuple(found), department=fields["department"],
            candidates=tuple(fields["candidates"]), media_type=fields["media_type"],
            origin=fields["origin"], outcome=fields["outcome"], flags=tuple(fields["flags"]),
            error=fields["error"], software=fields["software"],
            normal_sha256=fields["normal_sha256"], signature=fields.get("signature", ""),
        )  # fmt: skip
    except (KeyError, TypeError) as error:
        raise ValueError(f"no reading of this version: {error}") from error
