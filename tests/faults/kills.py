"""Kills a harvest again and again, and holds what it ends with against an undisturbed one.

A round is one harvest of one archive: the same command is given after each kill until it ends by itself. Where
and how it is killed follows from the round's seed: at a step of the commit (through the fail points), at a random
moment, in its readers, in its browser, and once after the last answer, while it reads and settles.
"""

from __future__ import annotations

import random
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.deck import BROWSER, Kill
from tests.faults.exports import differences, normalised
from tests.faults.log import Asked, Tail, asked
from tests.faults.processes import (
    LIMIT,
    ended,
    is_over,
    kill_child,
    left_behind,
    start,
    wait_for_answers,
)
from tests.faults.soundness import records, unsound
from tests.sample.serving import Served

KILLED = -signal.SIGKILL
LATE = 0.92
"""Share of the pages after which one kill more is made at the end: while the last are read and all is settled."""

MOST = 120
"""Kills of one round before that: each process asks for its hosts' robots.txt first, so that many kills let little be done."""

Hands = Callable[[random.Random], list[Kill]]
"""Gives the kills for the next process, which ends with the last of them; none: it goes on to its end."""


@dataclass(frozen=True, kw_only=True)
class Reference:
    """An undisturbed harvest."""

    tables: dict[str, list[str]]
    pages: Counter[Asked]
    """How often the server saw each page."""
    rows: Counter[Asked]
    """How many requests of the ledger that were."""
    seconds: float


@dataclass(kw_only=True)
class Round:
    """What came of one harvest that was killed."""

    seed: int
    kills: Counter[str] = field(default_factory=Counter)
    """By step of the commit, or by what else was killed."""
    at: list[float] = field(default_factory=list)
    """For each kill, the share of the requests that had their outcome then."""
    in_flight: int = 0
    """Requests, over all kills, that had been sent and had no outcome."""
    refetched: int = 0
    """Pages that were asked for again."""
    reports: int = 0
    records: int = 0
    world: str = "sample"
    problems: list[str] = field(default_factory=list)
    seconds: float = 0.0


def undisturbed(archive: Path, served: Served, arguments: tuple[str, ...]) -> Reference:
    """Harvest without a fault. Raises RuntimeError where that fails or leaves an unsound archive."""
    tail, began = Tail.from_now(served.log), time.monotonic()
    process = start(archive, served, arguments)
    if process.wait(LIMIT) not in {0, 10, 11}:
        raise RuntimeError(f"{archive}: the undisturbed harvest ended with {process.returncode}")
    if bad := unsound(archive):
        raise RuntimeError("\n".join(bad))
    return Reference(
        tables=normalised(archive),
        pages=asked(tail.lines()),
        rows=ended(archive),
        seconds=time.monotonic() - began,
    )


def play(
    seed: int,
    served: Served,
    reference: Reference,
    arguments: tuple[str, ...],
    hands: Hands,
    made: Counter[str],
) -> Round:
    """One round: kills as `hands` gives them, one in the end while all is settled, then on to the end; compared and verified.

    `made` counts the kills over all rounds.
    """
    result, rng = Round(seed=seed, world=served.world.name), random.Random(seed)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="fazhi-kills-") as folder:
        archive = Path(folder) / "archive"
        process = Process(archive, served, arguments, reference, result, made)
        while True:
            late = ended(archive).total() > LATE * reference.rows.total()
            if result.kills["late"]:
                hand: list[Kill] = []
            elif late or result.kills.total() >= MOST:
                hand = [Kill(kind="late", name="late", wait=rng.uniform(0, 3))]
            else:
                hand = hands(rng)
            if process.run(hand):
                break
        result.problems += differences(reference.tables, normalised(archive)) + unsound(archive)
        result.reports = len(normalised(archive)["corpus"])
        result.records = records(archive)
    result.seconds = time.monotonic() - began
    result.problems = [f"seed {seed}: {line}" for line in result.problems]
    return result


@dataclass
class Process:
    """One process after the other, on the same archive."""

    archive: Path
    served: Served
    arguments: tuple[str, ...]
    reference: Reference
    result: Round
    made: Counter[str]

    def run(self, hand: list[Kill]) -> bool:
        """Give the command, and kill it as the hand says. True: it ended by itself."""
        before, tail = ended(self.archive), Tail.from_now(self.served.log)
        last = hand[-1] if hand else None
        step = last is not None and last.kind == "step"
        fail = {"FAZHI_FAIL": f"kill:{last.name}:{last.after}"} if last and step else {}
        process = start(self.archive, self.served, self.arguments, **fail)
        browsers = sum(self._kill(process, tail, kill, before) for kill in hand)
        try:
            code = process.wait(LIMIT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            self.result.problems.append(f"hung: {hand}")
            return True
        after, pages = ended(self.archive), asked(tail.lines())
        self._hold_to_one_fetch(pages, before, after, browsers)
        if code == KILLED and last is not None:
            self._count(last.name, after)
            self.result.problems += left_behind(self.archive)
            return is_over(self.archive)
        if code not in {0, 10, 11}:
            self.result.problems.append(f"exit code {code} after {hand}")
        return True

    def _kill(
        self, process: subprocess.Popen[bytes], tail: Tail, kill: Kill, before: Counter[Asked]
    ) -> int:
        """Make one kill that the fail points do not make; 1 where it was the browser's."""
        if kill.kind == "step":
            return 0
        left = self.reference.pages.total() - self._answered(before)
        number = kill.after if kill.kind != "late" else max(left, 0)
        if not wait_for_answers(process, tail, number):
            return 0
        time.sleep(kill.wait)
        if kill.kind in {"main", "late"}:
            process.kill()
            return 0
        if not kill_child(process, kill.name):
            return 0
        self._count(kill.name, ended(self.archive))
        return int(kill.name in BROWSER)

    def _answered(self, done: Counter[Asked]) -> int:
        """Answers that the undisturbed harvest got for these requests."""
        return sum(self._times(key) * number for key, number in done.items())

    def _times(self, key: Asked) -> int:
        """How often the undisturbed harvest asked for one request's page: twice where it was rendered after."""
        return self.reference.pages[key] // max(self.reference.rows[key], 1)

    def _count(self, name: str, done: Counter[Asked]) -> None:
        self.result.kills[name] += 1
        self.made[name] += 1
        self.result.at.append(done.total() / self.reference.rows.total())

    def _hold_to_one_fetch(
        self, pages: Counter[Asked], before: Counter[Asked], after: Counter[Asked], browsers: int
    ) -> None:
        """In one process a page is asked for as often as undisturbed, and not at all if it had its outcome."""
        for key, number in pages.items():
            if self.reference.pages[key] < self.reference.rows[key]:
                continue  # the shell of many addresses (#/detail?id=1): each process asks for it once
            due = self.reference.rows[key] - before[key]
            allowed = due * self._times(key)
            if number > allowed + (browsers if allowed else 0):
                self.result.problems.append(f"{key} was asked {number} times, {allowed} were due")
            begun = -(-number // max(self._times(key), 1))
            undone = max(begun - (after[key] - before[key]), 0)
            self.result.in_flight += undone
        self.result.refetched += sum((self._seen & pages).values()) if self._seen else 0
        self._seen = Counter({key: 1 for key in pages if after[key] < self.reference.rows[key]})

    _seen: Counter[Asked] = field(default_factory=Counter)
    """Pages that the last process asked for and left without an outcome."""
