"""The eight portals of the world `sample`: which bodies publish where, and in which shape."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from tests.sample import sample_series as ss
from tests.sample import sample_world as sw
from tests.sample.documents import Source, later, near_misses
from tests.sample.nouns import Column, Government, Item, Row, SamplePortal
from tests.sample.sample_world import Series, series

NETWORK = "127.0.41."
ROBOTS = "User-agent: *\nDisallow: /jd/\nDisallow: /search\n"
SLOW_ROBOTS = "User-agent: *\nCrawl-delay: 0.05\nDisallow: /admin/\n"
EMPTY = "暂无信息"
NEWS = ("plan", "news", "call", "scheme", "score")
MIXED = ("plan", "foi", "news", "reading", "duty", "half", "call")


@dataclass(frozen=True, kw_only=True)
class Plan:
    """One website: its shape, whose reports it shows, and how its server behaves."""

    portal: str
    government: Government
    shape: str
    series: tuple[Series, ...]
    since: int
    name: str = ""
    """What the site calls itself, where that is not its government."""
    is_listed: bool = True
    """Its registry row names the report column."""
    validators: Literal["etag", "last-modified", "none"] = "none"
    robots: str | None = None
    chunked: bool = False
    traits: tuple[str, ...] = ()


PLANS = (
    Plan(
        portal="yunling", government=sw.PROVINCE, shape="xxgk", series=(ss.YUNLING, ss.YUNLING_SFT),
        since=2016, validators="last-modified", robots=ROBOTS,
    ),
    Plan(
        portal="linxi", government=sw.LINXI, shape="jcms", series=(ss.LINXI, ss.LINXI_CZJ),
        since=2017, validators="etag", robots=SLOW_ROBOTS,
    ),
    Plan(
        portal="chengwan", government=sw.CHENGWAN, shape="vue", series=(ss.CHENGWAN, ss.CHENGWAN_SFJ),
        since=2019, robots=ROBOTS, chunked=True,
    ),
    Plan(
        portal="qingshi", government=sw.QINGSHI, shape="gbk_table", series=(ss.QINGSHI, ss.QINGSHI_SFJ),
        since=2016,
    ),
    Plan(
        portal="wuling", government=sw.WULING, shape="jcms", series=(ss.WULING,),
        since=2018, chunked=True, robots=ROBOTS,
    ),
    Plan(
        portal="yundu", government=sw.YUNDU, shape="xxgk", series=(ss.YUNDU, ss.YUNDU_SFJ),
        since=2019, is_listed=False, validators="etag", robots=ROBOTS, traits=("pubdate",),
    ),
    Plan(
        portal="jinghe", government=sw.JINGHE, shape="gbk_table", series=(ss.JINGHE, ss.JINGHE_SFJ),
        since=2019, is_listed=False, robots=SLOW_ROBOTS,
    ),
    Plan(
        portal="linxi-sfj", government=sw.LINXI, shape="xxgk", series=(ss.LINXI_SFJ,),
        since=2019, name="临溪市司法局", validators="last-modified",
    ),
)  # fmt: skip
"""In the order of their addresses."""

WULING_SFJ = Row(
    portal="wuling-sfj",
    name="雾岭县司法局",
    region="990122",
    column="sfjfzzfjs",
    since=2021,
    home_column="sfjfzzfjs",
)
"""A department whose home page is a column of its county's site; the column is empty."""


def column(
    source: Source, portal: str, name: str, slug: str, *parts: tuple[Item, ...], empty: str = ""
) -> Column:
    """A column of these items, newest first."""
    items = sorted(
        (item for part in parts for item in part), key=lambda i: (i.published, i.key), reverse=True
    )
    return Column(
        name=name,
        slug=slug,
        serial=source.serial(portal, slug) % 90000 + 1000,
        items=tuple(items),
        empty=empty,
    )


def repost(source: Source, portal: str, item: Item, days: int) -> Item:
    """The same document as another portal shows it again, later and without its metadata table."""
    key = f"repost-{item.key}"
    return replace(
        item,
        key=key,
        serial=source.serial(portal, key),
        published=later(item.published, days),
        clock="15:40:02",
        index_number=None,
        generated=None,
        repost=True,
        labelled_signed=False,
        style="p",
    )


def pick(items: tuple[Item, ...], key: str) -> Item:
    """The item of that key."""
    return next(item for item in items if item.key == key)


def noise(
    source: Source, portal: str, government: Government, round_: int, kinds: tuple[str, ...]
) -> tuple[Item, ...]:
    """The near misses of these kinds that the round shows."""
    years = tuple(range(2022, sw.LAST[round_] + 2))
    made = near_misses(source, portal, government, years, kinds)
    return tuple(item for item in made if item.published <= sw.TODAY[round_])


def portals(source: Source, round_: int) -> tuple[SamplePortal, ...]:
    """All portals of a round."""
    return tuple(_portal(source, round_, number, plan) for number, plan in enumerate(PLANS, 1))


def _portal(source: Source, round_: int, number: int, plan: Plan) -> SamplePortal:
    own = Row(
        portal=plan.portal,
        name=plan.name or plan.government.body,
        region=plan.government.region,
        since=plan.since,
        column="fzzfjsndbg" if plan.is_listed else None,
    )
    columns = _columns(source, round_, plan)
    rows: tuple[Row, ...] = (own,)
    if plan.portal == "wuling":
        empty = column(source, "wuling", "县司法局法治政府建设年度报告", "sfjfzzfjs", empty=EMPTY)
        columns, rows = (*columns, empty), (own, WULING_SFJ)
    return SamplePortal(
        portal=plan.portal,
        government=plan.government,
        site_name=own.name,
        shape=plan.shape,
        address=f"{NETWORK}{number}",
        columns=columns,
        rows=rows,
        round=round_,
        site_code=f"{plan.government.region}{number:04d}",
        validators=plan.validators,
        robots=plan.robots,
        chunked=plan.chunked,
        traits=plan.traits,
    )


def _columns(source: Source, round_: int, plan: Plan) -> tuple[Column, ...]:
    """The report column, with near misses and reposts among the reports, and the notices."""
    made = tuple(item for one in plan.series for item in series(source, plan.portal, one, round_))
    mixed = noise(source, plan.portal, plan.government, round_, MIXED)
    reposts = _reposts(source, round_) if plan.portal == "linxi" else ()
    notices = noise(source, f"{plan.portal}-tzgg", plan.government, round_, NEWS)
    return (
        column(source, plan.portal, "法治政府建设年度报告", "fzzfjsndbg", made, mixed, reposts),
        column(source, plan.portal, "通知公告", "tzgg", notices),
    )


def _reposts(source: Source, round_: int) -> tuple[Item, ...]:
    """What the city shows again of a county's and of its own department's site."""
    qingshi = series(source, "qingshi", ss.QINGSHI, round_)
    sfj = series(source, "linxi-sfj", ss.LINXI_SFJ, round_)
    return (
        repost(source, "linxi", pick(qingshi, "gov-2022"), 41),
        repost(source, "linxi", pick(sfj, "司法局-2023"), 16),
    )
