"""A lead: one request that discovery may make, what it is worth, and which pages give leads beside links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

from archive.records import Answer, Ask, Link
from spiders.anchors import links_of
from spiders.discovery_tables import (
    CHILD_WORDS,
    GUESSED_FOLDERS,
    GUESSED_SLUGS,
    SLUG_FAMILIES,
    YEAR_WORDS,
    place_worth,
    worth_of,
)
from spiders.families.gkmlpt import call_for, categories_of, config_of
from spiders.inner import shape_of
from spiders.markup import absolute, address_to_ask, host_of
from spiders.rows import is_article_address

LeadKind = Literal["home", "hub", "child", "frame", "data", "guess", "search", "article"]
_TREE = re.compile(r"[\"'(]([^\"'()\s]{0,200}/module/xxgk/tree\.jsp\?[^\"'()\s]{0,800})")
_CHILD_WORTH = 94
_MAX_CHILDREN = 40
_GUESS_WORTH = 33
_HUB_FOLDER = re.compile(r"^.*/(?:\w*(?:zwgk|xxgk|fdzdgknr|zfxxgkml|qtfdxx|gongkai)\w*)/")


@dataclass(frozen=True, kw_only=True, slots=True)
class Lead:
    """One request that may lead to a report column."""

    url: str
    score: int
    route: tuple[str, ...]
    kind: LeadKind
    method: Literal["GET", "POST"] = "GET"
    body: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    column: str | None = None
    """The column that a data call belongs to."""
    hops: int = 0

    def ask(self) -> Ask:
        """The request itself."""
        return Ask(
            url=address_to_ask(self.url),
            method=self.method,
            body=self.body.encode(),
            headers=self.headers,
        )

    @property
    def name(self) -> str:
        """What the page is called by the link to it; a year's page below a column is that column's: 年度报告 > 2021年."""
        last, above = (self.route[-1:] or ("",))[0], self.route[-2:-1]
        is_year = self.kind == "child" and YEAR_WORDS.match(last) is not None
        return above[0] if above and is_year else last

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Lead:
        """The lead back from its JSON values."""
        headers = tuple((name, held) for name, held in value.get("headers") or ())
        return cls(**{**value, "route": tuple(value["route"]), "headers": headers})


def lead_of(ask: Ask, score: int, route: tuple[str, ...], kind: LeadKind) -> Lead:
    """A request as a lead."""
    return Lead(
        url=ask.url,
        score=score,
        route=route,
        kind=kind,
        method=ask.method,
        body=ask.body.decode("utf-8", "replace"),
        headers=ask.headers,
    )


def same_portal(url: str, hosts: tuple[str, ...]) -> bool:
    """The address is on one of the portal's hosts, or on a host under the same name."""
    host = host_of(url)
    return any(
        host == own or host.endswith(f".{_bare(own)}") or host == _bare(own) for own in hosts
    )


def _bare(host: str) -> str:
    return re.sub(r"^(?:www|m|wap)\.", "", host)


def child_leads(lead: Lead, answer: Answer) -> Iterator[Lead]:
    """Columns below a report column: its years, its districts and departments."""
    given = 0
    for link in links_of(answer):
        if given < _MAX_CHILDREN and _is_child(link, answer.url):
            given += 1
            route = (*lead.route, link.text)
            yield Lead(url=link.url, score=_CHILD_WORTH, route=route, kind="child")


def _is_child(link: Link, column: str) -> bool:
    if link.url == column or host_of(link.url) != host_of(column) or is_article_address(link.url):
        return False
    folder = urlsplit(column).path.rsplit("/", 1)[0] + "/"
    if len(folder) > 1 and urlsplit(link.url).path.startswith(folder):
        return len(link.text) <= 20 and bool(CHILD_WORDS.search(link.text))
    return shape_of(link.url) == shape_of(column) and bool(YEAR_WORDS.match(link.text))


def menu_leads(lead: Lead, answer: Answer) -> Iterator[Lead]:
    """Categories of gkmlpt's tree and of 大汉's tree.jsp, which no link of the page names."""
    config = config_of(answer.text)
    if config is not None:
        for category in categories_of(config):
            worth = worth_of(category.name, "")[0]
            ask = (
                call_for(answer.url, config, category.id)
                if (worth >= 36 or place_worth(category.name, "") >= 40) and category.posts != 0
                else None
            )
            if ask is not None:
                route = (*lead.route, *category.above, category.name)
                yield lead_of(ask, worth, route, "hub")
    tree = _TREE.search(answer.text.replace("&amp;", "&"))
    url = absolute(answer.url, tree[1]) if tree else None
    if url is not None:
        yield Lead(url=url, score=65, route=(*lead.route, "tree.jsp"), kind="hub")


def guess_leads(family: str | None, lead: Lead, url: str) -> tuple[Lead, ...]:
    """The report column under its usual slugs, below the folders that the portal has."""
    hub = _HUB_FOLDER.match(urlsplit(url).path)
    folders: tuple[str, ...] = GUESSED_FOLDERS if lead.kind == "home" else ()
    if lead.kind == "hub" and hub:
        folders = (hub[0],)
    if family not in SLUG_FAMILIES:
        return ()
    own = 1 if lead.kind == "hub" else 0
    return tuple(
        Lead(
            url=urljoin(url, f"{folder}{slug}/"),
            score=_GUESS_WORTH + own - place,
            route=(*lead.route, f"slug {slug}"),
            kind="guess",
        )
        for place, slug in enumerate(GUESSED_SLUGS[:2])
        for folder in folders
    )
