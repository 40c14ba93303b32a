"""Rounds of kills until there are enough, and what they amount to."""

from __future__ import annotations

import dataclasses
import json
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from pathlib import Path

from tests.faults.deck import BROWSER, STEPS, Deck
from tests.faults.kills import Round, play, undisturbed
from tests.sample.sample_world import TODAY
from tests.sample.serving import serving

WORLDS = ("sample", "spa")
"""Every kind of portal, and portals whose every page the browser renders."""
FEWEST = 20
FIELDS = tuple(each.name for each in dataclasses.fields(Round))


def campaign(wanted: int, seed: int, keep: Path | None = None) -> list[Round]:
    """Rounds with ascending seeds until so many kills are made, of each kind as many as it takes; each is told on stderr and kept as a line of JSON."""
    rounds: list[Round] = []
    arguments = (f"today={TODAY[1]}",)
    deck = Deck()
    with tempfile.TemporaryDirectory(prefix="fazhi-campaign-") as name, ExitStack() as stack:
        folder = Path(name)
        worlds = [
            stack.enter_context(serving(world=world, log=folder / f"{world}.log"))
            for world in WORLDS
        ]
        references = [undisturbed(folder / s.world.name, s, arguments) for s in worlds]
        while not enough(deck.made, wanted):
            turn = len(rounds) % len(worlds)
            renders = worlds[turn].world.name == "spa"
            done = play(
                seed + len(rounds), worlds[turn], references[turn], arguments,
                lambda rng, renders=renders: deck.hand(rng, renders=renders),  # type: ignore[misc]
                deck.made,
            )  # fmt: skip
            rounds.append(done)
            _tell(done, deck.made)
            if keep is not None:
                with keep.open("a", encoding="utf-8") as stream:
                    stream.write(json.dumps({name: getattr(done, name) for name in FIELDS}) + "\n")
    return rounds


def enough(made: Counter[str], wanted: int) -> bool:
    """Whether there are so many kills, a tenth of them in each step of the commit, and twenty of readers and browsers."""
    total = made.total()
    steps = all(made[step] >= total / 10 for step in STEPS)
    browsers = sum(made[name] for name in BROWSER)
    return total >= wanted and steps and made["reader"] >= FEWEST and browsers >= FEWEST


def _tell(done: Round, made: Counter[str]) -> None:
    words = f"{done.kills.total()} kills, {len(done.problems)} problems, {done.seconds:.0f} s"
    sys.stderr.write(f"seed {done.seed}, {done.world}: {words}; in all {made.total()}\n")
    sys.stderr.write("".join(f"{problem}\n" for problem in done.problems[:20]))
    sys.stderr.flush()


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
            f"{total} kills in {len(rounds)} harvests of the worlds sample and spa, seeds "
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
    "driver": "the browser's driver",
    "browser": "the browser itself",
    "renderer": "a page's process in the browser",
    "gpu": "the browser's painting process",
    "network": "the browser's network process",
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
