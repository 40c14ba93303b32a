"""TRS WCM and other static directories: index.html, index_1.html …, the page count in createPageHTML."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit, urlunsplit

from archive.records import Answer, Ask, ListEntry
from spiders.families.family import At, Family
from spiders.families.pages import written_entries
from spiders.pagers import Extent, extent_of, next_link, pager_call
from spiders.rows import is_article_address
from spiders.script_pagers import next_by_script

_FILE = re.compile(r"^(?P<stem>.+?)\.(?P<extension>s?html?|jhtml)$", re.I)
_FULL_PAGE = 6
"""Articles from which a page without any pager may have a second one: no portal met cuts lists shorter."""


def entries(answer: Answer, at: At) -> tuple[ListEntry, ...]:
    """Rows of the page, those that its scripts write included."""
    return written_entries(answer, at)


def extent(answer: Answer, _at: At) -> Extent:
    """What `createPageHTML` or the pager's words say."""
    return extent_of(answer.text)


def next_page(answer: Answer, at: At) -> Ask | None:
    """By createPageHTML's count, else the 下一页 link, else the next name while the pager's words say more."""
    call = pager_call(answer.text)
    if call is not None:
        number = max(call.current + 1, at.page)
        if number >= call.pages:
            return None
        shown = _number_in(at.ask.url, call.prefix) if at.page > 1 else None
        number = number - 1 + call.first_suffix if shown is None else shown + 1
        name = f"{call.prefix}_{number}.{call.extension}"
        return Ask(url=urljoin(answer.url, name))
    link = next_link(answer.text, answer.url, at.page)
    if link is not None:
        return Ask(url=link)
    scripted = next_by_script(answer, at.page)
    if scripted is not None:
        return scripted
    said = extent_of(answer.text)
    more = at.page < said.pages if said.pages is not None else said.total is not None
    if said.pages is None and said.total is not None:
        more = at.held + len(entries(answer, at)) < said.total
    return following_name(at) if more else None


def guess(answer: Answer, at: At) -> Ask | None:
    """index_1, or list_2, beside a page of articles that shows no pager; go on until there is none (portals.md §3.C)."""
    rows = entries(answer, at)
    articles = sum(is_article_address(row.url) for row in rows)
    if at.page == 1 and (articles < _FULL_PAGE or articles * 2 < len(rows)):
        return None
    if at.page > 1 and (not rows or _suffix(at) is None):
        return None
    return following_name(at)


def _is_named(column: str) -> bool:
    parts = urlsplit(column)
    return not parts.query and (parts.path.endswith("/") or bool(_FILE.match(parts.path)))


def following_name(at: At) -> Ask | None:
    """The next name in the series of a static column: index_1, or list_2; None where its address is no such name."""
    if not _is_named(at.column):
        return None
    stem, extension = _stem(at.column)
    suffix = _suffix(at)
    if suffix is None:
        suffix = 0 if stem.rsplit("/", 1)[-1].startswith("index") else 1
    return Ask(url=_named(at, f"{stem}_{suffix + 1}.{extension}"))


def _stem(column: str) -> tuple[str, str]:
    path = urlsplit(column).path
    match = _FILE.match(path)
    if match:
        return match["stem"], match["extension"]
    return f"{path.rstrip('/')}/index", "html"


def _suffix(at: At) -> int | None:
    """The page number in the asked address's name, beyond the column's own name."""
    stem, _ = _stem(at.column)
    return _number_in(at.ask.url, stem.rsplit("/", 1)[-1])


def _number_in(url: str, name: str) -> int | None:
    found = re.search(rf"/{re.escape(name)}_(\d{{1,5}})\.\w+$", urlsplit(url).path)
    return int(found[1]) if found else None


def _named(at: At, path: str) -> str:
    parts = urlsplit(at.ask.url)
    return urlunsplit((parts.scheme, parts.netloc, path, "", ""))


def other_way(answer: Answer, at: At) -> Ask | None:
    """index.html for a directory that is refused; the other numbering where the second page is not there."""
    parts = urlsplit(at.ask.url)
    if at.page == 1:
        if answer.status >= 400 and parts.path.endswith("/"):
            return Ask(url=_named(at, f"{parts.path}index.html"))
        return None
    first = re.fullmatch(r"(.*)_1(\.\w+)", parts.path)
    if at.page == 2 and first and answer.status >= 400:
        return Ask(url=_named(at, f"{first[1]}_2{first[2]}"))
    return None


FAMILY = Family(
    name="trs-static",
    entries=entries,
    next_page=next_page,
    extent=extent,
    guess=guess,
    other_way=other_way,
)
