"""One attachment read in a bounded process of its own: whatever the file does, the caller gets an outcome."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from archive.records import ExtractedPage, Page
from archive.space import room
from pipelines.attachments import sniff
from pipelines.attachments.failure import Origin, Outcome
from pipelines.attachments.tesseract import is_installed
from pipelines.attachments.wire import from_json

_log = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[2]
_MIB = 1024 * 1024
_MAX_BODY = 128 * _MIB
_OUTCOMES: tuple[Outcome, ...] = (
    "ok",
    "encrypted",
    "corrupt",
    "limit",
    "empty",
    "scan",
    "unsupported",
)
# Signals by which the limits end a process: CPU time, file size, kill; PDFium aborts or traps when
# it gets no memory. Any other (SIGSEGV, SIGBUS) is a file that broke its reader.
_LIMIT_SIGNALS = frozenset(
    (signal.SIGXCPU, signal.SIGXFSZ, signal.SIGKILL, signal.SIGABRT, signal.SIGTRAP, signal.SIGILL)
)
_ORIGINS: dict[str, Origin] = {
    sniff.PDF: "pdf",
    sniff.DOCX: "docx",
    sniff.DOC: "doc",
    sniff.OFD: "ofd",
    sniff.RTF: "rtf",
    sniff.PLAIN: "text",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """What one child process may take."""

    memory: int = 2048 * _MIB
    """Bytes of address space."""
    cpu_seconds: int = 20
    """Of each process: the reader, and every one that it starts."""
    wall_seconds: float = 30.0
    file_bytes: int = 64 * _MIB
    answer_bytes: int = 12 * _MIB


LIMITS = Limits()
OCR_LIMITS = Limits(cpu_seconds=120, wall_seconds=300.0)
"""A page takes some two to four seconds of CPU: room for a report of 40 pages and more."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    """What a child said, or what ended it."""

    outcome: Outcome
    page: ExtractedPage | None = None
    """The page read, where the outcome is `ok`."""
    problem: str | None = None
    """Why it was not read, in words."""


def extract_attachment(page: Page) -> tuple[str, ExtractedPage]:
    """The attachment's outcome and its text ('' unless the outcome is `ok`). Never raises on content.

    Outcomes: ok, encrypted, corrupt, limit, empty, scan (pictures only, and no OCR installed),
    unsupported. Scans are read by OCR in a second child with limits of its own.
    """
    said = run_child(page, LIMITS, ocr=False)
    if said.outcome == "scan" and is_installed():
        said = run_child(page, OCR_LIMITS, ocr=True)
    if said.page is not None:
        return said.outcome, said.page
    kind = sniff.media_type(page.body, page.name, page.content_type)
    origin: Origin = "ocr" if kind in sniff.IMAGES else _ORIGINS.get(kind, "html")
    short = kind.rpartition("/")[2] if kind not in _ORIGINS else origin
    return said.outcome, ExtractedPage(
        url=page.url,
        text="",
        rule=f"attachment:{short}",
        origin=origin,
        problem=said.problem,
    )


def run_child(page: Page, limits: Limits, *, ocr: bool) -> Answer:
    """One child process on one page. Raises NoSpace where its input finds no room."""
    if len(page.body) > _MAX_BODY:
        return Answer(outcome="limit", problem=f"a file of {len(page.body)} bytes")
    with tempfile.TemporaryFile() as request, tempfile.TemporaryFile() as errors:
        with room("temporary files (TMPDIR)"):
            _write(request, page, limits, ocr=ocr)
        child = subprocess.Popen(
            [sys.executable, "-m", "pipelines.attachments.child"],
            stdin=request,
            stdout=subprocess.PIPE,
            stderr=errors,
            cwd=_ROOT,
            env=_environment(),
            start_new_session=True,
        )
        assert child.stdout is not None
        with child.stdout:
            said, cut = _listen(child.stdout, limits)
        status = _end(child, patience=2.0 if cut is None else 0.0)
        if cut is not None:
            _log.info("%s: %s", page.url, cut)
            return Answer(outcome="limit", problem=cut)
        return _understand(said, status, errors, page.url)


def _write(request: IO[bytes], page: Page, limits: Limits, *, ocr: bool) -> None:
    head = {
        "url": page.url,
        "name": page.name,
        "content_type": page.content_type,
        "ocr": ocr,
        "parent": os.getpid(),
        "memory": limits.memory,
        "cpu_seconds": limits.cpu_seconds,
        "wall_seconds": limits.wall_seconds,
        "file_bytes": limits.file_bytes,
    }
    request.write(json.dumps(head).encode() + b"\n")
    request.write(page.body)
    request.seek(0)


def _environment() -> dict[str, str]:
    """Nothing of ours but what a program needs to start; one thread, so that CPU limits mean what they say."""
    kept = {
        name: os.environ[name]
        for name in ("PATH", "TESSDATA_PREFIX", "TMPDIR")
        if name in os.environ
    }
    single = {"OMP_THREAD_LIMIT": "1", "OPENBLAS_NUM_THREADS": "1"}
    return {**kept, **single, "LC_ALL": "C.UTF-8"}


def _listen(stream: IO[bytes], limits: Limits) -> tuple[bytes, str | None]:
    """What the child says until it closes its end; or why it was not heard out."""
    deadline = time.monotonic() + limits.wall_seconds
    said = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while (left := deadline - time.monotonic()) > 0:
            if not selector.select(left):
                continue
            piece = os.read(stream.fileno(), 256 * 1024)
            if not piece:
                return bytes(said), None
            said += piece
            if len(said) > limits.answer_bytes:
                return b"", f"an answer of more than {limits.answer_bytes} bytes"
    return b"", f"no answer within {limits.wall_seconds:.0f} s"


def _end(child: subprocess.Popen[bytes], *, patience: float) -> int:
    """Ends its whole group before it is reaped: until then no other process can have its number.

    `patience`: seconds for one that has answered to leave by itself, so that its own status is seen.
    """
    deadline = time.monotonic() + patience
    leaving = os.WEXITED | os.WNOWAIT | os.WNOHANG
    while time.monotonic() < deadline and os.waitid(os.P_PID, child.pid, leaving) is None:
        time.sleep(0.002)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    return child.wait()


def _understand(said: bytes, status: int, errors: IO[bytes], url: str) -> Answer:
    if status < 0:
        problem = f"the reader ended by signal {-status}"
        _log.info("%s: %s", url, problem)
        return Answer(outcome="limit" if -status in _LIMIT_SIGNALS else "corrupt", problem=problem)
    try:
        answer: dict[str, Any] = json.loads(said)
        outcome: Outcome = next(known for known in _OUTCOMES if known == answer["outcome"])
        found = from_json(answer["page"]) if outcome == "ok" else None
    except (ValueError, KeyError, TypeError, StopIteration):
        errors.seek(max(0, errors.seek(0, os.SEEK_END) - 2000))
        trace = errors.read().decode("utf-8", "replace")
        _log.warning("%s: the reader failed: %s", url, trace)
        last = trace.strip().rpartition("\n")[2]
        return Answer(outcome="limit" if "MemoryError" in trace else "corrupt", problem=last)
    if found is not None:
        return Answer(outcome=outcome, page=found)
    message = str(answer.get("message"))
    _log.info("%s: %s: %s", url, outcome, message)
    return Answer(outcome=outcome, problem=message)
