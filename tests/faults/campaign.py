"""Rounds of kills until there are enough, and what they amount to."""

from __future__ import annotations

import dataclasses
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.faults.kills import STEPS, Round, play, undisturbed
from tests.sample.sample_world import TODAY
from tests.sample.serving import serving

FIELDS = tuple(each.name for each in dataclasses.fields(Round))


def campaign(wanted: int, seed: int, keep: Path | None = None) -> list[Round]:
    """Rounds with ascending seeds until so many kills are made; each is told on stderr and kept as a line of JSON."""
    rounds: list[Round] = []
    with (
        tempfile.TemporaryDirectory(prefix="fazhi-campaign-") as folder,
        serving(log=Path(folder) / "log") as served,
    ):
        arguments = (f"today={TODAY[1]}",)
        reference = undisturbed(Path(folder) / "reference", served, arguments)
        while sum(each.kills.total() for each in rounds) < wanted:
            done = play(seed + len(rounds), served, reference, arguments)
            rounds.append(done)
            words = (
                f"{done.kills.total()} kills, {len(done.problems)} problems, {done.seconds:.0f} s"
            )
            sys.stderr.write(
                f"seed {done.seed}: {words}\n" + "".join(p + "\n" for p in done.problems[:20])
            )
            if keep is not None:
                with keep.open("a", encoding="utf-8") as stream:
                    stream.write(json.dumps({name: getattr(done, name) for name in FIELDS}) + "\n")
    return rounds


def kept(path: Path) -> list[Round]:
    """The rounds that a campaign kept."""
    lines = path.read_text("utf-8").splitlines()
    rounds = [Round(**json.loads(line)) for line in lines]
    for each in rounds:
        each.kills = Counter(each.kills)
    return rounds


def told(rounds: list[Round]) -> str:
    """The figures as Markdown."""
    kills = sum((each.kills for each in rounds), Counter[str]())
    total = kills.total()
    at = sorted(share for each in rounds for share in each.at)
    fifths = [sum(1 for share in at if n <= min(int(share * 5), 4) < n + 1) for n in range(5)]
    names = [*STEPS, *(name for name in kills if name not in STEPS)]
    problems = [line for each in rounds for line in each.problems]
    lines = [
        (
            f"{total} kills in {len(rounds)} harvests of the sample world, seeds "
            f"{_seeds(rounds)}; the same command after each."
        ),
        "",
        "| killed at | kills | share |",
        "|---|--:|--:|",
        *(
            f"| {WORDS.get(name, name)} | {kills[name]} | {kills[name] / total:.0%} |"
            for name in names
        ),
        "",
        f"Spread over a harvest's requests, in fifths of those that had their outcome: {', '.join(map(str, fifths))}.",
        "",
        "| what must hold | figure |",
        "|---|--:|",
        f"| harvests whose final export differs from the undisturbed one | {sum(1 for e in rounds if e.problems)} |",
        f"| reports lost or duplicated | {sum(_wrong_reports(e) for e in rounds)} of {sum(e.reports for e in rounds)} |",
        (
            f"| WARC records unreadable (our reader, warcio's checker, FastWARC) | "
            f"{sum('warcio' in p or 'verify' in p or 'FastWARC' in p for p in problems)} "
            f"of {sum(e.records for e in rounds)} |"
        ),
        f"| requests under way at a kill | {sum(e.in_flight for e in rounds)} |",
        f"| pages fetched again for it | {sum(e.refetched for e in rounds)} |",
        (
            f"| pages fetched more than once more for one kill, or though they had their outcome | "
            f"{sum('was asked' in p for p in problems)} |"
        ),
    ]
    return "\n".join(lines) + "\n"


WORDS = {
    "before-exchange": "before an exchange is appended to WARC",
    "after-exchange": "after it",
    "before-event": "before an event is appended to WARC",
    "after-event": "after it",
    "before-sync": "before the WARC file is synced",
    "after-sync": "after it, before the transaction",
    "before-commit": "in the transaction, before its commit",
    "after-commit": "after the commit",
    "main": "at a random moment",
    "reader": "a reading process",
    "browser": "a process of the browser",
    "late": "after the last answer: reading, settling, closing",
}


def _seeds(rounds: list[Round]) -> str:
    """Runs of seeds: 1-12, 101-110."""
    runs: list[list[int]] = []
    for seed in sorted(each.seed for each in rounds):
        if runs and seed == runs[-1][1] + 1:
            runs[-1][1] = seed
        else:
            runs.append([seed, seed])
    return ", ".join(f"{first}-{last}" for first, last in runs)


def _wrong_reports(each: Round) -> int:
    return sum("corpus: lost" in line or "corpus: added" in line for line in each.problems)
