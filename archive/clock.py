"""The real clock as the archive writes it down, and one that never steps back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

FORM = "%Y-%m-%dT%H:%M:%S.%fZ"
"""ISO 8601, UTC, microseconds: sorts as text in the order of time."""


def utc_now() -> str:
    """The real clock: UTC, ISO, microseconds, Z."""
    return datetime.now(UTC).strftime(FORM)


class Clock:
    """Moments of one harvest, each after the last, whatever the machine's clock does meanwhile."""

    def __init__(self) -> None:
        self.last = ""

    def moment(self) -> str:
        """Now; a microsecond after the last where the clock stands still or was set back."""
        now = utc_now()
        if now <= self.last:
            now = (datetime.fromisoformat(self.last) + timedelta(microseconds=1)).strftime(FORM)
        self.last = now
        return now

    def not_before(self, moment: str) -> None:
        """Go on after a moment that is written down already."""
        self.last = max(self.last, moment)
