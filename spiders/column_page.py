"""Which family reads an answer of a column, and what the answer is when it is no list."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urljoin, urlsplit, urlunsplit

from archive.records import Answer, Ask, ListPage
from spiders.families import FAMILIES, recognise
from spiders.families.family import At, Family
from spiders.families.trs_static import following_name
from spiders.markup import base_of, collapse, document, text_of
from spiders.more_calls import more_by_call
from spiders.pagers import next_link
from spiders.paging import following
from spiders.rows import address_of
from spiders.script_pagers import by_template, next_by_script

STUB_BYTES = 2500
"""A list page is longer; the stubs met have 300 to 400 bytes, some 2 KB (portals.md §3.C, §5)."""

_SOFT_404_TITLE = re.compile(
    r"页面不存在|网页不存在|找不到(?:该|您|页面|网页)|无法找到|未找到页面|^\s*404|404\s*(?:错误|not found|页面)|not found"
    r"|出错了|错误页面|系统维护|站点已关闭|网站已关闭|网站迁移|页面已删除|信息已删除",
    re.I,
)
_DECLARED_EMPTY = re.compile(
    r"(?:暂无|没有|暂未|尚无|无)(?:任何|相关|有关|此类|可|更多|符合条件的|您要的|查询到(?:相关)?)*"
    r"(?:数据|信息|内容|记录|文章|公开内容|公开信息|文件|资料|报告|发布(?:相关)?(?:信息|内容)?|更新)"
    r"|栏目(?:正在|还在)?(?:建设中|暂无内容|为空)|内容(?:正在)?(?:建设|完善|更新)中|共\s*0\s*条"
)
_SURELY_FULL = 10
"""Rows from which an only page may go on though its pager counts one."""
_ASIDE = re.compile(
    r"(?:^|[\s_-])(?:side(?:bar)?|aside|hot|recommend\w*|related?|tuijian|rank(?:ing)?|footer|header|nav|menu)"
    r"(?:$|[\s_-]|\d)",
    re.I,
)
"""Names of boxes beside a page's content; asked only where the page says that it holds nothing."""
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.I)


def read_page(
    hint: str | None, answer: Answer, at: At, *, settled: bool
) -> tuple[Family, ListPage]:
    """The answer as its family reads it; `hint` is what the registry or the walk so far says.

    On the first answer a hint that finds neither rows nor a next page gives way to what the page
    itself looks like, and that to the generic reading; `settled` holds for every later answer.
    """
    named = [hint] if hint in FAMILIES else []
    seen = None if settled and named else recognise(answer.url or at.ask.url, answer.text)
    named += [seen] if seen in FAMILIES and seen not in named else []
    read = [(FAMILIES[name], FAMILIES[name].read(answer, at)) for name in named if name]
    best = next((one for one in read if one[1].next is not None), None)
    best = best or next((one for one in read if one[1].entries), None)
    if best is None:
        best = _plainly(answer, at) or (read[0] if read else None)
    family, page = best or (FAMILIES["generic"], ListPage(entries=()))
    if page.next is None and page.entries:
        page = _by_script(page, answer, at)
    if page.next is None and page.entries:
        page = _beyond_the_count(page, answer, at)
    if not page.entries or (page.next is None and not page.total and _stand_aside(answer, page)):
        words = declared_empty(answer)
        page = replace(page, entries=() if words else page.entries, declared_empty=words)
    return family, page


def _by_script(page: ListPage, answer: Answer, at: At) -> ListPage:
    """The page with the next one as its scripts tell it; else, while its figures say more, by the next static name."""
    called = next_by_script(answer, at.page)
    if called is not None:
        return replace(page, next=called)
    more = page.pages is not None and at.page < page.pages
    if page.total is not None:
        more = at.held + len(page.entries) < page.total
    if not more and (page.pages is not None or page.total is not None):
        return page
    called = more_by_call(answer, at)
    if called is not None:
        return replace(page, next=called, guessed=not more)
    joined = by_template(answer, at.page)
    if joined is not None:
        return replace(page, next=Ask(url=joined), guessed=not more)
    return replace(page, next=following(at.ask) or following_name(at)) if more else page


def _beyond_the_count(page: ListPage, answer: Answer, at: At) -> ListPage:
    """The page with the one after its pager's last, where that pager counts too few: 下一页 leads on from a full page.

    A counter made before the latest rows came says one page too few. Such a link is a guess: many pagers
    show it on their last page too, so it must lead to a file of this very folder that is not this one.
    """
    if page.total is not None or page.pages is None or at.page < page.pages or at.ask.body:
        return page
    rows, before = len(page.entries), at.page - 1
    if rows * before < at.held or (before == 0 and rows < _SURELY_FULL):
        return page
    link = next_link(answer.text, answer.url or at.ask.url, at.page, beyond=True)
    if link is None or link == at.ask.url or urljoin(link, ".") != urljoin(at.ask.url, "."):
        return page
    return replace(page, next=Ask(url=link), guessed=True)


def _stand_aside(answer: Answer, page: ListPage) -> bool:
    """All rows stand in boxes beside the content: hot news, recommendations, menus."""
    tree = document(answer.text)
    if tree is None:
        return False
    base, urls = base_of(tree, answer.url), {row.url for row in page.entries}
    return all(
        any(
            _ASIDE.search(f"{box.get('class') or ''} {box.get('id') or ''}") or box.tag == "aside"
            for box in link.iterancestors()
        )
        for link in tree.iter("a")
        if address_of(link, base) in urls
    )


def _plainly(answer: Answer, at: At) -> tuple[Family, ListPage] | None:
    """The answer read as JSON of any kind, or as any list page; None where it holds no rows so."""
    for name in ("json-list", "generic"):
        page = FAMILIES[name].read(answer, at)
        if page.entries:
            return FAMILIES[name], page
    return None


def declared_empty(answer: Answer) -> str | None:
    """The page's own words that the column holds nothing, from its text outside links; else None."""
    tree = document(answer.text)
    if tree is None:
        return None
    found = _DECLARED_EMPTY.search(text_of(tree))
    return found[0] if found else None


def is_soft_404(answer: Answer) -> bool:
    """A page with status 200 whose title, or whose few words, say that there is no such page."""
    title = _TITLE.search(answer.text[:200_000])
    if title and _SOFT_404_TITLE.search(collapse(title[1])):
        return True
    if len(answer.text) > STUB_BYTES or "<" not in answer.text:
        return False
    tree = document(answer.text)
    return tree is not None and bool(_SOFT_404_TITLE.search(text_of(tree)[:80]))


def is_stub(answer: Answer) -> bool:
    """A few hundred bytes of markup without a link: the page was never made."""
    source = answer.text.lower()
    return len(source) < STUB_BYTES and "<html" in source and "<a " not in source


def refusal_way(hint: str | None, answer: Answer, at: At) -> Ask | None:
    """Where else a refused page may be: the family's own way, or index.html of a refused directory."""
    name = hint or recognise(at.ask.url, "") or "generic"
    family = FAMILIES.get(name, FAMILIES["generic"])
    other = family.other_way(answer, at)
    if other is not None or at.page > 1 or at.ask.method != "GET":
        return other
    parts = urlsplit(at.ask.url)
    if parts.path.endswith("/index.html"):
        return Ask(url=urlunsplit(parts._replace(path=parts.path[: -len("index.html")])))
    if parts.path.endswith("/"):
        return Ask(url=urlunsplit(parts._replace(path=f"{parts.path}index.html")))
    return None
