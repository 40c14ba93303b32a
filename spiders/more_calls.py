"""Rows that a 加载更多 button brings: the call that its script makes, page by page."""

from __future__ import annotations

import re

from archive.records import Answer, Ask
from spiders.data_calls import data_calls
from spiders.families.family import At
from spiders.markup import collapse, document, text_of
from spiders.paging import at_page, following, page_of

_BUTTON = re.compile(r"^(?:点击)?(?:加载|查看|显示)更多(?:信息|内容|文章|数据)?[\s.…>»›＞+]*$")
_MARKED = re.compile(r"load-?more|more-?btn|btn-?more|getmore", re.I)


def more_by_call(answer: Answer, at: At) -> Ask | None:
    """The second page's call, where the page has such a button; on its answers, pieces of a page, the next one."""
    source = answer.text.lstrip("\ufeff \r\n\t")
    if at.page > 1:
        piece = source[:1] == "<" and "<html" not in source[:2000].lower()
        return following(at.ask) if piece else None
    if "更多" not in source or not _has_button(answer):
        return None
    for call in data_calls(answer.text, answer.url):
        if page_of(call) is not None:
            return at_page(call, 2)
    return None


def _has_button(answer: Answer) -> bool:
    tree = document(answer.text)
    if tree is None:
        return False
    for box in tree.iter("button", "a", "span", "div", "p", "input"):
        words = text_of(box) if box.tag != "input" else collapse(box.get("value") or "")
        leads = box.tag == "a" and (box.get("href") or "#")[:1] not in "#j"
        if not leads and len(words) <= 12 and _BUTTON.match(words):
            return True
        if _MARKED.search(f"{box.get('id') or ''} {box.get('class') or ''}") and "更多" in words:
            return not leads and len(words) <= 12
    return False
