"""Run a program and measure what it and its children cost: time, processor, memory."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

EVERY_SECONDS = 0.25


@dataclass(frozen=True, kw_only=True)
class Cost:
    """What a run cost."""

    status: int
    seconds: float
    """Wall clock, start of the interpreter included."""
    own_cpu: float
    """Processor seconds of the program itself."""
    children_cpu: float
    """Processor seconds of its children, as far as they were seen alive."""
    memory: int
    """Peak of the sum of proportional set sizes, bytes."""
    most_children: int


def run(command: Sequence[str], *, environment: Mapping[str, str], log: Path, cwd: Path) -> Cost:
    """Run a program to its end, its output into a file; look at it four times a second."""
    started = time.perf_counter()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={**os.environ, **environment},
            cwd=cwd,
        )
        own_cpu, memory, most = 0.0, 0, 0
        children: dict[int, float] = {}
        while process.poll() is None:
            own, seen, size = look(process.pid)
            own_cpu = max(own_cpu, own)
            children.update(seen)
            memory, most = max(memory, size), max(most, len(seen))
            time.sleep(EVERY_SECONDS)
    return Cost(
        status=process.returncode,
        seconds=time.perf_counter() - started,
        own_cpu=own_cpu,
        children_cpu=sum(children.values()),
        memory=memory,
        most_children=most,
    )


def look(pid: int) -> tuple[float, dict[int, float], int]:
    """Return the processor seconds of a process, those of each descendant, and the memory of all."""
    own, children, memory = 0.0, {}, 0
    try:
        top = psutil.Process(pid)
        family = [top, *top.children(recursive=True)]
    except psutil.Error:
        return 0.0, {}, 0
    for member in family:
        try:
            spent = member.cpu_times()
            memory += member.memory_full_info().pss
        except psutil.Error:  # it ended while we looked
            continue
        if member.pid == pid:
            own = spent.user + spent.system
        else:
            children[member.pid] = spent.user + spent.system
    return own, children, memory
