"""Whether a column that was known stands no longer where it stood: its address leads home, or holds other things."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

from archive.events import ColumnFound
from archive.records import ListEntry
from pipelines.titles import judge_title
from spiders.walk_state import LOST, Step, Walk

_ROOT = re.compile(r"^/?(?:(?:index|default|main)\.\w+)?$", re.I)


def is_sent_home(column: str, asked: str, home: str) -> bool:
    """A redirect from the column's address ended at a home page: portals do so with all that a new system lost."""
    if asked == column or _is_root(column):
        return False
    return asked == home or _is_root(asked)


def _is_root(url: str) -> bool:
    parts = urlsplit(url)
    return not parts.query and _ROOT.match(parts.path) is not None


def is_lost(
    before: Walk, step: Step, found: ColumnFound | None, known: Callable[[str], bool]
) -> bool:
    """The column's first page brought no row, or other things than it once held: it is to be found again."""
    if before.inside is not None or before.page > 0:
        return False
    nothing = step.stop in LOST and step.walk.page == 0
    return nothing or holds_other_things(found, step.entries, known)


def holds_other_things(
    found: ColumnFound | None, rows: Iterable[ListEntry], known: Callable[[str], bool]
) -> bool:
    """A column once full of reports shows rows, and no known one and no report's title among them."""
    if found is None or found.mixed or found.reports < 2:
        return False
    shown = list(rows)
    return bool(shown) and not any(
        known(row.url) or judge_title(row.title).verdict != "not_report" for row in shown
    )
