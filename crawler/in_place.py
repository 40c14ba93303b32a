"""Recognises another page of the site, its home page or the column, that was sent in place of an article.

A server that is asked too much answers so, and one whose article is gone (guide: portals §5: 200 index page in place
of the article; deleted articles redirect to the home page).
"""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlsplit

from archive import ledger
from archive.ledger import Planned
from archive.records import Ask, ListEntry, Portal
from archive.store import Archive
from archive.urls import canonical
from crawler.answers import StoredAnswers
from crawler.challenge import meta_refresh
from crawler.fetch import Fetched
from pipelines.fingerprint import normalise, shingles, similarity
from spiders.itinerary import Context, Next
from spiders.markup import document, text_of

SAME = 0.8
"""Similarity of what two pages show from which they are one page: a counter, a clock or the weather make the rest."""
ADDS = 40
"""Runs of five characters that the page may have beyond the other: below a heading of its own and a link to its file,
which are all that a covering page adds to a site's menus."""
SHOWS_LITTLE = 60
"""Characters under which a page shows nothing to compare: shells of single-page sites are the same at every address."""
FEW_WORDS = 1500
"""Characters beside its links that a home page or list has at most: footer, dates, the leads of some news."""
TOLD = 0.4
"""Share of its title that an article shows of it even where its own differs: 关于 and 的 put in, the body's name in full."""
CUT = "….·． "
"""Ends of a title that its list has cut short."""
MOST_PAGES = 12
"""Home and column pages of a portal that one article is compared with."""
_HOME = re.compile(r"/?(?:(?:index|default|home)\.\w{2,5})?", re.I)
_SHORT_TITLE = 6
"""Characters of a row's words under which they say nothing of the page: 查看, 2023年."""


def instead(
    archive: Archive, row: Planned, entry: ListEntry | None, fetched: Fetched
) -> Fetched | None:
    """The answer as the `soft_404` that it is where another page of the site stands in an article's place; else None."""
    if row.kind != "article":
        return None
    if fetched.outcome == "redirected":
        home = leads_home(row.ask.url, fetched.location or "")
        other = fetched.location if home else None
    else:
        other = _stands_for(archive, row, entry, fetched)
    if other is None:
        return None
    return replace(fetched, outcome="soft_404", detail=f"shows {other} in its place")


def is_doubtful(row: Planned, entry: ListEntry | None, fetched: Fetched) -> bool:
    """Whether the answer may be such a page, so that it is worth to ask again, and the home page beside it.

    It shows little but links, and next to nothing of its row's title.
    """
    if row.kind != "article" or entry is None or fetched.answer is None:
        return False
    if meta_refresh(fetched.answer.text) is not None:  # it sends its reader on to the article
        return False
    words, own = normalise(entry.title.rstrip(CUT)), _beside_links(fetched.answer.text)
    if fetched.outcome not in ledger.ANSWERED or len(words) < _SHORT_TITLE or len(own) > FEW_WORDS:
        return False
    runs = {words[i : i + 4] for i in range(len(words) - 3)}
    return sum(run in own for run in runs) < TOLD * len(runs)


def to_compare(portal: Portal) -> tuple[Next, ...]:
    """The page that a doubtful answer is compared with, where this harvest has not asked it: the portal's home page."""
    return (Next(ask=Ask(url=portal.home), kind="hub", context=Context()),)


def leads_home(url: str, target: str) -> bool:
    """Whether a redirect goes from a page to the root of a site, where the page is no root itself."""
    here, there = urlsplit(url), urlsplit(target)
    own = _HOME.fullmatch(here.path) and not here.query
    return not own and _HOME.fullmatch(there.path) is not None and not there.query


def _stands_for(
    archive: Archive, row: Planned, entry: ListEntry | None, fetched: Fetched
) -> str | None:
    """The address of the page that stands in the article's place; None for the article, or where nothing tells."""
    if fetched.outcome not in ledger.ANSWERED or fetched.answer is None or entry is None:
        return None
    own = _shown(fetched.answer.text)
    if len(own) < SHOWS_LITTLE or shows_title(fetched.answer.text, entry.title):
        return None
    answers = StoredAnswers(archive)
    own_runs = shingles(own)
    for url, capture_id in _pages(archive, row):
        capture = ledger.capture(archive.db, capture_id)
        if capture is None or canonical(url) == canonical(row.ask.url):
            continue
        runs = shingles(_shown(answers.answer(capture).text))
        if similarity(own_runs, runs) >= SAME and len(own_runs - runs) < ADDS:
            return url
    return None


def _pages(archive: Archive, row: Planned) -> list[tuple[str, str]]:
    """The portal's home page and columns, as this harvest asked them: address and capture, the latest first."""
    archive.commit()
    found = archive.db.execute(
        "SELECT url, capture_id FROM requests WHERE harvest_id = ? AND portal = ? AND capture_id IS NOT NULL "
        "AND kind IN ('home', 'hub', 'list') AND outcome IN ('fetched', 'duplicate_payload', 'not_modified') "
        "ORDER BY kind = 'hub', sequence DESC LIMIT ?",
        [row.harvest_id, row.portal, MOST_PAGES],
    )
    return [(url, capture_id) for url, capture_id in found.fetchall()]


def _shown(html: str) -> str:
    tree = document(html)
    return "" if tree is None else text_of(tree)


def shows_title(html: str, title: str) -> bool:
    """Whether a page shows a list row's title as its own: outside links, where a list has it within one.

    A title too short to tell counts as shown.
    """
    words = normalise(title.rstrip(CUT))
    return len(words) < _SHORT_TITLE or words in _beside_links(html)


def _beside_links(html: str) -> str:
    """What a page says outside its links, normalised: there stands the title of an article, and none of a list's."""
    tree = document(html)
    if tree is None:
        return ""
    found = tree.xpath(
        "//text()[not(ancestor::a) and not(ancestor::script) and not(ancestor::style)]"
    )
    return normalise("".join(map(str, found))) if isinstance(found, list) else ""
