"""The harvest: each portal's frontier worked off request by request, every request to a named outcome."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterable
from dataclasses import replace

from archive import ledger
from archive.clock import utc_now
from archive.errors import FazhiError
from archive.ledger import Planned
from archive.records import Ask, ListEntry
from archive.store import Archive
from crawler import in_place
from crawler.answers import StoredAnswers, beyond, unread_of
from crawler.asking import Asker
from crawler.books import Books
from crawler.course import Course, Plan
from crawler.failures import cause_of
from crawler.fetch import Fetched
from crawler.incremental import History
from crawler.shared import SharedAnswers
from crawler.tally import Tally
from crawler.writing import GroupCommit
from pipelines.pool import Read, Unread
from spiders import itinerary
from spiders.itinerary import Context, Follow, Memory, Next

log = logging.getLogger(__name__)
ATTACHMENTS_EACH = 6


class Harvest:
    """Drives one harvest; the spider yields what `run` gives, and hands back what was read."""

    def __init__(
        self, plan: Plan, archive: Archive, history: History, memory: Memory, tally: Tally
    ) -> None:
        self.plan = plan
        self.archive = archive
        self.tally = tally
        self.stopping = False
        self.failure: Exception | None = None
        self.asker: Asker
        """Set by the wiring: it needs the engine, which exists only when the crawl runs."""
        self.begin_second_pass: Callable[[], None] = lambda: None
        self.finish: Callable[[], None] = lambda: None
        self._history = history
        self._answers = StoredAnswers(archive)
        self._memory = memory
        self._queue: asyncio.Queue[Unread | None] = asyncio.Queue()
        self._courses = {portal.portal: Course(portal=portal) for portal in plan.portals}
        self._shared = SharedAnswers(archive, self._courses)
        self._commits = GroupCommit(archive, self._queue.put_nowait, self.fail)
        self.books = Books(plan.harvest_id, archive, self._commits, tally)
        self._turn = 0

    async def run(self) -> AsyncIterator[Unread]:
        """Work everything off; yields committed captures that wait to be read."""
        self._resume()
        work = asyncio.ensure_future(self._work())
        work.add_done_callback(lambda _: self._queue.put_nowait(None))
        while (unread := await self._queue.get()) is not None:
            yield unread
        error = None if work.cancelled() else work.exception()
        if error is not None:
            self.fail(cause_of(error))
        if self.failure is None:
            self._commits.flush()

    def stop(self) -> None:
        """Finish what is under way, and leave the rest on the frontier."""
        self.stopping = True
        for course in self._courses.values():
            course.changed.set()

    def fail(self, error: Exception) -> None:
        """Stop for good; the first error is the one that the command ends with."""
        if self.failure is None:
            self.failure = error
            if not isinstance(error, FazhiError):
                log.error("the harvest stops", exc_info=error)
        self.stop()

    def _resume(self) -> None:
        """Take up what an earlier process left: rows without an outcome, captures without a reading."""
        self.books.take_up(self._courses)
        for unread in self._answers.unread():
            course = self._courses.get(unread.portal)
            if course is not None:
                course.reading += 1
            self._queue.put_nowait(unread)

    async def _work(self) -> None:
        for turn in (0, 1):
            self._turn = turn
            room = asyncio.Semaphore(self.plan.active)
            if turn == 1:
                self.begin_second_pass()
            courses = [
                course
                for course in self._courses.values()
                if turn == 0 or course.met or self.books.frontier.has_later(course.portal.portal)
            ]
            async with asyncio.TaskGroup() as group:
                for course in courses:
                    group.create_task(self._portal(course, room))
            if self.stopping:
                return
        self.finish()

    async def _portal(self, course: Course, room: asyncio.Semaphore) -> None:
        name = course.portal.portal
        async with room:
            if self._turn == 0 and not self.stopping:
                seeds = itinerary.seeds(course.portal, self._memory)
                self._put(course, seeds, None, begun=False)
            course.is_running = True
            drained = await self._drain(course) and await self._search_on(course)
            if drained and self._turn == 0 and not self._memory.only_discovery:
                seen = Context(revisit=True, from_column=True)
                due = self._history.again(name, self._memory.wanted_year)
                again = [Next(ask=Ask(url=url), kind="article", context=seen) for url in due]
                self.books.put(course.portal, again, None)
                await self._drain(course)
            course.is_running = False
            self._shared.tell()
            later = self._turn == 0 and (self.books.frontier.has_later(name) or course.met)
            if not later and not self.stopping:
                self.tally.portal_done(name)

    async def _drain(self, course: Course) -> bool:
        """Work the portal's frontier off, also what its readings add. False: the harvest stops."""
        name = course.portal.portal
        while not self.stopping:
            course.changed.clear()
            row = self.books.frontier.next(name, self._turn)
            if row is not None:
                await self._commits.durable(row.request_id)
                if not self.stopping:
                    await self._one(course, row)
            elif (met := self._shared.next(course)) is not None:
                self._read_again(course, met)
            elif course.reading or self._shared.may_come(course, self._turn):
                await course.changed.wait()
            else:
                return True
        return False

    async def _one(self, course: Course, row: Planned) -> None:
        course.requests += 1
        if course.requests > self.plan.budget:
            self.books.end(row, Fetched(outcome="budget_spent", asked=False), Follow())
            self._shared.tell()
            return
        context = Context.from_json(row.context)
        row = replace(row, started_at=row.started_at or utc_now())
        last = self._turn == 1
        fetched, follow, row = await self.asker.answer(course.portal, row, context, last=last)
        if follow is None:
            self._later(row)
            return
        entry = context.entry or self._history.entry(row.ask.url, row.kind)
        other = in_place.instead(self.archive, row, entry, fetched)
        if not last and (other is not None or in_place.is_doubtful(row, entry, fetched)):
            self.books.put(course.portal, in_place.to_compare(course.portal), row.request_id)
            self._later(row)
            return
        if other is not None:
            fetched, follow = other, Follow()
        self.books.end(row, fetched, follow, entry)
        self._shared.tell()
        self._go_on(course, follow, row.request_id)
        if row.kind in {"article", "attachment"} and fetched.outcome in ledger.ANSWERED:
            self._have_read(course, row, fetched, entry)

    def _later(self, row: Planned) -> None:
        """Leave a row for the second pass."""
        self.books.postpone(replace(row, not_before=1))
        self._shared.tell()

    def _put(
        self, course: Course, steps: Iterable[Next], via: str | None, *, begun: bool = True
    ) -> None:
        """Put steps on the frontier; the answers of those that are asked already serve this way too."""
        for met in self.books.put(course.portal, steps, via):
            self._adopt(course, met)
            course.meet(met, own=not begun and self._shared.is_own(course, met))

    def _go_on(self, course: Course, follow: Follow, via: str | None) -> None:
        course.search = follow.search or course.search
        self._put(course, follow.nexts, via)

    def _read_again(self, course: Course, row: Planned) -> None:
        """Go on over an answer that the harvest has, fetched for another portal or on another way."""
        follow = self.asker.again(course.portal, row, Context.from_json(row.context))
        self.books.reuse(row, follow)
        self._go_on(course, follow, row.request_id)

    async def _search_on(self, course: Course) -> bool:
        """Look further for report years that the columns found lack. False: the harvest stops."""
        search, course.search = course.search, None
        self._commits.flush()
        self._go_on(course, itinerary.search_on(course.portal, search or {}, self._memory), None)
        return await self._drain(course)

    def _adopt(self, course: Course, row: Planned) -> None:
        """An article that discovery has asked as a hub page is read from that answer, as the article it is."""
        if row.kind != "article":
            return
        found = self._answers.asked_as_hub(row.request_id)
        if found is None:
            return
        fetched, attempts, started_at = found
        entry = Context.from_json(row.context).entry
        row = replace(row, attempts=attempts, started_at=started_at)
        self.books.end(row, fetched, Follow(), entry)
        self._have_read(course, row, fetched, entry)

    def _have_read(
        self, course: Course, row: Planned, fetched: Fetched, entry: ListEntry | None
    ) -> None:
        known = fetched.outcome == "not_modified"
        unread = None if known else unread_of(self.archive, row, fetched, entry)
        if unread is not None:
            course.reading += 1
            self._commits.after(unread)
        elif row.kind == "article":
            # The page is as it was; the file that holds its report may not be.
            again = self._answers.files_of_known(row.ask.url)[:ATTACHMENTS_EACH]
            self.books.put(course.portal, again, row.request_id)

    def keep(self, read: Read) -> None:
        """Write a reading, and ask for the attachments that hold the report's text."""
        unread, reading = read.unread, read.reading
        capture = unread.capture
        self.archive.keep(capture.capture_id, capture.request_id, unread.portal, reading)
        self.tally.read(unread.portal, reading)
        course = self._courses.get(unread.portal)
        if course is None:
            self._commits.soon()  # left by a harvest of other portals: read, and nothing is asked for it
            return
        files = beyond(unread.url, unread.kind, reading)[:ATTACHMENTS_EACH]
        self.books.put(course.portal, files, capture.request_id)
        self._commits.soon()
        course.reading -= 1
        course.changed.set()
