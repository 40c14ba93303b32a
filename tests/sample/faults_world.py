"""The worlds `faults` and `good`: faulty portals beside sound ones, and the sound ones alone."""

from __future__ import annotations

from dataclasses import replace

from tests.sample import sample_world as sw
from tests.sample.documents import Source, near_misses
from tests.sample.families_world import portals as families
from tests.sample.fault_table import TABLE
from tests.sample.nouns import Government, Row, SamplePortal
from tests.sample.prose import Speaker
from tests.sample.sample_portals import NEWS, column
from tests.sample.sample_world import Series, series

NETWORK = "127.0.43."
FIRST = 2022


def governments() -> tuple[Government, ...]:
    """One invented county a fault."""
    names = tuple(f"{head}{tail}县" for head in "寒晴暮晓素" for tail in "汀浦坞汊渚岫屿埠")
    return tuple(
        Government(
            name=name,
            region=str(990221 + place),
            shown=name,
            mark=f"{name[:2]}政",
            parent="澄湾市",
            cited="澄政发",
        )
        for place, name in enumerate(names[1:], 1)
    )


def good(source: Source, round_: int) -> tuple[SamplePortal, ...]:
    """Sound portals of every family, their columns given."""
    return tuple(
        replace(
            portal, rows=tuple(replace(row, column=portal.columns[0].slug) for row in portal.rows)
        )
        for portal in families(source, round_)
    )


def portals(source: Source, round_: int) -> tuple[SamplePortal, ...]:
    """One portal a fault, beside the sound ones."""
    faulty = tuple(
        _portal(source, round_, number, name, government)
        for number, (name, government) in enumerate(zip(TABLE, governments(), strict=False), 1)
    )
    return (*good(source, round_), *faulty)


def _portal(
    source: Source, round_: int, number: int, fault: str, government: Government
) -> SamplePortal:
    portal = f"bad-{fault}"
    plan = Series(speaker=Speaker(government=government), first=FIRST, number="line")
    years = tuple(range(2023, sw.LAST[round_] + 2))
    made = near_misses(source, portal, government, years, ("plan", "foi"))
    noise = tuple(item for item in made if item.published <= sw.TODAY[round_])
    main = column(
        source,
        portal,
        "法治政府建设年度报告",
        "fzzfjsndbg",
        series(source, portal, plan, round_),
        noise,
    )
    notices = column(
        source,
        portal,
        "通知公告",
        "tzgg",
        near_misses(source, f"{portal}-tzgg", government, years[:1], NEWS),
    )
    row = Row(
        portal=portal, name=government.body, region=government.region, column=main.slug, since=FIRST
    )
    return SamplePortal(
        portal=portal,
        government=government,
        site_name=government.body,
        shape="plain",
        address=f"{NETWORK}{number}",
        columns=(main, notices),
        rows=(row,),
        site_code=f"{government.region}{number:04d}",
        round=round_,
        fault=fault,
        traits=("li",),
    )
