"""Fail points for the fault tests: FAZHI_FAIL makes a run die, or run out of space, at a named step of the commit."""

from __future__ import annotations

import errno
import os
import signal

from archive.failpoint import FailPoint, no_fail


def fail_point() -> FailPoint:
    """The fail point that the environment asks for: `FAZHI_FAIL=kill:before-commit:17` kills at the 17th time."""
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
            if action == "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    return fail
