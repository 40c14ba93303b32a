"""The child process that reads one attachment within its limits: request on stdin, answer on stdout."""

from __future__ import annotations

import contextlib
import ctypes
import json
import os
import resource
import signal
import sys
from typing import Any

_PR_SET_PDEATHSIG = 1
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000


def confine(memory: int, cpu_seconds: int, file_bytes: int, parent: int) -> None:
    """Bounds this process and all that it starts, ends it with its parent, and takes its network away.

    The network goes only where the kernel lets us (a namespace of its own needs a right that some
    containers withhold); no reader opens a socket either way.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    if os.getppid() != parent:  # it died before the line above
        raise SystemExit(1)
    if libc.unshare(_CLONE_NEWNET) != 0:
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
    for kind, bound in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, file_bytes),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(kind)[1]
        most = bound if hard == resource.RLIM_INFINITY else min(bound, hard)
        resource.setrlimit(kind, (most, most))


def answer(request: dict[str, Any], body: bytes) -> dict[str, Any]:
    """The reader's answer as JSON values: `outcome`, `message`, and `page` where it is ok."""
    from archive.records import Page
    from pipelines.attachments.dispatch import read_page
    from pipelines.attachments.failure import ReadFailure
    from pipelines.attachments.wire import to_json

    page = Page(
        url=request["url"], body=body, name=request["name"], content_type=request["content_type"]
    )
    try:
        if request["ocr"]:
            from pipelines.attachments.ocr import read_scan

            return {"outcome": "ok", "page": to_json(read_scan(page, request["wall_seconds"]))}
        return {"outcome": "ok", "page": to_json(read_page(page))}
    except ReadFailure as failure:
        return {"outcome": failure.outcome, "message": str(failure)[:500]}
    except (MemoryError, RecursionError) as error:
        return {"outcome": "limit", "message": type(error).__name__}


def main() -> None:
    """Reads the request line and the body, answers, and leaves without clean-up that could hang."""
    request = json.loads(sys.stdin.buffer.readline())
    confine(request["memory"], request["cpu_seconds"], request["file_bytes"], request["parent"])
    sys.setrecursionlimit(2_000)
    said = answer(request, sys.stdin.buffer.read())
    with contextlib.suppress(BrokenPipeError):
        sys.stdout.buffer.write(json.dumps(said, ensure_ascii=False).encode("utf-8", "replace"))
        sys.stdout.buffer.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
