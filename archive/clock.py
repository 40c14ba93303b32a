"""The real clock as the archive writes it down, and one that never steps back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

FORM = "%Y-%m-%dT%H:%M:%S.%fZ"
"""ISO 8601, UTC, microseconds: sorts as text in the order of time."""


def utc_now() -> str:
    """The real clock: UTC, ISO, microseconds, Z."""
    return datetime.now(UTC).strftime(FORM)


class Clock:
    """Moments of one archive, each after the last, whatever the machine's clock does in and between harvests."""

    def __init__(self, last: str = "") -> None:
        self.begun = self.last = last
        """The last moment that was written down before."""

    def moment(self) -> str:
        """Now; a microsecond after the last where the clock stands still or was set back."""
        now = utc_now()
        if now <= self.last:
            now = (datetime.fromisoformat(self.last) + timedelta(microseconds=1)).strftime(FORM)
        self.last = now
        return now

    def ahead(self, least: timedelta) -> str | None:
        """The last moment, where it lies so far beyond the machine's clock."""
        return self.last if self.last > (datetime.now(UTC) + least).strftime(FORM) else None
