"""Which of a page's titles is the document's, and which the enclosed report's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from archive.records import Evidence, ExtractedPage, ListEntry
from pipelines.document_number import line_number, title_end_number, title_number
from pipelines.evidence_order import confidence_of
from pipelines.split_title import is_no_title, is_title
from pipelines.text_lines import Line, lines_of
from pipelines.titles import fold_title, has_topic, inner_title, judge_title, title_year

_BETWEEN_CJK = re.compile(r"(?<=[^\x00-\x2f\x3a-\x7f])\s+|\s+(?=[^\x00-\x2f\x3a-\x7f])")

"""White space next to a Chinese character or a digit: a line break or a layout's blank."""

_SITE_SUFFIX = re.compile(r"\s*(?:[-_|—–]+|--|::|>>?|<)\s*(?P<site>[^-_|—–]{2,40})\s*$")

"""`_站名`, `-站名` at the end of a <title>."""

_SITE_PREFIX = re.compile(r"(?P<site>[^-_|—–\s]{2,24})(?P<mark>\s*[-_|—–]+\s*|\s+)(?=\S)")
_COLUMN = re.compile(
    r"(?:法治政府|依法行政)(?:建设)?(?:工作)?(?:情况)?(?:年度)?(?:报告|年报|总结)?(?:公开|专栏)?"
)
_LABELLED = re.compile(r"^(?:标题|题目|名称|文件名称|信息名称)\s*[:：]\s*")
_CUT = re.compile(r"(?:…|\.{3})$")
_SITE_TITLE = re.compile(
    r"(?:网|网站|门户|平台|首页|主页|人民政府)$|^.{0,6}(?:公开|公开目录|专栏|专题|栏目|频道|公告|动态|要闻|新闻|文件|报告|年报|详情|详细|内容|正文|文章|页面?)$"
    r"|^.{1,3}$|^(?:untitled|无标题|default|index|detail|content)",
    re.IGNORECASE,
)
"""A <title> that names a site, a column or nothing: 政务公开, 某某人民政府, 文章详情."""

_HEAD_LINES = 14
"""A title in the text stands within so many lines."""

_TITLE_LENGTH = range(4, 121)

_NO_TITLE = re.compile(r"[:：][^:：]{0,40}[:：]|[。；;].|^[^《》]{60,}，")
"""A run of labels or a sentence that a template put into a heading's place."""


def collapse(title: str) -> str:
    """A title as published, white space between characters dropped, between Latin words one blank."""
    return re.sub(r"\s+", " ", _BETWEEN_CJK.sub("", title.strip()))


def title_evidence(page: ExtractedPage, entry: ListEntry | None) -> list[Evidence]:
    """Every candidate for the title with its rule; the chosen one first and marked."""
    found = [*_beside_the_text(page), *_in_the_text(page.text), *_by_the_link(page, entry)]
    best = max(found, key=lambda e: _merit(e, page, len(found)), default=None)
    if best is None:
        return []
    others = {(e.value, e.rule): e for e in found if e.value != best.value}
    return [replace(best, chosen=True), *others.values()]


def inner_title_evidence(page: ExtractedPage, title: str | None) -> list[Evidence]:
    """The enclosed report's title, where the title is a covering letter's or a notice's."""
    quoted = inner_title(title) if title else None
    if quoted is None or not has_topic(quoted) or judge_title(quoted).verdict == "not_report":
        return []
    quoted = collapse(quoted)
    for line in lines_of(page.text)[1:60]:
        if _same(line.words, quoted):
            return [_evidence("inner_title", quoted, "second_title", line.words, line)]
    return [_evidence("inner_title", quoted, "quoted_in_title", quoted, None, place="title")]


def is_on_topic(title: str) -> bool:
    """Whether a title has the topic and nothing that makes it something else than a report."""
    return has_topic(title) and judge_title(title).verdict != "not_report"


def _without_number(title: str) -> str:
    """A heading without the 文号 printed before or, in brackets, behind the title."""
    if number := title_number(title):
        return title[number.end :].strip()
    number = title_end_number(title)
    return title[: number.start].rstrip("（( ") if number else title


def _merit(
    evidence: Evidence, page: ExtractedPage, rivals: int
) -> tuple[bool, bool, bool, int, float]:
    """Topic and year first, then the longest; of equals the better evidence (guide of extraction, §4.1)."""
    topic, year = has_topic(evidence.value), title_year(evidence.value) is not None
    column = not year and evidence.value in collapse(page.breadcrumb or "")
    cut = _CUT.search(evidence.value) is not None
    weak = rivals > 1 and (evidence.rule == "html_title" or column or cut)
    length = (
        len(re.sub(r"[度的()（）《》“”\"\s]", "", fold_title(evidence.value)))
        if topic and year
        else 0
    )
    return topic and not weak, topic and year and not weak, not weak, length, evidence.confidence


def _beside_the_text(page: ExtractedPage) -> Iterator[Evidence]:
    rows = [(label, label.rule) for label in page.labels if label.name == "title"]
    rows += [(label, label.rule) for label in page.headings]
    for label, rule in rows:
        value = collapse(_without_number(_LABELLED.sub("", label.raw)))
        if len(value) in _TITLE_LENGTH and not _NO_TITLE.search(value):
            yield Evidence(
                field="title", value=value, rule=rule, raw=label.raw, place_in_page=label.place,
                confidence=confidence_of("title", rule),
            )  # fmt: skip


def _in_the_text(text: str) -> Iterator[Evidence]:
    """A line, or two or three lines together, that read as a report's title within the first lines."""
    lines = lines_of(text)[:_HEAD_LINES]
    for index, line in enumerate(lines):
        if is_no_title(line.words) or len(line.words) > 90:
            if len(line.words) > 120:
                return
            continue
        for joined in (3, 2, 1):
            group = lines[index : index + joined]
            if (
                len(group) == joined
                and is_title([line.words for line in group])
                and not (joined > 1 and _is_letterhead(lines, index))
            ):
                raw = text[group[0].start : group[-1].end]
                number = title_number(raw)
                start = group[0].start + (number.end if number else 0)
                raw = text[start : group[-1].end].strip()
                start = text.index(raw, start)
                yield Evidence(
                    field="title", value=collapse(raw), rule="text_head", raw=raw, start=start,
                    end=start + len(raw), confidence=confidence_of("title", "text_head"),
                )  # fmt: skip
                return


def _is_letterhead(lines: Sequence[Line], index: int) -> bool:
    """An organ's line under the document's number is its 发文机关标志 (GB/T 9704, 7.2.4), no part of the title."""
    return index > 0 and line_number(lines[index - 1].words) is not None


def _by_the_link(page: ExtractedPage, entry: ListEntry | None) -> Iterator[Evidence]:
    if entry is not None and entry.title and not entry.truncated:
        value = collapse(entry.title)
        if len(value) in _TITLE_LENGTH:
            yield _evidence(
                "title",
                value,
                "list_row",
                entry.title,
                None,
                place=f"list {entry.list_url or ''}".strip(),
            )
    if page.html_title:
        value = collapse(_without_site(page.html_title, page.site_name))
        if len(value) in _TITLE_LENGTH and not _names_the_site(value, page):
            yield _evidence("title", value, "html_title", page.html_title, None, place="title")


def _names_the_site(value: str, page: ExtractedPage) -> bool:
    """Whether a <title> is the site's, the column's or the template's, not the document's."""
    if has_topic(value) or title_year(value):
        return False
    around = collapse(f"{page.site_name or ''} {page.breadcrumb or ''}")
    return value in around or _SITE_TITLE.search(value) is not None


def _without_site(html_title: str, site_name: str | None) -> str:
    """The <title> without `_站名`: the last part after a separator, unless it holds the topic itself."""
    title = html_title.strip()
    if site_name:
        title = re.sub(rf"[\s\-_|—–:：]*{re.escape(site_name.strip())}\s*$", "", title) or title
    for _ in range(3):
        match = _SITE_SUFFIX.search(title)
        head = title[: match.start()].strip() if match else ""
        column = (
            title_year(head) is not None and _is_column(match.group("site")) if match else False
        )
        if not match or not head or (has_topic(match.group("site")) and not column):
            break
        title = head
    return _without_site_before(title)


def _is_column(words: str) -> bool:
    """法治政府建设年度报告 without a year behind a title that has one: the column's name."""
    return title_year(words) is None and _COLUMN.fullmatch(words.strip()) is not None


def _without_site_before(title: str) -> str:
    """The <title> without the site or column before it: 青石县政府网-…报告, 青石县人民政府 青石县人民政府关于…."""
    match = _SITE_PREFIX.match(title)
    if match is None:
        return title
    site, rest = match["site"].strip(), title[match.end() :].strip()
    apart = bool(match["mark"].strip()) and (
        _is_column(site) or _SITE_TITLE.search(site) is not None
    )
    own = title_year(site) is None and judge_title(rest).report_year is not None
    return rest if own and (apart or rest.startswith(site)) else title


def _evidence(
    field: str, value: str, rule: str, raw: str, line: Line | None, place: str | None = None
) -> Evidence:
    return Evidence(
        field=field, value=value, rule=rule, raw=raw, start=line.start if line else None,
        end=line.end if line else None, place_in_page=place, confidence=confidence_of(field, rule),
    )  # fmt: skip


def _same(one: str, other: str) -> bool:
    """Equal but for 年度/年, brackets and 关于/的, in which page and inner titles differ (domain guide §3)."""
    bare = (re.sub(r"[度的\W]|关于", "", fold_title(t)) for t in (one, other))
    return next(bare) == next(bare)
