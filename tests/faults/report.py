"""`python -m tests.faults.report`: what survives what, measured, as docs/reliability.md.

The kills take some twenty minutes on two cores; `--kills-from FILE` takes rounds that were kept before.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.faults.campaign import campaign, kept, told

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "docs" / "reliability.md"
TESTS = (
    ("tests/faults/test_torn_warc.py", "A WARC file cut at every byte of its last three records, reopened, appended, verified"),
    ("tests/faults/test_no_space.py", "No space at a step of the commit, and a file system that fills: exit 13, sound, the same command goes on"),
    ("tests/faults/test_kills_around.py", "Killed while it mends, begins, settles, closes, rebuilds; twice before any progress; no space while it settles"),
    ("tests/faults/test_lost_catalog.py", "Killed, and then the catalog lost and rebuilt, other arguments given, a portal gone from the registry"),
    ("tests/faults/test_clock.py", "A clock ten years off in one harvest or between two"),
    ("tests/faults/test_gone_person.py", "Pipes, streams and terminals that are closed; Ctrl-C, SIGTERM and SIGHUP at any moment"),
    ("tests/faults/test_one_writer.py", "Five harvests at once; the holder killed; Ctrl-C twice"),
    ("tests/faults/test_hostile.py", "Hostile pages: bombs, cuts, loops, redirects inside, lies, injections, robots.txt of every kind"),
    ("tests/pipelines/test_chrome_only.py", "Pages of one report in all families' markup and redesigns, over 500 pairs: no version; each planted edit is one"),
    ("tests/pipelines/test_planted_clusters.py", "Planted reprints in two worlds with other sentences: pairwise precision 1.0, recall at least 0.99, no two years united"),
    ("tests/harvest/test_cheap_again.py", "A repeated harvest: at most 1.1 requests a column and 5 % of the bytes; a year later a pager that counts pages alone is followed whole"),
    ("tests/archive/test_verify.py", "`verify` finds each planted damage and says where"),
)  # fmt: skip
HEAD = """# What survives what

Measured, not promised. Written by `.venv/bin/python -m tests.faults.report` on the tree of commit {commit}.
Every figure is over the bundled sample portals on loopback; times and WARC positions apart, a harvest that was
killed must export exactly what an undisturbed one exports: corpus, versions, coverage, ledger, evidence, sections,
rejections, list rows, walks and readings.

## Kills

`{command}`

{kills}
What the comparison leaves out: the times, the WARC positions, the ids that hold the harvest's own random part, the
order in which portals took turns, and which of two addresses with the same bytes was the first.
The rules of a host (robots.txt) are asked for again by each process, in the same row of the ledger.

## A long harvest

`.venv/bin/python -m tests.bench.soak --pages 20000`

{soak}

## Other faults

Each by `.venv/bin/python -m pytest -q FILE`.

| what | file | tests | result |
|---|---|--:|---|
{tests}
"""


def main(arguments: list[str] | None = None) -> int:
    """Measure, and write the document."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults.report", description=__doc__)
    parser.add_argument("--kills", type=int, default=200, help="how many kills at least (200)")
    parser.add_argument("--seed", type=int, default=1, help="of the first round")
    parser.add_argument("--kills-from", type=Path, help="rounds kept by an earlier run")
    parser.add_argument("--kills-at", help="the commit that they were made at")
    parser.add_argument("--soak-from", type=Path, help="what tests.bench.soak printed")
    asked = parser.parse_args(arguments)
    if asked.kills_from:
        rounds = kept(asked.kills_from)
    else:
        with tempfile.TemporaryDirectory(prefix="fazhi-report-") as folder:
            rounds = campaign(asked.kills, asked.seed, Path(folder) / "rounds.jsonl")
    figures = told(rounds)
    if asked.kills_at:
        figures += f"\nThese kills were made on the tree of commit {asked.kills_at}.\n"
    command = f".venv/bin/python -m tests.faults.report --seed {rounds[0].seed}"
    text = HEAD.format(
        commit=_commit(), command=command, kills=figures, soak=_soak(asked.soak_from),
        tests="\n".join(map(_run, TESTS)),
    )  # fmt: skip
    OUT.write_text(text, "utf-8")
    return int(any(each.problems for each in rounds))


def _soak(path: Path | None) -> str:
    """What the soak printed, as it printed it."""
    if path is None:
        return "Not measured in this run."
    return "\n".join(f"    {line}" for line in path.read_text("utf-8").splitlines() if line)


def _commit() -> str:
    found = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return found.stdout.strip() or "unknown"


def _run(test: tuple[str, str]) -> str:
    """Run one file of tests; its row of the table."""
    path, words = test
    sys.stderr.write(f"{path} …\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", path],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    passed, failed, skipped = (
        int(found[1]) if (found := re.search(rf"(\d+) {word}", done.stdout)) else 0
        for word in ("passed", "failed", "skipped")
    )
    result = "all hold" if done.returncode == 0 else f"{failed} of them fail"
    note = f", {skipped} skipped" if skipped else ""
    return f"| {words} | `{path}` | {passed + failed} | {result}{note} |"


if __name__ == "__main__":
    sys.exit(main())
