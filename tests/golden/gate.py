"""The gate on reading: text F1 and accuracy per field over all goldens, held above stored floors.

`python -m tests.golden.gate` prints what is measured; with `--accept` it becomes the new floor. That is
needed after every change to the corpus, and is the one way to lower a floor, so that a reviewer sees it.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TypedDict

from rapidfuzz.distance import Indel

from tests.golden import stored
from tests.golden.case import FIELDS

FLOORS = Path(__file__).with_name("floors.json")
DECISION = ("is_report", "reason")


class Measured(TypedDict):
    """What one run over the goldens gives; shares are of the cases that say something of it, 0-1."""

    corpus: str
    cases: int
    figures: dict[str, float]


def measure() -> Measured:
    """Read every golden page and compare it with its expectation."""
    names = stored.names()
    scores = [text_f1(stored.expected(case)["text"], stored.reading(case).text) for case in names]
    figures = {"text_f1_mean": sum(scores) / len(scores), "text_f1_worst": min(scores)}
    figures |= {field: _accuracy(field) for field in (*DECISION, *FIELDS)}
    rounded = {name: round(value, 4) for name, value in figures.items()}
    return {"corpus": stored.digest(), "cases": len(names), "figures": rounded}


def text_f1(wanted: str, read: str) -> float:
    """Harmonic mean of precision and recall of the longest common subsequence, white space aside."""
    one, other = "".join(wanted.split()), "".join(read.split())
    return float(Indel.normalized_similarity(one, other))


def floors() -> Measured:
    """The stored floors, and the digest of the corpus that they hold for."""
    found: Measured = json.loads(FLOORS.read_text("utf-8"))
    return found


def below(found: Measured, least: Measured) -> dict[str, tuple[float, float]]:
    """Figures that fell under their floor: name → (measured, floor)."""
    return {
        name: (found["figures"].get(name, 0.0), floor)
        for name, floor in least["figures"].items()
        if found["figures"].get(name, 0.0) < floor
    }


def _accuracy(field: str) -> float:
    said = [case for case in stored.names() if field in stored.expected(case)]
    wrong = [case for case in said if _value(case, field) != stored.expected(case)[field]]
    return 1 - len(wrong) / len(said)


def _value(case: str, field: str) -> object:
    reading = stored.reading(case)
    return getattr(reading if field in DECISION else reading.facts, field)


def main() -> int:
    """Print what is measured beside the floors; 1 where one is not reached or the corpus differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.golden.gate", description=__doc__)
    parser.add_argument("--accept", action="store_true", help="store what is measured as floors")
    accept = parser.parse_args().accept
    found = measure()
    least = floors() if FLOORS.exists() else found
    for name, value in found["figures"].items():
        floor = least["figures"].get(name, 0.0)
        sys.stdout.write(f"{name:16} {value:.4f}   floor {floor:.4f}\n")
    same = found["corpus"] == least["corpus"]
    said = "as stored" if same else "changed"
    sys.stdout.write(f"{found['cases']} cases, corpus {said}\n")
    if accept:
        shown = json.dumps(found, indent=1, ensure_ascii=False)
        FLOORS.write_text(shown + "\n", encoding="utf-8")
        return 0
    return 0 if same and not below(found, least) else 1


if __name__ == "__main__":
    raise SystemExit(main())
