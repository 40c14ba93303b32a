"""The stored readings, with attachments and further parts joined to the pages that they belong to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlite_utils import Database

from archive import codec
from archive.records import Evidence, Link, Reading
from pipelines.joining import joined, with_attachment

WITHOUT_TEXT = frozenset({"attachment_only", "too_short", "no_text"})
"""Reasons with which a page's own text is not the report: its attachments may be."""
Source = tuple[str, str, str]
"""Capture, request and harvest of a page."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Held:
    """What holds for a page: its reading, and the capture that the text was read from."""

    reading: Reading
    characters: int
    capture_id: str
    media_type: str | None = None
    """Of an attachment; None: the page's own."""


@dataclass(frozen=True, slots=True)
class _Attached:
    """An attachment that was read, or seen again."""

    harvest_id: str
    at: str
    capture_id: str
    reading_of: str
    """The capture that its reading belongs to: an earlier one where the same bytes came again."""
    media_type: str | None


class Readings:
    """Readings by page; outlines of all are cheap, full texts are fetched one by one."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self._outlines = {
            row[0]: (codec.outline_from(row[1]), int(row[2]))
            for row in db.execute("SELECT capture_id, reading, length(text) FROM readings")
        }
        self._parts: dict[str, list[tuple[int, str, str]]] = {}
        self._attached: dict[str, list[_Attached]] = {}
        self._load_beyond()

    def _load_beyond(self) -> None:
        # What a list's row led to (its context) is a document, also where discovery came by another one.
        for row in self._db.execute(
            "SELECT q.kind, q.via, q.request_id, q.sequence, q.url, q.harvest_id, "
            "COALESCE(c.captured_at, q.ended_at), c.capture_id, "
            "COALESCE(r.capture_id, h.capture_id), COALESCE(c.media_type, k.media_type) "
            "FROM requests q JOIN captures c ON c.capture_id = q.capture_id "
            "LEFT JOIN readings r ON r.capture_id = c.capture_id "
            "LEFT JOIN readings h ON h.capture_id = c.refers_to "
            "LEFT JOIN captures k ON k.capture_id = c.refers_to "
            "LEFT JOIN requests v ON v.request_id = q.via "
            "WHERE COALESCE(r.capture_id, h.capture_id) IS NOT NULL AND (q.kind = 'attachment' OR "
            "(q.kind = 'article' AND v.kind = 'article' AND v.outcome <> 'redirected' "
            "AND q.context IS NULL)) "
            "ORDER BY q.harvest_id, q.sequence"
        ):
            kind, via, request, sequence, url, harvest, at, capture, reading_of, media = row
            if kind == "article":
                self._parts.setdefault(via, []).append((sequence, request, reading_of))
            else:
                attached = _Attached(harvest, at, capture, reading_of, media)
                self._attached.setdefault(url, []).append(attached)

    def held(self, source: Source) -> Held | None:
        """The outline that holds for a page; None where the capture was not read."""
        outline, characters = self._outlines.get(source[0], (None, 0))
        if outline is None:
            return None
        if source[1] in self._parts or _is_stub(outline):
            whole = self._complete(source)
            light = replace(whole.reading, text="", sections=(), evidence=_of_body(whole.reading))
            return replace(whole, reading=light)
        return Held(reading=outline, characters=characters, capture_id=source[0])

    def full(self, source: Source) -> Reading:
        """The whole reading that holds for a page. Raises KeyError where the capture was not read."""
        return self._complete(source).reading

    def text(self, source: Source) -> str:
        """The text that holds for a page."""
        return self._complete(source).reading.text

    def _of(self, capture_id: str) -> Reading:
        row = self._db.execute(
            "SELECT reading, text FROM readings WHERE capture_id = ?", [capture_id]
        ).fetchone()
        if row is None:
            raise KeyError(capture_id)
        return codec.reading_from(row[0], row[1])

    def _complete(self, source: Source) -> Held:
        """The page with what belongs to it: further parts, or the attachment that it is a stub for."""
        capture_id, request_id, harvest_id = source
        page = self._of(capture_id)
        parts = [
            (part, read) for part in self._parts_of(request_id) if (read := self._of(part)).text
        ]
        if parts and not page.text and (framed := with_attachment(page, parts[0][1])) is not None:
            (capture_id, _), *parts = parts  # the page shows its text in a frame
            page = framed
        if parts:
            page = joined(page, [part for _, part in parts])
        own = Held(reading=page, characters=len(page.text), capture_id=capture_id)
        if not _is_stub(page):
            return own
        found = [
            held
            for link in page.attachments
            if (held := self._from_attachment(page, link, harvest_id))
        ]
        # A report before its annexes, then the longest.
        return max(found, key=lambda pair: (pair[0], pair[1].characters))[1] if found else own

    def _from_attachment(
        self, page: Reading, link: Link, harvest_id: str
    ) -> tuple[bool, Held] | None:
        """What an attachment gives for a page, and whether it is a report by itself."""
        found = self._attachment(link.url, harvest_id)
        if found is None or self._outlines[found.reading_of][0].outcome != "ok":
            return None
        reading = self._of(found.reading_of)
        merged = with_attachment(page, reading)
        if merged is None:
            return None
        held = Held(
            reading=merged, characters=len(merged.text), capture_id=found.capture_id,
            media_type=reading.media_type or found.media_type,
        )  # fmt: skip
        return reading.is_report, held

    def _parts_of(self, request_id: str) -> list[str]:
        """Captures of the further parts, each part's own further parts included, in order of planning."""
        found: list[tuple[int, str]] = []
        waiting = [request_id]
        while waiting:
            for sequence, request, capture in self._parts.get(waiting.pop(), ()):
                found.append((sequence, capture))
                waiting.append(request)
        return [capture for _, capture in sorted(found)]

    def _attachment(self, url: str, harvest_id: str) -> _Attached | None:
        """The attachment as this harvest met it, by whichever page; else as the last before did, or the next."""
        met = self._attached.get(url, [])
        upto = [item for item in met if item.harvest_id <= harvest_id]
        return upto[-1] if upto else met[0] if met else None


def _is_stub(reading: Reading) -> bool:
    return not reading.is_report and reading.reason in WITHOUT_TEXT


def _of_body(reading: Reading) -> tuple[Evidence, ...]:
    return tuple(item for item in reading.evidence if item.field == "issuing_body")
