"""The world `families`: one portal or more for every publishing system of the guide, known by their home pages only."""

from __future__ import annotations

from dataclasses import dataclass

from tests.sample import sample_world as sw
from tests.sample.documents import Source
from tests.sample.nouns import Column, Government, Item, Row, SamplePortal, Style
from tests.sample.prose import Speaker
from tests.sample.sample_portals import MIXED, NEWS, column, noise, pick, repost
from tests.sample.sample_world import Series, series

NETWORK = "127.0.42."
FIRST = 2016


@dataclass(frozen=True, kw_only=True)
class Replica:
    """One portal of the world: its id, shape and traps."""

    portal: str
    shape: str
    traits: tuple[str, ...] = ()


REPLICAS = (
    Replica(portal="fam-nfcms", shape="nfcms"),
    Replica(portal="fam-trs", shape="trs", traits=("stub", "parts")),
    Replica(portal="fam-trs-list", shape="trs", traits=("list-names", "create-page")),
    Replica(portal="fam-trs-writeln", shape="trs", traits=("writeln", "forbidden-folder")),
    Replica(portal="fam-trs-lying", shape="trs", traits=("lying-header",)),
    Replica(portal="fam-jcms-page", shape="jcms", traits=("page-only",)),
    Replica(portal="fam-jcms-js", shape="jcms", traits=("js-answer", "single-quoted")),
    Replica(portal="fam-jcms-empty", shape="jcms", traits=("empty-proxy", "one-group")),
    Replica(portal="fam-xxgk", shape="hanweb-xxgk"),
    Replica(portal="fam-jpaas", shape="jpaas"),
    Replica(portal="fam-jpaas-stuck", shape="jpaas", traits=("stuck", "short")),
    Replica(portal="fam-ucap", shape="ucap"),
    Replica(portal="fam-ucap-json", shape="ucap", traits=("json",)),
    Replica(portal="fam-ucap-escaped", shape="ucap", traits=("escaped",)),
    Replica(portal="fam-gkmlpt", shape="gkmlpt"),
    Replica(portal="fam-epoint", shape="epoint"),
    Replica(portal="fam-truecms", shape="truecms"),
    Replica(portal="fam-lonsun", shape="lonsun"),
    Replica(portal="fam-vsb", shape="vsb"),
    Replica(portal="fam-articles", shape="article-list-json"),
    Replica(portal="fam-ilist", shape="ilist-jsp"),
    Replica(portal="fam-uuid", shape="uuid-columns"),
    Replica(portal="fam-webforms", shape="webforms"),
    Replica(portal="fam-html-public", shape="plain", traits=("html-public",)),
    Replica(portal="fam-plain-dl", shape="plain", traits=("dl",)),
    Replica(portal="fam-plain-tr", shape="plain", traits=("tr", "pinned")),
    Replica(portal="fam-plain-div", shape="plain", traits=("div",)),
    Replica(portal="fam-plain-frame", shape="plain", traits=("iframe",)),
    Replica(portal="fam-mixed", shape="plain", traits=("mixed",)),
    Replica(portal="fam-search", shape="plain", traits=("hidden-column",)),
)

NAMES = (
    "松雾县", "苇泊县", "砚池县", "雁汀县", "沙棠县", "桐汀县", "岚坪县", "霜桥市", "烟渚县", "墨川县", "竹汊县", "柏汀县", "芦汊县",
    "月汀县", "星屿县", "枕河县", "荻浦县", "槐汀县", "渔渡县", "瓦檐县", "锦垭县", "棠坞县", "鹭汀县", "茶垭县", "琴坞县", "蓼汀县", "葭汀县", "桂渚县",
)  # fmt: skip
"""Invented counties, in the order of the portals after the province's and the city's."""

COLUMNS = (
    ("法治政府建设年度报告", "fzzfjsndbg"), ("法治政府建设情况报告", "fzzfjsqkndbg"), ("法治政府建设", "fzzfjs"),
    ("法治政府建设年报", "fzzfjsnb"), ("法治政府建设报告", "fzzfjsbg"), ("法治政府", "fzzf"),
)  # fmt: skip
DECOYS: tuple[tuple[tuple[str, str], ...], ...] = (
    (),
    (("法治政府建设工作动态", "fzzfjsgz"),),
    (("政府信息公开年报", "zfxxgknb"), ("法治宣传", "fzxc")),
)
"""Columns beside the right one that sound like it and hold none of its reports."""
STYLES: tuple[Style, ...] = ("p", "br", "mso", "div")


def governments() -> tuple[Government, ...]:
    """One government a portal: the province, a city, and counties."""
    counties = tuple(
        Government(
            name=name,
            region=str(990123 + place if name[-1] == "县" else 990181),
            shown=name,
            mark=f"{name[0]}政",
            parent="临溪市",
            cited="临政发",
        )
        for place, name in enumerate(NAMES)
    )
    return (sw.PROVINCE, sw.LINXI, *counties)


def portals(source: Source, round_: int) -> tuple[SamplePortal, ...]:
    """All portals of a round."""
    made: list[SamplePortal] = []
    for number, (replica, government) in enumerate(zip(REPLICAS, governments(), strict=True), 1):
        extra: tuple[Item, ...] = ()
        if number % 5 == 0:  # a neighbour's report stands in this column too
            extra = (
                repost(source, replica.portal, pick(made[-1].columns[0].items, "gov-2022"), 33),
            )
        made.append(_portal(source, round_, number, replica, government, extra))
    return tuple(made)


def plans(number: int, government: Government) -> tuple[Series, Series]:
    """The government's reports and its justice department's."""
    attachments: tuple[tuple[int, str], ...] = {0: ((2021, "pdf"),), 1: ((2022, "docx"),)}.get(
        number % 3, ()
    )
    department = "司法厅" if government.unit == "省" else "司法局"
    gov = Series(
        speaker=Speaker(government=government),
        first=FIRST,
        style=STYLES[number % 4],
        number=("label", "line", "none")[number % 3],
        indexed=True,
        labelled_signed=number % 2 == 0,
        attachment=attachments,  # type: ignore[arg-type]
        title_in_body=number % 4 == 3,
        late=(2020,) if number % 6 == 0 else (),
        bare=(2018,) if number % 4 == 0 else (),
        undated=(2019,) if number % 4 == 2 else (),
        joint=(2023,) if number % 7 == 3 else (),
    )
    dept = Series(
        speaker=Speaker(government=government, department=department),
        first=2022,
        style=STYLES[(number + 1) % 4],
        number="label",
        organ=f"{government.name[0]}司",
        indexed=True,
    )
    return gov, dept


def _portal(
    source: Source,
    round_: int,
    number: int,
    replica: Replica,
    government: Government,
    extra: tuple[Item, ...],
) -> SamplePortal:
    columns = _columns(source, round_, number, replica, government, extra)
    row = Row(
        portal=replica.portal,
        name=government.body,
        region=government.region,
        column=None,
        since=min(
            item.report.year
            for item in columns[0].items
            if item.report and item.report.department is None and item not in extra
        ),
    )
    return SamplePortal(
        portal=replica.portal,
        government=government,
        site_name=government.body,
        shape=replica.shape,
        address=f"{NETWORK}{number}",
        columns=columns,
        rows=(row,),
        round=round_,
        site_code=f"{government.region}{number:04d}",
        traits=replica.traits,
        robots=None if number % 2 else "User-agent: *\nDisallow: /hdjl/\n",
    )


def _columns(
    source: Source,
    round_: int,
    number: int,
    replica: Replica,
    government: Government,
    extra: tuple[Item, ...],
) -> tuple[Column, ...]:
    """The report column, its decoys, and the notices."""
    portal, traits = replica.portal, replica.traits
    reports = tuple(
        item for plan in plans(number, government) for item in series(source, portal, plan, round_)
    )
    mixed = noise(source, portal, government, round_, MIXED)
    if "short" in traits:
        reports, mixed = reports[-2 - 5 : -2], mixed[-3:]
    name, slug = ("工作报告", "gzbg") if "mixed" in traits else COLUMNS[number % len(COLUMNS)]
    main = column(source, portal, name, slug, reports, mixed, extra)
    decoys = tuple(
        column(
            source,
            portal,
            words,
            tail,
            noise(source, f"{portal}-{tail}", government, round_, ("news", "plan", "scheme")),
        )
        for words, tail in DECOYS[number % 3]
    )
    heard = noise(source, f"{portal}-tzgg", government, round_, NEWS)
    notices = column(source, portal, "通知公告", "tzgg", heard)
    return (_pinned(main) if "pinned" in traits else main, *decoys, notices)


def _pinned(main: Column) -> Column:
    """The column with two old rows at its top, as 置顶 leaves them."""
    return Column(
        name=main.name,
        slug=main.slug,
        serial=main.serial,
        items=(*main.items[-2:], *main.items[:-2]),
    )
