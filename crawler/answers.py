"""Answers that the archive already holds: for a 304, for a page met twice, for captures that wait to be read."""

from __future__ import annotations

from dataclasses import dataclass

from archive import codec, ledger
from archive.ledger import Planned
from archive.records import Answer, Ask, Capture, ListEntry, Reading
from archive.store import Archive
from archive.warc_reading import read_payload
from crawler.fetch import Fetched
from pipelines.decode import decode
from pipelines.pool import Unread, file_name
from pipelines.readings import WITHOUT_TEXT
from spiders.itinerary import Context, Next


@dataclass(frozen=True, kw_only=True, slots=True)
class Ended:
    """What came of a request."""

    outcome: str
    answer: Answer | None = None
    hop: Ask | None = None
    """Where a redirect led."""


class StoredAnswers:
    """Reads answers back from the archive."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def holder(self, capture: Capture) -> Capture:
        """The capture that holds the payload."""
        if capture.refers_to is None:
            return capture
        return ledger.capture(self._archive.db, capture.refers_to) or capture

    def answer(self, capture: Capture) -> Answer:
        """The stored answer, decoded."""
        stored = read_payload(self._archive.warc_folder, self.holder(capture))
        rendered = capture.record_type == "resource"
        content_type = "text/html; charset=utf-8" if rendered else stored.content_type
        return Answer(
            url=capture.url,
            status=200,
            text=decode(stored.body, content_type).text,
            media_type=capture.media_type or "text/html",
            rendered=rendered,
        )

    def ended(self, harvest_id: str, ask: Ask) -> Ended | None:
        """What came of a request that this harvest has made already; None while nothing did."""
        question = "SELECT capture_id, outcome, kind FROM requests WHERE request_id = ?"
        key = ledger.request_id(harvest_id, ask)
        if self._archive.db.execute(question, [key]).fetchone() is None:
            return None
        # Outcomes are applied with the next commit: the one asked for may still wait for it.
        self._archive.commit()
        row = self._archive.db.execute(question, [key]).fetchone()
        if row is None or row[1] is None:
            return None
        capture = ledger.capture(self._archive.db, row[0] or "")
        if row[1] in ledger.ANSWERED and capture is not None:
            return Ended(outcome=row[1], answer=self.answer(capture))
        hop = self._hop(key, row[2]) if row[1] == "redirected" else None
        return Ended(outcome=row[1], hop=hop)

    def _hop(self, request_id: str, kind: str) -> Ask | None:
        """The request that a redirect led to."""
        row = self._archive.db.execute(
            "SELECT request_id FROM requests WHERE via = ? AND kind = ? ORDER BY sequence LIMIT 1",
            [request_id, kind],
        ).fetchone()
        onward = ledger.planned(self._archive.db, row[0]) if row else None
        return None if onward is None else onward.ask

    def behind(self, harvest_id: str, ask: Ask) -> tuple[tuple[Ask, Answer], ...]:
        """The data calls that a page made in the browser, as this harvest stored them, and the portal's scripts.

        A script that several pages share was asked for by the first of them only.
        """
        self._archive.commit()
        rows = self._archive.db.query(
            "SELECT q.request_id, q.capture_id FROM requests q JOIN captures c ON c.capture_id = q.capture_id "
            "WHERE q.kind = 'render' AND q.harvest_id = :harvest AND ((q.via = :page AND c.media_type LIKE '%json%') "
            "OR (c.media_type LIKE '%javascript%' AND q.portal = (SELECT portal FROM requests WHERE request_id = :page))) "
            "ORDER BY q.sequence LIMIT 60",
            {"page": ledger.request_id(harvest_id, ask), "harvest": harvest_id},
        )
        found = []
        for row in list(rows):
            call = ledger.planned(self._archive.db, row["request_id"])
            capture = ledger.capture(self._archive.db, row["capture_id"])
            if call is not None and capture is not None:
                found.append((call.ask, self.answer(capture)))
        return tuple(found)

    def asked_as_hub(self, request_id: str) -> tuple[Fetched, int, str | None] | None:
        """What came of a request that was made on the way to a column, with its attempts and start."""
        self._archive.commit()
        for row in self._archive.db.query(
            "SELECT * FROM requests WHERE request_id = ? AND kind IN ('home', 'hub', 'search')",
            [request_id],
        ):
            capture = ledger.capture(self._archive.db, row["capture_id"] or "")
            if row["outcome"] in ledger.ANSWERED and capture is not None:
                fetched = Fetched(
                    outcome=row["outcome"],
                    status=row["http_status"],
                    capture=capture,
                    asked=False,
                )
                return fetched, row["attempts"], row["started_at"]
        return None

    def unread(self) -> list[Unread]:
        """Captures that were committed and never read: what killed harvests left, also those that never went on."""
        rows = self._archive.db.query(
            "SELECT q.portal, q.kind, q.capture_id, q.context FROM requests q "
            "JOIN captures c ON c.capture_id = q.capture_id "
            "WHERE q.kind IN ('article', 'attachment') "
            "AND q.outcome IN ('fetched', 'duplicate_payload') "
            "AND NOT EXISTS (SELECT 1 FROM readings r WHERE r.capture_id = c.capture_id "
            "OR (r.capture_id = c.refers_to AND r.url = c.url)) ORDER BY q.harvest_id, q.sequence",
        )
        found = []
        for row in rows:
            capture = ledger.capture(self._archive.db, row["capture_id"])
            if capture is None or self.is_sighting(capture):
                continue
            entry = Context.from_json(row["context"] or "{}").entry
            found.append(
                _unread(
                    self._archive, capture, self.holder(capture), row["portal"], row["kind"], entry
                )
            )
        return found

    def files_of_known(self, url: str) -> tuple[Next, ...]:
        """The files and further parts that a page known and unchanged leads to."""
        row = self._archive.db.execute(
            "SELECT reading, text FROM readings WHERE url = ? ORDER BY rowid DESC LIMIT 1", [url]
        ).fetchone()
        return () if row is None else beyond(url, "article", codec.reading_from(row[0], row[1]))

    def is_sighting(self, capture: Capture) -> bool:
        """Whether the same bytes were read at the same address before: seen again, nothing to read."""
        if capture.refers_to is None:
            return False
        holder = self.holder(capture)
        return holder.url == capture.url and ledger.is_read(self._archive.db, holder)


def unread_of(
    archive: Archive, row: Planned, fetched: Fetched, entry: ListEntry | None
) -> Unread | None:
    """The capture that waits to be read; None where the very same bytes were read there before."""
    answers = StoredAnswers(archive)
    capture = fetched.capture
    if capture is None:
        return None
    holder = capture
    if capture.refers_to is not None:
        fresh = archive.holder_of(capture.payload_digest or "")
        holder = fresh if fresh is not None else answers.holder(capture)
        if holder.url == capture.url and ledger.is_read(archive.db, holder):
            return None
    if row.kind == "attachment":
        entry = Context.from_json(row.context).entry
    return _unread(archive, capture, holder, row.portal, row.kind, entry)


def _unread(
    archive: Archive,
    capture: Capture,
    payload: Capture,
    portal: str,
    kind: str,
    entry: ListEntry | None,
) -> Unread:
    attachment = kind == "attachment"
    words = entry.title if attachment and entry else None
    return Unread(
        folder=archive.warc_folder,
        capture=capture,
        payload=payload,
        portal=portal,
        url=capture.url,
        kind=kind,
        entry=None if attachment else entry,
        name=file_name(capture.url, words) if attachment else None,
        today=ledger.today(archive.db, capture.request_id),
    )


def beyond(url: str, kind: str, reading: Reading) -> tuple[Next, ...]:
    """What a page's reading asks for: the attachments that hold its report, the further parts of its text."""
    if kind != "article":
        return ()
    referer = (("Referer", url),)
    steps = []
    if reading.is_report or reading.reason in WITHOUT_TEXT:
        for link in reading.attachments:
            entry = ListEntry(url=link.url, title=link.text)
            context = Context(entry=entry, from_column=True)
            steps.append(
                Next(ask=Ask(url=link.url, headers=referer), kind="attachment", context=context)
            )
    for part in reading.next_parts:
        context = Context(from_column=True, part_of=url)
        steps.append(Next(ask=Ask(url=part, headers=referer), kind="article", context=context))
    return tuple(steps)
