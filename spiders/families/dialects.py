"""Local dialects that differ only in how the next page is named: a table of address shapes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from archive.records import Answer, Ask, ListEntry
from spiders.families import generic, trs_static
from spiders.families.family import At, Family
from spiders.pagers import Extent, extent_of
from spiders.script_pagers import next_by_script

_FULL_PAGE = 10


@dataclass(frozen=True, slots=True)
class Series:
    """Addresses of one column's pages: where the number stands, and how the second page is named."""

    numbered: re.Pattern[str]
    """An address with the page number as its group 1."""
    first: re.Pattern[str] | None
    """A first page's address without a number; its second page is `second`, expanded."""
    second: str


SERIES: dict[str, tuple[Series, ...]] = {
    "sitesources": (  # 周口, 新乡: listN.html, list-N.html
        Series(re.compile(r"(?<=/list)(\d{1,5})(?=\.html)"), None, ""),
        Series(re.compile(r"(?<=/list-)(\d{1,5})(?=\.html)"), None, ""),
    ),
    "zz-public": (  # 郑州's districts
        Series(re.compile(r"(?<=[?&]page=)(\d{1,5})"), re.compile(r"^([^#]*\?[^#]*)$"), r"\1&page=2"),
    ),
    "gi-class": (  # 常州: /gi_class/x, /gi_class/x/2
        Series(
            re.compile(r"(?<=/)(\d{1,4})(?=/?$)"),
            re.compile(r"^(.*/(?:gi|ns)_class/[A-Za-z][\w-]*?)/?$"),
            r"\1/2",
        ),
    ),
    "huaian-cmsweb": (  # 淮安's column pages
        Series(re.compile(r"(?<=/index_)(\d{1,5})(?=\.html)"), re.compile(r"^(.*/)(?:index\.html)?$"), r"\1index_2.html"),
    ),
    "shhex": (  # 上海
        Series(re.compile(r"(?<=/index_)(\d{1,5})(?=\.html)"), re.compile(r"^(.*/)(?:index\.html)?$"), r"\1index_2.html"),
    ),
    "yx-jspx": (  # 玉溪
        Series(re.compile(r"(?<=[?&]pageNo=)(\d{1,5})"), re.compile(r"^([^#]*\?[^#]*)$"), r"\1&pageNo=2"),
    ),
    "xz-thtml": (  # 日喀则
        Series(re.compile(r"(?<=[?&]page=)(\d{1,5})"), re.compile(r"^([^#]*\?[^#]*)$"), r"\1&page=2"),
    ),
    "ja-xxgk-list": (  # 吉安
        Series(re.compile(r"(?<=[-_])(\d{1,4})(?=\.html)"), re.compile(r"^(.*/xxgk-list-[\w-]*?[A-Za-z])\.html$"), r"\1-2.html"),
    ),
    "mongo-channel": (  # 济南
        Series(re.compile(r"(?<=/index_)(\d{1,5})(?=\.html)"), re.compile(r"^(.*/)(?:index\.html)?$"), r"\1index_2.html"),
    ),
    "eportal": (  # 西丰, once 河北
        Series(re.compile(r"(?<=[?&]currentPage=)(\d{1,5})"), re.compile(r"^([^#]*\?[^#]*)$"), r"\1&currentPage=2"),
    ),
    "html-public": (),
    "snowflake-html": (),
    "wuxi-doclist": (),
    "ln-web-tsid": (),
}  # fmt: skip
"""By family (portals.md §3.M). An empty row: rows and paging are as on any static list page."""


def following(family: str, url: str) -> str | None:
    """The address after this one in its family's series; None where the table knows none."""
    for series in SERIES[family]:
        numbered = series.numbered.search(url)
        if numbered:
            return f"{url[: numbered.start(1)]}{int(numbered[1]) + 1}{url[numbered.end(1) :]}"
        if series.first is not None and series.first.match(url):
            return series.first.sub(series.second, url)
    return None


def _next_page(family: str) -> Callable[[Answer, At], Ask | None]:
    def next_page(answer: Answer, at: At) -> Ask | None:
        """The pager's own link; else the series, while the pager says more."""
        linked = (
            generic.next_page(answer, at) if SERIES[family] else trs_static.next_page(answer, at)
        )
        linked = linked or next_by_script(answer, at.page)
        if linked is not None or not SERIES[family]:
            return linked
        said, rows = extent_of(answer.text), len(_entries(answer, at))
        more = said.pages is not None and at.page < said.pages
        if said.pages is None and said.total is not None:
            more = at.held + rows < said.total
        url = following(family, at.ask.url) if more and rows else None
        return Ask(url=url) if url else None

    return next_page


def _guess(family: str) -> Callable[[Answer, At], Ask | None]:
    def guess(answer: Answer, at: At) -> Ask | None:
        """The series' next address after a full page."""
        if not SERIES[family]:
            return trs_static.guess(answer, at)
        full = len(_entries(answer, at)) >= _FULL_PAGE
        url = following(family, at.ask.url) if full else None
        return Ask(url=url) if url else None

    return guess


def _entries(answer: Answer, at: At) -> tuple[ListEntry, ...]:
    return generic.entries(answer, at)


def _extent(answer: Answer, _at: At) -> Extent:
    return extent_of(answer.text)


_READ_ELSEWHERE = frozenset(("huaian-cmsweb",))

FAMILIES: tuple[Family, ...] = tuple(
    Family(
        name=name, entries=_entries, next_page=_next_page(name), extent=_extent, guess=_guess(name)
    )
    for name in SERIES
    if name not in _READ_ELSEWHERE
)
