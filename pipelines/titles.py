"""Whether a title names an annual report of 法治政府建设 or 依法行政, of which year and of whom."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from pipelines.document_number import title_number
from pipelines.title_words import (
    CARRYING,
    DATE,
    DUTY_JOINED,
    DUTY_PART,
    EXCLUSIONS,
    FILE_SUFFIX,
    HEAD_FORMS,
    JOINED,
    KIND,
    NAMED_PLAN,
    NEXT_YEAR,
    ORGAN_NAME,
    PERIOD,
    TAIL_FORMS,
    TOLD,
    TOPIC,
    WRAPPER,
)
from pipelines.traditional import TRADITIONAL

Verdict = Literal["report", "not_report", "unsure"]

YEARS = range(1999, 2100)
"""依法行政 became a duty in 1999; a number outside is no report year."""

_NUMERAL_YEAR = re.compile(r"([二2][〇○零Oo0ΟО◯][〇○零Oo0ΟО◯一二三四五六七八九\d]{2})(?=年|法|依)")
_NUMERALS = str.maketrans("〇○零OoΟО◯一二三四五六七八九", "00000000123456789")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?=年|法治|依法|度|[)）]?$|[一-鿿])")
_BRACKETED_NUMBER = re.compile(r"[一-鿿]{0,12}[〔\[【(（［﹝](?:19|20)\d{2}[〕\])）】］﹞]第?\d+号")
_KIND_AFTER_TOPIC = re.compile(rf"(?:{TOPIC.pattern}).*?{KIND}")
_TOLD_AFTER_TOPIC = re.compile(rf"(?:{TOPIC.pattern}).*?(?:{KIND}|{TOLD})")
_ENDS_IN_KIND = re.compile(
    rf"{KIND}(?:材料|20\d\d)?[)）》”\"]*(?:的?(?:报告|汇报|函|总结))?[)）》”\"]*(?:[(（][^()（）]*[)）])*[》”\"]?$"
)
_TRUNCATED = re.compile(r"(?:…|\.{2,}|⋯)$")
_ORGAN_BEFORE_ABOUT = re.compile(r"^(?P<body>.{2,80}?)关于")
_PLACE_BEFORE_YEAR = re.compile(
    r"^(?P<body>[^\d《》“”\"年][^\d《》“”\"]{1,60}?)(?:推进|加强|落实|年度)?(?:二[〇○零]..|\d{4})?年?(?:度)?(?:推进|加强|全面|深入)*(?=法[治制]|依法|的?$)"
)
_PLACE_AFTER_YEAR = re.compile(
    r"^(?:关于)?\d{4}年?度?(?P<body>[一-鿿·]{2,40}?)(?:推进|加强|全面|深入|工作)*(?=法[治制]|依法行政)"
)
_SOFT = frozenset({"personal_report", "publicity"})
ASK_THE_PAGE = frozenset({"no_kind", "truncated", "duty_first", "self_check"})
"""Why a title on the topic is unsure: such a row deserves a request wherever it stands."""
_NO_BODY = re.compile(
    r"^(?:关于.*|公开|报送|全[省市县区州镇]|我[省市县区州局镇]|本[省市县区局]|关于|年度?|附件.*|公[示告]|工作)$"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class TitleVerdict:
    """What a title alone tells."""

    verdict: Verdict
    """`unsure`: the title does not say; the page decides."""
    report_year: int | None = None
    reason: str | None = None
    """Why it is no report, a reason of `title_words.EXCLUSIONS`, or why it is unsure."""
    body: str | None = None
    """The organ or place that the title names, as written: 盖州市政府, 金凤区."""


@lru_cache(maxsize=2048)
def fold_title(title: str) -> str:
    """The title for comparison: NFKC, no white space, simplified key words, Arabic years, no list marks."""
    folded = unicodedata.normalize("NFKC", title).translate(TRADITIONAL)
    folded = re.sub(r"[\s\u200b-\u200f\u2060\ufeff\u00ad]+", "", folded)
    folded = DATE.sub("", FILE_SUFFIX.sub("", folded))
    folded = _NUMERAL_YEAR.sub(lambda m: m.group(1).translate(_NUMERALS), folded)
    folded = HEAD_FORMS.sub("", folded)
    return folded or title.strip()


def judge_title(title: str) -> TitleVerdict:
    """Topic × kind × exclusion (guide of the domain, §3) over one title; never raises."""
    folded = _BRACKETED_NUMBER.sub("", fold_title(title[:400]))
    if _TRUNCATED.search(folded):
        return _judge_truncated(_TRUNCATED.sub("", folded))
    verdict = _judge_folded(folded)
    return replace(verdict, body=title_body(title) if verdict.verdict != "not_report" else None)


def is_candidate(title: str, in_report_column: bool) -> bool:  # noqa: FBT001 -- the one thing asked beside the title
    """Whether a list row deserves a request: a report by its title, or unsure inside a report column."""
    verdict = judge_title(title)
    if verdict.verdict == "unsure":
        return in_report_column or verdict.reason in ASK_THE_PAGE
    return verdict.verdict == "report"


def has_topic(title: str) -> bool:
    """Whether 法治政府, 依法行政 or their like occur in the title."""
    return TOPIC.search(fold_title(title)) is not None


def title_year(title: str) -> int | None:
    """The one year that a title reports on; None without one, and None with several."""
    years = _years(_without_next_year(_BRACKETED_NUMBER.sub("", fold_title(title[:400]))))
    return years[0] if len(years) == 1 else None


def inner_title(title: str) -> str | None:
    """The title between 《》 of a covering letter or notice: 关于报送《…》的报告; None elsewhere."""
    match = re.search(
        r"(?:印发|报送|上报|呈报|呈送|报审|公布|公开|发布|转发|下发|提交)[^《》]{0,12}《(.+)》[^《》]{0,12}$",
        title,
    )
    return match.group(1).strip() if match else None


def title_body(title: str) -> str | None:
    """The organ or place named in a title, white space kept as one blank; None where it names none."""
    number = title_number(title)
    title = title[number.end :] if number else title
    folded = _numeral_years(re.sub(r"\s+", " ", unicodedata.normalize("NFKC", title)).strip())
    folded = folded.translate(TRADITIONAL)
    wrapped = inner_title(folded)
    own = re.sub(r"(?:关于)?(?:印发|报送|上报|呈报|呈送).*$", "", folded) if wrapped else ""
    for text in (own, wrapped or folded):
        if text and (named := _named_body(text)):
            return named
    return None


def _numeral_years(text: str) -> str:
    return _NUMERAL_YEAR.sub(lambda m: m.group(1).translate(_NUMERALS), text)


def _named_body(text: str) -> str | None:
    for pattern in (_ORGAN_BEFORE_ABOUT, _PLACE_AFTER_YEAR, _PLACE_BEFORE_YEAR):
        match = pattern.match(text)
        if not match:
            continue
        named = re.sub(r"\d{4}年?度?$", "", match.group("body").strip(" :：,，、")).strip()
        if len(named) >= 2 and not _NO_BODY.match(named) and not re.search(r"\d{4}", named):
            return named
    if (
        text
        and re.search(r"(?:政府|局|委员会|办公室|厅|街道办事处|管委会)$", text)
        and len(text) <= 60
        and not TOPIC.search(text)
    ):
        return text
    return None


def _judge_truncated(folded: str) -> TitleVerdict:
    """A title cut by its list: only what is left can exclude, and its kind may be in the lost part."""
    excluded = _exclusion(folded)
    if excluded and not re.search(r"法[治制]?$|依法?$", folded):
        return TitleVerdict(verdict="not_report", reason=excluded)
    reason = "truncated" if re.search(r"法治|依法|法制", folded) else "no_topic"
    return TitleVerdict(verdict="unsure", reason=reason, report_year=title_year(folded))


def _judge_folded(folded: str) -> TitleVerdict:
    wrapped = _unwrap(folded)
    if wrapped is not None:
        inner = _judge_folded(wrapped)
        return inner if inner.verdict != "unsure" else replace(inner, reason="wrapper")
    core = TAIL_FORMS.sub("", _without_next_year(NAMED_PLAN.sub(_plan_name, folded)))
    if PERIOD.search(core):
        return TitleVerdict(verdict="not_report", reason=_exclusion(core) or "several_years")
    if excluded := _exclusion(core):
        return _excluded(core, excluded)
    return _by_topic_and_kind(core)


def _plan_name(match: re.Match[str]) -> str:
    """A plan's name gone, but for the topic where the title has its own year: 2021年度落实《…》情况的报告."""
    beside = match.string[: match.start()] + match.string[match.end() :]
    return "《法治政府》" if TOPIC.search(match[0]) and _YEAR.search(beside) else "《》"


def _excluded(core: str, reason: str) -> TitleVerdict:
    """A title that joins 述法 or 普法 with 法治政府建设, or a 自查报告 of it, may be the annual report: the page decides."""
    if set(_exclusions(core)) == {"self_check"} and TOPIC.search(core):
        return TitleVerdict(verdict="unsure", reason="self_check", report_year=title_year(core))
    if reason in _SOFT and JOINED.search(core) and set(_exclusions(core)) <= _SOFT:
        return TitleVerdict(verdict="unsure", reason="duty_first", report_year=title_year(core))
    return TitleVerdict(verdict="not_report", reason=reason)


def _by_topic_and_kind(core: str) -> TitleVerdict:
    years = _years(core)
    if len(years) > 1:
        return TitleVerdict(verdict="not_report", reason="several_years")
    year = years[0] if years else None
    if not TOPIC.search(core):
        return TitleVerdict(verdict="unsure", reason="no_topic", report_year=year)
    if _KIND_AFTER_TOPIC.search(core) and _ENDS_IN_KIND.search(core):
        return TitleVerdict(verdict="report", report_year=year)
    return TitleVerdict(verdict="unsure", reason="no_kind", report_year=year)


def _without_next_year(folded: str) -> str:
    """The title without next year's plan and the leaders' part, where a report comes before them."""
    cut = DUTY_JOINED.sub("", folded)
    for pattern in (NEXT_YEAR, DUTY_PART):
        said = _TOLD_AFTER_TOPIC.search(cut)
        match = pattern.search(cut, said.end()) if said else None
        if match:
            cut = cut[: match.start()] + cut[match.end() :]
    return cut


def _unwrap(folded: str) -> str | None:
    """The title inside a covering letter or notice; None where the title is no wrapper of a text."""
    match = WRAPPER.match(folded)
    if not match:
        return None
    inner, verb, form = match.group("inner"), match.group("verb"), match.group("form")
    quoted = re.match(r"^[^《》]{0,20}《(.+)》[^《》]{0,8}$", inner)
    forms = CARRYING.get(verb, ("报告", "函", "公告", "请示", "公示"))
    if form not in forms and not (quoted and verb not in {"报送", "上报", "转发"}):
        return None
    text = quoted.group(1) if quoted else inner
    if form == "报告" and not quoted and not re.search(KIND, text):
        return None
    return text if TOPIC.search(text) or quoted else None


def _years(text: str) -> list[int]:
    found = dict.fromkeys(int(y) for y in _YEAR.findall(PERIOD.sub("", text)) if int(y) in YEARS)
    return list(found)


def _exclusion(core: str) -> str | None:
    return next(_exclusions(core), None)


def _exclusions(core: str) -> Iterator[str]:
    bare = ORGAN_NAME.sub("机关", core)
    return (e.reason for e in EXCLUSIONS if e.pattern.search(bare))
