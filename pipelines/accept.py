"""Whether a page is one body's annual report for one year, and if not, the reason."""

from __future__ import annotations

import re
from dataclasses import dataclass

from archive.records import ExtractedPage, Facts
from pipelines.headline import opening_clause
from pipelines.sections import headings
from pipelines.title_words import KIND, TOPIC
from pipelines.titles import TitleVerdict, fold_title, judge_title

FULL_LENGTH = 1000
"""Characters that an annual report rarely falls below (the guide counts 1,500; townships write less)."""
SHORT_LENGTH = 300
"""Below this no text is a report, whatever its title: a stub, a caption, an error message."""

_TOPIC_WORDS = re.compile(
    r"法治政府|依法行政|行政执法|行政复议|规范性文件|行政诉讼|行政应诉|重大行政决策|普法|法治建设|法治|合法性审[查核]"
)
_TOPIC_PER_1000 = 3.0
"""Topic words per 1,000 characters: reports measured 8 to 25, news and papers on other subjects below 2."""

FLAG_REASONS = {"list_page": "list_page", "soft_404": "soft_404", "needs_javascript": "no_text"}

_TEMPLATE = re.compile(r"[XxＸｘ×]{2,}|[某○]{1,2}(?:省|市|县|区|镇|乡|街道|局)|\*{2,}")
_TEMPLATE_HITS = 3
_COPY = re.compile(
    r"(?:体育|娱乐|真人|棋牌|电子|彩票|博彩|足球|赌场|百家乐)(?:平台|官网|投注|下注|开户|app|APP|登录|网址|游戏)|必威|亚博|三升体育|开云体育|乐鱼|万博"
    r"|[\u4e00-\u9fff]\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,7}\)[\u4e00-\u9fff]\([a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,7}\)"
)
"""Words that no government writes: betting sites that serve copies, pinyin put between characters (guide §1)."""

_OPENINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("half_year", re.compile(r"上半年|半年度?|[一二三四]季度|\d{1,2}[-—至]\d{1,2}月(?!底)")),
    (
        "several_years",
        re.compile(
            r"近?[三四五]年来?(?!规划)|(?:19|20)\d{2}\s*[-—–~至]+\s*(?:19|20)?\d{2}年(?!\S{0,6}》)|本届政府"
        ),
    ),
    ("personal_report", re.compile(r"述法|述职|本人|个人")),
    ("disclosure_report", re.compile(r"信息公开")),
)
"""What 现将…报告如下 may say instead of a year's 法治政府建设."""

_DISCLOSURE = re.compile(
    r"政府信息公开条例.{0,80}(?:编制|要求|规定).{0,80}年度报告|本年度报告.{0,30}信息公开"
)
_NEWS = re.compile(
    r"本报讯|记者|通讯员|本网讯|讯[（(]|"
    r"^.{0,20}?(?:近日|日前|连日来|\d{1,2}月\d{1,2}日(?:上午|下午|晚)?|今天|昨日).{0,60}?(?:召开|举行|举办|组织|主持|开展|调研|审议|印发|出台|发布|来到|听取)"
)
_PLAN = re.compile(
    r"(?:特?制定|提出|制订)(?:本|以下|如下)(?:方案|计划|要点|办法|意见|规划)|现将.{0,40}(?:印发|下发)给你们|(?:要点|计划|方案|安排)如下"
)
_DUTY = re.compile(r"本人")


@dataclass(frozen=True, kw_only=True, slots=True)
class Acceptance:
    """The decision over one page: a report, or the reason why not."""

    is_report: bool
    reason: str | None = None


def accept(page: ExtractedPage, facts: Facts, *, has_attachment: bool = False) -> Acceptance:
    """Decide on the page itself; the title may refuse what it names, the text decides the rest."""
    verdict = (
        judge_title(facts.title)
        if facts.title
        else TitleVerdict(verdict="unsure", reason="no_title")
    )
    flagged = next((FLAG_REASONS[flag] for flag in page.flags if flag in FLAG_REASONS), None)
    if flagged:
        return Acceptance(is_report=False, reason=flagged)
    if verdict.verdict == "not_report":
        return Acceptance(is_report=False, reason=verdict.reason)
    reason = _short(page, verdict, has_attachment=has_attachment) or _refused_by_text(
        page.text, verdict
    )
    if reason is None and facts.report_year is None:
        reason = "no_year"
    return Acceptance(is_report=reason is None, reason=reason)


def _short(page: ExtractedPage, verdict: TitleVerdict, *, has_attachment: bool) -> str | None:
    length = _length(page.text)
    if length >= SHORT_LENGTH:
        return None
    on_topic = verdict.verdict == "report" or verdict.reason in {
        "no_kind",
        "truncated",
        "duty_first",
    }
    if (has_attachment or page.image_pages) and on_topic:
        return "attachment_only"
    return "no_text" if length == 0 else "too_short"


def _refused_by_text(text: str, verdict: TitleVerdict) -> str | None:
    if len(_TEMPLATE.findall(text)) >= _TEMPLATE_HITS:
        return "template"
    if _COPY.search(text):
        return "foreign_copy"
    clause = opening_clause(text)
    if clause and (said := _said_by(clause[0])):
        return said
    start = text[:600]
    if _DISCLOSURE.search(start):
        return "disclosure_report"
    if len(_DUTY.findall(text)) >= _TEMPLATE_HITS:
        return "personal_report"
    return _by_shape(text, verdict, opens=clause is not None and _on_topic(clause[0]))


def _said_by(clause: str) -> str | None:
    """What the opening clause itself reports on, where that is something else."""
    plain = re.sub(r"《[^《》]*》", "", clause)
    for reason, pattern in _OPENINGS:
        if pattern.search(plain) and not (
            reason != "half_year" and TOPIC.search(plain) and reason == "disclosure_report"
        ):
            return reason
    return None


def _by_shape(text: str, verdict: TitleVerdict, *, opens: bool) -> str | None:
    """Length, top headings, density of the topic: enough of them make a report, the fewer the surer the title."""
    length, tops = _length(text), len(headings(text))
    dense = len(_TOPIC_WORDS.findall(text)) / max(length, 1) * 1000 >= _TOPIC_PER_1000
    head = "\n".join(text.split("\n")[:8])[:400]
    if not opens and tops < 2 and (_NEWS.search(head) and length < 3 * FULL_LENGTH):
        return "news"
    if not opens and _PLAN.search(text[:500]):
        return "plan"
    if not dense and not (verdict.verdict == "report" and opens):
        return "not_about_it"
    if verdict.verdict == "report":
        return None if opens or tops >= 2 or length >= FULL_LENGTH else "too_short"
    if (
        _TOPICAL_HEAD.search(fold_title(head))
        and (opens or tops >= 2)
        and length >= FULL_LENGTH / 2
    ):
        return None
    return "not_about_it" if length >= FULL_LENGTH else "too_short"


_TOPICAL_HEAD = re.compile(
    rf"(?:{TOPIC.pattern}).{{0,60}}?{KIND}|{KIND}.{{0,20}}?如下|法治政府|依法行政"
)


def _on_topic(clause: str) -> bool:
    return TOPIC.search(fold_title(clause)) is not None


def _length(text: str) -> int:
    """Characters without white space."""
    return len("".join(text.split()))
