"""博达 VSB: page 1 is x.htm, the next x/(N-1).htm, the last x/1.htm, so the 下页 link is followed."""

from __future__ import annotations

import re
from urllib.parse import urlsplit, urlunsplit

from archive.records import Answer, Ask
from spiders.families.family import At, Family
from spiders.families.pages import page_entries, page_extent
from spiders.pagers import extent_of, next_link

_NUMBERED = re.compile(r"/(\d{1,5})\.htm$")


def next_page(answer: Answer, at: At) -> Ask | None:
    """The 下页 link; without one, the numbers count down to 1 (portals.md §3.I)."""
    link = next_link(answer.text, answer.url, at.page)
    if link is not None:
        return Ask(url=link)
    pages = extent_of(answer.text).pages
    parts = urlsplit(at.ask.url)
    if pages is None or at.page >= pages or not parts.path.endswith(".htm"):
        return None
    numbered = _NUMBERED.search(parts.path)
    if at.page == 1:
        path = f"{parts.path[: -len('.htm')]}/{pages - 1}.htm"
    elif numbered and int(numbered[1]) > 1:
        path = f"{parts.path[: numbered.start()]}/{int(numbered[1]) - 1}.htm"
    else:
        return None
    return Ask(url=urlunsplit((parts.scheme, parts.netloc, path, "", "")))


FAMILY = Family(name="vsb", entries=page_entries, next_page=next_page, extent=page_extent)
