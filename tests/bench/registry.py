"""How long the registry takes: checking the whole of it, and loading it for a crawl.

python -m tests.bench.registry
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]

LOADING = """
import time
start = time.perf_counter()
from pathlib import Path
from spiders.registry.loader import load
portals = load(Path("spiders/registry"))
print(len(portals), time.perf_counter() - start)
"""
"""In a fresh process, imports included: what a crawl pays."""


def main() -> None:
    """Print a line for each."""
    start = time.perf_counter()
    checked = subprocess.run(
        [sys.executable, "-m", "scrapy", "portals", "check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    print(
        f"scrapy portals check: {time.perf_counter() - start:.2f} s ({checked.stdout.strip()}); aim: under 10 s"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", LOADING], cwd=ROOT, capture_output=True, text=True, check=True
    )
    rows, seconds = loaded.stdout.split()
    print(f"loading for a crawl: {float(seconds):.2f} s ({rows} rows); aim: under 1 s")


if __name__ == "__main__":
    main()
