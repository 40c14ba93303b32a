"""Facts that a page keeps for its own script: the DETAIL of gkmlpt's `_CONFIG`, as labels."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from lxml.etree import _Element as Element

from archive.records import Label

_DETAIL = re.compile(r"\bDETAIL[\"']?\s*:\s*(?=\{)")
_FIELDS = (
    ("title", "title"),
    ("document_number", "document_number"),
    ("identifier", "index_number"),
    ("publisher", "issuing_body"),
)
_TIMES = ("display_publish_time", "first_publish_time")
"""Seconds since 1970; `date` beside them is the day of writing on some sites and of publishing on others."""
_CHINA = timedelta(hours=8)
_SECONDS = range(946_684_800, 4_102_444_800)
"""2000 to 2099."""


def configuration_labels(root: Element) -> tuple[Label, ...]:
    """The labels of guide/portals.md §3.E; () where no script holds such an object."""
    for script in root.iter("script"):
        text = script.text or ""
        match = _DETAIL.search(text) if "DETAIL" in text else None
        if match:
            return tuple(_labels(_object(text, match.end())))
    return ()


def _object(text: str, start: int) -> dict[str, object]:
    try:
        found, _ = json.JSONDecoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _labels(detail: dict[str, object]) -> Iterator[Label]:
    for key, name in _FIELDS:
        value = detail.get(key)
        if isinstance(value, str) and (raw := " ".join(value.split())):
            yield _label(name, raw, key)
    for key in _TIMES:
        seconds = detail.get(key)
        if isinstance(seconds, int) and seconds in _SECONDS:
            shown = datetime.fromtimestamp(seconds, UTC) + _CHINA
            yield _label("published_date", f"{shown:%Y-%m-%d %H:%M:%S}", key)
            return


def _label(name: str, raw: str, key: str) -> Label:
    return Label(
        name=name, raw=raw, rule=f"meta:_CONFIG.{key}", place=f"script _CONFIG.DETAIL.{key}"
    )
