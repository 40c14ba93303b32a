"""One request of the ledger, from its checks to its outcome: guard, boundary, robots, pace, capture, verdict."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from scrapy.http import Request, Response

from archive.ledger import Planned
from archive.records import Answer, Ask, Capture, Portal
from archive.urls import host_of
from crawler.boundary import Boundary
from crawler.capture import META_KEY, Wire
from crawler.challenge import is_blank, judge
from crawler.failures import EXPECTED, describe, outcome_of
from crawler.guard import Guard, bare_address
from crawler.heads import is_text, retry_after
from crawler.politeness import THROTTLING, Politeness
from crawler.robots import Rules, origin
from crawler.tls import TlsPolicy
from pipelines.decode import decode
from spiders.itinerary import Context

if TYPE_CHECKING:
    from archive.store import Archive

MAX_PAGE, MAX_ATTACHMENT = 32 << 20, 64 << 20
WATCHDOG = 15.0
"""Seconds beyond the download's own deadline after which a request that does not end is given up."""

Download = Callable[[Request], Awaitable[Response]]
Rulebook = Callable[[str, Portal, str], Awaitable[Rules]]
Exchanges = tuple[tuple[Ask, Answer], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Fetched:
    """What came of one attempt."""

    outcome: str
    status: int | None = None
    answer: Answer | None = None
    capture: Capture | None = None
    captures: tuple[Capture, ...] = ()
    location: str | None = None
    """Absolute target of a redirect."""
    sets_cookie: bool = False
    body: bytes = b""
    detail: str | None = None
    asked: bool = True
    """False: refused before anything was sent."""
    exchanges: Exchanges = ()
    """The data calls behind the page, as its scripts made them."""
    tries: int = 1
    """Connections made for it: more than one where the host needed legacy TLS."""

    @property
    def attempts(self) -> int:
        """What it adds to the attempts of its row."""
        return self.tries if self.asked else 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Surroundings:
    """What every attempt needs; made once per harvest."""

    archive: Archive
    download: Download
    politeness: Politeness
    guard: Guard
    boundary: Boundary
    tls: TlsPolicy
    timeout: float


class Fetcher:
    """Sends requests one by one, each under all checks."""

    def __init__(self, surroundings: Surroundings, rulebook: Rulebook) -> None:
        self._with = surroundings
        self._rulebook = rulebook

    async def fetch(
        self,
        planned: Planned,
        context: Context,
        portal: Portal,
        *,
        conditional_on: Capture | None = None,
        url: str | None = None,
    ) -> Fetched:
        """One attempt. `url`: asked instead of the planned one (the other scheme of a host)."""
        target = url or planned.ask.url
        refused = await self._refuse(planned, context, portal, target)
        if refused is not None:
            return refused
        wire = Wire(
            request_id=planned.request_id,
            sink=self._with.archive,
            conditional_on=conditional_on,
        )
        tries, loosened = 0, True
        while loosened:
            tries += 1
            async with self._with.politeness.turn(host_of(target)):
                fetched = await self._send(planned, portal, wire, target)
            loosened = fetched.outcome == "tls" and self._with.tls.loosen(target, fetched.detail)
        return replace(fetched, tries=tries)

    async def _refuse(
        self, planned: Planned, context: Context, portal: Portal, url: str
    ) -> Fetched | None:
        """Why a request is not made at all, in the contract's order: guard, boundary, robots."""
        host = host_of(url)
        if not url.startswith(("http://", "https://")) or not host:
            return Fetched(outcome="offsite", asked=False, detail="not an http address")
        if bare_address(host) is not None and not self._with.guard.permits(host):
            return Fetched(outcome="private_address", asked=False, detail=host)
        # The rules of a host are asked for a page that may be asked there.
        from_column = context.from_column or planned.kind in {"attachment", "robots"}
        if not self._with.boundary.permits(portal.portal, url, from_column=from_column):
            return Fetched(
                outcome="offsite", asked=False, detail=f"{host} is in no row of the registry"
            )
        if planned.kind == "robots":
            return None
        rules = await self._rulebook(origin(url), portal, planned.request_id)
        if not rules.reachable:
            return Fetched(
                outcome=rules.outcome, asked=False, detail="not asked: robots.txt could not be read"
            )
        if not rules.allows(url):
            return Fetched(outcome="robots_disallowed", asked=False)
        return None

    async def _send(self, planned: Planned, portal: Portal, wire: Wire, url: str) -> Fetched:
        request = self._request(planned, portal, wire, url)
        try:
            async with asyncio.timeout(self._with.timeout + WATCHDOG):
                response = await self._with.download(request)
        except EXPECTED as error:
            return self._failed(wire, host_of(url), error)
        if wire.address is not None and not self._with.guard.permits(wire.address):
            return self._end(wire, "private_address", response, detail=wire.address)
        return self._judge(planned, wire, response)

    def _request(self, planned: Planned, portal: Portal, wire: Wire, url: str) -> Request:
        headers = dict(planned.ask.headers)
        before = wire.conditional_on
        if before is not None:
            if before.etag:
                headers["If-None-Match"] = before.etag
            if before.last_modified:
                headers["If-Modified-Since"] = before.last_modified
        return Request(
            url,
            method=planned.ask.method,
            body=planned.ask.body,
            headers=headers,
            dont_filter=True,
            meta={
                META_KEY: wire,
                "cookiejar": portal.portal,
                "download_timeout": self._with.timeout,
                "download_maxsize": MAX_ATTACHMENT if planned.kind == "attachment" else MAX_PAGE,
            },
        )

    def _failed(self, wire: Wire, host: str, error: BaseException) -> Fetched:
        outcome = outcome_of(error)
        if outcome == "dns" and host in self._with.guard.refused:
            outcome = "private_address"
        return Fetched(
            outcome=outcome,
            captures=tuple(wire.captures),
            capture=wire.captures[-1] if wire.captures else None,
            status=wire.captures[-1].http_status if wire.captures else None,
            detail=describe(error),
        )

    def _judge(self, planned: Planned, wire: Wire, response: Response) -> Fetched:
        host, status = host_of(response.url), response.status
        if status in THROTTLING:
            self._with.politeness.throttled(host, retry_after(response))
        else:
            self._with.politeness.answered(host)
        if wire.problem is not None:
            return self._end(wire, wire.problem, response, detail="of the body as sent")
        if status == 304 and wire.conditional_on is not None:
            return self._end(wire, "not_modified", response)
        location = response.headers.get("Location")
        if 300 <= status < 400 and location:
            target = urljoin(response.url, location.decode("utf-8", "replace").strip())
            return self._end(wire, "redirected", response, location=target)
        if planned.kind == "robots":
            return self._end(wire, _plain(status, wire), response)
        return self._judge_body(planned, wire, response)

    def _judge_body(self, planned: Planned, wire: Wire, response: Response) -> Fetched:
        status = response.status
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        if not is_text(content_type, response.body):
            return self._end(wire, _plain(status, wire), response)
        text = decode(response.body, content_type).text
        verdict = judge(status, text, planned.ask.method)
        if verdict is None and planned.kind == "article" and status == 200 and is_blank(text):
            verdict = ("soft_404", "a page without a word, a file or a script")
        if verdict is not None:
            return self._end(wire, verdict[0], response, detail=verdict[1])
        answer = Answer(
            url=response.url,
            status=status,
            text=text,
            media_type=content_type.split(";")[0].strip().lower() or "text/html",
        )
        return self._end(wire, _plain(status, wire), response, answer=answer)

    @staticmethod
    def _end(
        wire: Wire,
        outcome: str,
        response: Response,
        *,
        answer: Answer | None = None,
        location: str | None = None,
        detail: str | None = None,
    ) -> Fetched:
        return Fetched(
            outcome=outcome,
            status=response.status,
            answer=answer,
            capture=wire.captures[-1] if wire.captures else None,
            captures=tuple(wire.captures),
            location=location,
            sets_cookie=bool(response.headers.get("Set-Cookie")),
            body=response.body,
            detail=detail or (wire.tls.doubt if wire.tls else None),
        )


def _plain(status: int, wire: Wire) -> str:
    if not 200 <= status < 300:
        return f"http_error:{status}"
    held = wire.captures and wire.captures[-1].record_type == "revisit"
    return "duplicate_payload" if held else "fetched"
