"""Joins what belongs to one document: an article's further pages, a stub page and its attachment."""

from __future__ import annotations

from dataclasses import replace

from archive.records import Evidence, Facts, Reading
from pipelines.fingerprint import digest, stamped
from pipelines.sections import cut_sections
from pipelines.titles import judge_title

MIN_ATTACHMENT = 300
"""Characters of an attachment under which it is a form or a table, not the report of its page."""
AT_THE_END = ("signed_date", "issuing_body", "cc", "printed_by", "printed_date")
"""Facts that the last page of a document shows, not its first."""
OF_BODY = ("issuing_body", "region", "level")
"""Facts that follow from one naming of the body, and go together."""
FIELDS = tuple(Facts.__dataclass_fields__)
BESIDE = "the page of the attachment"


def joined(page: Reading, parts: list[Reading]) -> Reading:
    """An article over several pages: the first page's facts, all parts' text in order."""
    text = "\n".join([page.text, *(part.text for part in parts)])
    facts, evidence, offset = page.facts, list(page.evidence), len(page.text) + 1
    department, candidates = page.department, page.candidates
    for part in parts:
        fresh = {n for n in AT_THE_END if getattr(facts, n) is None and getattr(part.facts, n)}
        if "issuing_body" in fresh:
            fresh |= {"region", "level"}
            department, candidates = part.department, part.candidates
            evidence = [item for item in evidence if item.field not in {"region", "level"}]
        facts = replace(facts, **{name: getattr(part.facts, name) for name in fresh})
        evidence += [_moved(item, offset) for item in part.evidence if item.field in fresh]
        offset += len(part.text) + 1
    named = judge_title(facts.title or "").verdict == "report"
    is_report = page.is_report or (page.reason == "too_short" and named)
    return stamped(
        replace(
            page, text=text, facts=facts, evidence=tuple(evidence), sections=cut_sections(text),
            department=department, candidates=candidates, is_report=is_report,
            reason=None if is_report else page.reason,
        )
    )  # fmt: skip


def _moved(item: Evidence, offset: int) -> Evidence:
    if item.start is None or item.end is None:
        return item
    return replace(item, start=item.start + offset, end=item.end + offset)


def with_attachment(page: Reading, attachment: Reading) -> Reading | None:
    """The report that a page announces and an attachment holds; None where the attachment is something else.

    What the page shows of a fact goes before the file, but for the body: there the surer naming wins.
    """
    named = judge_title(page.facts.title or "").verdict == "report"
    if len(attachment.text) < MIN_ATTACHMENT or not (attachment.is_report or named):
        return None
    of_page = _shown_by_page(page, attachment, named=named)
    facts = replace(
        attachment.facts, **{name: getattr(page.facts, name) for name in FIELDS if name in of_page}
    )
    body = page if "issuing_body" in of_page else attachment
    beside = (
        replace(
            item, start=None, end=None, place_in_page=item.place_in_page or BESIDE,
            chosen=item.chosen and item.field in of_page,
        )
        for item in page.evidence
    )  # fmt: skip
    inside = (
        replace(item, chosen=item.chosen and item.field not in of_page)
        for item in attachment.evidence
    )
    return replace(
        attachment,
        url=page.url,
        is_report=facts.report_year is not None or named,
        reason=None,
        facts=facts,
        evidence=(*beside, *inside),
        department=body.department,
        candidates=body.candidates,
        site_code=page.site_code,
        normal_sha256=digest(attachment.text, facts.title),
    )


def _shown_by_page(page: Reading, attachment: Reading, *, named: bool) -> frozenset[str]:
    """The facts that are taken from the page."""
    shown = {name for name in FIELDS if getattr(page.facts, name) is not None}
    if not named and attachment.facts.title is not None:
        shown.discard("title")
    if _sure_of_body(attachment) > _sure_of_body(page):
        shown -= set(OF_BODY)
    elif "issuing_body" in shown:
        shown |= set(OF_BODY)
    return frozenset(shown)


def _sure_of_body(reading: Reading) -> float:
    if reading.facts.issuing_body is None:
        return 0.0
    return max(
        (e.confidence for e in reading.evidence if e.field == "issuing_body" and e.chosen),
        default=0.0,
    )
