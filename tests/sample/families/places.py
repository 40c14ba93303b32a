"""Portals with menus of every make, whose columns stand where the table of the world `places` says (guide §6)."""

from __future__ import annotations

from functools import partial
from html import escape

from tests.sample import markup
from tests.sample.exchange import Reply, Request, Site, html
from tests.sample.families import places_menus, places_search
from tests.sample.families.common import Dialect, article, cut, link_list, pages_of
from tests.sample.nouns import Column, Item, SamplePortal
from tests.sample.places_table import LAYOUTS, Layout

SIZE = 10


def layout_of(portal: SamplePortal) -> Layout:
    """The portal's line of the table."""
    return next(layout for layout in LAYOUTS if layout.portal == portal.portal)


def column_path(_portal: SamplePortal, column: Column) -> str:
    """The column's folder."""
    return column.slug


def path_of(_portal: SamplePortal, column: Column, item: Item) -> str:
    """An article by its number; where the column stands, its address does not tell."""
    return f"/art/{item.published[:4]}/{column.serial}{item.serial}.html"


DIALECT = Dialect(
    column_path=column_path,
    path_of=path_of,
    labels="table",
    hubs=(("/zwgk/", "政务公开"),),
    container='<div class="wzcon">{}</div>',
    info="发布日期：{date}　来源：{source}　点击：{hits}",
)


def site(portal: SamplePortal) -> Site:
    """All pages of the portal."""
    layout = layout_of(portal)
    pages: Site = {}
    for path, name, _ in layout.hubs:
        inside = f"<h2>{name}</h2>{link_list(_below(layout, path))}"
        pages[path] = partial(_page, portal, name, inside)
    pages |= places_menus.home(portal, layout, _below(layout, "/"))
    if layout.search:
        pages |= places_search.site(portal, layout.search, path_of)
    for column in portal.columns:
        for number in range(1, pages_of(column, SIZE) + 1):
            pages[_name(column, number)] = partial(_list, portal, column, number)
        for item in column.items:
            pages[path_of(portal, column, item)] = partial(article, DIALECT, portal, column, item)
    return pages


def _below(layout: Layout, hub: str) -> list[tuple[str, str]]:
    """What a hub links to: hubs first, columns after them."""
    found = [(path, name) for path, name, under in layout.hubs if under == hub]
    return found + [(place.path, place.name) for place in layout.places if place.under == hub]


def _name(column: Column, number: int) -> str:
    return column.slug if number == 1 else f"{column.slug}index_{number}.html"


def _page(portal: SamplePortal, name: str, inside: str, request: Request) -> Reply:
    return html(
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{name}-{portal.site_name}</title></head><body>'
        f'<div class="top">{markup.ACCESSIBLE} {markup.weather(portal)}</div>{inside}'
        f'<div class="bottom">{markup.footer(portal, request.hits)}</div></body></html>'
    )


def _list(portal: SamplePortal, column: Column, number: int, request: Request) -> Reply:
    rows = "".join(
        f'<li><a href="{path_of(portal, column, item)}" target="_blank">{escape(item.title)}</a><span>{item.published}</span></li>'
        for item in cut(column, number, SIZE)
    )
    count = pages_of(column, SIZE)
    onward = f'<a href="{_name(column, number + 1)}">下一页</a>' if number < count else ""
    pager = f'<div class="fy">共{len(column.items)}条 {number}/{count}页 {onward}</div>'
    return _page(portal, column.name, f'<h2>{column.name}</h2><ul class="lb">{rows}</ul>{pager}', request)  # fmt: skip
