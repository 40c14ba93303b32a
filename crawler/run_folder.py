"""What a run leaves in its folder beside its log: arguments, verdict, Scrapy's counts; each whole or not at all."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from scrapy.crawler import Crawler

from archive import whole
from archive.errors import NoSpace
from crawler.verdict import Verdict


def write_arguments(folder: Path, given: str) -> None:
    """What the command was given, as JSON; the folder is made. Raises NoSpace."""
    whole.write_text(folder / "arguments.json", given + "\n")


def write_verdict(folder: Path, verdict: Verdict) -> None:
    """How it ended, and why. Raises NoSpace."""
    whole.write_text(folder / "verdict.json", verdict.to_json() + "\n")


def write_stats(folder: Path, crawler: Crawler) -> None:
    """Scrapy's own counts of this process; a full disk has better uses for its room."""
    stats = crawler.stats.get_stats()
    with suppress(NoSpace, OSError):
        text = json.dumps(stats, indent=1, sort_keys=True, default=str)
        whole.write_text(folder / "stats.json", text + "\n")
