"""The first page: how much there is, and where the map has holes, province by year."""

from __future__ import annotations

from lxml import html
from sqlite_utils import Database

from archive.web.elements import Child, link, tag
from archive.web.site import Question, Reply, address, framed

_COUNTS = (
    ("reports", "SELECT COUNT(*) FROM reports"),
    ("texts", "SELECT COUNT(*) FROM versions"),
    ("places", "SELECT COUNT(*) FROM places"),
    ("portals", "SELECT COUNT(*) FROM portals"),
    ("captures", "SELECT COUNT(*) FROM captures"),
)
_FOUND = "('on_time', 'late', 'published_date_unknown')"
_MAP = (
    "SELECT substr(p.region, 1, 2) AS province, c.report_year AS year, COUNT(*) AS cells, "  # noqa: S608
    f"SUM(c.state IN {_FOUND}) AS found, SUM(c.state = 'not_yet_due') AS early "
    "FROM coverage c JOIN portals p USING (portal) GROUP BY 1, 2 ORDER BY 1, 2"
)
_NAMES = (
    "SELECT substr(region, 1, 2) AS code, name FROM portals WHERE region LIKE '__0000' "
    "AND name LIKE '%人民政府' UNION ALL SELECT DISTINCT substr(region, 1, 2), province FROM reports "
    "WHERE province IS NOT NULL"
)


def overview(question: Question) -> Reply:
    """Counts, the map, and how to go on."""
    db = question.db
    numbers = [
        tag("li", tag("b", f"{db.execute(sql).fetchone()[0]:,}"), f" {name}")
        for name, sql in _COUNTS
    ]
    return framed(
        "法治政府建设年度报告",
        tag("ul", numbers, class_="numbers"),
        tag("h2", "Reports found, by province and report year"),
        _map(db),
        tag(
            "p",
            "Share of the portals whose own report of the year is in the archive. ",
            "A cell leads to its portals and, for each, to the report or to the reason why it is missing.",
        ),
    )


def _map(db: Database) -> html.HtmlElement:
    cells = {(row["province"], row["year"]): row for row in db.query(_MAP)}
    years = sorted({year for _, year in cells})
    names: dict[str, str] = {}
    for row in db.query(_NAMES):
        names.setdefault(row["code"], str(row["name"]).removesuffix("人民政府"))
    if not cells:
        return tag("p", "No coverage yet: it is made at the end of a harvest.")
    rows = [
        tag(
            "tr",
            tag("th", link(address("/coverage", region=code), names.get(code, code))),
            [tag("td", _share(cells.get((code, year)))) for year in years],
        )
        for code in sorted({code for code, _ in cells})
    ]
    return tag(
        "div",
        tag(
            "table",
            tag("thead", tag("tr", tag("th"), [tag("th", year) for year in years])),
            tag("tbody", rows),
            class_="map",
        ),
        class_="wide",
    )


def _share(cell: dict[str, int] | None) -> Child:
    if cell is None:
        return None
    due = cell["cells"] - cell["early"]
    step = "early" if due <= 0 else f"share{10 * cell['found'] // due}"
    where = address("/coverage", region=str(cell["province"]), year=cell["year"])
    told = f"{cell['found']} of {cell['cells']} found"
    return link(where, f"{cell['found']}/{cell['cells']}", class_=f"share {step}", title=told)
