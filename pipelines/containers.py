"""Class and id names under which content systems keep the body of an article, most specific first.

From guide/portals.md §3-4 (selectors that crawler code names, per family) and real pages. A name
only proposes: `body` takes it when it holds the page's prose, else looks on.
"""

from __future__ import annotations

import re

# (rank, name, families that use it). A name is compared as a whole word, in lower case.
_TABLE: tuple[tuple[str, str], ...] = (
    ("zjeg-content", "hanweb: between the ZJEG_RSS.content comments (made by `tree`)"),
    ("ucapcontent", "ucap: pseudo tag"),
    ("trs_editor", "trs"),
    ("trs_editor_view", "trs"),
    ("trs_ueditor", "trs"),
    ("trs_paper_default", "trs"),
    ("trs_web", "trs"),
    ("custom_unionstyle", "trs"),
    ("v_news_content", "vsb"),
    ("vsb_content", "vsb"),
    ("ucap-content", "ucap, gov.cn"),
    ("pages_content", "ucap, gov.cn"),
    ("zoomcon", "ucap"),
    ("contentshow", "ucap"),
    ("zfxxgk_zw_content", "信息公开 pages of several systems"),
    ("j-fontcontent", "lonsun"),
    ("ivs_content", "hanweb, epoint"),
    ("artile_zw", "hanweb (their spelling)"),
    ("bt_content", "hanweb"),
    ("bt-content", "jpaas"),
    ("bt-article-y", "hanweb"),
    ("wip_art_con", "hanweb"),
    ("wzzw-article", "jpaas"),
    ("jpaas-ai-content", "jpaas"),
    ("news_cont_d_wrap", "gkmlpt's news side"),
    ("govinfocontent", "常州 gi_news"),
    ("js_content", "WeChat"),
    ("rich_media_content", "WeChat"),
    ("ql-editor", "single-page systems"),
    ("w-e-text", "single-page systems"),
    ("fr-view", "single-page systems"),
    ("ewb-article-content", "epoint"),
    ("newscontent", "old ASP"),
    ("infocontent", "epoint, ASP.NET"),
    ("articlecontent", "several"),
    ("article-content", "gkmlpt, ucap, several"),
    ("article_content", "ucap"),
    ("article-body", "several"),
    ("articlebody", "several"),
    ("contenttext", "several"),
    ("content-text", "several"),
    ("news_content", "several"),
    ("news-content", "several"),
    ("detail-content", "several"),
    ("detail_content", "several"),
    ("mian-cont", "epoint (their spelling)"),
    ("main-txt", "hanweb"),
    ("wenzhang", "several"),
    ("zz-xl-ct", "盐池"),
    ("wzcon", "lonsun"),
    ("zoom", "hanweb, trs, jpaas; `Zoom` in 无锡"),
)
_RANK = {name: rank for rank, (name, _) in enumerate(_TABLE)}
_WORD = re.compile(r"[^\s]+")
_NUMBERED = re.compile(r"^(vsb_content)_\d+$")
KNOWN = frozenset(_RANK)


def rank(name: str, tag: str = "div") -> tuple[int, str] | None:
    """The place in the table of the most specific name among an element's class and id words."""
    best: tuple[int, str] | None = None
    words = _WORD.findall(name)
    for word in [*words, tag]:
        known = _NUMBERED.sub(r"\1", word)
        place = _RANK.get(known)
        if place is not None and (best is None or place < best[0]):
            best = (place, known)
    return best
