"""The title of a list's row: in full where the page has it so, without dates, marks and labels."""

from __future__ import annotations

import re

import lxml.html

from spiders.markup import collapse, text_of
from spiders.row_dates import date_in, dates_in

_CUT_SHORT = re.compile(r"(?:…+|\.{2,}|。{3,}|．{2,}|⋯+)\s*$")
_TITLE_TAIL = re.compile(r"(?:\s*(?:NEW|new|HOT|hot|置顶|\[详细\]|【详细】))+$")
_TITLE_HEAD = re.compile(r"^(?:[·•▪■◆▶►>›*\-—]\s*|\[?置顶\]?\s*|\d{1,3}[.、]\s*)+")
_SHORTEST = 6
MEANINGLESS = frozenset(
    "更多 详细 查看 查看详情 下载 点击下载 打印 关闭 返回 首页 上一页 下一页 尾页 末页 登录 注册".split()
)
"""Words of buttons, no titles."""
DETAIL = re.compile(
    r"^[\[【(（<《]*\s*(?:点击)?(?:查看|阅读|浏览)?(?:全文|详情|详细(?:内容|信息)?|原文|更多内容|正文)\s*[.…>»›＞+]*[\]】)）>》]*$"
)
"""Words of a link that leads to what the row's heading names: [查看全文]."""
_LABELS = r"(?:发布|更新|发文|录入)?(?:日期|时间|人)\s*[:：].*|(?:作者|来源|点击数?|浏览)\s*[:：].*"
_LABELLED = re.compile(
    rf"^(?:(?:信息|文章|文件)?(?:标题|名称)\s*[:：]\s*(.+?)\s*({_LABELS})?|(.{{6,}}?)\s*({_LABELS}))$"
)
"""A title attribute with labels of its own, as some editors write it."""


def title_of(anchor: lxml.html.HtmlElement) -> tuple[str, bool, str | None]:
    """A link's title, whether it is cut short, and the date that stands inside the link.

    A row that is itself clicked, without a link in it, has for its title its longest words.
    """
    if anchor.tag != "a":
        return _of_block(anchor)
    shown, own_date = _without_date(anchor)
    shown = _TITLE_HEAD.sub("", _TITLE_TAIL.sub("", shown)).strip()
    given = collapse(anchor.get("title") or anchor.get("mc") or _title_inside(anchor))
    labelled = _LABELLED.match(given)
    if labelled:  # title="标题：…&#13;发布时间：2024-03-09"
        given = labelled[1] or labelled[3]
        own_date = own_date or date_in(labelled[2] or labelled[4] or "")
    cut = _CUT_SHORT.search(shown)
    if cut:
        stem = shown[: cut.start()].strip()
        if given and not _CUT_SHORT.search(given) and len(given) >= len(stem):
            return given, not _agree(given, stem), own_date
        return (given if len(given) > len(shown) else shown), True, own_date
    if given and (not shown or shown in MEANINGLESS or (shown in given and date_in(given) is None)):
        return given, bool(_CUT_SHORT.search(given)), own_date
    return shown, False, own_date


def heading_of(link: lxml.html.HtmlElement) -> str | None:
    """The title beside a 查看全文 link: the heading of the smallest box that has one, and no other such link."""
    box = link
    for _ in range(4):
        box = box.getparent()
        if box is None or box.tag in ("body", "html"):
            return None
        if sum(1 for other in box.iter("a") if DETAIL.match(text_of(other))) > 1:
            return None
        for heading in box.iter("h1", "h2", "h3", "h4", "h5", "dt", "strong", "b"):
            words = text_of(heading)
            if len(words) >= _SHORTEST and date_in(words) is None and link not in heading.iter():
                return _TITLE_HEAD.sub("", words).strip()
    return None


def _title_inside(link: lxml.html.HtmlElement) -> str:
    """The title that an element inside the link has in full, beside its own words cut short: <span title="…">…</span>."""
    for held in link.iterdescendants(
        "span", "p", "em", "font", "b", "strong", "h3", "h4", "div", "i"
    ):
        given, shown = collapse(held.get("title") or ""), _CUT_SHORT.sub("", text_of(held)).strip()
        if len(given) > len(shown) >= 4 and _agree(given, shown):
            return given
    return ""


def _agree(given: str, stem: str) -> bool:
    return re.sub(r"\s", "", given).startswith(re.sub(r"\s", "", stem))


def _without_date(anchor: lxml.html.HtmlElement) -> tuple[str, str | None]:
    """The link's words and, where one part of it is a date of its own, that date."""
    shown = text_of(anchor)
    found = next(dates_in(shown), None)
    if found is None:
        return shown, None
    iso, start, end = found
    before, after = shown[:start].strip(" [(（【"), shown[end:].strip(" ])）】")
    if not before or (not after and shown[:start][-1:] in " [(（【"):
        return (before or after), iso
    for child in anchor.iterdescendants():
        if (
            isinstance(child.tag, str)
            and date_in(text_of(child)) == iso
            and len(text_of(child)) <= 24
        ):
            return collapse(shown.replace(text_of(child), " ", 1)), iso
    return shown, None


def _of_block(block: lxml.html.HtmlElement) -> tuple[str, bool, str | None]:
    own_date = date_in(text_of(block))
    given = collapse(block.get("title") or _title_inside(block))
    parts = [collapse(str(words)) for words in block.itertext()]
    told = max((words for words in parts if date_in(words) is None), key=len, default="")
    title = given if len(given) >= len(told) else told
    return title, bool(_CUT_SHORT.search(title)), own_date
