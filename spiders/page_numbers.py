"""Page numbers in addresses: the query parameter or the file name that holds one, and which of two comes later."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

PAGE_PARAMETERS = (
    "page", "pageNo", "pageNum", "pageIndex", "pageNumber", "currentPage", "cur_page", "currpage", "curPage",
    "cpage", "currentPageNo", "pageno", "pagenum", "PageIndex", "Page", "p",
)  # fmt: skip
_NUMBERED_NAME = re.compile(r"^(?P<stem>.*?)(?:[-_]?(?P<number>\d{1,4}))?(?P<ending>\.\w{2,6})?$")
_FIRST_NAMES = frozenset(("", "index", "list", "default"))


def with_parameter(url: str, name: str, value: str) -> str:
    """The address with one query parameter set, the others kept in their order."""
    parts = urlsplit(url)
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    if any(key == name for key, _ in pairs):
        pairs = [(key, value if key == name else old) for key, old in pairs]
    else:
        pairs.append((name, value))
    return urlunsplit(parts._replace(query=urlencode(pairs, safe="/:,")))


def parameter(url: str, name: str) -> str | None:
    """A query parameter's value; None where the address has none of that name."""
    return next(
        (
            value
            for key, value in parse_qsl(urlsplit(url).query, keep_blank_values=True)
            if key == name
        ),
        None,
    )


def page_parameter(url: str) -> tuple[str, int] | None:
    """The query parameter that numbers the page, and its number; None where none does."""
    for key, value in parse_qsl(urlsplit(url).query):
        if key in PAGE_PARAMETERS and value.isdecimal() and len(value) <= 5:
            return key, int(value)
    return None


def is_numbered_higher(target: str, url: str) -> bool:
    """加载更多 leads to this very list with a higher page number, not to another column."""
    number, shown = page_parameter(target), page_parameter(url)
    if number is None or urlsplit(target).path != urlsplit(url).path:
        return _is_named_higher(target, url)
    return number[1] > (shown[1] if shown else 0)


def _is_named_higher(target: str, url: str) -> bool:
    """index_2.html beside index.html, or beside the folder that it stands in; /gi_class/x/2 below /gi_class/x."""
    there, here = urlsplit(target), urlsplit(url)
    if re.fullmatch(re.escape(here.path.rstrip("/")) + r"/[2-9]\d{0,3}/?", there.path):
        return not (there.query or here.query)
    if there.query or here.query or there.path.rpartition("/")[0] != here.path.rpartition("/")[0]:
        return False
    named = _NUMBERED_NAME.match(there.path.rpartition("/")[2])
    shown = _NUMBERED_NAME.match(here.path.rpartition("/")[2])
    if named is None or shown is None or named["number"] is None:
        return False
    same = named["stem"] == shown["stem"] or {named["stem"], shown["stem"]} <= _FIRST_NAMES
    return same and int(named["number"]) > int(shown["number"] or 0)
