"""Whether a column that was known stands no longer where it stood: its address leads home, or holds other things."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from archive.records import ListEntry
from pipelines.titles import judge_title
from spiders.steps import Memory
from spiders.walk_state import LOST, Step, Walk

_SURELY_KEPT = 2
"""Reports from which a column is no chance find."""
_ROOT = re.compile(r"^/?(?:(?:index|default|main)\.\w+)?$", re.I)


def is_sent_home(column: str, asked: str, home: str) -> bool:
    """A redirect from the column's address ended at a home page: portals do so with all that a new system lost."""
    if asked == column or _is_root(column):
        return False
    return asked == home or _is_root(asked)


def _is_root(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and _ROOT.match(parts.path) is not None


def is_lost(before: Walk, step: Step) -> bool:
    """The column's first page brought no row: it is to be found again."""
    nothing = step.stop in LOST and step.walk.page == 0
    return nothing and before.inside is None and before.page == 0


def is_replaced(portal: str, before: Walk, step: Step, memory: Memory) -> bool:
    """The column's first page brought other things than it once held: another column, or the home page in its place."""
    if before.inside is not None or before.page > 0:
        return False
    found = next((one for one in memory.columns(portal) if one.column_url == before.column), None)
    kept = found.reports if found is not None and not found.mixed else 0
    reports = max(kept, memory.listed(portal, before.column))
    return holds_other_things(reports, step.entries, memory.known)


def holds_other_things(
    reports: int, rows: Iterable[ListEntry], known: Callable[[str], bool]
) -> bool:
    """A column that held so many reports shows rows, and no known one and no report's title among them."""
    if reports < _SURELY_KEPT:
        return False
    shown = list(rows)
    return bool(shown) and not any(
        known(row.url) or judge_title(row.title).verdict != "not_report" for row in shown
    )
