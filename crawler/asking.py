"""One row of the frontier from its first attempt to what its answer leads to."""

from __future__ import annotations

import logging
from dataclasses import replace
from urllib.parse import urlsplit

from archive import ledger
from archive.errors import FazhiError
from archive.ledger import Planned
from archive.records import Answer, Ask, Portal
from crawler.answers import Ended, StoredAnswers
from crawler.calling import Caller, to_show
from crawler.failures import AGAIN_LATER
from crawler.fetch import Exchanges, Fetched, Fetcher
from crawler.incremental import History
from crawler.redirects import MAX_HOPS, follow_redirect, follow_refresh
from crawler.renderer import Renderer
from spiders import itinerary
from spiders.itinerary import Context, Follow, Memory, Next
from spiders.steps import joined

log = logging.getLogger(__name__)

COOKIE_TRIES = 3
"""A page that redirects to itself with a cookie, or answers 521 with one, is asked again with the cookie so often."""
OTHER_SCHEME = ledger.TRANSPORT - {"truncated", "dns"}
"""Failures that the other scheme may not have: 30 of 3,209 home pages answer one scheme only (guide: portals §1.2)."""
NO_SUCH_PAGE = {"http_error:404": 404, "http_error:410": 410, "soft_404": 404, "http_error:403": 403}  # fmt: skip
"""Outcomes that a column's walk reads itself, as this status: its end, or a folder whose index page is to be asked."""
MAX_CHAIN = 60
"""Stored answers that may be followed from one row: a column of as many pages that discovery has read."""


class Asker:
    """Asks, asks again where that can help, and reads what the answer leads to."""

    def __init__(
        self,
        fetcher: Fetcher,
        renderer: Renderer,
        history: History,
        memory: Memory,
        answers: StoredAnswers,
        caller: Caller,
    ) -> None:
        self._caller = caller
        self._fetcher = fetcher
        self._renderer = renderer
        self._history = history
        self._memory = memory
        self._answers = answers
        self._scheme: dict[str, str] = {}
        """Hosts that were found to answer only the other scheme."""

    async def answer(
        self, portal: Portal, row: Planned, context: Context, *, last: bool
    ) -> tuple[Fetched, Follow | None, Planned]:
        """What comes of a row and where that leads; None: a failure that may pass, for the second pass."""
        passing = frozenset() if last else AGAIN_LATER
        fetched, row = await self._ask(portal, row, context, last=last)
        if fetched.outcome in passing:
            return fetched, None, row
        fetched, follow, row = await self._follow(portal, row, context, fetched)
        return fetched, None if fetched.outcome in passing else follow, row  # the browser's failure

    async def _ask(
        self, portal: Portal, row: Planned, context: Context, *, last: bool
    ) -> tuple[Fetched, Planned]:
        """Attempts until there is an outcome; `last`: no later pass will try again."""
        if self._renderer.renders_first(portal, row):
            return await self._render(portal, row, context)
        before = (
            self._history.validators(row.ask.url, row.kind) if row.ask.method == "GET" else None
        )
        for _ in range(COOKIE_TRIES):
            fetched = await self._fetcher.fetch(
                row, context, portal, conditional_on=before, url=self._preferred(row.ask.url)
            )
            row = replace(row, attempts=row.attempts + fetched.attempts)
            itself = fetched.location == row.ask.url or fetched.status == 521
            if not (itself and fetched.sets_cookie):
                break
        else:
            loop = fetched.outcome == "redirected"
            return (replace(fetched, outcome="redirect_loop") if loop else fetched), row
        if last and fetched.outcome in OTHER_SCHEME:
            return await self._ask_other_scheme(portal, row, context, fetched)
        return fetched, row

    async def _render(
        self, portal: Portal, row: Planned, context: Context, plain: Fetched | None = None
    ) -> tuple[Fetched, Planned]:
        fetched = await self._renderer.render(portal, row, context, plain)
        return fetched, replace(row, attempts=row.attempts + fetched.attempts)

    def _preferred(self, url: str) -> str | None:
        parts = urlsplit(url)
        scheme = self._scheme.get(parts.netloc)
        return (
            None if scheme in {None, parts.scheme} else parts._replace(scheme=scheme or "").geturl()
        )

    async def _ask_other_scheme(
        self, portal: Portal, row: Planned, context: Context, failed: Fetched
    ) -> tuple[Fetched, Planned]:
        parts = urlsplit(row.ask.url)
        if self._scheme.get(parts.netloc):
            return failed, row
        other = "http" if parts.scheme == "https" else "https"
        fetched = await self._fetcher.fetch(
            row, context, portal, url=parts._replace(scheme=other).geturl()
        )
        row = replace(row, attempts=row.attempts + fetched.attempts)
        if fetched.status is None:
            return failed, row
        self._scheme[parts.netloc] = other
        return fetched, row

    async def _follow(
        self, portal: Portal, row: Planned, context: Context, fetched: Fetched
    ) -> tuple[Fetched, Follow, Planned]:
        """What the answer leads to, with the browser's help where the page is empty without it."""
        if fetched.outcome == "redirected":
            onward, follow = follow_redirect(row, context, fetched)
            return onward, self._read_on(portal, row, None, follow), row
        if row.kind == "attachment":
            return fetched, Follow(), row
        answer = fetched.answer if fetched.outcome in ledger.ANSWERED else None
        if fetched.outcome == "not_modified" and fetched.capture is not None:
            answer = self._answers.answer(fetched.capture)
        refused = context.discovery is not None and fetched.outcome == "http_error:403"
        if refused or (fetched.outcome in NO_SUCH_PAGE and context.walk is not None):
            # The walk decides: beyond a column's last page many platforms answer 404.
            text = fetched.answer.text if fetched.answer else ""
            answer = Answer(url=row.ask.url, status=NO_SUCH_PAGE[fetched.outcome], text=text)
        onward_step = None if answer is None else follow_refresh(row, context, answer)
        if onward_step is not None:
            shell = Follow(nexts=(onward_step,))
            return fetched, self._read_on(portal, row, None, shell), row
        follow = self._lead_on(portal, row.ask, context, answer, fetched.exchanges)
        if follow.render and answer is not None:
            plain = replace(fetched, answer=answer)
            fetched, row, follow = await self._look_behind(portal, row, context, plain, follow)
            answer = fetched.answer if fetched.outcome in ledger.ANSWERED else None
        follow = self._read_on(portal, row, answer, follow)
        return fetched, await self._read_behind(portal, row, follow), row

    async def _read_behind(self, portal: Portal, row: Planned, follow: Follow) -> Follow:
        """Ask the data calls of columns whose pages discovery has read, and that hold no row themselves; else show them."""
        for step, page in follow.unread:
            calls = await self._caller.named(portal, row, step.context, page)
            then = self._lead_on(portal, step.ask, step.context, page, calls)
            if then.render and self._renderer.may_render(portal):
                self._renderer.needed(portal, step.kind)
                then = Follow(nexts=(to_show(step),))
            then = (then.otherwise or Follow()) if then.render else then
            nexts = (*follow.nexts, *then.nexts)
            follow = replace(joined(follow, then), nexts=nexts)
        return replace(follow, unread=())

    async def _look_behind(
        self, portal: Portal, row: Planned, context: Context, plain: Fetched, follow: Follow
    ) -> tuple[Fetched, Planned, Follow]:
        """An empty page: first the data calls that it names, then the browser."""
        if context.walk is not None and plain.answer is not None:
            calls = await self._caller.named(portal, row, context, plain.answer)
            if calls:
                follow = self._lead_on(portal, row.ask, context, plain.answer, calls)
        if not follow.render:
            return plain, row, follow
        otherwise = follow.otherwise
        fetched, row = await self._render(portal, row, context, plain)
        answer = fetched.answer if fetched.outcome in ledger.ANSWERED else None
        if answer is None and otherwise is not None:
            return plain, row, otherwise
        follow = self._lead_on(portal, row.ask, context, answer, fetched.exchanges)
        if otherwise is not None and context.discovery is None and not follow.entries:
            return fetched, row, otherwise
        if answer is not None:
            self._renderer.needed(portal, row.kind)
        return fetched, row, replace(follow, render=False)

    def _lead_on(
        self,
        portal: Portal,
        ask: Ask,
        context: Context,
        answer: Answer | None,
        exchanges: Exchanges = (),
    ) -> Follow:
        """What the machine makes of an answer; a page that trips it costs itself, not the harvest."""
        try:
            return itinerary.follow(portal, ask, context, answer, self._memory, exchanges)
        except FazhiError:
            raise
        except Exception:
            if answer is None:
                raise
            log.exception("%s: this page could not be read", ask.url)
            nothing = itinerary.follow(portal, ask, context, None, self._memory)
            return replace(nothing, failed="parse_failed")

    def again(self, portal: Portal, row: Planned, context: Context) -> Follow:
        """What an answer that this harvest has already leads to on this row's way."""
        step = Next(ask=row.ask, kind=row.kind, context=context)
        return self._read_on(portal, replace(row, request_id=""), None, Follow(nexts=(step,)))

    def _read_on(
        self, portal: Portal, row: Planned, answer: Answer | None, follow: Follow
    ) -> Follow:
        """Go on over answers that this harvest already has: discovery read the column, or two links lead to one page."""
        waiting, kept = list(follow.nexts), list[Next]()
        for _ in range(MAX_CHAIN):
            if not waiting:
                break
            step = waiting.pop(0)
            found: Ended | None = None
            if step.context.walk or step.context.discovery:
                same = ledger.request_id(row.harvest_id, step.ask) == row.request_id
                found = self._answers.ended(row.harvest_id, step.ask)
                if same:
                    found = None if answer is None else Ended(outcome="fetched", answer=answer)
            if found is None:
                kept.append(step)
                continue
            then = self._over(portal, row.harvest_id, step, found)
            waiting.extend(then.nexts)
            follow = joined(follow, then)
        return replace(follow, nexts=(*kept, *waiting))

    def _over(self, portal: Portal, harvest_id: str, step: Next, found: Ended) -> Follow:
        """What a stored answer leads to: as the fresh one would, redirects and shells included."""
        trail = (*step.context.trail, step.ask.url)
        if found.hop is not None and found.hop.url not in trail and len(trail) <= MAX_HOPS:
            context = replace(step.context, hops=step.context.hops + 1, trail=trail)
            return Follow(nexts=(replace(step, ask=found.hop, context=context),))
        answer = found.answer
        if answer is None and found.outcome in NO_SUCH_PAGE and step.context.walk is not None:
            answer = Answer(url=step.ask.url, status=NO_SUCH_PAGE[found.outcome], text="")
        calls: Exchanges = ()
        if answer is not None and answer.rendered:
            calls = self._answers.behind(harvest_id, step.ask)
        follow = self._lead_on(portal, step.ask, step.context, answer, calls)
        if follow.render and answer is not None and not answer.rendered:
            return Follow(unread=((step, answer),))
        return follow
