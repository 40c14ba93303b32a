"""The one way in which a reader says that a document cannot be read, and what a reader gives when it can."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from archive.errors import FazhiError

Outcome = Literal["ok", "encrypted", "corrupt", "limit", "empty", "scan", "unsupported"]
Origin = Literal["html", "text", "pdf", "docx", "doc", "ofd", "rtf", "ocr"]


class ReadFailure(FazhiError):
    """A document that gives no text: `outcome` is what the archive stores, the message says why."""

    def __init__(self, outcome: Outcome, message: str) -> None:
        super().__init__(message)
        self.outcome: Outcome = outcome


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A document read: its text and what the layout alone can tell."""

    text: str
    """LF, a paragraph a line, cells of a table row divided by a tab, characters as published."""
    origin: Origin
    title: str | None = None
    """The title as the layout shows it (large and centred at the head); None where it shows none."""
    flags: tuple[str, ...] = ()
    confidence: float | None = None
    """Mean confidence of OCR, 0-1; None for born-digital text."""
