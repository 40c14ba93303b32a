"""Writes down what the browser received and what a person saw, and gives it as what was fetched."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from scrapy.http import Response

from archive import ledger
from archive.clock import utc_now
from archive.exchange import Exchange
from archive.ledger import Planned
from archive.records import Answer, Ask, Capture
from archive.store import Archive
from crawler.books import Books
from crawler.challenge import judge
from crawler.fetch import Fetched
from crawler.page_requests import CALLS, Job, Received
from pipelines.decode import decode
from spiders.itinerary import Context, Follow, Next

OWN_HEADERS = frozenset({"user-agent", "cookie", "host", "accept-encoding", "connection", "content-length", "referer"})  # fmt: skip
"""A request's headers that belong to whoever sends it; the page's own (tokens, content type) go with the call."""


class Keeper:
    """The browser's side of archive and ledger."""

    def __init__(self, archive: Archive, books: Books) -> None:
        self._archive = archive
        self._books = books
        self._kept: set[str] = set()

    def keep(self, job: Job, response: Response, plain: Fetched | None) -> Fetched:
        """Write answers and DOM; `plain`: the page as it was fetched before, which is not written again."""
        main = plain.capture if plain is not None and job.given is not None else None
        for received in list(job.received):
            capture = self._keep_received(job, received, is_main=received.main and main is None)
            main = main or capture
        dom = self._archive.write_rendering(
            capture_id=self._archive.name_capture(job.row.request_id),
            request_id=job.row.request_id,
            url=response.url,
            body=response.body,
            concurrent_to=main.capture_id if main else None,
        )
        text = response.body.decode("utf-8", "replace")
        verdict = judge(response.status, text)
        outcome: str = verdict[0] if verdict else "fetched"
        if verdict is None and response.status >= 400:
            outcome = f"http_error:{response.status}"
        answer = Answer(url=response.url, status=response.status, text=text, rendered=True)
        return Fetched(
            outcome=outcome,
            status=response.status,
            answer=answer,
            capture=dom,
            body=response.body,
            detail=verdict[1] if verdict else None,
            exchanges=tuple(
                _exchange(one) for one in job.received if one.kind in CALLS or one.kind == "script"
            ),
        )

    def _keep_received(self, job: Job, received: Received, *, is_main: bool) -> Capture | None:
        """Write what the browser received; what several pages share is kept once."""
        if received.shelved:
            return None
        ask, row = _ask(received), job.row
        if not is_main:
            step = Next(ask=ask, kind="render", context=Context())
            row = self._books.planned(job.portal.portal, step, job.row.request_id)
            if row.request_id in self._kept or row.request_id == job.row.request_id:
                return None
            self._kept.add(row.request_id)
            if ledger.planned(self._books.archive.db, row.request_id) is not None:
                return None  # asked without the browser as well: that row says what came of it
        media_type = dict(received.headers).get("content-type", "").split(";")[0] or None
        capture = self._archive.write_exchange(
            Exchange(
                capture_id=self._archive.name_capture(row.request_id),
                request_id=row.request_id,
                url=ask.url,
                method=ask.method,
                request_headers=_bytes(received.sent_headers),
                request_body=ask.body,
                status=received.status,
                response_headers=_bytes(received.headers),
                body=received.body,
                at=self._archive.moment(),
                media_type=media_type,
                decoded=True,
            )
        )
        if not is_main:
            self._end_own(row, capture, received.status)
            return None
        return capture

    def _end_own(self, row: Planned, capture: Capture, status: int) -> None:
        """A page's own script or data call has its row too."""
        outcome = "fetched" if 200 <= status < 300 else f"http_error:{status}"
        if status in {301, 302, 303, 307, 308}:
            outcome = "redirected"
        self._books.commits.plan([row])
        done = replace(row, context="{}", attempts=1, started_at=utc_now())
        self._books.end(done, Fetched(outcome=outcome, status=status, capture=capture), Follow())


def _ask(received: Received) -> Ask:
    method: Literal["GET", "POST"] = "POST" if received.method == "POST" else "GET"
    own = tuple(
        (name, value)
        for name, value in received.sent_headers
        if name not in OWN_HEADERS and not name.startswith(("sec-", ":"))
    )
    return Ask(url=received.url, method=method, body=received.sent, headers=own)


def _exchange(received: Received) -> tuple[Ask, Answer]:
    """A page's data call as the column walk reads it."""
    content_type = dict(received.headers).get("content-type", "")
    text = decode(received.body, content_type).text
    return _ask(received), Answer(
        url=received.url,
        status=received.status,
        text=text,
        media_type=content_type.split(";")[0].strip().lower() or "application/json",
    )


def _bytes(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[bytes, bytes], ...]:
    return tuple((name.encode("utf-8"), value.encode("utf-8")) for name, value in headers)
