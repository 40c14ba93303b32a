"""A redirect is a request with an outcome of its own, and leads to the next one."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urljoin

from archive.ledger import Planned
from archive.records import Answer, Ask
from archive.urls import one_spelling
from crawler.challenge import meta_refresh
from crawler.fetch import Fetched
from crawler.gates import LOGIN_ADDRESS
from spiders.itinerary import Context, Follow, Next

MAX_HOPS = 8
"""Longer chains are loops in all but name."""


def follow_refresh(row: Planned, context: Context, answer: Answer) -> Next | None:
    """Where a shell page sends its reader at once (category shells of TRS, guide: portals §3.C); None for a real page."""
    target = meta_refresh(answer.text)
    if target is None or row.kind not in {"home", "hub", "list", "article"}:
        return None
    url = one_spelling(urljoin(answer.url, target).split("#")[0])
    trail = (*context.trail, row.ask.url)
    if url in trail or len(trail) > MAX_HOPS or not url.startswith(("http://", "https://")):
        return None
    onward = replace(context, hops=context.hops + 1, trail=trail)
    return Next(ask=Ask(url=url, headers=row.ask.headers), kind=row.kind, context=onward)


def follow_redirect(row: Planned, context: Context, fetched: Fetched) -> tuple[Fetched, Follow]:
    """The next hop; a chain that comes back to where it was, or will not end, is a loop."""
    target = one_spelling((fetched.location or "").split("#")[0])
    if row.kind != "robots" and LOGIN_ADDRESS.search(target):
        return replace(fetched, outcome="login_page", detail=f"sends to {target}"), Follow()
    trail = (*context.trail, row.ask.url)
    if target in trail or len(trail) > MAX_HOPS:
        return replace(fetched, outcome="redirect_loop"), Follow()
    onward = replace(context, hops=context.hops + 1, trail=trail)
    step = Next(ask=Ask(url=target, headers=row.ask.headers), kind=row.kind, context=onward)
    return fetched, Follow(nexts=(step,))
