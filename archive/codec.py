"""A reading as JSON for the catalog, and back; its text stands in a column of its own."""

from __future__ import annotations

import json
import sys

from archive.events import encode, mapping
from archive.records import Evidence, Facts, Link, Reading, Section

OUTLINED = (
    "title", "report_year", "issuing_body", "region", "level", "document_number", "published_date",
)  # fmt: skip
"""Facts that an outline keeps."""
_FIELDS = frozenset(Reading.__dataclass_fields__)


def reading_json(reading: Reading) -> str:
    """All of a reading but its text; equal readings give equal strings."""
    fields = mapping(reading)
    del fields["text"]
    return encode(fields)


def reading_from(stored: str, text: str) -> Reading:
    """The reading that `reading_json` wrote, with its text. Raises ValueError where it is none."""
    fields = json.loads(stored)
    try:
        # Spelled out: settling decodes every reading, and `build` asks for each field's type again.
        fields["facts"] = Facts(**fields["facts"])
        fields["evidence"] = tuple(Evidence(**item) for item in fields["evidence"])
        fields["sections"] = tuple(Section(**item) for item in fields["sections"])
        fields["attachments"] = tuple(Link(**item) for item in fields["attachments"])
        for name in ("candidates", "next_parts", "flags"):
            fields[name] = tuple(fields[name])
        known = {name: value for name, value in fields.items() if name in _FIELDS}
        return Reading(**known, text=text)
    except (KeyError, TypeError) as error:
        raise ValueError(f"no reading of this version: {error}") from error


def outline_from(stored: str) -> Reading:
    """A stored reading in outline: what groups reports, without text, sections and links. All of them fit in memory.

    Raises ValueError where it is none.
    """
    fields = json.loads(stored)
    try:
        facts = {name: fields["facts"][name] for name in OUTLINED}
        found = (
            Evidence(**item)
            for item in fields["evidence"]
            if item["field"] == "issuing_body" and item["chosen"]
        )
        return Reading(
            url=fields["url"], is_report=fields["is_report"], reason=fields["reason"], text="",
            facts=Facts(**facts), evidence=tuple(found), department=fields["department"],
            candidates=tuple(fields["candidates"]), media_type=fields["media_type"],
            origin=fields["origin"], outcome=fields["outcome"], flags=tuple(fields["flags"]),
            error=fields["error"], software=sys.intern(fields["software"]),
            normal_sha256=fields["normal_sha256"], signature=fields.get("signature", ""),
        )  # fmt: skip
    except (KeyError, TypeError) as error:
        raise ValueError(f"no reading of this version: {error}") from error
