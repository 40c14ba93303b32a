"""Whether a page is one body's annual report for one year, and if not, the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.records import ExtractedPage, Facts
from pipelines.accept_words import (
    BETTING,
    DISCLOSURE,
    DUTY,
    HALF,
    NEWS,
    OPENINGS,
    PINYIN,
    PLAN,
    STARRED_PLACE,
    STUDY,
    TEMPLATE,
    TERM,
    TONES,
    TOPIC_WORDS,
    VOICE,
)
from pipelines.report_year import opening_clause
from pipelines.sections import headings
from pipelines.title_words import KIND, TOPIC
from pipelines.titles import (
    ASK_THE_PAGE,
    TitleVerdict,
    fold_title,
    has_topic,
    judge_title,
    title_year,
)

FULL_LENGTH = 1000
"""Characters that an annual report rarely falls below (the guide counts 1,500; townships write less)."""
SHORT_LENGTH = 200
"""Below this no text is a report, whatever its title: a stub, a caption, an error message."""
_SURE, _UNSURE = 1.5, 3.0
"""Topic words per 1,000 characters asked of a text with a report's title, and of one without. Reports measured
8 to 25; news and papers on other subjects below 2."""
_FIRST_WORDS = 150
"""Characters within which a text says of which time it tells."""
_HITS = 3
"""So many template marks, betting words or 本人 are no accident."""
_STARRED = 2
"""A place starred out twice is none either: 中共**区委, **区政府."""

_FULL_FRAME = 3
"""Results, shortcomings, plan: under so many top headings a short text is a small body's whole report."""

_BLANK = re.compile(r"[XxＸｘ×某○*]")
_TONE = re.compile("[" + "".join(sorted(TONES)) + "]")
"""Without one of these characters TEMPLATE or PINYIN cannot fit: a look ten times as cheap."""

FLAG_REASONS = {
    "list_page": "list_page", "soft_404": "soft_404", "challenge": "challenge", "login": "login",
    "needs_javascript": "no_text",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Acceptance:
    """The decision over one page: a report, or the reason why not."""

    is_report: bool
    reason: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Shape:
    """What the text itself shows."""

    length: int
    """Characters without white space."""
    tops: int
    """Top headings 一、."""
    density: float
    """Topic words per 1,000 characters."""
    clause: str | None
    """What 现将…报告如下 says it reports."""
    opens: bool
    """Such an opening, with the topic in it or before it."""
    has_year: bool
    generic: bool
    """The title names no subject: a year, a kind."""


def accept(page: ExtractedPage, facts: Facts, *, has_attachment: bool = False) -> Acceptance:
    """Decide on the page itself: the title may refuse what it names, the text decides the rest.

    `has_attachment`: the page links a document that may hold the text; a stub for it is `attachment_only`.
    """
    flagged = next((FLAG_REASONS[flag] for flag in page.flags if flag in FLAG_REASONS), None)
    if flagged:
        return Acceptance(is_report=False, reason=flagged)
    verdict = _title_verdict(facts.title)
    if verdict.verdict == "not_report":
        return Acceptance(is_report=False, reason=verdict.reason)
    shape = _shape(page.text, facts)
    reason = _refused(page.text, verdict, shape)
    if reason in {"too_short", "no_text"} and _is_stub(
        page, verdict, has_attachment=has_attachment
    ):
        reason = "attachment_only"
    if reason is None and facts.report_year is None:
        reason = "no_year"
    return Acceptance(is_report=reason is None, reason=reason)


def _title_verdict(title: str | None) -> TitleVerdict:
    return judge_title(title) if title else TitleVerdict(verdict="unsure", reason="no_title")


def _shape(text: str, facts: Facts) -> _Shape:
    length = len("".join(text.split()))
    found = opening_clause(text)
    opens = found is not None and has_topic(text[: found[1] + len(found[0])][-600:])
    return _Shape(
        length=length,
        tops=len(headings(text)),
        density=len(TOPIC_WORDS.findall(text)) * 1000 / max(length, 1),
        clause=found[0] if found else None,
        opens=opens,
        has_year=facts.report_year is not None,
        generic=_has_bare_title(facts.title),
    )


def _has_bare_title(title: str | None) -> bool:
    folded = fold_title(title) if title else ""
    return title_year(folded) is not None or _BARE.fullmatch(folded) is not None


def _is_stub(page: ExtractedPage, verdict: TitleVerdict, *, has_attachment: bool) -> bool:
    on_topic = verdict.verdict == "report" or verdict.reason in ASK_THE_PAGE
    linked = any(judge_title(link.text).verdict == "report" for link in page.attachments)
    return (has_attachment and (on_topic or linked)) or (bool(page.image_pages) and on_topic)


def _refused(text: str, verdict: TitleVerdict, shape: _Shape) -> str | None:
    if shape.length < SHORT_LENGTH:
        return "too_short" if shape.length else "no_text"
    sure = verdict.verdict == "report"
    if shape.density < (_SURE if sure else _UNSURE) and not shape.opens:
        return "not_about_it" if shape.length >= FULL_LENGTH or not sure else "too_short"
    if verdict.report_year is None and (part := _reviews_another_time(text)):
        return part
    return _marked(text, shape) or _by_shape(text, verdict, shape)


def _reviews_another_time(text: str) -> str | None:
    """Several years or half of one, in the opening or first heading of a text under a title without a year."""
    found = opening_clause(text)
    end = min(found[1] + len(found[0]), FULL_LENGTH) if found else FULL_LENGTH // 2
    told = "\n".join([text[:end], *headings(text)[:1]])
    if TERM.search(told):
        return "several_years"
    return "half_year" if HALF.search(text[: min(end, _FIRST_WORDS)]) else None


def _marked(text: str, shape: _Shape) -> str | None:
    """Marks in the text that make it something else, whatever its title."""
    if _BLANK.search(text) and (
        len(TEMPLATE.findall(text)) >= _HITS or len(STARRED_PLACE.findall(text)) >= _STARRED
    ):
        return "template"
    noisy = _TONE.search(text) and len(PINYIN.findall(text)) >= _HITS
    if noisy or len(BETTING.findall(text)) >= _HITS:
        return "foreign_copy"
    if shape.clause and (said := _said_by(shape.clause)):
        return said
    if shape.opens:
        return None
    if DISCLOSURE.search(text[:600]):
        return "disclosure_report"
    if text.count("本人") >= _HITS:
        return "personal_report"
    return "study" if STUDY.search(text[:800]) else None


def _said_by(clause: str) -> str | None:
    """What the opening clause itself reports on, where that is something else."""
    plain = re.sub(r"《[^《》]*》|[（(](?:19|20)\d{2}[^（）()]*[）)]", "", clause)
    about = DUTY.sub("", plain)
    for reason, pattern, even_with_topic in OPENINGS:
        if pattern.search(plain) and (even_with_topic or not TOPIC.search(about)):
            return reason
    return None


def _by_shape(text: str, verdict: TitleVerdict, shape: _Shape) -> str | None:
    """Opening, top headings, length: the surer the title, the fewer are asked."""
    head = "\n".join(text[:2000].split("\n")[:8])[:400]
    # Under a report's title only a dateline at the very start tells news from a report's first meeting.
    told = NEWS.search(head[:150] if verdict.verdict == "report" else head)
    if told and not shape.opens and shape.tops < 2 and shape.length < 3 * FULL_LENGTH:
        return "news"
    if verdict.verdict == "report":
        enough = shape.opens or shape.tops >= 2 or shape.length >= FULL_LENGTH
        return None if enough else "too_short"
    if not shape.opens and PLAN.search(text[:600]):
        return "plan"
    if shape.length < (FULL_LENGTH / 2 if shape.tops < _FULL_FRAME else FULL_LENGTH / 3):
        return "too_short"
    return None if _is_report_by_itself(text, verdict, shape, head) else "not_about_it"


def _is_report_by_itself(text: str, verdict: TitleVerdict, shape: _Shape, head: str) -> bool:
    """A text without a report's title: it opens as one, or tells its own year in its own voice under headings."""
    if shape.opens and (shape.tops >= 2 or shape.length >= FULL_LENGTH):
        return True
    if verdict.reason == "no_topic" and shape.clause is not None and not shape.opens:
        return False  # 现将…行政执法情况报告如下: it says itself that it reports on something else
    named = verdict.reason == "no_topic" and shape.clause is None
    if named and not _GENERIC.search(text.split("\n", 1)[0][:60]) and not shape.generic:
        return False
    return (
        shape.has_year
        and shape.tops >= 2
        and bool(VOICE.search(text[:3000]))
        and bool(_HEAD.search(fold_title(head)))
    )


_HEAD = re.compile(rf"(?:{TOPIC.pattern})|{KIND}.{{0,20}}?如下")
_GENERIC = re.compile(rf"{KIND}")
_BARE = re.compile(rf"(?:{KIND}|年度?|本[级局县市区镇]|工作|公开|公示|法治|的|[（）()\s])+")
"""A title of kind and year alone (`年度报告`, `2022年度报告`) says nothing against the text."""
