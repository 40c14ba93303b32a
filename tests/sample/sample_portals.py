"""The eight portals of the world `sample`: which bodies publish where, and in which shape."""

from __future__ import annotations

from dataclasses import replace

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


def _noise(
    source: Source, portal: str, government: Government, round_: int, kinds: tuple[str, ...]
) -> tuple[Item, ...]:
    years = tuple(range(2022, sw.LAST[round_] + 2))
    made = near_misses(source, portal, government, years, kinds)
    return tuple(item for item in made if item.published <= sw.TODAY[round_])


def portals(source: Source, round_: int) -> tuple[SamplePortal, ...]:
    """All portals of a round."""
    qingshi = series(source, "qingshi", ss.QINGSHI, round_)
    sfj = series(source, "linxi-sfj", ss.LINXI_SFJ, round_)
    reposts = (
        repost(source, "linxi", pick(qingshi, "gov-2022"), 41),
        repost(source, "linxi", pick(sfj, "司法局-2023"), 16),
    )

    def plain(
        portal: str, *plans: Series, kinds: tuple[str, ...] = MIXED, extra: tuple[Item, ...] = ()
    ) -> tuple[Column, ...]:
        government = plans[0].speaker.government
        made = tuple(item for plan in plans for item in series(source, portal, plan, round_))
        noise = _noise(source, portal, government, round_, kinds)
        notices = _noise(source, f"{portal}-tzgg", government, round_, NEWS)
        return (
            column(source, portal, "法治政府建设年度报告", "fzzfjsndbg", made, noise, extra),
            column(source, portal, "通知公告", "tzgg", notices),
        )

    def site(
        portal: str,
        number: int,
        government: Government,
        shape: str,
        columns: tuple[Column, ...],
        since: int,
        *,
        name: str = "",
        lists: bool = True,
        rows: tuple[Row, ...] = (),
        **more: object,
    ) -> SamplePortal:
        own = Row(
            portal=portal,
            name=name or government.body,
            region=government.region,
            since=since,
            column="fzzfjsndbg" if lists else None,
        )
        return SamplePortal(
            portal=portal,
            government=government,
            site_name=name or government.body,
            shape=shape,
            address=f"{NETWORK}{number}",
            columns=columns,
            rows=(own, *rows),
            round=round_,
            site_code=f"{government.region}{number:04d}",
            **more,  # type: ignore[arg-type]
        )

    empty = column(source, "wuling", "县司法局法治政府建设年度报告", "sfjfzzfjs", empty=EMPTY)
    wuling_sfj = Row(
        portal="wuling-sfj",
        name="雾岭县司法局",
        region="990122",
        column="sfjfzzfjs",
        since=2021,
        home_column="sfjfzzfjs",
    )
    return (
        site(
            "yunling",
            1,
            sw.PROVINCE,
            "xxgk",
            plain("yunling", ss.YUNLING, ss.YUNLING_SFT),
            2016,
            validators="last-modified",
            robots=ROBOTS,
        ),
        site(
            "linxi",
            2,
            sw.LINXI,
            "jcms",
            plain("linxi", ss.LINXI, ss.LINXI_CZJ, extra=reposts),
            2017,
            validators="etag",
            robots=SLOW_ROBOTS,
        ),
        site(
            "chengwan",
            3,
            sw.CHENGWAN,
            "vue",
            plain("chengwan", ss.CHENGWAN, ss.CHENGWAN_SFJ),
            2019,
            robots=ROBOTS,
            chunked=True,
        ),
        site(
            "qingshi",
            4,
            sw.QINGSHI,
            "gbk_table",
            plain("qingshi", ss.QINGSHI, ss.QINGSHI_SFJ),
            2016,
        ),
        site(
            "wuling",
            5,
            sw.WULING,
            "jcms",
            (*plain("wuling", ss.WULING), empty),
            2018,
            rows=(wuling_sfj,),
            chunked=True,
            robots=ROBOTS,
        ),
        site(
            "yundu",
            6,
            sw.YUNDU,
            "xxgk",
            plain("yundu", ss.YUNDU, ss.YUNDU_SFJ),
            2019,
            lists=False,
            validators="etag",
            robots=ROBOTS,
            traits=("pubdate",),
        ),
        site(
            "jinghe",
            7,
            sw.JINGHE,
            "gbk_table",
            plain("jinghe", ss.JINGHE, ss.JINGHE_SFJ),
            2019,
            lists=False,
            robots=SLOW_ROBOTS,
        ),
        site(
            "linxi-sfj",
            8,
            sw.LINXI,
            "xxgk",
            plain("linxi-sfj", ss.LINXI_SFJ),
            2019,
            name="临溪市司法局",
            validators="last-modified",
        ),
    )
