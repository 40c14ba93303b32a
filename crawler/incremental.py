"""What earlier harvests know: which articles are known, which are due, and with what validators to ask again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial
from typing import Literal

from sqlite_utils import Database

from archive import ledger
from archive.events import ColumnFound
from archive.records import Capture, ListEntry
from crawler import latest, missed
from crawler.last_walks import LastWalks
from crawler.missing import missing_years
from spiders.itinerary import Memory
from spiders.wanted import may_be_report

RECENT_AGAIN = timedelta(days=30)
"""A report of a recent year is asked again so long after it was last asked: silent edits come early."""
OLD_AGAIN = timedelta(days=330)
"""An older one once a year, with a month's room for a harvest that comes early."""
RECENT_YEARS = 2
"""The last ended report year and the one before it are recent."""

Mode = Literal["auto", "quick", "full"]


@dataclass(frozen=True, slots=True)
class Asked:
    """An article that an earlier harvest asked for."""

    last: date
    """`today` of the harvest that asked last: the wall clock decides nothing."""
    report_year: int | None
    read: bool
    is_report: bool
    portal: str
    gone: bool = False
    """The last answer said that there is no such page: a list row that shows it again is news."""
    unconfirmed: bool = False
    """The last answer differed as a damaged page would: only a second sighting can tell, so the next harvest asks."""


class History:
    """The catalog of earlier harvests, as this one needs it."""

    def __init__(self, db: Database, harvest_id: str, today: date) -> None:
        self._db = db
        self._harvest_id = harvest_id
        self._today = today
        self._asked = self._load()
        self._reports: dict[str, list[str]] = {}
        for url, asked in self._asked.items():
            if asked.is_report:
                self._reports.setdefault(asked.portal, []).append(url)
        self._years = missed.years_given(db, harvest_id)
        self._missed = missed.load(db, harvest_id, today)

    def _load(self) -> dict[str, Asked]:
        rows = self._db.execute(
            "SELECT q.url, MAX(h.today), MAX(r.report_year), COUNT(r.capture_id), "  # noqa: S608 (words of ours)
            "MAX(COALESCE(r.is_report, 0)), MIN(q.portal) "
            "FROM requests q JOIN harvests h ON h.harvest_id = q.harvest_id "
            "LEFT JOIN readings r ON r.request_id = q.request_id "
            "WHERE q.kind = 'article' AND q.harvest_id <> ? AND q.attempts > 0 "
            f"AND NOT {missed.passing('q')} GROUP BY q.url",
            [self._harvest_id],
        )
        gone = latest.gone(self._db, self._harvest_id)
        unconfirmed = latest.unconfirmed(self._db, self._harvest_id)
        return {
            row[0]: Asked(
                last=date.fromisoformat(row[1]),
                report_year=row[2],
                read=row[3] > 0,
                is_report=bool(row[4]),
                portal=row[5],
                gone=row[0] in gone,
                unconfirmed=row[0] in unconfirmed,
            )
            for row in rows
        }

    def known(self, url: str) -> bool:
        """Whether the address was asked before, and answered."""
        return url in self._asked

    def passed_over(self, url: str) -> bool:
        """Whether an earlier harvest met the row in a list, and its title is no report's: nothing new to see there."""
        titles = self._db.execute(
            "SELECT title FROM list_entries WHERE url = ? AND harvest_id <> ?",
            [url, self._harvest_id],
        ).fetchall()
        return bool(titles) and not any(may_be_report(title, kept=False) for (title,) in titles)

    def due(self, url: str) -> bool:
        """Whether a known address is to be asked again on this harvest's `today`."""
        asked = self._asked.get(url)
        if asked is None or asked.gone:
            return True
        return self._is_time(asked)

    def _is_time(self, asked: Asked) -> bool:
        if asked.unconfirmed:
            return True
        recent = asked.report_year is not None and (
            asked.report_year >= self._today.year - RECENT_YEARS
        )
        return self._today - asked.last >= (RECENT_AGAIN if recent else OLD_AGAIN)

    def again(self, portal: str, wanted_year: Callable[[int], bool]) -> list[str]:
        """What is asked whether a list shows it or not: the portal's known reports that are due, pages that never answered."""
        # What `years` leaves out is not told apart before it is read: then only a list's row leads there.
        due = [] if self._years else list(self._missed.get(portal, ()))
        for url in self._reports.get(portal, ()):
            asked = self._asked[url]
            wanted = asked.report_year is None or wanted_year(asked.report_year)
            if wanted and self._is_time(asked):
                due.append(url)
        return sorted(set(due))

    def validators(self, url: str, kind: str) -> Capture | None:
        """The capture that a conditional request refers to: it holds the payload, with the latest validators.

        None where the last answer was no page, or was never read as what is asked for now: a 304
        would then stand for something that nobody has.
        """
        for row in self._db.query(
            "SELECT c.* FROM captures c JOIN requests q ON q.capture_id = c.capture_id "
            "WHERE c.url = ? AND c.http_status IN (200, 304) "
            "AND q.outcome IN ('fetched', 'duplicate_payload', 'not_modified') "
            "ORDER BY c.captured_at DESC LIMIT 1",
            [url],
        ):
            latest = Capture(**row)
            if not (latest.etag or latest.last_modified):
                return None
            holder = (
                latest if latest.refers_to is None else ledger.capture(self._db, latest.refers_to)
            )
            if holder is None or holder.record_type != "response":
                return None
            if kind in {"article", "attachment"} and not ledger.is_read(self._db, holder):
                return None
            return replace(holder, etag=latest.etag, last_modified=latest.last_modified)
        return None

    def entry(self, url: str, kind: str) -> ListEntry | None:
        """The list row that last led to an article; what is none has no row."""
        if kind != "article":
            return None
        for row in self._db.query(
            "SELECT e.* FROM list_entries e JOIN requests q ON q.request_id = e.request_id "
            "WHERE e.url = ? ORDER BY q.ended_at DESC, e.position LIMIT 1",
            [url],
        ):
            return ListEntry(
                url=row["url"],
                title=row["title"],
                listed_date=row["listed_date"],
                truncated=bool(row["truncated"]),
                document_number=row["document_number"],
                list_url=row["column_url"],
            )
        return None

    def columns(self, portal: str) -> tuple[ColumnFound, ...]:
        """The report columns that discovery found for a portal; not those that it went to find anew."""
        # A column that was gone, and beside which the same or a later harvest found others, is asked no more.
        rows = self._db.query(
            "SELECT * FROM columns c WHERE portal = :portal AND NOT EXISTS ("
            "SELECT 1 FROM walks w JOIN columns n ON n.portal = w.portal AND n.harvest_id >= w.harvest_id "
            "WHERE w.portal = c.portal AND w.column_url = c.column_url AND w.complete = 0 AND w.rows = 0 "
            "AND w.harvest_id > c.harvest_id AND w.harvest_id <> :harvest AND n.column_url <> c.column_url "
            "AND n.reports > 0) ORDER BY score DESC, column_url",
            {"portal": portal, "harvest": self._harvest_id},
        )
        return tuple(
            ColumnFound(
                portal=portal,
                column_url=row["column_url"],
                family=row["family"],
                route=tuple(json.loads(row["route"])),
                score=row["score"],
                mixed=bool(row["mixed"]),
                collects_others=bool(row["collects_others"]),
                reports=row["reports"],
            )
            for row in rows
        )

    def searched(self, portal: str) -> bool:
        """Whether this harvest has asked for the portal's home page, or found a column: it was killed on the way."""
        return any(
            self._db.execute(question, [portal, self._harvest_id]).fetchone() is not None
            for question in (
                "SELECT 1 FROM requests WHERE portal = ? AND harvest_id = ? AND kind = 'home'",
                "SELECT 1 FROM columns WHERE portal = ? AND harvest_id = ?",
            )
        )

    def memory(
        self, mode: Mode, wanted_year: Callable[[int], bool], *, only_discovery: bool = False
    ) -> Memory:
        """The look-ups that the itinerary asks for."""
        walks = LastWalks(self._db, self._harvest_id, self._today)

        def walk_mode(portal: str, column: str) -> Literal["quick", "full"]:
            if mode != "auto":
                return mode
            return "quick" if walks.is_known(portal, column) else "full"

        return Memory(
            known=self.known,
            due=self.due,
            mode=walk_mode,
            previous_total=walks.total,
            previous_pages=walks.pages,
            columns=self.columns,
            wanted_year=wanted_year,
            searched=self.searched,
            passed_over=self.passed_over,
            listed=partial(latest.reports_listed, self._db, self._harvest_id),
            missing=lambda portal: missing_years(self._db, portal, self._today, wanted_year),
            only_discovery=only_discovery,
        )
