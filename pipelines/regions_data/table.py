"""The administrative divisions of China by year: which unit a code was, what it was called, where it belongs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from archive.records import Level

FIRST_YEAR, LATEST_YEAR = 2004, 2026
"""Years outside are answered from the nearest year of the table."""

MUNICIPALITIES = frozenset({"11", "12", "31", "50"})
"""北京, 天津, 上海, 重庆: their districts have no city between them and the province."""

ALONE = ("自治县", "自治旗", "特区", "林区")
"""Endings in 区 or like it whose customary name goes without the city: 六枝特区, 神农架林区."""

_FOLDER = Path(__file__).parent


@dataclass(frozen=True, kw_only=True, slots=True)
class Unit:
    """One administrative unit as it stood on 31 December of a year."""

    code: str
    name: str
    level: Level
    province: str
    """Full name."""
    city: str | None
    """Full name of the prefecture; None for a province, a district of a municipality, a directly administered county."""
    county: str | None
    """Full name; None for a province and a prefecture."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Run:
    """A unit's name, short name and parent over the years in which they held."""

    code: str
    name: str
    short: str
    parent: str
    """Code of the unit above; '' for a province."""
    first: int
    last: int


@cache
def _runs() -> Mapping[str, tuple[Run, ...]]:
    runs: dict[str, list[Run]] = defaultdict(list)
    for line in (_FOLDER / "units.tsv").read_text(encoding="utf-8").splitlines():
        code, name, short, parent, first, last = line.split("\t")
        runs[code].append(
            Run(code=code, name=name, short=short, parent=parent, first=int(first), last=int(last))
        )
    return {code: tuple(found) for code, found in runs.items()}


@cache
def _successors() -> Mapping[str, tuple[tuple[int, str], ...]]:
    moves: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for line in (_FOLDER / "successors.tsv").read_text(encoding="utf-8").splitlines():
        code, last, new, _ = line.split("\t")
        moves[code].append((int(last), new))
    return {code: tuple(found) for code, found in moves.items()}


def every_run() -> Iterator[Run]:
    """Yield every unit of every year."""
    for runs in _runs().values():
        yield from runs


def nearest_year(year: int | None) -> int:
    """Return the year of the table that answers for a year (None: now)."""
    return LATEST_YEAR if year is None else min(max(year, FIRST_YEAR), LATEST_YEAR)


@cache
def table(year: int) -> Mapping[str, Run]:
    """Return code → unit for the end of a year."""
    year = nearest_year(year)
    return {run.code: run for run in every_run() if run.first <= year <= run.last}


@cache
def _children(year: int) -> Mapping[str, tuple[str, ...]]:
    below: dict[str, list[str]] = defaultdict(list)
    for code, run in table(year).items():
        below[run.parent].append(code)
    return {code: tuple(sorted(found)) for code, found in below.items()}


def run_of(code: str, year: int | None) -> Run | None:
    """Return the run of a code in a year, or its run nearest to that year; None for a code that never was."""
    runs = _runs().get(code)
    if not runs:
        return None
    wanted = nearest_year(year)
    return min(runs, key=lambda run: (max(run.first - wanted, wanted - run.last, 0), -run.first))


def is_code(code: str) -> bool:
    """Return whether this was a unit's code in any year from 2004 on."""
    return code in _runs()


def level_of(code: str) -> Level:
    """Return the level that a code's form gives: names do not, for county-level cities end in 市 too."""
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "county"


def unit(code: str, year: int | None = None) -> Unit | None:
    """Return the unit of a code in a year (None: now); where it did not exist then, as it stood nearest to it."""
    run = run_of(code, year)
    if run is None:
        return None
    level = level_of(code)
    province = run_of(code[:2] + "0000", year)
    above = run_of(run.parent, year) if level == "county" else None
    city = run.name if level == "prefecture" else None
    if above is not None and not above.code.endswith("0000"):
        city = above.name
    return Unit(
        code=code,
        name=run.name,
        level=level,
        province=province.name if province else run.name,
        city=city,
        county=run.name if level == "county" else None,
    )


def children(code: str, year: int | None = None) -> tuple[str, ...]:
    """Return the codes of the units right below one in a year."""
    return _children(nearest_year(year)).get(code, ())


def lineage(code: str, year: int | None) -> tuple[str, ...]:
    """Return a code and the codes above it, lowest first."""
    run = run_of(code, year)
    return () if run is None else (code, *(lineage(run.parent, year) if run.parent else ()))


def now(code: str, year: int | None = None) -> str:
    """Return today's code of the unit that had this code in a year; the same code where its way cannot be proved."""
    run = run_of(code, year)
    if run is None:
        return code
    last = _runs()[code][-1].last
    if last >= LATEST_YEAR:
        return code
    for ended, heir in _successors().get(code, ()):
        if ended >= run.last:
            return now(heir, ended + 1)
    return code


def customary_name(code: str, year: int | None = None) -> str:
    """Return the name that stands before 人民政府: a district with its city, every other unit alone; '' if unknown."""
    found = unit(code, year)
    if found is None:
        return ""
    if found.level != "county" or found.name.endswith(ALONE) or not found.name.endswith("区"):
        return found.name
    if found.city:
        return found.city + found.name
    return (found.province if code[:2] in MUNICIPALITIES else "") + found.name
