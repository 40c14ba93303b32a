"""What a page's pager says: the next page's link, how many rows and pages there are in all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import lxml.html

from spiders.markup import absolute, base_of, collapse, document, text_of
from spiders.page_numbers import is_numbered_higher
from spiders.script_links import address_in


@dataclass(frozen=True, kw_only=True, slots=True)
class Extent:
    """A column's size by its pager's own word; None where it shows none."""

    total: int | None = None
    pages: int | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PagerCall:
    """`createPageHTML(12,0,"index","html")` read: page count, place, and the names of the pages."""

    pages: int
    current: int
    """Number of the page shown, from 0."""
    prefix: str
    extension: str
    first_suffix: int
    """The number in the second page's name: 1 for index_1.html, 2 for xxgk_list_2.shtml."""
    total: int | None = None


NOTHING_SAID = Extent()
_MOST = 10_000_000

_TOTALS = (
    re.compile(
        r"(?:共|总共|共有|合计)[^\d条页]{0,6}(\d{1,7})\s*(?:条|项|篇)(?!措施|意见|建议)"
    ),  # 共138条
    re.compile(r"(?:总记录数?|记录总数|总条数|总数|记录数)\s*[:：]?\s*(\d{1,7})"),
    re.compile(r"(?<![\d第])(\d{1,7})\s*条(?:记录|信息|数据|结果)"),
)
_PAGES = (
    re.compile(r"(?:共|总共|共有)[^\d条页]{0,6}(\d{1,5})\s*页"),  # 共10页
    re.compile(r"第?\s*\d{1,5}\s*页?\s*/\s*共?\s*(\d{1,5})\s*页"),  # 第1/10页, 1/10页
    re.compile(r"(?:总页数|页数|页次)\s*[:：]?\s*(?:\d{1,5}\s*/\s*)?(\d{1,5})"),
)
_SCRIPT_PAGES = re.compile(
    r"\b(?:countPage|pageCount|totalPages?|maxPage)\s*[=:]\s*['\"]?(\d{1,5})\b", re.I
)
_SCRIPT_TOTAL = re.compile(
    r"\b(?:totalRecords?|totalCount|recordCount|totalRow|count(?=\s*:\s*\d+\s*,\s*limit))\s*[=:]\s*['\"]?(\d{1,7})\b",
    re.I,
)
_NSETPAGE = re.compile(r"\bnsetpage\s*\(\s*\d+\s*,\s*(\d{1,7})\s*,\s*(\d{1,4})\s*\)")
"""淮安's nsetpage(1,total,size) (portals.md §3.M)."""
_CALL = re.compile(r"\bcreatePage(?:HTML)?\s*\(([^()]{3,300})\)")
_WRITTEN_NEXT = re.compile(
    r"href\s*=\s*\\?[\"']?([\w-]{1,60})[\"']\s*\+\s*[\"']_[\"']\s*\+\s*nextPage\s*\+\s*[\"']\.[\"']\s*\+\s*[\"'](s?html?)\b"
)
"""TRS's older pager, written by the page itself: "<a href=\\"index"+"_" + nextPage + "."+"html\\">下一页</a>"."""
_CURRENT_PAGE = re.compile(r"\bvar\s+currentPage\s*=\s*(\d{1,5})\b")
_COUNT_PAGE = re.compile(r"\bvar\s+countPage\s*=\s*(\d{1,5})\b")
_NEXT_WORDS = re.compile(
    r"^[\[【(<«]?\s*(?:下一?页|后一?页|下翻页|next(?:\s*page)?)\s*[\]】)>»›]*$", re.I
)
_MORE_WORDS = re.compile(r"^(?:点击)?(?:加载|查看|显示)?更多(?:信息|内容|文章)?[\s.…>»›＞+]*$")
_NEXT_SIGNS = frozenset((">", "›", "»", "＞", "→", "▶"))
_NEXT_CLASS = re.compile(r"(?:^|[\s_-])(?:next|pagenext|nextpage)(?:$|[\s_-])", re.I)
_GOES = re.compile(r"location|\bopen\s*\(", re.I)
_OFF = re.compile(r"disabled?|unable|nolink", re.I)


@lru_cache(maxsize=16)
def extent_of(html: str) -> Extent:
    """Rows and pages of the column as the page's words or scripts say."""
    counted = _NSETPAGE.search(html)
    if counted and int(counted[2]) > 0:
        return Extent(total=int(counted[1]), pages=-(-int(counted[1]) // int(counted[2])))
    call = pager_call(html)
    tree = document(html)
    words = _words_outside_links(tree)
    total = _last(_TOTALS, words) or (call.total if call else None) or _number(_SCRIPT_TOTAL, html)
    pages = call.pages if call else _last(_PAGES, words) or _number(_SCRIPT_PAGES, html)
    return Extent(total=total, pages=pages)


def _words_outside_links(tree: lxml.html.HtmlElement | None) -> str:
    if tree is None:
        return ""
    found = tree.xpath(
        "//text()[not(ancestor::a[string-length(normalize-space(.)) > 6])][not(parent::script)][not(parent::style)]"
    )
    return collapse(" ".join(str(words) for words in found)) if isinstance(found, list) else ""


def _last(patterns: tuple[re.Pattern[str], ...], words: str) -> int | None:
    for pattern in patterns:
        found = pattern.findall(words)
        if found:
            return int(found[-1])
    return None


def _number(pattern: re.Pattern[str], html: str) -> int | None:
    found = pattern.search(html)
    return int(found[1]) if found else None


def pager_call(html: str) -> PagerCall | None:
    """The page's `createPageHTML(…)` or `createPage(…)` call, or None.

    TRS: (pages, current from 0, prefix, extension). UCAP in 镇江: (div, pages, current from 1, prefix,
    extension, rows) (portals.md §3.C, D).
    """
    written = _WRITTEN_NEXT.search(html)
    count, shown = _COUNT_PAGE.search(html), _CURRENT_PAGE.search(html)
    if written and count and shown:
        return PagerCall(
            pages=int(count[1]), current=int(shown[1]), prefix=written[1], extension=written[2],
            first_suffix=1,
        )  # fmt: skip
    for call in _CALL.finditer(html):
        arguments = [part.strip().strip("'\"") for part in call[1].split(",")]
        if len(arguments) >= 4 and arguments[0].isdecimal() and arguments[1].isdecimal():
            pages, current = int(arguments[0][:7]), int(arguments[1][:7])
            return PagerCall(
                pages=pages,
                current=current,
                prefix=arguments[2],
                extension=arguments[3],
                first_suffix=1,
            )
        if len(arguments) >= 5 and arguments[1].isdecimal() and arguments[2].isdecimal():
            rows = arguments[5][:8] if len(arguments) > 5 and arguments[5].isdecimal() else None
            return PagerCall(
                pages=int(arguments[1][:7]),
                current=max(0, int(arguments[2][:7]) - 1),
                prefix=arguments[3],
                extension=arguments[4],
                first_suffix=2,
                total=min(int(rows), _MOST) if rows else None,
            )
    return None


def next_link(html: str, url: str, page: int, *, beyond: bool = False) -> str | None:
    """Where the pager's 下一页 leads, else the link that shows the next page's number.

    None on the last page by the pager's own count, whatever it links to there; `beyond` looks past it.
    """
    tree = document(html)
    if tree is None:
        return None
    pages = extent_of(html).pages
    if pages is not None and page >= pages and not beyond:
        return None
    return linked_next(tree, base_of(tree, url), page)


def linked_next(tree: lxml.html.HtmlElement, base: str, page: int) -> str | None:
    """Where the links of a page, or of a part of it, lead on to: by their words, else by the next number."""
    return _next_by_words(tree, base) or _next_by_number(tree, base, page)


def _links(tree: lxml.html.HtmlElement) -> list[lxml.html.HtmlElement]:
    found = tree.xpath("//a[@href or @onclick] | //*[@onclick][not(self::a)]")
    assert isinstance(found, list)
    return found


def _next_by_words(tree: lxml.html.HtmlElement, base: str) -> str | None:
    declared = tree.xpath("//link[@rel='next']/@href")
    if isinstance(declared, list) and declared:
        return absolute(base, str(declared[0]))
    for link in reversed(_links(tree)):
        words = text_of(link) or collapse(link.get("title") or "") or _image_words(link)
        marked = words in _NEXT_SIGNS or (not words and _NEXT_CLASS.search(link.get("class") or ""))
        if (_NEXT_WORDS.match(words) or marked) and not _OFF.search(link.get("class") or ""):
            target = _target(link, base)
            if target is not None:
                return target
        elif _MORE_WORDS.match(words):
            target = _target(link, base)
            if target is not None and is_numbered_higher(target, base):
                return target
    return None


def _image_words(link: lxml.html.HtmlElement) -> str:
    """What a pager drawn in images says: <img alt="下一页">."""
    image = link.find(".//img")
    return "" if image is None else collapse(image.get("alt") or image.get("title") or "")


def _target(link: lxml.html.HtmlElement, base: str) -> str | None:
    """Where a pager's link leads, its click handler included: onclick="location.href='/list/2.html'"."""
    shown = absolute(base, link.get("href") or "") or absolute(base, link.get("data-url") or "")
    clicked = link.get("onclick") or ""
    return shown or (address_in(clicked, base) if _GOES.search(clicked) else None)


def _next_by_number(tree: lxml.html.HtmlElement, base: str, page: int) -> str | None:
    """The link whose words are the next page's number, where its neighbours are numbers too."""
    numbered: dict[int, str] = {}
    for link in _links(tree):
        words = text_of(link).strip("[]【】()")
        target = _target(link, base) if words.isdecimal() and len(words) <= 4 else None
        if target is not None:
            numbered[int(words)] = target
    if page + 1 in numbered and len(numbered) >= (2 if page > 1 else 1):
        return numbered[page + 1]
    return None
