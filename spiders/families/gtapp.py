"""江苏自然资源's gtapp: the same address, its further pages by a posted `cpage`."""

from __future__ import annotations

from archive.records import Answer, Ask
from spiders.families.family import At, Family
from spiders.families.hanweb_jcms import FORM
from spiders.families.pages import is_followed, page_entries, page_extent


def next_page(answer: Answer, at: At) -> Ask | None:
    """`cpage` by one, while the pager, or a full page, says more."""
    if not is_followed(answer, at, at.page):
        return None
    body = f"cpage={at.page + 1}".encode()
    return Ask(url=at.column, method="POST", body=body, headers=(*FORM, ("Referer", at.column)))


FAMILY = Family(name="gtapp", entries=page_entries, next_page=next_page, extent=page_extent)
