"""What Ctrl-C, SIGTERM and a lost terminal mean, before, during and after the crawl itself."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from types import FrameType

from crawler.speaking import say

STOPPED = 130
ENDING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def heeded() -> Iterator[signal.Signals]:
    """The signals that end a harvest; one that was ignored from the start (`nohup`) stays so."""
    for number in ENDING:
        if signal.getsignal(number) is not signal.SIG_IGN:
            yield number


def before_crawl() -> None:
    """Nothing is under way yet that would have to be finished: one signal ends the command."""

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        stop_now()

    for number in heeded():
        signal.signal(number, stop)


def while_crawling(loop: asyncio.AbstractEventLoop, interrupt: Callable[[], None]) -> None:
    """Hand the signals to the harvest, between two steps of the event loop."""
    for number in heeded():
        loop.add_signal_handler(number, interrupt)


def after_crawl() -> None:
    """All is asked: settling goes on to its end at the first signal, and is broken off at the second."""
    signal.set_wakeup_fd(-1)  # the event loop's, which has stopped and would swallow them
    told = False

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal told
        del number, frame
        if told:
            stop_now()
        told = True
        say("all pages are fetched, their reports are being settled; once more stops at once")

    for number in heeded():
        signal.signal(number, stop)


def stop_now() -> None:
    """End without another step: whatever was not committed is asked again by the same command."""
    say("stopped at once; the same command goes on from here")
    os._exit(STOPPED)
