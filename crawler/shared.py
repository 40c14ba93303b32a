"""Requests that two ways of one harvest meet in: asked once, read by each."""

from __future__ import annotations

from collections.abc import Mapping

from archive.ledger import Planned
from archive.store import Archive
from crawler.course import Course


class SharedAnswers:
    """Says whether the answer that a portal's way waits for is there, or will come."""

    def __init__(self, archive: Archive, courses: Mapping[str, Course]) -> None:
        self._archive = archive
        self._courses = courses

    def next(self, course: Course) -> Planned | None:
        """A request that has ended since."""
        if not course.met:
            return None
        # Outcomes are applied with the next commit.
        self._archive.commit()
        for place, row in enumerate(course.met):
            if self._state(row)[1] is not None:
                return course.met.pop(place)
        return None

    def may_come(self, course: Course, turn: int) -> bool:
        """Whether another portal that is being worked on will still make one of the requests in this turn."""
        for row in course.met:
            portal, outcome, not_before = self._state(row)
            other = self._courses.get(portal)
            running = other is not None and other is not course and other.is_running
            if outcome is None and running and not_before <= turn:
                return True
        return False

    def is_own(self, course: Course, row: Planned) -> bool:
        """Whether the request belongs to the portal that meets it."""
        return self._state(row)[0] == course.portal.portal

    def tell(self) -> None:
        """A request has ended, or waits for the second pass, or a portal is done: let those that wait look again."""
        for course in self._courses.values():
            if course.met:
                course.changed.set()

    def _state(self, row: Planned) -> tuple[str, str | None, int]:
        found = self._archive.db.execute(
            "SELECT portal, outcome, not_before FROM requests WHERE request_id = ?",
            [row.request_id],
        ).fetchone()
        return found or (row.portal, "interrupted", 0)
