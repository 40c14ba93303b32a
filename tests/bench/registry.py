"""How long the registry takes: checking the whole of it, and loading it for a crawl.

    python -m tests.bench.registry

Both in fresh processes, imports included, as a person or a crawl pays for them.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]

LOADING = """
from pathlib import Path
from spiders.registry.loader import load
print(len(load(Path("spiders/registry"))), "rows")
"""


def timed(*words: str) -> tuple[str, float, float]:
    """Run Python with these words; gives what it said, wall seconds and CPU seconds."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    command = [sys.executable, *words]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    after, wall = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter() - start
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return told.stdout.strip(), wall, cpu


def main() -> None:
    """Print a line for each."""
    for name, aim, words in (
        ("scrapy portals check", 10, ("-m", "scrapy", "portals", "check")),
        ("loading for a crawl", 1, ("-c", LOADING)),
    ):
        told, wall, cpu = timed(*words)
        print(f"{name}: {wall:.2f} s, CPU {cpu:.2f} s ({told}); aim: under {aim} s")


if __name__ == "__main__":
    main()
