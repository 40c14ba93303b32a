"""Writes down what was meant to be asked and what came of it: the harvest's side of the ledger."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import replace

from archive import ledger
from archive.events import AnswerReused, RequestEnded
from archive.ledger import Planned
from archive.records import ListEntry, Portal
from archive.store import Archive
from crawler.fetch import Fetched
from crawler.frontier import Frontier
from crawler.tally import Tally
from crawler.writing import GroupCommit
from spiders.itinerary import Follow, Next


class Books:
    """The frontier and the ledger of one harvest."""

    def __init__(
        self, harvest_id: str, archive: Archive, commits: GroupCommit, tally: Tally
    ) -> None:
        self.harvest_id = harvest_id
        self.archive = archive
        self.commits = commits
        self.tally = tally
        self.frontier = Frontier()

    def planned(self, portal: str, step: Next, via: str | None) -> Planned:
        """The row that a step becomes."""
        return Planned(
            request_id=ledger.request_id(self.harvest_id, step.ask),
            harvest_id=self.harvest_id,
            portal=portal,
            ask=step.ask,
            kind=step.kind,
            via=via,
            context=step.context.to_json(),
            sequence=self.archive.next_planned(),
        )

    def put(self, portal: Portal, steps: Iterable[Next], via: str | None) -> list[Planned]:
        """Put steps on the frontier; gives those that this harvest asked already: they are not asked again."""
        rows = [self.planned(portal.portal, step, via) for step in steps]
        added = self.commits.plan(rows)
        self.frontier.add(added)
        fresh = {row.request_id for row in added}
        return [row for row in rows if row.request_id not in fresh]

    def take_up(self, portals: Container[str]) -> None:
        """Take up the rows of these portals that an earlier process left without an outcome; drop those of others."""
        for row in ledger.pending(self.archive.db, self.harvest_id):
            if row.portal not in portals:
                self.drop(row)
            elif row.kind != "robots":
                self.frontier.add([replace(row, not_before=0)])

    def postpone(self, row: Planned) -> None:
        """Leave a row for the second pass."""
        self.archive.postpone(row.request_id, row.attempts, row.not_before)
        self.frontier.add([row])
        self.commits.soon()

    def drop(self, row: Planned) -> None:
        """Give a row its outcome that nobody will ask."""
        gone = "interrupted: the registry has this portal no more"
        self.end(row, Fetched(outcome="interrupted", asked=False, detail=gone), Follow())

    def end(
        self, row: Planned, fetched: Fetched, follow: Follow, entry: ListEntry | None = None
    ) -> None:
        """Write a row's one outcome, with what its answer holds."""
        now = self.archive.moment()
        outcome = follow.failed or fetched.outcome
        if not ledger.is_outcome(outcome):
            raise ValueError(f"{row.ask.url}: {outcome!r} is no outcome of the ledger")
        self.archive.record(
            RequestEnded(
                at=now,
                sequence=self.archive.next_sequence(),
                request_id=row.request_id,
                harvest_id=self.harvest_id,
                portal=row.portal,
                method=row.ask.method,
                url=row.ask.url,
                body_sha256=ledger.body_sha256(row.ask),
                kind=row.kind,
                via=row.via,
                planned=row.sequence,
                attempts=row.attempts,
                outcome=outcome,
                http_status=fetched.status,
                started_at=row.started_at,
                ended_at=now,
                capture_id=fetched.capture.capture_id if fetched.capture else None,
                entries=follow.entries,
                entry=entry,
                walk=follow.walk,
                columns=follow.columns,
                detail=fetched.detail,
                more_walks=follow.more_walks,
            )
        )
        self.tally.ended(row.portal, row.kind, outcome, len(fetched.body))
        self.commits.soon()

    def reuse(self, row: Planned, follow: Follow) -> None:
        """Write down what an answer gave that this harvest had already."""
        walks = (*((follow.walk,) if follow.walk else ()), *follow.more_walks)
        if not walks and not follow.columns:
            return
        self.archive.record(
            AnswerReused(
                at=self.archive.moment(),
                sequence=self.archive.next_sequence(),
                harvest_id=self.harvest_id,
                portal=row.portal,
                request_id=row.request_id,
                walks=walks,
                columns=follow.columns,
            )
        )
        self.commits.soon()
