"""Where tests make a run fail: named steps at which it may be killed, interrupted, or find no space.

`FAZHI_FAIL=kill:before-commit:17` kills the process when it passes that step for the 17th time; `full` raises what
a full disk raises, `interrupt` and `interrupt-twice` are Ctrl-C.
"""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable

FailPoint = Callable[[str], None]
"""Called with the name of each step."""


def no_fail(step: str) -> None:
    """The fail point of a real run: nothing happens."""
    del step


def from_environment() -> FailPoint:
    """The fail point that FAZHI_FAIL asks for."""
    wanted = os.environ.get("FAZHI_FAIL")
    if not wanted:
        return no_fail
    action, step, number = wanted.split(":")
    left = int(number)

    def fail(name: str) -> None:
        nonlocal left
        if name != step:
            return
        left -= 1
        if left == 0:
            _act(action)

    return fail


def _act(action: str) -> None:
    if action == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if action == "full":
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    os.kill(os.getpid(), signal.SIGINT)
    if action == "interrupt-twice":
        os.kill(os.getpid(), signal.SIGINT)
