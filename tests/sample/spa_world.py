"""The world `spa`: single-page sites of several makes, each with a dozen reports and what is not one."""

from __future__ import annotations

from dataclasses import dataclass

from tests.sample.documents import Source
from tests.sample.nouns import Column, Government, Row, SamplePortal
from tests.sample.prose import Speaker
from tests.sample.sample_portals import MIXED, NEWS, column, noise
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
    Make(portal="spa-clicks", name="榆泊县", traits=("clicks", "buttons", "ids"), listed=False),
    Make(portal="spa-clicks-hash", name="椴汀县", traits=("clicks", "buttons", "hash", "ids")),
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
    main, notices = _columns(source, round_, make.portal, government)
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


def _columns(
    source: Source, round_: int, portal: str, government: Government
) -> tuple[Column, Column]:
    """The report column and the notices."""
    plans = (
        Series(speaker=Speaker(government=government), first=FIRST, attachment=((2021, "pdf"),)),
        Series(speaker=Speaker(government=government, department="司法局"), first=2022, organ="司"),
    )
    reports = tuple(item for plan in plans for item in series(source, portal, plan, round_))
    mixed = noise(source, portal, government, round_, MIXED)
    heard = noise(source, f"{portal}-tzgg", government, round_, NEWS)
    return (
        column(source, portal, "法治政府建设年度报告", "fzzfjsndbg", reports, mixed),
        column(source, portal, "通知公告", "tzgg", heard),
    )
