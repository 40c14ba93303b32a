"""Loads what the settling works on: every sighting of an article, in the order in which it happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from sqlite_utils import Database

from archive import codec
from archive.records import Reading
from archive.urls import canonical
from pipelines.fingerprint import digest
from pipelines.sections import cut_sections
from pipelines.titles import judge_title

GONE = frozenset({"http_error:404", "http_error:410", "soft_404"})
"""Answers that say that there is no such page any more."""
WITHOUT_TEXT = frozenset({"attachment_only", "too_short", "no_text"})
MIN_ATTACHMENT = 300
"""Characters of an attachment under which it is a form or a table, not the report of its page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Sighting:
    """One moment at which an article's address answered, or said that it is gone."""

    url: str
    key: str
    """Canonical form of the address: twins are one."""
    at: str
    order: tuple[str, str]
    request_id: str
    capture_id: str
    harvest_id: str
    portal: str
    outcome: str
    reading: Reading | None = None
    """None: gone, or redirected."""
    text_capture: str = ""
    """The capture that the text was read from: an attachment's where the page is a stub."""
    media_type: str | None = None


def load(db: Database) -> list[Sighting]:
    """Every sighting, oldest first; each with the reading that holds for it."""
    readings = _Readings(db)
    found: list[Sighting] = []
    last: dict[str, Sighting] = {}
    for row in db.query(
        "SELECT q.request_id, q.url, q.harvest_id, q.portal, q.outcome, q.ended_at, q.via, "
        "c.capture_id, c.url AS final_url, c.captured_at, c.media_type, "
        "v.kind AS via_kind, v.outcome AS via_outcome "
        "FROM requests q LEFT JOIN captures c ON c.capture_id = q.capture_id "
        "LEFT JOIN requests v ON v.request_id = q.via "
        "WHERE q.kind = 'article' AND q.outcome IS NOT NULL "
        "ORDER BY COALESCE(c.captured_at, q.ended_at), q.request_id"
    ):
        if row["via_kind"] == "article" and row["via_outcome"] != "redirected":
            continue  # a further part of an article: joined to its first page
        sighting = _sighting(row, readings, last)
        if sighting is not None:
            found.append(sighting)
            if sighting.reading is not None:
                last[sighting.key] = sighting
    return found


def _sighting(
    row: dict[str, str], readings: _Readings, last: dict[str, Sighting]
) -> Sighting | None:
    url = row["final_url"] or row["url"]
    at = row["captured_at"] or row["ended_at"]
    bare = Sighting(
        url=url,
        key=canonical(url),
        at=at,
        order=(at, row["request_id"]),
        request_id=row["request_id"],
        capture_id=row["capture_id"] or "",
        harvest_id=row["harvest_id"],
        portal=row["portal"],
        outcome=row["outcome"],
        text_capture=row["capture_id"] or "",
        media_type=row["media_type"],
    )
    if row["outcome"] in GONE or row["outcome"] == "redirected":
        return bare
    if row["outcome"] not in {"fetched", "duplicate_payload", "not_modified"}:
        return None
    own = readings.of(row["capture_id"])
    if own is not None:
        return readings.complete(replace(bare, reading=own))
    before = last.get(bare.key)
    if before is None:
        return None
    return replace(
        bare, reading=before.reading, text_capture=before.text_capture, media_type=before.media_type
    )


class _Readings:
    """The stored readings, with attachments and further parts joined to their pages."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._beyond: dict[str, list[tuple[str, str, str, str | None]]] = {}
        for row in db.execute(
            "SELECT q.via, q.kind, r.capture_id, c.media_type, h.media_type FROM requests q "
            "JOIN readings r ON r.request_id = q.request_id "
            "JOIN captures c ON c.capture_id = r.capture_id "
            "LEFT JOIN captures h ON h.capture_id = c.refers_to "
            "LEFT JOIN requests v ON v.request_id = q.via "
            "WHERE q.via IS NOT NULL AND (q.kind = 'attachment' OR "
            "(q.kind = 'article' AND v.kind = 'article' AND v.outcome <> 'redirected')) "
            "ORDER BY q.sequence"
        ):
            self._beyond.setdefault(row[0], []).append((row[1], row[2], "", row[3] or row[4]))

    def of(self, capture_id: str | None) -> Reading | None:
        """The reading of a capture."""
        row = self._db.execute(
            "SELECT reading, text FROM readings WHERE capture_id = ?", [capture_id]
        ).fetchone()
        return None if row is None else codec.reading_from(row[0], row[1])

    def complete(self, sighting: Sighting) -> Sighting:
        """The page with what belongs to it: further parts, or the attachment that it is a stub for."""
        page = sighting.reading
        if page is None:
            return sighting
        parts = [self.of(c) for kind, c, _, _ in self._beyond.get(sighting.request_id, []) if kind == "article"]
        texts = [part for part in parts if part is not None and part.text]
        if texts:
            sighting = replace(sighting, reading=joined(page, texts))
        if page.is_report or page.reason not in WITHOUT_TEXT:
            return sighting
        best: Sighting | None = None
        for candidate in self._attachments(sighting.request_id):
            reading, capture_id, media_type = candidate
            merged = with_attachment(page, reading)
            if merged is not None and (best is None or len(merged.text) > len(best.reading.text if best.reading else "")):
                best = replace(sighting, reading=merged, text_capture=capture_id, media_type=media_type)
        return best or sighting

    def _attachments(self, request_id: str) -> Iterator[tuple[Reading, str, str | None]]:
        for kind, capture_id, _, media_type in self._beyond.get(request_id, []):
            reading = self.of(capture_id)
            if kind == "attachment" and reading is not None and reading.outcome == "ok":
                yield reading, capture_id, reading.media_type or media_type


def joined(page: Reading, parts: list[Reading]) -> Reading:
    """An article over several pages: the first page's facts, all parts' text in order."""
    text = "\n".join([page.text, *(part.text for part in parts)])
    facts, evidence, offset = page.facts, list(page.evidence), len(page.text) + 1
    for part in parts:
        for name in ("signed_date", "issuing_body", "cc", "printed_by", "printed_date"):
            if getattr(facts, name) is None and getattr(part.facts, name) is not None:
                facts = replace(facts, **{name: getattr(part.facts, name)})
                evidence += [
                    replace(item, start=item.start + offset, end=(item.end or 0) + offset)
                    for item in part.evidence
                    if item.field == name and item.start is not None
                ]
        offset += len(part.text) + 1
    return replace(
        page,
        text=text,
        facts=facts,
        evidence=tuple(evidence),
        sections=cut_sections(text),
        normal_sha256=digest(text, facts.title),
    )


def with_attachment(page: Reading, attachment: Reading) -> Reading | None:
    """The report that a page announces and an attachment holds; None where the attachment is something else."""
    verdict = judge_title(page.facts.title or "")
    named = verdict.verdict == "report"
    if len(attachment.text) < MIN_ATTACHMENT or not (attachment.is_report or named):
        return None
    facts, own = attachment.facts, page.facts
    filled = {
        name: getattr(own, name) if getattr(own, name) is not None else getattr(facts, name)
        for name in facts.__dataclass_fields__
    }
    if own.title is None or not named:
        filled["title"] = facts.title or own.title
    chosen_by_page = {name for name in filled if getattr(own, name) is not None and filled[name] == getattr(own, name)}
    evidence = tuple(
        replace(item, start=None, end=None, place_in_page=item.place_in_page or "the page of the attachment")
        for item in page.evidence
    ) + tuple(replace(item, chosen=item.chosen and item.field not in chosen_by_page) for item in attachment.evidence)
    return replace(
        attachment,
        url=page.url,
        is_report=filled["report_year"] is not None or named,
        reason=None,
        facts=replace(facts, **filled),
        evidence=evidence,
        department=page.department if own.issuing_body else attachment.department,
        site_code=page.site_code,
        normal_sha256=digest(attachment.text, filled["title"]),
    )
