"""How often each rule of evidence is right: `python -m tests.bench.evidence [PAGES] [SEED]` prints the table of docs/evidence.md."""

from __future__ import annotations

import sys
from collections import Counter

from pipelines.evidence_order import ORDER
from pipelines.reading import read
from tests.bench.fact_pages import cases

CALIBRATED = 30
"""Fewer cases prove nothing: such a rule is called uncalibrated."""


def measure(
    pages: int, seed: str
) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]], Counter[str]]:
    """Cases and right values by field and rule, and the outcome of every chosen fact."""
    met: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    outcome: Counter[str] = Counter()
    for page, truth in cases(pages, seed):
        reading = read(page)
        outcome["accepted" if reading.is_report else f"rejected:{reading.reason}"] += 1
        for piece in reading.evidence:
            rule = _listed(piece.field, piece.rule)
            met[piece.field, rule] += 1
            right[piece.field, rule] += truth.get(piece.field) == piece.value
        for name in ORDER:
            value = getattr(reading.facts, name)
            wanted = truth.get(name)
            state = (
                "right"
                if (None if value is None else str(value)) == wanted
                else "missing"
                if value is None
                else "false"
            )
            outcome[f"{name} {state}"] += 1
    return met, right, outcome


def _listed(field: str, rule: str) -> str:
    return next(
        (
            name
            for name, _ in ORDER.get(field, ())
            if rule == name or (name.endswith(":") and rule.startswith(name))
        ),
        rule,
    )


def main(pages: int, seed: str) -> None:
    """Print the reliability table in Markdown, then the chosen facts."""
    met, right, outcome = measure(pages, seed)
    print(
        "| field | rule | cases | right | share | confidence in the table |\n| --- | --- | ---: | ---: | ---: | ---: |"
    )
    for field, rules in ORDER.items():
        for rule, confidence in rules:
            cases_met, good = met[field, rule], right[field, rule]
            share = f"{good / cases_met:.3f}" if cases_met >= CALIBRATED else "uncalibrated"
            print(f"| {field} | {rule} | {cases_met} | {good} | {share} | {confidence} |")
    print("\n| outcome | pages |\n| --- | ---: |")
    for name, count in sorted(outcome.items()):
        print(f"| {name} | {count} |")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 1500,
        sys.argv[2] if len(sys.argv) > 2 else "evidence",
    )
