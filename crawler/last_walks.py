"""How the columns were walked before: what a quick walk is held against."""

from __future__ import annotations

from datetime import date, timedelta

from sqlite_utils import Database

from crawler import missed

WHOLE_AGAIN = timedelta(days=30)
"""A column whose pager counts pages and no rows is walked whole again so long after it was: a row that comes in late,
behind the first page, may leave the count as it was. As long as recent reports are left alone."""


class LastWalks:
    """The walks of earlier harvests."""

    def __init__(self, db: Database, harvest_id: str, today: date) -> None:
        self._db = db
        self._harvest_id = harvest_id
        self._today = today
        self._years = missed.years_given(db, harvest_id)

    def is_known(self, portal: str, column: str) -> bool:
        """Whether the column was walked to its end before, and its rows were all asked for."""
        return self._find(portal, column, "1") is not None

    def total(self, portal: str, column: str) -> int | None:
        """The pager's total at the column's last completed walk."""
        row = self._find(portal, column, "w.total")
        return None if row is None or row[0] is None else int(str(row[0]))

    def pages(self, portal: str, column: str) -> int | None:
        """The pages of a column when it was last walked whole, where that was a few days ago by `today`."""
        row = self._find(portal, column, "w.pages, h.today", "AND w.stop_reason = 'end'")
        if row is None or self._today - date.fromisoformat(str(row[1])) >= WHOLE_AGAIN:
            return None
        return int(str(row[0]))

    def _find(
        self, portal: str, column: str, columns: str, more: str = ""
    ) -> tuple[object, ...] | None:
        """The last walk of a column whose rows were all asked for.

        A harvest that was killed, or that left years out, knows rows on the first page and none on the next:
        behind its walk a quick one would stop too early.
        """
        found: tuple[object, ...] | None = self._db.execute(
            f"SELECT {columns} FROM walks w JOIN harvests h ON h.harvest_id = w.harvest_id "  # noqa: S608 (words of ours)
            "WHERE w.portal = ? AND w.column_url = ? AND w.complete = 1 AND w.harvest_id <> ? "
            f"AND h.status NOT IN {missed.UNFINISHED} {more} "
            "AND COALESCE(json_extract(h.arguments, '$.years'), ?) IS ? ORDER BY h.started_at DESC LIMIT 1",
            [portal, column, self._harvest_id, self._years, self._years],
        ).fetchone()
        return found
