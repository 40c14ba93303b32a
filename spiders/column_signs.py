"""Whether a page is a report column: by the report titles among its rows, or by its own name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from archive.records import Answer, Ask, ListEntry, ListPage
from pipelines.titles import judge_title, title_body
from spiders.column_page import read_page
from spiders.discovery_tables import COLLECTS_WORDS, COLUMN_NAME, SUBJECT_NAME
from spiders.families.family import At
from spiders.markup import collapse
from spiders.page_kinds import may_load_rows

_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.I)
_TRS_ARTICLE = re.compile(
    r"^(?P<folder>.*/)(?:20\d{4}|20\d\d[-/]\d{1,2}(?:/\d{1,2})?)/t\d+_\d+\.s?html?$", re.I
)
_ART = re.compile(
    r"^(?P<mount>.*?)/art/\d{4}/(?:\d{1,2}/\d{1,2}/)?art_(?P<column>\d+)_\d+\.html?$", re.I
)
_UCAP_ARTICLE = re.compile(r"^(?P<folder>.*/c\d{4,}/)20\d{4}/[0-9a-f]{32}\.shtml$", re.I)
_SNOWFLAKE = re.compile(r"^(?P<folder>.*/)\d{19}\.html$")
_CONTENT_SIDE = re.compile(r"^(?P<folder>.*/)content/m?post_\d+\.html$")
_GOVERNMENT = re.compile(r"[省市县区旗州盟]|街道|[乡镇]")
_OWN_SUFFIX = re.compile(r"(?:人民政府|办公室|管理委员会|自治[区州县旗]|[省市县区旗州盟])$")
_SHORT = 15
"""Rows that a page of a single year, or of a few reports, has at most."""
_SHARE = 0.3
"""Share of report titles from which a list is dedicated to them: news around it takes the rest."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Signs:
    """What a page shows of being a report column."""

    family: str
    page: ListPage
    reports: tuple[ListEntry, ...]
    named: bool
    """Its own name is that of a report column."""
    subject: bool
    """Its name has the subject's words."""
    mixed: bool
    collects_others: bool
    waits: bool = False
    """Its source names the data calls that bring its rows, or holds the template of one."""
    hidden: bool = False
    """No row of the page is a link; a data call or a script brings them, as its walk will find."""

    @property
    def pages(self) -> int | None:
        """How many pages the column has by its pager's word."""
        if self.page.pages is not None or self.page.total is None:
            return self.page.pages
        return -(-self.page.total // max(1, len(self.page.entries)))

    @property
    def is_column(self) -> bool:
        """The page is a column with reports in it, or one that is named for them and lists something."""
        if self.named and (self.page.entries or self.page.declared_empty or self.hidden):
            return True
        if self.subject and self.hidden and self.waits:
            return True
        if not self.reports:
            return False
        paged = (
            self.page.next is not None or self.page.total is not None or self.page.pages is not None
        )
        return paged or not self.mixed


def signs_of(
    answer: Answer, ask: Ask, column: str, name: str, portal_name: str, family: str | None
) -> Signs:
    """Read a page as a column; `name` is the words of the link that led to it."""
    at = At(ask=ask, column=column, page=1)
    read_as, page = read_page(family, answer, at, settled=False)
    names = (name, page_name(answer))
    named = any(COLUMN_NAME.search(words) for words in names)
    subject = named or any(SUBJECT_NAME.search(words) for words in names)
    # In a column so named a title that is cut short, and that nothing speaks against, is a report's;
    # so it is in a short list of the subject, as a year's page is, not in the subject's news.
    short = subject and page.next is None and len(page.entries) <= _SHORT
    cut = any(row.truncated for row in page.entries)
    telling = {"report", "unsure"} if cut and (named or short) else {"report"}
    reports = tuple(
        row
        for row in page.entries
        if (verdict := judge_title(row.title).verdict) == "report"
        or (row.truncated and verdict in telling)
    )
    share = len(reports) / max(1, len(page.entries))
    return Signs(
        family=read_as.name,
        page=page,
        reports=reports,
        named=named,
        subject=subject,
        waits=not page.entries and may_load_rows(answer),
        hidden=not page.entries
        and (answer.rendered or page.next is not None or may_load_rows(answer)),
        mixed=not (named or share >= _SHARE),
        collects_others=any(COLLECTS_WORDS.search(words) for words in names)
        or _others(reports, portal_name),
    )


def page_name(answer: Answer) -> str:
    """The column's name as the page's title begins."""
    found = _TITLE.search(answer.text[:200_000])
    if found is None:
        return ""
    return re.split(r"[-_|—–－]", collapse(found[1]), maxsplit=1)[0].strip()


def _others(reports: tuple[ListEntry, ...], portal_name: str) -> bool:
    """Two or more governments among the titles that are not the portal's own."""
    own = _stem(portal_name)
    bodies = {
        body for row in reports if (body := title_body(row.title)) and _GOVERNMENT.search(body)
    }
    others = {
        _stem(body) for body in bodies if own and own not in body and _stem(body) not in portal_name
    }
    return len({other for other in others if len(other) >= 2}) >= 2


def _stem(name: str) -> str:
    """衢州市柯城区人民政府 → 柯城: the last place's own name."""
    last = re.split(r"(?<=[\u4e00-\u9fff]{2}[省市州盟])(?=[\u4e00-\u9fff]{2,}[县区旗市])", name)[-1]
    while (shorter := _OWN_SUFFIX.sub("", last)) != last and len(shorter) >= 2:
        last = shorter
    return last


def column_of_article(url: str) -> str | None:
    """The column that an article's address names; None where its platform puts none there."""
    parts = urlsplit(url)
    for pattern, tail in (
        (_TRS_ARTICLE, ""),
        (_SNOWFLAKE, ""),
        (_CONTENT_SIDE, ""),
        (_UCAP_ARTICLE, "list.shtml"),
    ):
        found = pattern.match(parts.path)
        if found and found["folder"] not in ("", "/"):
            return urlunsplit((parts.scheme, parts.netloc, f"{found['folder']}{tail}", "", ""))
    art = _ART.match(parts.path)
    if art:
        return urlunsplit(
            (
                parts.scheme,
                parts.netloc,
                f"{art['mount']}/col/col{art['column']}/index.html",
                "",
                "",
            )
        )
    return None
