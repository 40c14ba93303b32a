"""大汉's 信息公开 module: the landing page names an organisation, search.jsp gives its rows page by page."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from archive.records import Answer, Ask, ListEntry
from spiders.families.family import At, Family
from spiders.families.hanweb_jcms import FORM
from spiders.markup import absolute
from spiders.pagers import Extent, extent_of
from spiders.paging import following, page_of
from spiders.rows import rows_of

_SEARCH = re.compile(
    r"[\"'(]([^\"'()\s]{0,200}/module/xxgk/(?:search|subjectinfo|search_custom)\.jsp[^\"'()\s]{0,800})"
)
_TREE = re.compile(r"[\"'(]([^\"'()\s]{0,200}/module/xxgk/tree\.jsp\?[^\"'()\s]{0,800})")
_COLUMN = re.compile(r"/col/col(\d+)|[?&]divid=div(\d+)")
_ART_COLUMN = re.compile(r"/art_(\d+)_\d+\.html?$")
_REPORT_WORDS = re.compile(r"法治政府|依法行政")
_FIELDS = (
    "infotypeId", "jdid", "area", "divid", "vc_title", "vc_number", "currpage", "vc_filenumber", "vc_all", "texttype",
    "fbtime", "standardXxgk", "isAllList", "sortfield",
)  # fmt: skip
"""The form's fields as the module's own script sends them (portals.md §3.A)."""
_DEFAULTS = {
    "currpage": "1",
    "standardXxgk": "1",
    "isAllList": "1",
    "texttype": "0",
    "fbtime": "-1",
}
SEARCH_PATH = "/module/xxgk/search.jsp"


def entries(answer: Answer, at: At) -> tuple[ListEntry, ...]:
    """Rows of the landing page or of a search.jsp answer.

    The module answers with the whole organisation's rows: those of another column are left out,
    where their address names it, unless their title has the topic's words.
    """
    rows = rows_of(answer.text, answer.url or at.ask.url)
    column = _column_of(at)
    if column is None:
        return rows
    return tuple(row for row in rows if _is_own(row, column))


def _is_own(row: ListEntry, column: str) -> bool:
    named = _ART_COLUMN.search(row.url)
    return named is None or named[1] == column or bool(_REPORT_WORDS.search(row.title))


def _column_of(at: At) -> str | None:
    for words in (at.column, at.ask.url, at.ask.body.decode("utf-8", "replace")):
        found = _COLUMN.search(f"?{words}" if "divid" in words else words)
        if found:
            return found[1] or found[2]
    return None


def extent(answer: Answer, at: At) -> Extent:
    """共N页 of a search.jsp answer; its 共N条 counts the whole organisation and is no total of the column."""
    if "/module/xxgk/" not in at.ask.url:
        return Extent()
    said = extent_of(answer.text)
    rows = rows_of(answer.text, at.ask.url)
    filtered = len(entries(answer, at)) < len(rows)
    return Extent(total=None if filtered or _column_of(at) else said.total, pages=said.pages)


def next_page(answer: Answer, at: At) -> Ask | None:
    """The first search.jsp call, as the landing page's script makes it, then `currpage` by one."""
    if "/module/xxgk/" in at.ask.url:
        pages = extent_of(answer.text).pages
        number = page_of(at.ask) or 1
        if pages is None or number >= pages:
            return None
        return following(at.ask)
    return _first_call(answer)


def _first_call(answer: Answer) -> Ask | None:
    html = answer.text.replace("&amp;", "&")
    search, tree = _SEARCH.search(html), _TREE.search(html)
    if search is None and tree is None:
        return None
    given = dict(parse_qsl(urlsplit(tree[1]).query, keep_blank_values=True)) if tree else {}
    address = absolute(answer.url, search[1] if search else SEARCH_PATH)
    if address is None:
        return None
    parts = urlsplit(address)
    given.update(parse_qsl(parts.query, keep_blank_values=True))
    fields = {name: given.get(name, _DEFAULTS.get(name, "")) for name in _FIELDS}
    fields["jdid"] = given.get("jdid") or given.get("webid", "")
    query = {name: fields[name] for name in ("infotypeId", "vc_title", "vc_number", "area")}
    query.update({name: value for name, value in given.items() if name == "fieldConfigId"})
    url = urlunsplit(parts._replace(query=urlencode({**query, "currpage": "1"}, quote_via=quote)))
    body = urlencode({**fields, "currpage": "1"}, quote_via=quote).encode()
    return Ask(url=url, method="POST", body=body, headers=(*FORM, ("Referer", answer.url)))


FAMILY = Family(name="hanweb-xxgk", entries=entries, next_page=next_page, extent=extent)
