"""大汉's 信息公开 module: a landing that loads search.jsp, which answers with the whole organisation's rows (§3.A)."""

from __future__ import annotations

from functools import partial
from html import escape

from tests.sample import files
from tests.sample.exchange import Reply, Request, Site, fixed, html
from tests.sample.families.common import Dialect, article, cut, frame_site, page, pages_of
from tests.sample.nouns import Column, Item, SamplePortal

SIZE = 10


def column_path(_portal: SamplePortal, column: Column) -> str:
    """The landing page of a category."""
    return f"/col/col{column.serial}/index.html"


def path_of(_portal: SamplePortal, column: Column, item: Item) -> str:
    """Day without leading zeros, column and article number."""
    year, month, day = (int(part) for part in item.published.split("-"))
    return f"/art/{year}/{month}/{day}/art_{column.serial}_{item.serial}.html"


DIALECT = Dialect(
    column_path=column_path,
    path_of=path_of,
    labels="table",
    file_path=lambda _p, _c, item: f"/attach/0/{item.serial:x}.{item.attachment}",
    hubs=(
        ("/col/col1525/index.html", "政府信息公开"),
        ("/col/col1526/index.html", "法定主动公开内容"),
    ),
    container='<!--<$[信息内容]>begin--><div class="bt-article-y">{}</div><!--<$[信息内容]>end-->',
)


def _area(portal: SamplePortal) -> str:
    return f"11{portal.government.region}0041"


def site(portal: SamplePortal) -> Site:
    """All pages of the portal."""
    pages = frame_site(DIALECT, portal)
    pages["/module/xxgk/search.jsp"] = partial(_search, portal)
    pages["/module/xxgk/tree.jsp"] = fixed(html("<ul></ul>"))
    for column in portal.columns:
        pages[column_path(portal, column)] = partial(_landing, portal, column)
        for item in column.items:
            pages[path_of(portal, column, item)] = partial(article, DIALECT, portal, column, item)
            if item.attachment:
                pages[DIALECT.file_path(portal, column, item)] = fixed(files.reply(item))
    return pages


def _landing(portal: SamplePortal, column: Column, request: Request) -> Reply:
    area, div = _area(portal), f"div{column.serial}"
    asked = (
        "standardXxgk=1&isAllList=1&texttype=&fbtime=&vc_all=&vc_filenumber=&vc_title=&vc_number="
    )
    call = (
        f"/module/xxgk/search.jsp?{asked}&currpage=1&sortfield=,compaltedate:0&infotypeId=A0202"
        f"&jdid=41&area={area}&divid={div}"
    )
    inside = (
        f"<h2>{column.name}</h2><div id=\"{div}\"></div><script>loadDynamic('{call}','{div}');</script>"
        f"<script>loadTree('/module/xxgk/tree.jsp?area={area}&divid={div}');</script>"
    )
    return page(DIALECT, portal, request, column.name, inside)


def _search(portal: SamplePortal, request: Request) -> Reply:
    asked = {**request.query, **request.form}
    everything = [(column, item) for column in portal.columns for item in column.items]
    everything.sort(key=lambda pair: pair[1].published, reverse=True)
    if asked.get("area") != _area(portal):
        everything = []
    whole = Column(name="", slug="", serial=0, items=tuple(item for _, item in everything))
    number = max(1, int(asked.get("currpage", "1") or 1))
    where = {item.key + item.title: column for column, item in everything}
    rows = ""
    for place, item in enumerate(cut(whole, number, SIZE)):
        link = path_of(portal, where[item.key + item.title], item)
        mark = item.report.number if item.report and not item.report.number_in_text else ""
        rows += (
            f'<tr class="tr_main_value_{"odd" if place % 2 else "even"}"><td>{place + 1}</td><td><a href="{link}" '
            f"mc='{escape(item.title)}' wh='{mark or ''}' rq='{item.published}'>{escape(item.title[:20])}...</a></td>"
            f"<td>{item.published}</td></tr>"
        )
    pages, total = pages_of(whole, SIZE), len(whole.items)
    return html(f"<table>{rows}</table><div>共{pages}页 共{total}条 当前第{number}页</div>")
