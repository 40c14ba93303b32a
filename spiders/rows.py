"""The rows of a list page: links with a date beside them, in whatever markup."""

from __future__ import annotations

import re
from itertools import islice
from urllib.parse import urlsplit

import lxml.html

from archive.records import ListEntry
from pipelines.titles import judge_title
from spiders.flat_rows import dates_by_link
from spiders.markup import absolute, base_of, collapse, document, text_of
from spiders.row_dates import (
    date_in,
    is_partly_dated,
    published_in,
    published_in_row,
)
from spiders.row_titles import DETAIL, MEANINGLESS, heading_of, title_of
from spiders.script_functions import address_called
from spiders.script_links import HELD_IN, address_in, held_address

MAX_ROWS = 2000
"""Rows read off one answer; a page with more is no list page of a portal."""

_ROW_TAGS = frozenset(("li", "tr", "dl", "dd"))
_BLOCK_TAGS = _ROW_TAGS | {"div", "p", "td", "ul", "section", "article", "table", "tbody"}
_ARTICLE_ADDRESS = re.compile(
    r"/t\d{6,8}_\d+\.s?html?$|/t\d{4,}\.s?html?$"  # TRS
    r"|/art_[0-9a-f_]+\.html?$"  # Hanweb
    r"|/[0-9a-f]{32}\.s?html?$|/c\d+_\d+\.s?html?$|/content\.s?html$"  # UCAP
    r"|/m?post_\d+\.html?$|/content_\d+\.s?html?$"  # NFCMS, articleList
    r"|/info/\d+/\d+\.htm$"  # VSB
    r"|/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22,27}\.html?$"  # Epoint, TrueCMS, uuid columns
    r"|/public/\d+/\d+\.html?$|/show[/-]\w+\.html?$|/article[0-9a-f]{32}\.html$|/doc_[0-9a-f]{24}\.html$"
    r"|/\d{5,}\.(?:s?html?|jhtml|aspx)$|/gi_news/\d+$|[?&](?:article|info|news|content)id=\w+",
    re.I,
)
_DOCUMENT_FILE = re.compile(r"\.(?:pdf|docx?|wps|ofd|rtf)(?:$|[?#])", re.I)
_FOLDER = re.compile(r"/(?:(?:index|list)[\w-]*\.\w+)?$", re.I)
_DOCUMENT_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{2,12}\s*[〔\[［【(（]\s*20\d\d\s*[〕\]］】)）]\s*\d{1,4}\s*号"
)
_CROWD = 40
"""Links of one block from which it is no row, wherever they lead."""
MIN_TITLE = 4
"""Characters; a shorter link beside a date is a button or a section's name."""


def is_article_address(url: str) -> bool:
    """The address has the shape of one document's page on some known platform."""
    return bool(_ARTICLE_ADDRESS.search(url)) or bool(_DOCUMENT_FILE.search(url))


def rows_of(html: str, url: str) -> tuple[ListEntry, ...]:
    """Rows of a page or fragment: each link with a date beside it, or with an article's address.

    In page order; a link met twice (two blocks with the same rows, portals.md §3.A) gives one row.
    """
    tree = document(html) if html.lstrip("\ufeff \r\n\t")[:1] not in ("{", "[") else None
    if tree is None:
        return ()
    base = base_of(tree, url)
    found: dict[str, ListEntry] = {}
    for anchor in _anchors(tree):
        entry = _row(anchor, html, base, url)
        if entry is not None:
            found[entry.url] = better_of(found.get(entry.url), entry)
        if len(found) >= MAX_ROWS:
            break
    return tuple(found.values())


def better_of(first: ListEntry | None, second: ListEntry) -> ListEntry:
    """Of two rows with one address the one that says more: a date, a title in full."""
    if first is None:
        return second
    return second if _worth(second) > _worth(first) else first


def _worth(entry: ListEntry) -> tuple[bool, bool, int]:
    # An index number that links there too has as many characters, but no words.
    words = sum("\u4e00" <= sign <= "\u9fff" for sign in entry.title)
    return (entry.listed_date is not None, not entry.truncated, words)


def _anchors(tree: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    held = " or ".join(f"@{name}" for name in HELD_IN)
    found = tree.xpath(
        f"//a[@href or @onclick or {held}]"
        " | //*[self::li or self::tr or self::div or self::dl][@onclick][not(.//a[@href])]"
        f" | //*[self::li or self::tr or self::div or self::dl][{held}][not(.//a)][not(.//*[@onclick or {held}])]"
    )
    assert isinstance(found, list)
    return found[: MAX_ROWS * 2]


def address_of(anchor: lxml.html.HtmlElement, base: str) -> str | None:
    """Where a link leads: its href, or where that is a script the address quoted in its onclick, or kept beside it."""
    href = absolute(base, anchor.get("href") or "")
    if href is not None:
        return href
    clicked = address_in(f"{anchor.get('onclick') or ''} {anchor.get('href') or ''}", base)
    return clicked or held_address(anchor, base)


def _row(anchor: lxml.html.HtmlElement, html: str, base: str, list_url: str) -> ListEntry | None:
    url = address_of(anchor, base)
    if url is None:
        called = address_called(html, f"{anchor.get('onclick') or ''} {anchor.get('href') or ''}")
        url = absolute(base, called) if called else None
    if url is None or url == list_url:
        return None
    title, truncated, own_date = title_of(anchor)
    if DETAIL.match(title):
        title = heading_of(anchor) or title
    if len(title) < MIN_TITLE or title in MEANINGLESS:
        return None
    beside, words = _beside(anchor, base) if anchor.tag == "a" else (own_date, "")
    listed = (anchor.get("rq") and date_in(anchor.get("rq") or "")) or beside or own_date
    if listed is None and not _is_row_without_date(url, title, words):
        return None
    number = _DOCUMENT_NUMBER.search(anchor.get("wh") or words)
    return ListEntry(
        url=url,
        title=title,
        listed_date=listed or None,
        truncated=truncated,
        document_number=number[0] if number else None,
        list_url=list_url,
    )


def _is_row_without_date(url: str, title: str, words: str) -> bool:
    """An article's address, a date cut to month and day, or a report's title that leads to no folder."""
    if len(title) < 2 * MIN_TITLE:
        return False
    if is_article_address(url) or is_partly_dated(words):
        return True
    is_folder = _FOLDER.search(urlsplit(url).path) is not None
    verdict = judge_title(title)  # without a year it is a column's name: 法治政府建设情况
    return not is_folder and verdict.verdict == "report" and verdict.report_year is not None


def _beside(anchor: lxml.html.HtmlElement, base: str) -> tuple[str | None, str]:
    """The date nearest to the link in its own row, and the row's other words."""
    own = anchor
    words = ""
    for _ in range(7):
        parent = own.getparent()
        if parent is None or parent.tag in ("body", "html"):
            return None, words
        own = parent
        if own.tag not in _BLOCK_TAGS and own.tag not in (
            "span",
            "h3",
            "h4",
            "h5",
            "dt",
            "b",
            "strong",
            "font",
        ):
            continue
        links = _rivals(anchor, own, base)
        flat = dates_by_link(own, base, address_of) if links else {}
        if flat:
            return flat.get(address_of(anchor, base) or ""), words
        if links and (own.tag not in _ROW_TAGS or len(links) > 3 or not _is_longest(anchor, links)):
            return None, words
        words = _outside(anchor, own)
        if len(words) > 500:
            return None, words
        listed = published_in_row(own, words) if own.tag == "tr" else published_in(words)
        if listed is not None or links or date_in(words) is not None:
            return listed, words
    return None, words


def _rivals(
    anchor: lxml.html.HtmlElement, block: lxml.html.HtmlElement, base: str
) -> list[lxml.html.HtmlElement]:
    """Other links of the block with words of their own that lead elsewhere."""
    own = address_of(anchor, base)
    rivals: list[lxml.html.HtmlElement] = []
    inside = list(islice(block.iter("a"), _CROWD))
    if len(inside) == _CROWD:
        return inside
    for other in inside:
        is_other = other is not anchor and len(text_of(other)) >= 2
        if is_other and address_of(other, base) not in (own, None):
            rivals.append(other)
        if len(rivals) > 3:
            break
    return rivals


def _is_longest(anchor: lxml.html.HtmlElement, rivals: list[lxml.html.HtmlElement]) -> bool:
    length = len(title_of(anchor)[0])
    return all(length >= len(title_of(rival)[0]) for rival in rivals)


def _outside(anchor: lxml.html.HtmlElement, block: lxml.html.HtmlElement) -> str:
    inside = set(anchor.iter())
    parts: list[str] = []
    for element in block.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            if element.tail and element is not block:
                parts.append(element.tail)
            continue
        if element.tag == "time":
            parts.append(element.get("datetime") or "")
        if element.text and element not in inside:
            parts.append(element.text)
        if element.tail and element is not block and (element is anchor or element not in inside):
            parts.append(element.tail)
    return collapse(" ".join(parts))
