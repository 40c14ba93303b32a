"""Shows a harvest's progress on stderr: a bar on a terminal, plain lines elsewhere."""

from __future__ import annotations

import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from crawler.tally import Tally

LINE_SECONDS = 10.0
"""Between two plain lines: often enough to see that it lives, rare enough for a log."""


class ProgressLine:
    """Follows a tally until it is closed."""

    def __init__(self, tally: Tally, stream: TextIO | None = None) -> None:
        self._tally = tally
        self._stream = stream or sys.stderr or Path(os.devnull).open("w")  # noqa: SIM115 (as long as we live)
        self._next_line = time.monotonic() + LINE_SECONDS
        self._bar: Progress | None = None
        if self._stream.isatty():
            self._bar = Progress(
                TextColumn("[bold]portals"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[words]}"),
                TimeElapsedColumn(),
                console=Console(file=self._stream),
                transient=True,
            )
            self._task = self._bar.add_task("harvest", total=tally.portals, words="")
            self._bar.start()
        tally.changed = self.refresh

    def words(self) -> str:
        """The counts, in words."""
        tally = self._tally
        return f"{tally.requests} pages, {tally.reports} reports, {tally.rate:.1f} pages/s"

    def refresh(self) -> None:
        """Show the present counts, if it is time to."""
        if self._bar is not None:
            self._bar.update(self._task, completed=len(self._tally.done), words=self.words())
        elif time.monotonic() >= self._next_line:
            self._next_line = time.monotonic() + LINE_SECONDS
            self._line()

    def _line(self) -> None:
        done = f"{len(self._tally.done)}/{self._tally.portals} portals"
        with suppress(OSError, ValueError):  # a terminal that is gone stops no harvest
            print(f"{done}, {self.words()}", file=self._stream, flush=True)

    def close(self) -> None:
        """Take the bar away, or give a last line."""
        self._tally.changed = lambda: None
        if self._bar is not None:
            self._bar.stop()
        else:
            self._line()
