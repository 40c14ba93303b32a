"""江苏自然资源's gtapp: the same address, its further pages by a posted `cpage`."""

from __future__ import annotations

from archive.records import Answer, Ask, ListEntry
from spiders.families.family import At, Family
from spiders.families.hanweb_jcms import FORM
from spiders.pagers import Extent, extent_of
from spiders.rows import rows_of

_FULL_PAGE = 10


def entries(answer: Answer, at: At) -> tuple[ListEntry, ...]:
    """Rows of the page."""
    return rows_of(answer.text, answer.url or at.ask.url)


def extent(answer: Answer, _at: At) -> Extent:
    """What the pager's words say."""
    return extent_of(answer.text)


def next_page(answer: Answer, at: At) -> Ask | None:
    """`cpage` by one, while the pager, or a full page, says more."""
    said, rows = extent_of(answer.text), len(entries(answer, at))
    more = at.page < said.pages if said.pages is not None else rows >= _FULL_PAGE
    if said.pages is None and said.total is not None:
        more = at.held + rows < said.total
    if not more or rows == 0:
        return None
    body = f"cpage={at.page + 1}".encode()
    return Ask(url=at.column, method="POST", body=body, headers=(*FORM, ("Referer", at.column)))


FAMILY = Family(name="gtapp", entries=entries, next_page=next_page, extent=extent)
