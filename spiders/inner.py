"""Pages one level down that hold a column's real list: an iframe, a 更多 link, a year's own column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import lxml.html

from archive.records import Answer, Ask, ListEntry
from pipelines.titles import title_year
from spiders.markup import absolute, base_of, collapse, document, host_of, text_of
from spiders.rows import is_article_address

MAX_INNER = 40
_FEW_ROWS = 8
"""A landing page shows some rows and a 更多 link; a list page shows more, or a pager."""
_MORE = re.compile(r"^[\[【(（<]*\s*(?:更多|查看更多|查看全部|more)[\s.…>»›＞+]*[\]】)）>]*$", re.I)
_MORE_CLASS = re.compile(r"(?:^|[\s_-])more(?:$|[\s_-])|_more\b", re.I)
_YEAR = re.compile(r"^(?:19|20)\d\d\s*年(?:度)?(?:归档|以前|及以前|法治政府.{0,12})?$")
_WIDGET_FRAME = re.compile(
    r"share|weather|tianqi|counter|stat|video|player|login|map\.|jiathis|baidu|ad\.|header|footer|head\.|foot\.|top\.",
    re.I,
)
_PAGE = re.compile(
    r"/(?!(?:index|list|default|more)[\w-]*\.)[^/]+\.(?:s?html?|jhtml|aspx|jsp|php)$", re.I
)
_REPORT_WORDS = re.compile(r"法治政府|依法行政|法治建设年报|法治年报")


def inner_of(
    answer: Answer, column: str, entries: tuple[ListEntry, ...], *, has_pager: bool
) -> tuple[Ask, ...]:
    """What to ask beside the column itself; empty where the column's page is a list of its own."""
    rows = len(entries)
    tree = document(answer.text)
    if tree is None:
        return ()
    base = base_of(tree, answer.url)
    found: dict[str, None] = {}
    thin = rows <= _FEW_ROWS and not has_pager
    if thin:
        found |= dict.fromkeys(_frames(tree, base, answer.url))
    folder = _folder(column)
    for link in tree.iter("a"):
        url = absolute(base, link.get("href") or "")
        if url is None or host_of(url) != host_of(answer.url) or is_article_address(url):
            continue
        words = text_of(link) or collapse(link.get("title") or "")
        of_a_year = url.startswith(folder) or shape_of(url) == shape_of(column)
        if (thin and _leads_on(words, link.get("class") or "", url, folder, rows)) or (
            _YEAR.match(words) and of_a_year
        ):
            found[url] = None
    own = {answer.url, column} | {one.url for one in entries if _is_document(one, column)}
    return tuple(Ask(url=url) for url in [url for url in found if url not in own][:MAX_INNER])


def framed_in(answer: Answer, above: str) -> tuple[Ask, ...]:
    """The frames of a page that was framed itself, and holds nothing else."""
    tree = document(answer.text)
    if tree is None:
        return ()
    urls = dict.fromkeys(_frames(tree, base_of(tree, answer.url), answer.url))
    return tuple(
        Ask(url=url) for url in [url for url in urls if url not in (above, answer.url)][:2]
    )


def _frames(tree: lxml.html.HtmlElement, base: str, page: str) -> Iterator[str]:
    for frame in tree.iter("iframe", "frame"):
        url = absolute(base, frame.get("src") or "")
        if url and host_of(url) == host_of(page) and not _WIDGET_FRAME.search(urlsplit(url).path):
            yield url


def _leads_on(words: str, classes: str, url: str, folder: str, rows: int) -> bool:
    """A 更多 link belongs to the column if it leads below it, or if the page shows nothing else."""
    below = url.startswith(folder) and url != folder
    if _MORE.match(words) or (not words and _MORE_CLASS.search(classes)):
        return below or rows == 0 or "xxgk_more" in classes
    return below and bool(_REPORT_WORDS.search(words))


def _is_document(entry: ListEntry, column: str) -> bool:
    """A row with its date, or one named for a year at a file of its own, is a report, though its address lies below the column.

    `/fz/index.html` lists `/fz/2023.html`; a year's own column is a folder, or has the column's own address but for numbers.
    """
    if entry.listed_date is not None:
        return True
    is_file = bool(_PAGE.search(urlsplit(entry.url).path)) and shape_of(entry.url) != shape_of(
        column
    )
    return is_file and title_year(entry.title) is not None


def _folder(column: str) -> str:
    plain = column.split("?", 1)[0].split("#", 1)[0]
    return plain.rsplit("/", 1)[0] + "/"


def shape_of(url: str) -> str:
    """An address with its numbers made one sign: columns told apart by an id have one shape."""
    return re.sub(r"\d+", "0", url)
