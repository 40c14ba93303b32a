"""Which units bear a name in a year: their own, their short one, or what people put in its place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache

from pipelines.regions_data import words
from pipelines.regions_data.table import every_run, nearest_year

CUSTOMARY = (
    ("自治区", "自治区"),
    ("自治州", "州"),
    ("自治县", "县"),
    ("自治旗", "旗"),
    ("族区", "区"),
)
"""Ending of a full name, and what people put in its place: 广西自治区, 凉山州, 长阳县, 管城区."""


def named(name: str, year: int) -> list[tuple[str, bool]]:
    """Return the codes that bear a name in a year, and whether it is as good as their full one."""
    year = nearest_year(year)
    runs = _names().get(name, ())
    return [(code, full) for code, full, first, last in runs if first <= year <= last]


@cache
def _names() -> Mapping[str, tuple[tuple[str, bool, int, int], ...]]:
    """Return name → (code, whether it is the full name, first and last year), of every year at once."""
    found: dict[str, list[tuple[str, bool, int, int]]] = defaultdict(list)
    for run in every_run():
        ways = {run.short: False} if len(run.short) > 1 else {}
        ways |= dict.fromkeys([*_aliases(run.name, run.short), run.name], True)
        for name, full in ways.items():
            found[name].append((run.code, full, run.first, run.last))
    return {name: tuple(sorted(runs)) for name, runs in found.items()}


def _aliases(name: str, short: str) -> Iterator[str]:
    """Yield customary names that are as good as full ones."""
    if name in words.ABBREVIATED:
        yield words.ABBREVIATED[name]
    for ending, plain in CUSTOMARY:
        if name.endswith(ending) and len(short) > 1 and not short.endswith(ending):
            yield short + plain
