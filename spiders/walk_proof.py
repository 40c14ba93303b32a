"""The proof of a column's walk."""

from __future__ import annotations

from archive.events import WalkEnded
from archive.records import Portal
from spiders import walk


def proof_of(
    portal: Portal, state: walk.Walk, mode: str, stop: walk.StopReason, empty: str | None = None
) -> WalkEnded:
    """What the ledger keeps of a walk that stopped: how far it came, and whether that was its end."""
    return WalkEnded(
        portal=portal.portal,
        column_url=state.column,
        family=state.family,
        mode=mode,
        pages=state.page,
        rows=state.distinct,
        total=state.total,
        stop_reason=stop,
        complete=walk.is_complete(state, stop),
        declared_empty=empty,
    )
