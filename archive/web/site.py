"""What every page of the site stands on: the question asked, the archive, the answer, the frame around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

from lxml import html
from sqlite_utils import Database

from archive.coverage_table import LOOKS
from archive.errors import ConfigurationError
from archive.selection import LEVELS, Selection, select
from archive.web.elements import Child, link, serialise, tag

PAGE_ROWS = 200
"""Rows of a list on one page: some ten screens, and read in a moment."""

_PARTS = (
    ("/", "Overview"),
    ("/coverage", "Coverage"),
    ("/reports", "Reports"),
    ("/changes", "Changes"),
    ("/harvests", "Harvests"),
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One page asked for: the archive it is read from, its path's last part, its query."""

    db: Database
    warc: Path
    name: str = ""
    """What stands behind the page's own path: a report id."""
    query: dict[str, str] = field(default_factory=dict)

    def selection(self) -> Selection:
        """What `region`, `year` and `level` select. Raises ConfigurationError."""
        asked = {key: self.query.get(key) or None for key in ("region", "year", "level")}
        return select(asked["region"], asked["year"], asked["level"])

    def page(self) -> int:
        """The page of a list, from 1. Raises ConfigurationError."""
        asked = self.query.get("page") or "1"
        if not (asked.isascii() and asked.isdigit() and 0 < int(asked[:6]) == int(asked)):
            raise ConfigurationError(f"page {asked}: give a number from 1")
        return int(asked)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """What is sent back."""

    body: bytes
    status: int = 200
    media_type: str = "text/html; charset=utf-8"
    file_name: str | None = None
    """Set: the browser is to save it, not to show it."""


def framed(title: str, *content: Child, status: int = 200) -> Reply:
    """A page with the site's head, navigation and search."""
    page = tag(
        "html",
        tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("title", f"{title} · Fazhi"),
            tag("link", rel="stylesheet", href="/style.css"),
        ),
        tag("body", _head(), tag("main", tag("h1", title), content)),
        lang="zh-Hans",
    )
    return Reply(body=serialise(page), status=status)


def _head() -> html.HtmlElement:
    words = tag(
        "input", type="search", name="q", placeholder="复议 / 行政执法", **{"aria-label": "search"}
    )
    return tag(
        "header",
        tag("nav", tag("b", "Fazhi"), [link(path, name) for path, name in _PARTS]),
        tag("form", words, tag("button", "Search"), action="/search"),
    )


def selector(question: Question, action: str) -> html.HtmlElement:
    """The form that narrows a list to a region, years and a level."""
    chosen = question.query
    levels = [
        tag("option", level or "any level", value=level, selected=_if(chosen.get("level") == level))
        for level in ("", *LEVELS)
    ]
    return tag(
        "form",
        tag(
            "label",
            "region ",
            tag("input", name="region", size=8, value=chosen.get("region"), placeholder="3308"),
        ),
        tag(
            "label",
            "years ",
            tag("input", name="year", size=10, value=chosen.get("year"), placeholder="2019-2024"),
        ),
        tag("label", "level ", tag("select", levels, name="level")),
        tag("button", "Show"),
        action=action,
        class_="selector",
    )


def _if(holds: bool) -> str | None:  # noqa: FBT001 (the attribute is there or it is not)
    return "selected" if holds else None


def address(path: str, **query: str | int | None) -> str:
    """A link's target inside the site; query parts that are None are left out."""
    wanted = {key: value for key, value in query.items() if value not in (None, "")}
    return quote(path, safe="/@") + (f"?{urlencode(wanted)}" if wanted else "")


def pager(question: Question, path: str, total: int) -> html.HtmlElement:
    """Where in a long list the page stands, and the way to its neighbours."""
    number, last = question.page(), max(1, -(-total // PAGE_ROWS))
    rest = {key: value for key, value in question.query.items() if key != "page"}
    return tag(
        "p",
        link(address(path, **rest, page=number - 1), "← before") if number > 1 else None,
        f" {total} in all, page {number} of {last} ",
        link(address(path, **rest, page=number + 1), "next →") if number < last else None,
        class_="pager",
    )


def table(columns: tuple[str, ...], rows: list[list[Child]], **attributes: str) -> html.HtmlElement:
    """A table with a head."""
    return tag(
        "div",
        tag(
            "table",
            tag("thead", tag("tr", [tag("th", column) for column in columns])),
            tag("tbody", [tag("tr", [tag("td", cell) for cell in row]) for row in rows]),
            **attributes,
        ),
        class_="wide",
    )


def legend() -> html.HtmlElement:
    """What the colours and symbols of coverage say."""
    return tag(
        "p",
        [
            tag("span", tag("i", look.symbol, class_=f"cell {state}"), f" {state}: {look.words}")
            for state, look in LOOKS.items()
        ],
        class_="legend",
    )
