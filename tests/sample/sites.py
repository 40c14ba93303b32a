"""Turns a world into hosts: each portal's pages by its shape, with its robots.txt."""

from __future__ import annotations

from types import ModuleType

from tests.sample.exchange import Reply, Site, fixed
from tests.sample.families import (
    article_list,
    epoint,
    gkmlpt,
    hanweb_xxgk,
    ilist,
    jpaas,
    lonsun,
    nfcms,
    places,
    plain_lists,
    trs,
    truecms,
    ucap,
    uuid_columns,
    vsb,
    webforms,
)
from tests.sample.fault_table import TABLE
from tests.sample.nouns import Column, Item, SamplePortal, World
from tests.sample.server import Host
from tests.sample.shapes import gbk_table, jcms, spa, vue, xxgk

SHAPES: dict[str, ModuleType] = {
    "jcms": jcms,
    "gbk_table": gbk_table,
    "xxgk": xxgk,
    "spa": spa,
    "vue": vue,
    "article-list-json": article_list,
    "epoint": epoint,
    "gkmlpt": gkmlpt,
    "hanweb-xxgk": hanweb_xxgk,
    "ilist-jsp": ilist,
    "jpaas": jpaas,
    "lonsun": lonsun,
    "nfcms": nfcms,
    "places": places,
    "plain": plain_lists,
    "trs": trs,
    "truecms": truecms,
    "ucap": ucap,
    "uuid-columns": uuid_columns,
    "vsb": vsb,
    "webforms": webforms,
}
CHANGED = {
    1: "Mon, 30 Jun 2025 00:00:00 GMT",
    2: "Tue, 30 Jun 2026 00:00:00 GMT",
    3: "Wed, 10 Feb 2027 00:00:00 GMT",
}


def article_path(portal: SamplePortal, column: Column, item: Item) -> str:
    """The path of an article at its portal."""
    path: str = SHAPES[portal.shape].path_of(portal, column, item)
    return path


def column_path(portal: SamplePortal, column: Column) -> str:
    """The path of a column's first page at its portal."""
    path: str = SHAPES[portal.shape].column_path(portal, column)
    return path


def origin(portal: SamplePortal, port: int) -> str:
    """Scheme, address and port of a portal."""
    fault = TABLE[portal.fault] if portal.fault else None
    pattern = fault.origin if fault and fault.origin else "http://{address}:{port}"
    return pattern.format(address=portal.address, port=port)


def site_of(portal: SamplePortal) -> Site:
    """The portal's pages, robots.txt included."""
    pages: Site = SHAPES[portal.shape].site(portal)
    if portal.robots is not None:
        body = portal.robots.encode()
        pages["/robots.txt"] = fixed(Reply(body=body, content_type="text/plain; charset=utf-8"))
    if portal.fault:
        return TABLE[portal.fault].wrap(pages, column_path(portal, portal.columns[0]))
    return pages


def hosts(world: World) -> dict[str, Host]:
    """All hosts of a world by address."""
    return {
        portal.address: Host(
            portal=portal.portal,
            address=portal.address,
            site=site_of(portal),
            validators=portal.validators,
            chunked=portal.chunked,
            gzip=portal.shape != "gbk_table",
            changed=CHANGED[portal.round],
        )
        for portal in world.portals
        if portal.fault is None or TABLE[portal.fault].listens
    }
