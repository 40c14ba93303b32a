"""Which year a document reports on: by its title, else by its first sentences and headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from archive.records import Evidence, ExtractedPage
from pipelines.evidence_order import confidence_of
from pipelines.headline import is_on_topic
from pipelines.sections import headings
from pipelines.text_lines import lines_of
from pipelines.titles import title_year

_REPORTED = r"(?:报告|汇报|总结|公布|公开|通报|公告|发布|自查|报送|呈报|呈送|简述|说明)"

_OPENING = re.compile(
    r"(?:现|特|兹)?(?:将|就|把|对)(?P<what>[^。；]{0,120}?)(?:的?(?:有关|相关|具体|主要))?(?:情况|工作|内容|报告)?"
    rf"(?:作)?(?:简要)?{_REPORTED}(?:公开)?(?:如下|如次|于后|，请|,请|予)"
    rf"|(?:现|特|兹)(?:将|就|把|对)(?P<made>[^。；]{{0,120}}?)[作做](?:以下|如下|了如下|一)(?:简要|专题|书面)?{_REPORTED}"
    r"|(?:现|特|兹)(?:将|就|把|对)(?P<shown>[^。；]{4,120}?)(?:予以|进行)(?:公布|公开|公示|公告|发布)"
)
"""现将我县2023年度法治政府建设情况报告如下: the clause between 现将 and 报告如下, and its variants."""

_MAY_OPEN = re.compile(r"如下|如次|于后|[，,]请|予|进行|[作做]一")
"""A cheap look before the opening is read."""

_PLAIN = re.compile(rf"{_REPORTED}(?:如下|如次)[:：。]")
"""…工作情况报告如下: the same without 现将; the clause is what stands before it in its sentence."""

_OPENING_YEAR = re.compile(
    r"^\s*(?P<year>(?:19|20)\d{2}|二[〇○零Oo0][〇○零一二三四五六七八九]{2})\s*年(?:度|(?P<since>以来|来)|1月?[-—–至到]+12月(?:底|份)?)?(?:[，,、]|是|(?=[\u4e00-\u9fff]{2,40}?(?:在|坚持|以|认真|深入|紧紧|全面|始终|围绕|严格)))"
)

"""2017年，柯城区紧紧围绕…: the first sentence's own year, where no 现将… tells it."""

_FIGURES = str.maketrans("０１２３４５６７８９", "0123456789")
_SENTENCE = 16
"""Characters above which a line that begins with a year is a sentence, not a date or a heading."""
_PARAGRAPHS = 6
"""First sentences stand within so many lines, a few more for a letter's head."""

_PLAN_NAMES = re.compile(
    r"《[^《》]*》|[（(](?:19|20)\d{2}\s*[-—–－~至]+\s*(?:19|20)?\d{2,4}年?[)）]"
)
"""Names of plans: their years are never the report's."""


_NO_REPORT_YEAR = re.compile(
    _PLAN_NAMES.pattern
    + r"|20\d{2}年?\s*[-—–－~至]+\s*20\d{2}年?|20\d{2}年(?:\d{1,2}月|底|末|初)|[〔\[【（(]20\d{2}[〕\]】）)]"
    r"|20\d{2}年(?:度)?(?:以来|来|上半年|下半年|修[订正改]|颁布|施行|公布|出台|第?\d+号|版)"
    r"|(?:到|至|截至|自|从|于)20\d{2}年|20\d{2}年(?:前|之前|以前)"
)
"""Years in first sentences that are not the report's: plans', dates', numbers', goals'."""

_AHEAD = re.compile(
    r"考虑|计划|打算|安排|思路|要点|重点|谋划|任务|措施|举措|目标|部署|设想|展望|工作"
)
"""What stands behind next year's number in an opening."""

_PARAGRAPH = 2000
"""Characters of a first paragraph that are searched for its opening."""


def year_evidence(
    page: ExtractedPage, titles: Sequence[Evidence], inner: str | None
) -> list[Evidence]:
    """The report year from the title, else from the document's first sentences or its headings."""
    found = [
        _of_title(evidence, year, "title")
        for evidence in titles[:1]
        if (year := title_year(evidence.value))
    ]
    if inner and (year := title_year(inner)):
        found.append(_year(year, "inner_title", inner, None, "inner_title"))
    found += [
        _of_title(evidence, year, "list_title")
        for evidence in titles[1:]
        if (year := title_year(evidence.value)) and is_on_topic(evidence.value)
    ]
    found += _years_in_text(page.text)
    return found


@lru_cache(maxsize=2)
def opening_clause(text: str) -> tuple[str, int] | None:
    """What 现将…报告如下 says it reports, with its place in the text; None without such an opening."""
    for line in lines_of(text)[: _PARAGRAPHS + 6]:
        words = line.words[:_PARAGRAPH]
        if len(words) <= 12 or not _MAY_OPEN.search(words):
            continue
        match = _OPENING.search(words)
        if match:
            group = match.lastgroup or "what"
            return match.group(group), line.start + match.start(group)
        plain = _PLAIN.search(words)
        if plain:
            start = (
                max(words.rfind("。", 0, plain.start()), words.rfind("；", 0, plain.start())) + 1
            )
            return words[start : plain.start()], line.start + start
    return None


def _clause_year(what: str) -> int | None:
    """The year an opening reports on; of two the first, where the second is next year's plan."""
    bare = _PLAN_NAMES.sub(lambda m: "　" * len(m.group()), what)
    year = title_year(bare)
    if year is not None:
        return year
    years = [(int(m.group()), m.end()) for m in re.finditer(r"(?<!\d)20\d\d(?=年)", bare)]
    if len(years) == 2 and years[1][0] == years[0][0] + 1 and _AHEAD.search(bare, years[1][1]):
        return years[0][0]
    return None


def _sole_year(text: str) -> Iterator[Evidence]:
    """The only year that the first paragraphs name, dates, numbers, plans and goals left out."""
    found: dict[int, int] = {}
    for line in [line for line in lines_of(text)[:8] if len(line.words) > 30][:3]:
        words = line.words[:_PARAGRAPH]
        bare = _NO_REPORT_YEAR.sub(lambda m: "　" * len(m.group()), words)
        for match in re.finditer(r"(?<!\d)20\d\d(?=年)", bare):
            found.setdefault(int(match.group()), line.start + match.start())
    if len(found) == 1:
        year, at = found.popitem()
        yield _year(year, "first_sentences", str(year), (at, at + 4), None)


def _years_in_text(text: str) -> Iterator[Evidence]:
    clause = opening_clause(text)
    if clause:
        what, start = clause
        year = _clause_year(what)
        if year:
            raw = str(year) if str(year) in what else what
            at = start + what.index(raw)
            yield _year(year, "opening", raw, (at, at + len(raw)), None)
    for line in lines_of(text)[: _PARAGRAPHS + 4]:
        match = _OPENING_YEAR.match(line.words.translate(_FIGURES))
        year = (
            title_year(f"{match.group('year')}年")
            if match and len(line.words) > _SENTENCE
            else None
        )
        if match and year and not (match["since"] and _is_long_ago(year, text)):
            at = line.start + match.start("year")
            yield _year(year, "opening_year", text[at : at + 4], (at, at + 4), None)
            break
    years = {
        y
        for words in headings(text)
        if (y := title_year(words)) and not re.search(r"下|计划|打算|安排|要点", words)
    }
    if len(years) == 1 and (at := text.find(str(min(years)))) >= 0:
        line_at = _heading_place(text, min(years))
        if line_at is not None:
            yield _year(min(years), "top_heading", str(min(years)), (line_at, line_at + 4), None)
    yield from _sole_year(text)


def _is_long_ago(year: int, text: str) -> bool:
    """Whether 2021年以来 opens a look back over years: the text goes on to the year after the next."""
    told = _PLAN_NAMES.sub("", text)  # neither a plan's years nor a goal's are the text's own
    return any(int(later) > year + 1 for later in re.findall(r"(?<![\d到至])(20\d\d)年", told))


def _heading_place(text: str, year: int) -> int | None:
    for words in headings(text):
        if str(year) in words and (at := text.find(words)) >= 0:
            return at + words.index(str(year))
    return None


def _of_title(evidence: Evidence, year: int, rule: str) -> Evidence:
    """The year's evidence stands where the title's does."""
    if evidence.start is not None and evidence.end is not None and str(year) in evidence.raw:
        at = evidence.start + evidence.raw.index(str(year))
        return _year(year, rule, str(year), (at, at + 4), None)
    if evidence.start is not None and evidence.end is not None:
        return _year(year, rule, evidence.raw, (evidence.start, evidence.end), None)
    return _year(year, rule, evidence.raw, None, evidence.place_in_page)


def _year(
    year: int, rule: str, raw: str, span: tuple[int, int] | None, place: str | None
) -> Evidence:
    return Evidence(
        field="report_year", value=str(year), rule=rule, raw=raw, start=span[0] if span else None,
        end=span[1] if span else None, place_in_page=place, confidence=confidence_of("report_year", rule),
    )  # fmt: skip
