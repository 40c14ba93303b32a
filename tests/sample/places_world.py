"""The world `places`: portals known by their home pages, whose reports stand in odd and in several places."""

from __future__ import annotations

from dataclasses import replace

from tests.sample import sample_world as sw
from tests.sample.documents import Source, day, later, near_misses
from tests.sample.nouns import Column, Government, Item, Row, SamplePortal
from tests.sample.places_table import LAYOUTS, Layout, Place
from tests.sample.prose import Prose, Speaker
from tests.sample.sample_portals import column, repost
from tests.sample.sample_world import Series, series

NETWORK = "127.0.42."
FIRST_ADDRESS = 121
PLAIN = (
    ("关于{now}年国庆节放假安排的通知", 260),
    ("{short}{now}年公开招聘教师公告", 130),
    ("关于征集{now}年民生实事项目的公告", 300),
    ("{short}人民政府{now}年政府工作报告", 35),
    ("关于开展{now}年度城乡居民医保缴费工作的通告", 240),
    ("{short}防汛抗旱应急预案（{now}年修订）", 150),
    ("{short}{now}年国民经济和社会发展统计公报", 85),
)
"""Papers of every kind, a year: title, days after 1 January."""


def governments() -> tuple[Government, ...]:
    """One invented county a portal."""
    names = tuple(f"{head}{tail}县" for head in "沅浔溆澧湛汨浣涟" for tail in "桥坪洲塘湾")
    return tuple(
        Government(
            name=name,
            region=str(990301 + place),
            shown=name,
            mark=f"{name[:2]}政",
            parent="景禾市",
            cited="景政发",
        )
        for place, name in enumerate(names)
    )


def portals(source: Source, round_: int) -> tuple[SamplePortal, ...]:
    """All portals of a round."""
    units = governments()
    return tuple(
        _portal(source, round_, number, layout, units) for number, layout in enumerate(LAYOUTS)
    )


def _portal(
    source: Source, round_: int, number: int, layout: Layout, units: tuple[Government, ...]
) -> SamplePortal:
    government = units[number]
    gov = Series(speaker=Speaker(government=government), first=layout.first, indexed=True)
    dept = Series(
        speaker=Speaker(government=government, department="司法局"), first=2020, organ="司"
    )
    made = series(source, layout.portal, gov, round_)
    held = series(source, layout.portal, dept, round_)
    columns = tuple(
        _column(source, round_, layout.portal, place, (government, units[number - 1], units[number - 2]), (made, held))
        for place in layout.places
    )  # fmt: skip
    given = layout.places[0].path if layout.rows == "two that are given one column" else None
    row = Row(
        portal=layout.portal, name=government.body, region=government.region, column=given,
        since=layout.first,
    )  # fmt: skip
    rows: tuple[Row, ...] = (row,)
    if layout.rows != "one":
        body = f"{government.shown}司法局"
        rows = (row, replace(row, portal=f"{layout.portal}-sfj", name=body, since=2020))
    return SamplePortal(
        portal=layout.portal,
        government=government,
        site_name=government.body,
        shape="places",
        address=f"{NETWORK}{FIRST_ADDRESS + number}",
        columns=columns,
        rows=rows,
        round=round_,
        site_code=f"{government.region}{number:04d}",
        traits=(layout.nav,),
    )


def _column(
    source: Source,
    round_: int,
    portal: str,
    place: Place,
    units: tuple[Government, ...],
    reports: tuple[tuple[Item, ...], tuple[Item, ...]],
) -> Column:
    own = [item for item in reports[0] if item.report and item.report.year in place.years]
    own += [
        item for item in reports[1] if item.report and item.report.year in place.department_years
    ]
    if place.others:
        for number, other in enumerate(units[1:]):
            plan = Series(speaker=Speaker(government=other), first=2021)
            own += [
                repost(source, f"{portal}-{number}", item, 20)
                for item in series(source, other.name, plan, round_)
            ]
    slug = place.path
    name = f"{portal}{slug}"
    years = tuple(range(place.since, sw.LAST[round_] + 2))
    misses = near_misses(source, name, units[0], years, place.noise)
    papers = _papers(source, name, units[0], years) if "plain" in place.noise else ()
    shown = tuple(item for item in (*misses, *papers) if item.published <= sw.TODAY[round_])
    return column(source, portal, place.name, slug, tuple(own), shown)


def _papers(
    source: Source, name: str, government: Government, years: tuple[int, ...]
) -> tuple[Item, ...]:
    """What a column of notices and papers is full of."""
    items = []
    for now in years:
        for place, (template, offset) in enumerate(PLAIN):
            key = f"paper-{place}-{now}"
            prose = Prose(source.bank, source.key(name, key), Speaker(government=government), now)
            items.append(
                Item(
                    key=key,
                    serial=source.serial(name, key),
                    title=template.format(short=government.name, now=now),
                    published=day(source, name, key, start=later(f"{now}-01-01", offset), days=6),
                    source=f"{government.unit}政府办公室",
                    blocks=prose.news(),
                )
            )
    return tuple(items)
