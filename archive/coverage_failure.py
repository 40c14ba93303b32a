"""Why a report could not be looked for: what failed on the way to the lists, and whose doing it was."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.ledger import BLOCKED, BLOCKING_STATUS, TRANSPORT, is_outcome

MOST_EVIDENCE = 8
"""Requests named as proof of a cell: enough to follow, few enough to read."""

_CLIENT_ERROR = re.compile(r"http_error:4\d\d$")
_SERVER_ERROR = re.compile(r"http_error:5\d\d$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Finding:
    """A state without a report, in words, with its proof."""

    state: str
    reason: str
    evidence: tuple[str, ...] = ()
    harvest_id: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One request and its outcome."""

    request_id: str
    kind: str
    url: str
    outcome: str
    """Of the request; why its page is no report, where it was read and is none."""
    title: str
    """The words of the list row that led there; '' where none did."""

    @property
    def allows_all(self) -> bool:
        """Whether it is a robots.txt that is refused or absent."""
        return self.kind == "robots" and bool(_CLIENT_ERROR.match(self.outcome))


@dataclass(frozen=True, kw_only=True, slots=True)
class Harvest:
    """One harvest and the civil date that drove it."""

    harvest_id: str
    today: str
    years: tuple[int, int] | None = None
    """The report years whose articles it asked for; None: all."""

    def wants(self, year: int) -> bool:
        """Whether it asked for the articles of a report year."""
        return self.years is None or self.years[0] <= year <= self.years[1]


def _is_blocked(ask: Asked) -> bool:
    return ask.outcome in BLOCKED or ask.outcome in BLOCKING_STATUS


def _is_down(ask: Asked) -> bool:
    return ask.outcome in TRANSPORT or bool(_SERVER_ERROR.match(ask.outcome))


def failure(failed: list[Asked], harvest: Harvest, *, portal_answered: bool) -> Finding:
    """Why the portal could not be searched: kept out before down, pages before robots.txt.

    A robots.txt that answers 4xx forbids nothing (RFC 9309), so it counts only where nothing else tells.
    """
    ordered = sorted(failed, key=lambda ask: ask.kind == "robots")
    for state, words, holds in (
        ("blocked", "kept out", _is_blocked),
        ("portal_down", "no answer", _is_down),
    ):
        proof = [ask for ask in ordered if holds(ask)]
        if proof:
            return Finding(
                state=state, reason=f"{words}: {proof[0].outcome} at {proof[0].url} on {harvest.today}",
                evidence=_ids(proof), harvest_id=harvest.harvest_id,
            )  # fmt: skip
    if failed:
        reason = f"not searched to the end: {failed[0].outcome} at {failed[0].url}"
    else:
        reason = (
            "a column was not walked to its end"
            if portal_answered
            else "no report column was found"
        )
    return Finding(
        state="not_looked", reason=reason, evidence=_ids(failed), harvest_id=harvest.harvest_id
    )


def article_failure(listed: list[Asked], harvest: Harvest) -> Finding:
    """The state of a report that a list names but whose page gave nothing."""
    first = listed[0]
    state = (
        "blocked"
        if _is_blocked(first)
        else "portal_down"
        if _is_down(first)
        else "not_found_searched"
    )
    told = "gave" if is_outcome(first.outcome) else "holds no report:"
    return Finding(
        state=state, reason=f"listed, but its page {told} {first.outcome}: {first.url}",
        evidence=_ids(listed), harvest_id=harvest.harvest_id,
    )  # fmt: skip


def _ids(asked: list[Asked]) -> tuple[str, ...]:
    return tuple(ask.request_id for ask in asked[:MOST_EVIDENCE])
