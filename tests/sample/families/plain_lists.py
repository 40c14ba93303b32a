"""Lists that no publishing system's marks betray: links with dates in four arrangements (§2.12, html-public of §3.M)."""

from __future__ import annotations

from functools import partial
from html import escape

from tests.sample import files
from tests.sample.exchange import Reply, Request, Site, fixed
from tests.sample.families.common import Dialect, article, cut, frame_site, page, pages_of
from tests.sample.nouns import Column, Item, SamplePortal

SIZE = 10


def column_path(portal: SamplePortal, column: Column) -> str:
    """A static page by the column's slug."""
    return (
        f"/html/public/{column.slug}.html" if "html-public" in portal.traits else f"/{column.slug}/"
    )


def path_of(portal: SamplePortal, column: Column, item: Item) -> str:
    """An article by its number."""
    if "html-public" in portal.traits:
        return f"/html/article/{item.serial}.html"
    return f"/{column.slug}/{item.published[:4]}/{item.serial}.html"


DIALECT = Dialect(
    column_path=column_path,
    path_of=path_of,
    labels="table",
    hubs=(("/zwgk/", "政务公开"), ("/zwgk/qt/", "其他法定信息")),
    container='<div class="neirong">{}</div>',
    info="日期：{date}　编辑：{source}　人气：{hits}",
)


def site(portal: SamplePortal) -> Site:
    """All pages of the portal."""
    pages = frame_site(DIALECT, portal)
    if "hidden-column" in portal.traits:
        pages["/was5/web/search"] = partial(_search, portal)
    for column in portal.columns:
        for number in range(1, pages_of(column, SIZE) + 1):
            pages[_name(portal, column, number)] = partial(_list, portal, column, number)
        if "iframe" in portal.traits and column.slug != "tzgg":
            pages[f"{column_path(portal, column)}frame.html"] = pages[_name(portal, column, 1)]
            pages[column_path(portal, column)] = partial(_framed, portal, column)
        for item in column.items:
            pages[path_of(portal, column, item)] = partial(article, DIALECT, portal, column, item)
            if item.attachment:
                pages[DIALECT.file_path(portal, column, item)] = fixed(files.reply(item))
    return pages


def _name(portal: SamplePortal, column: Column, number: int) -> str:
    first = column_path(portal, column)
    if number == 1:
        return first
    return (
        first.replace(".html", f"_{number}.html")
        if first.endswith(".html")
        else f"{first}p{number}.html"
    )


def _framed(portal: SamplePortal, column: Column, request: Request) -> Reply:
    inside = f'<iframe src="{column_path(portal, column)}frame.html" width="100%" frameborder="0"></iframe>'
    return page(DIALECT, portal, request, column.name, inside)


def _list(portal: SamplePortal, column: Column, number: int, request: Request) -> Reply:
    kind = next(
        (trait for trait in ("dl", "tr", "div", "day-first") if trait in portal.traits), "li"
    )
    rows = "".join(_row(portal, column, item, kind) for item in cut(column, number, SIZE))
    count = pages_of(column, SIZE)
    outer = {"dl": "<dl>{}</dl>", "tr": "<table>{}</table>", "div": "<div>{}</div>"}.get(
        kind, "<ul>{}</ul>"
    )
    words = "下一页" if kind != "tr" else "后一页 &gt;"
    after = f'<a href="{_name(portal, column, number + 1)}">{words}</a>' if number < count else ""
    return page(
        DIALECT,
        portal,
        request,
        column.name,
        f'{outer.format(rows)}<div class="fanye">第{number}页 {after}</div>',
    )


def _row(portal: SamplePortal, column: Column, item: Item, kind: str) -> str:
    link = f'<a href="{path_of(portal, column, item)}">{escape(item.title)}</a>'
    year, month, day = item.published.split("-")
    if kind == "dl":
        return f"<dt>{link}</dt><dd>{year}年{int(month)}月{int(day)}日</dd>"
    if kind == "tr":
        return f"<tr><td>◆</td><td>{link}</td><td>{year}.{month}.{day}</td></tr>"
    if kind == "div":
        return f'<div class="item"><p class="day"><b>{day}</b><i>{year}-{month}</i></p><h3>{link}</h3></div>'
    return f"<li>{link}<span>{item.published}</span></li>"


def _search(portal: SamplePortal, request: Request) -> Reply:
    """Site search: titles that hold every word asked for, newest first, ten a page, terms marked."""
    words = request.query.get("searchword", "").split()
    found = [
        (column, item)
        for column in portal.columns
        for item in column.items
        if words and all(word in item.title for word in words)
    ]
    found.sort(key=lambda pair: pair[1].published, reverse=True)
    number = max(1, int(request.query.get("page", "1") or 1))
    rows = "".join(
        f'<li><a href="{path_of(portal, column, item)}">{escape(item.title).replace(words[0], f"<em>{words[0]}</em>")}</a>'
        f"<span>{item.published}</span></li>"
        for column, item in found[(number - 1) * SIZE : number * SIZE]
    )
    inside = f'<div class="result">共找到{len(found)}条结果</div><ul class="searchlist">{rows}</ul>'
    return page(DIALECT, portal, request, "站内检索", inside)
