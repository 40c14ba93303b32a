"""Where tests make a commit fail: named steps at which a run may be killed, or find no space."""

from __future__ import annotations

from collections.abc import Callable

FailPoint = Callable[[str], None]
"""Called with the name of each step of the commit; tests make it kill, or raise OSError."""


def no_fail(step: str) -> None:
    """The fail point of a real run: nothing happens."""
    del step
