"""The world `spa`: single-page sites of several makes, each with a dozen reports and what is not one."""

from __future__ import annotations

from dataclasses import dataclass

from tests.sample import sample_world as sw
from tests.sample.documents import Source, near_misses
from tests.sample.nouns import Government, Item, Row, SamplePortal
from tests.sample.prose import Speaker
from tests.sample.sample_portals import MIXED, NEWS, column
from tests.sample.sample_world import Series, series

NETWORK = "127.0.42."
FIRST_ADDRESS = 101
FIRST = 2016


@dataclass(frozen=True, kw_only=True)
class Make:
    """One way to build such a site."""

    portal: str
    name: str
    traits: tuple[str, ...]
    listed: bool = True
    """The registry names the column; else it is found from the home page."""


MAKES = (
    Make(portal="spa-links", name="渚溪县", traits=("post",)),
    Make(portal="spa-buttons", name="岚渡县", traits=("buttons",), listed=False),
    Make(portal="spa-hash", name="芷泊县", traits=("buttons", "hash", "ids")),
    Make(portal="spa-embedded", name="菱浦县", traits=("embedded",)),
    Make(portal="spa-named", name="鹤汀县", traits=("named", "buttons")),
    Make(portal="spa-bodies", name="葵垭县", traits=("bodies",)),
)


def portals(source: Source, round_: int) -> tuple[SamplePortal, ...]:
    """All portals of a round."""
    return tuple(_portal(source, round_, number, make) for number, make in enumerate(MAKES))


def _portal(source: Source, round_: int, number: int, make: Make) -> SamplePortal:
    government = Government(
        name=make.name,
        region=str(990160 + number),
        shown=make.name,
        mark=f"{make.name[0]}政",
        parent="临溪市",
        cited="临政发",
    )
    years = tuple(range(2022, sw.LAST[round_] + 2))

    def noise(name: str, kinds: tuple[str, ...]) -> tuple[Item, ...]:
        made = near_misses(source, name, government, years, kinds)
        return tuple(item for item in made if item.published <= sw.TODAY[round_])

    gov = Series(speaker=Speaker(government=government), first=FIRST, attachment=((2021, "pdf"),))
    dept = Series(
        speaker=Speaker(government=government, department="司法局"), first=2022, organ="司"
    )
    reports = tuple(
        item for plan in (gov, dept) for item in series(source, make.portal, plan, round_)
    )
    main = column(
        source,
        make.portal,
        "法治政府建设年度报告",
        "fzzfjsndbg",
        reports,
        noise(make.portal, MIXED),
    )
    notices = column(source, make.portal, "通知公告", "tzgg", noise(f"{make.portal}-tzgg", NEWS))
    row = Row(
        portal=make.portal, name=government.body, region=government.region,
        column=main.slug if make.listed else None, since=FIRST,
    )  # fmt: skip
    return SamplePortal(
        portal=make.portal,
        government=government,
        site_name=government.body,
        shape="spa",
        address=f"{NETWORK}{FIRST_ADDRESS + number}",
        columns=(main, notices),
        rows=(row,),
        round=round_,
        site_code=f"{government.region}{number:04d}",
        traits=make.traits,
    )
