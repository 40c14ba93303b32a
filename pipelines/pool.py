"""Reads captures in spawned processes, so that extraction never holds up the crawl.

A process is never forked after the reactor or a browser has started; it dies with its parent, and a page that
kills it costs that page's reading, not the harvest.
"""

from __future__ import annotations

import asyncio
import ctypes
import os
import resource
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urlsplit

from archive.errors import ArchiveDamaged, NoSpace
from archive.records import Capture, Facts, ListEntry, Page, Reading
from archive.warc_reading import read_payload
from pipelines import collector
from pipelines.fingerprint import stamped
from pipelines.spawning import LeanContext

Outcome = Literal["parse_failed", "limit"]

PR_SET_PDEATHSIG = 1
TASKS_PER_PROCESS = 3000
"""The pool is renewed after so many pages a process: what a parser leaks stays bounded. A new process costs a
second of imports; over 1,200 pages the memory of one grew by 3 MB."""
GARBAGE_AFTER = 50_000
"""New objects between two looks for cyclic garbage: one or two pages' worth."""
READING_SECONDS = 30.0
"""CPU seconds of its own that a reader may spend on one page; then the kernel ends it. The slowest real page took
two; what holds up libxml2 or an expression takes minutes in C, where nothing else could stop it."""
READING_BYTES = 2048 * 1024 * 1024
"""Address space of a reader: the largest page that is read takes a quarter of it, and what asks for more gets a
MemoryError as its reading; the machine, the writer and other portals' pages do not feel it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unread:
    """A committed capture that waits to be read."""

    folder: Path
    """The archive's warc/ folder."""
    capture: Capture
    """The capture of the page as it was asked for."""
    payload: Capture
    """The capture that holds its payload: itself, or the one that a revisit refers to."""
    portal: str
    url: str
    kind: str
    entry: ListEntry | None = None
    name: str | None = None
    today: str | None = None
    """The harvest's day."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Read:
    """A capture with what was read off it."""

    unread: Unread
    reading: Reading


def die_with_parent(parent: int) -> None:
    """Ask the kernel to kill this process when its parent dies; interrupts are the parent's to handle.

    `parent`: its process number, which is 1 for the first program of a container.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)


def become_reader(parent: int) -> None:
    """Load what reading needs, and let the garbage collector pass over it from now on."""
    die_with_parent(parent)
    from pipelines import reading

    del reading
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = READING_BYTES if hard == resource.RLIM_INFINITY else min(READING_BYTES, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
    collector.spare(GARBAGE_AFTER)


def failed(url: str, error: str, outcome: Outcome = "parse_failed") -> Reading:
    """The reading of a capture that could not be read; `limit` where it took more than a reader may."""
    return Reading(
        url=url, is_report=False, reason="unreadable", facts=Facts(), text="", outcome=outcome, error=error
    )  # fmt: skip


def file_name(url: str, words: str | None) -> str | None:
    """An attachment's name: its link's words where they end in a suffix, else the last part of its address."""
    if words and "." in words[-6:]:
        return words
    return unquote(urlsplit(url).path.rsplit("/", 1)[-1]) or words


def page_of(unread: Unread) -> Page:
    """The stored bytes of a capture. Raises ArchiveDamaged."""
    stored = read_payload(unread.folder, unread.payload)
    rendered = unread.payload.record_type == "resource"
    return Page(
        url=unread.url,
        body=stored.body,
        content_type="text/html; charset=utf-8" if rendered else stored.content_type,
        name=unread.name,
        rendered=rendered,
        entry=unread.entry,
        not_after=_day_after(max(unread.capture.captured_at[:10], unread.today or "")),
    )


def _day_after(day: str) -> str:
    """A portal's day may have begun while the one of UTC goes on."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()


def read_unread(unread: Unread) -> Reading:
    """What the pool's processes do: fetch the payload from WARC, and read it."""
    from pipelines.reading import read  # heavy: only the pool's processes load it

    try:
        with in_time():
            return stamped(read(page_of(unread)))
    except ArchiveDamaged as error:
        return failed(unread.url, str(error))
    except (ImportError, NoSpace):
        raise  # no page's fault: the harvest must stop and say so
    except MemoryError:
        return failed(unread.url, "the page asks for more memory than a reader may take", "limit")
    except Exception as error:  # noqa: BLE001 (a page that trips its reader costs itself, with the reason)
        return failed(unread.url, f"{type(error).__name__}: {error}"[:500])


@contextmanager
def in_time() -> Iterator[None]:
    """End this process where the work inside takes more than READING_SECONDS of its CPU time."""
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, READING_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def spawn_readers(workers: int) -> ProcessPoolExecutor:
    """Processes that read within their bounds, and die with this one."""
    return ProcessPoolExecutor(
        workers, mp_context=LeanContext(), initializer=become_reader, initargs=(os.getpid(),)
    )


class ReadingPool:
    """A pool of spawned readers; renewed in time, and when a page kills one of them.

    It renews itself: the executor's own `max_tasks_per_child` ends a process and, in Python 3.11
    with its queue full, starts no other; every reading after that waits for ever.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: ProcessPoolExecutor | None = None
        self._given = 0
        self._alone: ProcessPoolExecutor | None = None
        self._one_at_a_time = threading.Lock()

    def _executor(self) -> ProcessPoolExecutor:
        if self._pool is not None and self._given >= TASKS_PER_PROCESS * self._workers:
            self._pool.shutdown(wait=False)  # it ends by itself when its last readings are done
            self._pool = None
        if self._pool is None:
            self._given = 0
            self._pool = spawn_readers(self._workers)
        self._given += 1
        return self._pool

    async def read(self, unread: Unread) -> Reading:
        """Read one capture. One that kills its reader, and kills another that has nothing else to do, is given up."""
        pool = self._executor()
        try:
            return await asyncio.get_running_loop().run_in_executor(pool, read_unread, unread)
        except BrokenProcessPool:
            # All readings that the pool had been given fail with it: which one killed it shows
            # only where each is alone, so that none is given up for its neighbour.
            if self._pool is pool:
                self._pool = None
                pool.shutdown(wait=False, cancel_futures=True)
        return await asyncio.to_thread(self._read_alone, unread)

    def _read_alone(self, unread: Unread) -> Reading:
        with self._one_at_a_time:
            self._alone = self._alone or spawn_readers(1)
            try:
                return self._alone.submit(read_unread, unread).result()
            except BrokenProcessPool:
                self._alone.shutdown(wait=False, cancel_futures=True)
                self._alone = None
                return failed(unread.url, "the reading process died twice on this page", "limit")

    def close(self) -> None:
        """End the readers."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None
        if self._alone is not None:
            self._alone.shutdown(wait=True, cancel_futures=True)
            self._alone = None
