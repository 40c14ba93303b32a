"""What verification finds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Problem:
    """One thing that is wrong: which kind, where, and what."""

    kind: str
    """missing_file, damaged_record, wrong_digest, row_without_record, record_without_row,
    uncommitted_tail, wrong_text_digest, wrong_span, wrong_sections, catalog."""
    where: str
    what: str
