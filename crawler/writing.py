"""Commits in groups: waits for what must be durable, and hands on captures once they are."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from archive.ledger import Planned
from archive.store import Archive
from pipelines.pool import Unread

GROUP_SECONDS = 0.02
"""How long a unit waits for company: a sync costs some milliseconds, and many pages can share it."""


class GroupCommit:
    """The archive's commits, coalesced."""

    def __init__(
        self,
        archive: Archive,
        release: Callable[[Unread], None],
        failed: Callable[[Exception], None],
    ) -> None:
        self._archive = archive
        self._release = release
        self._failed = failed
        self._fresh: set[str] = set()
        self._unread: list[Unread] = []
        self._done: asyncio.Future[None] | None = None

    def plan(self, rows: Iterable[Planned]) -> list[Planned]:
        """Put rows on the frontier; they may be asked once they are durable."""
        added = self._archive.plan(rows)
        self._fresh.update(row.request_id for row in added)
        if added:
            self.soon()
        return added

    def after(self, unread: Unread) -> None:
        """Have a capture read after the next commit."""
        self._unread.append(unread)
        self.soon()

    def soon(self) -> asyncio.Future[None]:
        """A commit before long; the future ends with it."""
        loop = asyncio.get_running_loop()
        if self._done is None:
            self._done = loop.create_future()
            loop.call_later(GROUP_SECONDS, self._flush)
        return self._done

    async def durable(self, request_id: str) -> None:
        """Wait until a row of the frontier is committed: it is a row before it is asked."""
        if request_id in self._fresh:
            await asyncio.shield(self.soon())

    def _flush(self) -> None:
        done, self._done = self._done, None
        try:
            self._archive.commit()
        except Exception as error:  # noqa: BLE001 (whatever it is, the harvest must stop and say so)
            self._failed(error)
            if done is not None and not done.done():
                done.cancel()
            return
        self._fresh.clear()
        ready, self._unread = self._unread, []
        for unread in ready:
            self._release(unread)
        if done is not None and not done.done():
            done.set_result(None)

    def flush(self) -> None:
        """Commit now."""
        self._flush()
