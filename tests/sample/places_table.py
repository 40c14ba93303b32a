"""Where the portals of the world `places` put their reports: in one column, in two, in several, or in none (guide §6)."""

from __future__ import annotations

from dataclasses import dataclass

HUBS = (
    ("/zwgk/", "政务公开", "/"),
    ("/zwgk/fdzdgknr/", "法定主动公开内容", "/zwgk/"),
    ("/zwgk/fdzdgknr/qtfdxx/", "其他法定信息", "/zwgk/fdzdgknr/"),
)
"""The usual way to the column (guide §6, place 1)."""
ALL = range(2016, 2100)
NONE = range(0)
OLD = range(2016, 2020)
NEW = range(2020, 2100)


@dataclass(frozen=True, kw_only=True)
class Place:
    """One column: its name, its folder, the page that links to it, and whose reports of which years stand in it."""

    name: str
    path: str
    under: str
    """Path of the hub that links here; '' for a column that nothing links to."""
    years: range = NONE
    department_years: range = NONE
    others: bool = False
    """Reports of other counties stand here too."""
    noise: tuple[str, ...] = ()
    """Kinds of near misses and plain papers: `plain`, or those of documents.NEAR_TITLES."""
    since: int = 2022
    """First year whose noise is there."""


@dataclass(frozen=True, kw_only=True)
class Layout:
    """One portal."""

    portal: str
    places: tuple[Place, ...]
    more_hubs: tuple[tuple[str, str, str], ...] = ()
    """Beside the usual ones: path, name, and the page that links there."""
    nav: str = "plain"
    """How the home page's menu is made."""
    search: str = ""
    """The engine of its site search."""
    first: int = 2016
    rows: str = "one"
    """one; two with one home page; or two that are given one column."""

    @property
    def hubs(self) -> tuple[tuple[str, str, str], ...]:
        """Pages that link to pages."""
        return (*HUBS, *self.more_hubs)


QT = "/zwgk/fdzdgknr/qtfdxx/"
PAPERS = ("plain", "news", "call")
TOPICS = ("/ztzl/", "专题专栏", "/")


def own(
    years: range = ALL,
    name: str = "法治政府建设年度报告",
    path: str = f"{QT}fzzfjsndbg/",
    under: str = QT,
    departments: range = NONE,
) -> Place:
    """The column of the reports themselves, the justice department's among them from 2020 on where it is asked for."""
    return Place(
        name=name,
        path=path,
        under=under,
        years=years,
        department_years=departments,
        noise=("plan",),
    )


def notices(years: range = NONE, *, name: str = "通知公告", under: str = "/") -> Place:
    """Notices: long, and of everything."""
    slug = "tzgg" if name == "通知公告" else "gsgg"
    return Place(
        name=name, path=f"/xwzx/{slug}/", under=under, years=years, noise=PAPERS, since=2015
    )


def hidden(engine: str) -> Layout:
    """A portal whose column no menu leads to; its site search is of this make."""
    column = Place(name="信息", path="/xx/a1/", under="", years=ALL, noise=("news",))
    return Layout(portal=f"pl-{engine}", places=(column, notices()), search=engine)


def menu(nav: str, name: str = "法治政府建设年度报告", slug: str = "fzzfjsndbg") -> Layout:
    """A portal with one column, whose home page's menu is of this make."""
    return Layout(
        portal=f"pl-{nav}", places=(own(name=name, path=f"{QT}{slug}/"), notices()), nav=nav
    )


LAYOUTS = (
    Layout(portal="pl-complete", places=(own(), notices())),
    Layout(portal="pl-young", places=(own(range(2019, 2100)), notices()), first=2019),
    Layout(portal="pl-notices", places=(own(NEW), notices(OLD))),
    Layout(
        portal="pl-workreport",
        places=(
            own(NEW), notices(),
            Place(name="工作报告", path="/zwgk/gzbg/", under="/zwgk/", years=OLD, noise=("plain", "foi"), since=2016),
        ),
    ),
    Layout(
        portal="pl-gazette",
        places=(
            own(range(2019, 2100)), notices(),
            Place(name="政府公报", path="/zwgk/zfgb/", under="/zwgk/", years=range(2016, 2019), noise=("plain", "scheme"), since=2015),
        ),
    ),
    Layout(
        portal="pl-oldname", more_hubs=(TOPICS,),
        places=(
            own(range(2018, 2100)), notices(),
            Place(name="依法行政", path="/ztzl/yfxz/", under="/ztzl/", years=range(2016, 2018), noise=("news",)),
        ),
    ),
    Layout(
        portal="pl-archives", more_hubs=(("/zwgk/zcwj/", "政策文件", "/zwgk/"),),
        places=(
            own(range(2021, 2100)), notices(),
            *(
                Place(
                    name=f"{year}年政策文件", path=f"/zwgk/{year}zcwj/", under="/zwgk/zcwj/",
                    years=range(year - 1, year), noise=("plain",), since=year,
                )
                for year in range(2017, 2022)
            ),
        ),
    ),
    Layout(
        portal="pl-justice", more_hubs=(("/bm/", "部门网站", "/"), ("/bm/sfj/", "县司法局", "/bm/")),
        places=(
            own(), notices(),
            Place(name="法治政府建设", path="/bm/sfj/fzzfjs/", under="/bm/sfj/", department_years=NEW, noise=("news",)),
        ),
    ),
    Layout(
        portal="pl-departments",
        places=(own(), notices(), Place(name="部门法治政府建设报告", path=f"{QT}bmfzzf/", under=QT, department_years=NEW)),
    ),
    Layout(
        portal="pl-three",
        places=(
            own(range(2022, 2100)), notices(range(2019, 2022)),
            Place(name="政府文件", path="/zwgk/zfwj/", under="/zwgk/", years=range(2016, 2019), noise=("plain", "scheme"), since=2015),
        ),
    ),
    Layout(portal="pl-deep", more_hubs=(("/xwzx/", "新闻中心", "/"),), places=(own(NEW), notices(OLD, name="公示公告", under="/xwzx/"))),
    Layout(
        portal="pl-two-dedicated", more_hubs=(TOPICS,),
        places=(
            own(NEW), notices(),
            Place(name="法治政府建设", path="/ztzl/fzzfjs/", under="/ztzl/", years=OLD, noise=("news", "plan"), since=2016),
        ),
    ),
    Layout(
        portal="pl-search-old", search="was5",
        places=(own(NEW), notices(), Place(name="政务动态", path="/old/zwdt/", under="", years=OLD, noise=PAPERS, since=2016)),
    ),
    Layout(
        portal="pl-collects",
        places=(
            own(name="政府法治政府建设报告"), notices(),
            Place(name="各县区法治政府建设年度报告", path=f"{QT}xqfzzf/", under=QT, others=True),
        ),
    ),
    Layout(
        portal="pl-noisy", more_hubs=(TOPICS, ("/ztzl/fzzf/", "法治政府建设", "/ztzl/")),
        places=(
            own(name="年度报告", path="/ztzl/fzzf/ndbg/", under="/ztzl/fzzf/"), notices(),
            Place(name="法治政府建设工作", path="/ztzl/fzzf/gzdt/", under="/ztzl/fzzf/", noise=("news", "plan", "scheme"), since=2016),
            Place(name="法治宣传", path="/ztzl/fzzf/fzxc/", under="/ztzl/fzzf/", noise=("news",), since=2018),
        ),
    ),
    Layout(
        portal="pl-mixed-deep",
        places=(
            notices(range(2016, 2023)),
            Place(name="计划总结", path="/zwgk/jhzj/", under="/zwgk/", years=range(2023, 2100), noise=("plain",), since=2018),
        ),
    ),
    Layout(portal="pl-one-home", places=(own(departments=NEW), notices()), rows="two with one home page"),
    Layout(portal="pl-one-list", places=(own(departments=NEW), notices()), rows="two that are given one column"),
    *(hidden(engine) for engine in (
        "igs", "trs-search", "irs", "jsearch", "jrobot", "jpaas", "epoint", "lonsun", "post-form", "so",
    )),
    *(menu(nav) for nav in (
        "mega", "alt", "map", "onclick", "frameset", "splash", "enter", "select", "data-href",
    )),
    menu("bare-image", name="公开内容"),
    menu("script", name="法治建设年报", slug="a9"),
    menu("json-menu", slug="c77"),
)  # fmt: skip
