"""An extracted page as JSON values and back, for the way between the child process and its parent."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from archive.records import ExtractedPage, Label, Link


def to_json(page: ExtractedPage) -> dict[str, Any]:
    """All fields, by name."""
    return asdict(page)


def from_json(values: dict[str, Any]) -> ExtractedPage:
    """The page again. Raises TypeError or KeyError on anything else: the child is not trusted to be sound."""
    values = dict(values)
    for name in ("headings", "labels"):
        values[name] = tuple(Label(**item) for item in values[name])
    values["attachments"] = tuple(Link(**item) for item in values["attachments"])
    for name in ("next_parts", "image_pages", "flags"):
        values[name] = tuple(str(item) for item in values[name])
    return ExtractedPage(**values)
