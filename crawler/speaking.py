"""Speaks to the person who gave the command, who may be gone: a closed pipe or terminal stops no harvest."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TextIO

from archive.space import FULL
from archive.store import Archive

WITHOUT_CONTACT = (
    "fazhi: FAZHI_CONTACT is not set: portals cannot tell whom to write to. "
    "Set it to an e-mail address or a page about your work."
)
CLOCK_BEHIND = timedelta(hours=1)
"""Clocks of several machines differ by less."""


def keep_standard_streams() -> None:
    """Put /dev/null where stdin, stdout or stderr is closed: the next file opened would take its place, and its output."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


def say(line: str) -> None:
    """One line on stderr, if anybody still reads it."""
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            print(line, file=sys.stderr, flush=True)  # noqa: T201


@contextmanager
def listener() -> Iterator[TextIO]:
    """Stdout for what a person or a program reads; who stops reading changes no exit code."""
    if sys.stdout is None:
        with open(os.devnull, "w", encoding="utf-8") as nobody:  # noqa: PTH123 (a device)
            yield nobody
        return
    try:
        yield sys.stdout
        sys.stdout.flush()
    except (OSError, SystemExit) as error:  # Rich ends the program on a closed pipe
        if isinstance(error, OSError) and error.errno in FULL:
            say(f"fazhi: stdout: {error.strerror}; not all was printed, and all is in the archive")
        # What Python would still flush at its end goes nowhere.
        with suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def tell_state(archive: Archive) -> None:
    """Say what was mended in an archive at its opening, and whether its clock and the machine's agree."""
    for cut in archive.cuts:
        say(f"repaired: {cut}")
    if last := archive.clock.ahead(CLOCK_BEHIND):
        say(
            f"fazhi: the machine's clock is behind the archive, whose last moment is {last}: "
            "captures are dated from then on. Is the clock right?"
        )
