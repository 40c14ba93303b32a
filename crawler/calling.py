"""Asks the data calls that a page names, before a browser is started for it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from archive import ledger
from archive.clock import utc_now
from archive.ledger import Planned
from archive.records import Answer, Ask, Portal
from crawler.answers import StoredAnswers
from crawler.books import Books
from crawler.fetch import Fetched
from spiders.itinerary import Context, Follow, Next
from spiders.page_kinds import data_calls
from spiders.replay import rows_behind
from spiders.wanted import may_be_report

MOST = 3
"""Calls tried for one page: more guesses cost more than one visit by the browser."""

Fetch = Callable[[Planned, Context, Portal, str], Awaitable[Fetched]]


class Caller:
    """The harvest's own data calls."""

    def __init__(self, books: Books, answers: StoredAnswers, fetch: Fetch) -> None:
        self._books = books
        self._answers = answers
        self._fetch = fetch

    async def named(
        self, portal: Portal, row: Planned, context: Context, page: Answer
    ) -> tuple[tuple[Ask, Answer], ...]:
        """Of the calls that the page's scripts name the first that answers with a list, best one with reports."""
        lists: list[tuple[Ask, Answer]] = []
        for ask in data_calls(page.text, page.url)[:MOST]:
            answer = await self._call(portal, row, context, ask)
            rows = rows_behind(answer, page) if answer is not None else ()
            if answer is None or not rows:
                continue
            if any(may_be_report(entry.title, kept=False) for entry in rows):
                return ((ask, answer),)
            lists.append((ask, answer))
        return tuple(lists[:1])

    async def _call(
        self, portal: Portal, row: Planned, context: Context, ask: Ask
    ) -> Answer | None:
        step = Next(ask=ask, kind="data", context=Context())
        call = self._books.planned(portal.portal, step, row.request_id)
        if not self._books.commits.plan([call]):
            planned = ledger.planned(self._books.archive.db, call.request_id)
            if planned is None or (planned.via, planned.context) != (call.via, call.context):
                return None  # asked before in this harvest for another page, and of no use then
            left = self._books.frontier.take(portal.portal, call.request_id)
            if left is None:  # this page's own, before the harvest was killed or the page put off
                ended = self._answers.ended(call.harvest_id, ask)
                return None if ended is None else ended.answer
            call = left
        await self._books.commits.durable(call.request_id)
        call = replace(call, started_at=utc_now())
        fetched = await self._fetch(call, context, portal, ask.url)
        self._books.end(replace(call, attempts=fetched.attempts), fetched, Follow())
        return fetched.answer if fetched.outcome in ledger.ANSWERED else None


def to_show(step: Next) -> Next:
    """A page that was asked without the browser, once more with it: its fragment makes it a request of its own."""
    return replace(step, ask=replace(step.ask, url=f"{step.ask.url}#shown"))
