"""广东 gkmlpt: rows of a category from /gkmlpt/api/all/<id>, found in the page's `_CONFIG` tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from archive.records import Answer, Ask, ListEntry
from spiders.families import json_list
from spiders.families.family import At, Family
from spiders.markup import absolute
from spiders.pagers import Extent, next_link
from spiders.paging import at_page, page_of
from spiders.rows import rows_of
from spiders.scripts import value_after

_CONFIG = re.compile(r"\b_CONFIG\s*=\s*(?=\{)")
_CATEGORY = re.compile(r"/api/all/(\d+)")
_REPORT_WORDS = re.compile(r"法治政府|依法行政|法治建设年")
EVERYTHING = 0
"""The category that holds all others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Category:
    """One node of the tree, with the names above it."""

    id: int
    name: str
    above: tuple[str, ...]
    posts: int | None


def config_of(html: str) -> dict[str, Any] | None:
    """The page's `_CONFIG` object."""
    found = _CONFIG.search(html)
    value = value_after(html, found.end()) if found else None
    return value if isinstance(value, dict) else None


def categories_of(config: dict[str, Any]) -> tuple[Category, ...]:
    """All nodes of the tree, parents first."""
    return tuple(_walk(config.get("TREE"), ()))


def _walk(nodes: Any, above: tuple[str, ...]) -> Iterator[Category]:
    for node in nodes if isinstance(nodes, list) and len(above) < 8 else ():
        if not isinstance(node, dict):
            continue
        name, held = str(node.get("name") or ""), node.get("id")
        if isinstance(held, int | str) and str(held).isdecimal():
            posts = node.get("post_count")
            yield Category(
                id=int(held),
                name=name,
                above=above,
                posts=posts if isinstance(posts, int) else None,
            )
        yield from _walk(node.get("children"), (*above, name))


def call_for(page_url: str, config: dict[str, Any], category: int) -> Ask | None:
    """The first request for a category's rows, under the same mount as the page."""
    mount = urlsplit(page_url).path.split("/gkmlpt", 1)[0] if "/gkmlpt" in page_url else ""
    url = absolute(
        page_url, f"{mount}/gkmlpt/api/all/{category}?page=1&sid={config.get('SID', '')}"
    )
    return Ask(url=url) if url else None


def _is_json(answer: Answer) -> bool:
    return answer.text.lstrip("\ufeff \r\n\t")[:1] in ("{", "[")


def entries(answer: Answer, at: At) -> tuple[ListEntry, ...]:
    """Articles of the JSON answer, dates in China's time; of a page, its rows."""
    return json_list.entries(answer, at) if _is_json(answer) else rows_of(answer.text, answer.url)


def extent(answer: Answer, at: At) -> Extent:
    """`classify.post_count`, or `total`."""
    if not _is_json(answer):
        return Extent()
    held = json_list.list_of(answer, at)
    return Extent(total=held.total if held else None)


def next_page(answer: Answer, at: At) -> Ask | None:
    """The category's call; then the next number, where pages 0 and 1 are the same (portals.md §3.E)."""
    if not _is_json(answer):
        config = config_of(answer.text)
        if config is None:
            link = next_link(answer.text, answer.url, at.page)
            return Ask(url=link) if link else None
        return call_for(answer.url, config, _category_for(at.column, config))
    held = json_list.list_of(answer, at)
    if held is None or not held.entries:
        return None
    if held.total is not None and at.held + len(held.entries) >= held.total:
        return None
    return at_page(at.ask, max(1, page_of(at.ask) or 1) + 1)


def _category_for(column: str, config: dict[str, Any]) -> int:
    """The category that the column's address names, else the one named after the report, else all."""
    parts = urlsplit(column)
    named = [value for _, value in parse_qsl(parts.query)] + re.findall(r"\d+", parts.fragment)
    ids = {str(category.id): category.id for category in categories_of(config)}
    for value in named:
        if value in ids:
            return ids[value]
    for category in categories_of(config):
        if _REPORT_WORDS.search(category.name):
            return category.id
    return EVERYTHING


FAMILY = Family(name="gkmlpt", entries=entries, next_page=next_page, extent=extent)
