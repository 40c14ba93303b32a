"""Pages of a search that lead nowhere as they are sent, and whether the browser may show where they lead."""

from __future__ import annotations

from archive.records import Answer
from spiders.discovery_leads import Lead
from spiders.discovery_state import Discovery
from spiders.page_kinds import writes_itself

MOST = 4
"""Pages of one search that are shown to the browser for their menus' sake."""
_WORTH = 40
"""Worth of a link from which the page behind it should lead on: 政务公开, 法定主动公开内容, the subject itself."""
_TELLING = 40


def is_blind(lead: Lead, before: Discovery, after: Discovery, answer: Answer) -> bool:
    """The home page, or a page that its name speaks for, gave no column and no telling link, yet its scripts write.

    Portals write their menus by scripts in files of any name (portals.md §3.P); only where nothing else is left
    is one looked at with the browser.
    """
    if answer.rendered or after.sought or after.found or before.looked >= MOST:
        return False
    if lead.kind not in ("home", "hub", "child", "frame") or lead.score < _WORTH:
        return False
    if lead.url.endswith(".js"):
        return False
    known = {(one.url, one.body) for one in before.pending}
    return writes_itself(answer) and not any(
        one.score >= _TELLING and (one.url, one.body) not in known and one.kind != "guess"
        for one in after.pending
    )
