"""The order of evidence: for each field the rules that may give it, best first, with how sure each is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from archive.records import Evidence

ORDER: dict[str, tuple[tuple[str, float], ...]] = {
    "title": (
        ("meta:", 0.97), ("metadata_table", 0.97), ("h1", 0.96), ("title_block", 0.95), ("label_line", 0.95),
        ("h2", 0.93), ("h3", 0.93), ("h4", 0.92), ("text_head", 0.93), ("above_head_line", 0.90),
        ("attachment_title", 0.85), ("list_row", 0.90), ("html_title", 0.80),
    ),
    "inner_title": (("quoted_in_title", 0.95), ("second_title", 0.90)),
    "report_year": (
        ("title", 0.99), ("inner_title", 0.98), ("list_title", 0.95), ("opening", 0.95), ("opening_year", 0.85),
        ("top_heading", 0.80), ("first_sentences", 0.75),
    ),
    "issuing_body": (
        ("signature_line", 0.97), ("letter_signature", 0.96), ("title_organ", 0.95), ("inner_title_organ", 0.93),
        ("title_place", 0.88), ("undated_signature", 0.85), ("inner_title_place", 0.86), ("issuing_body_label", 0.72), ("opening_place", 0.80),
        ("printer", 0.70), ("source_line", 0.70), ("site_name", 0.70),
    ),
    "document_number": (
        ("metadata_table", 0.98), ("label_line", 0.97), ("meta:", 0.95), ("own_line", 0.96),
        ("number_line", 0.95), ("title_prefix", 0.95),
        ("list_row", 0.90),
    ),
    "index_number": (("metadata_table", 0.98), ("label_line", 0.97), ("meta:", 0.95)),
    "published_date": (
        ("metadata_table", 0.98), ("label_line", 0.97), ("meta:", 0.95), ("date_line", 0.88),
        ("bare_date", 0.88), ("list_row", 0.88), ("updated", 0.70),
    ),
    "signed_date": (
        ("metadata_table", 0.95), ("label_line", 0.94), ("signature_line", 0.96), ("letter_signature", 0.95),
        ("under_title", 0.85), ("date_at_end", 0.85),
    ),
    "generated_date": (("metadata_table", 0.98), ("label_line", 0.97), ("meta:", 0.90)),
    "addressee": (("addressee_line", 0.93), ("metadata_table", 0.90), ("label_line", 0.90)),
    "cc": (("cc_line", 0.97), ("metadata_table", 0.90), ("label_line", 0.90)),
    "printed_by": (("imprint_line", 0.96),),
    "printed_date": (("imprint_line", 0.96),),
    "responsible_department": (("metadata_table", 0.97), ("label_line", 0.95)),
    "disclosure_form": (("metadata_table", 0.97), ("label_line", 0.95)),
    "region": (("issuing_body", 0.95),),
    "level": (("issuing_body", 0.95),),
}  # fmt: skip
"""Field → (rule, confidence), first wins. A rule that ends in `:` stands for all that begin so (`meta:PubDate`).

DESIGN §2 sets the order for `published_date` and `issuing_body`; the guide of extraction §4 for the others.
"""

CONFLICT = 0.5
"""Confidence of a day of writing that lies more than a day after the publication (guide of extraction, §4.5)."""

UNLISTED = 0.5
"""Confidence of a rule that the table does not name; it ranks after all that are named."""


def confidence_of(field: str, rule: str) -> float:
    """How sure a rule is of a field, 0-1."""
    rank = _rank(field, rule)
    order = ORDER.get(field, ())
    return order[rank][1] if rank < len(order) else UNLISTED


def choose(found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The same evidence of one field, best first, the first one chosen, repeats dropped."""
    ranked = sorted(found, key=lambda e: _rank(e.field, e.rule))
    seen: set[tuple[str, str, str]] = set()
    kept: list[Evidence] = []
    for evidence in ranked:
        key = (evidence.value, evidence.rule, evidence.raw)
        if key not in seen:
            seen.add(key)
            first = not kept
            kept.append(evidence if evidence.chosen is first else replace(evidence, chosen=first))
    return tuple(kept)


def flag_future(found: Sequence[Evidence], last: str | None) -> tuple[Evidence, ...]:
    """Chosen evidence of dates, without use of those after the last possible day: they are kept, with confidence 0.

    A mistyped 2034 on a page captured in 2024 is not the day of its publication; the next best date is.
    """
    if last is None:
        return tuple(found)
    ordered = sorted(found, key=lambda e: e.value > last)
    return tuple(
        replace(e, chosen=not i and e.value <= last, confidence=e.confidence * (e.value <= last))
        for i, e in enumerate(ordered)
    )


@lru_cache(maxsize=1024)
def in_time(signed: Sequence[Evidence], published: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Days of writing, those first that are not after the publication; where all are, none is sure."""
    if not signed or not published or not published[0].chosen or not signed[0].chosen:
        return tuple(signed)
    last = date.fromisoformat(published[0].value) + timedelta(days=1)
    late = {e.value for e in signed if date.fromisoformat(e.value) > last}
    ordered = sorted(signed, key=lambda e: e.value in late)
    return tuple(
        replace(
            e,
            chosen=not i and e.confidence > 0,
            confidence=min(e.confidence, CONFLICT) if e.value in late else e.confidence,
        )
        for i, e in enumerate(ordered)
    )


def _rank(field: str, rule: str) -> int:
    order = ORDER.get(field, ())
    for rank, (name, _) in enumerate(order):
        if rule == name or (name.endswith(":") and rule.startswith(name)):
            return rank
    return len(order)
