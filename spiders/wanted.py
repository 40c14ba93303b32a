"""Which rows of a column are asked for: all that may be reports where it is kept for them, else by title alone.

A report's title may lack the year, the body, even the topic: in a column of reports the page itself decides.
In 通知公告 and its like such titles are hundreds of other papers, and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import lxml.html

from archive.records import Answer, ListEntry
from pipelines.title_words import TOPIC
from pipelines.titles import fold_title, has_topic, is_candidate, judge_title
from spiders.discovery_tables import COLUMN_NAME
from spiders.markup import collapse, document, text_of

_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.I)
_PARTS = re.compile(r"\s*[-_|—–－>»·]+\s*|\s{2,}| ")
_ENTITLED = re.compile(
    r"(?:19|20)\d\d|年终?|度|关于|上?报送?|开展|推进|落实|工作|情况|总结|汇报|报告|自查|自评|本级|公开|公示|全文|附件|的|[《》“”\"()（）【】\[\]:：,，.。、\s…-]"
)
"""What a title may say besides the body that issues it without saying what it is about."""
_BODY = re.compile(
    r"^[\u4e00-\u9fff]{0,24}?(?:政府|委员会|办公室|办事处|管委会|街道|[省市县区旗州盟局厅委办镇乡院])(?=$|[\u4e00-\u9fff])"
)


def weigh(entries: Iterable[ListEntry]) -> tuple[int, int]:
    """Rows whose titles are reports' or say nothing of their matter, and rows about other things.

    Plans and news of the topic count for neither: both kinds of column hold them.
    """
    likely = others = 0
    for entry in entries:
        verdict = judge_title(entry.title)
        if verdict.verdict == "report" or is_bare(entry.title):
            likely += 1
        elif verdict.reason in ("no_topic", "wrapper") or not has_topic(entry.title):
            others += 1
    return likely, others


def is_named_for_reports(answer: Answer) -> bool:
    """The page calls itself a report column: in its title, its ColumnName, or where it says 当前位置."""
    return any(COLUMN_NAME.search(words) for words in _names(answer))


def _names(answer: Answer) -> list[str]:
    found = _TITLE.search(answer.text[:200_000])
    names = _PARTS.split(collapse(found[1])) if found else []
    tree = document(answer.text)
    if tree is None:
        return names
    for meta in tree.iter("meta"):
        if (meta.get("name") or "").lower() == "columnname":
            names.append(collapse(meta.get("content") or ""))
    return [*names, *_headings(tree)]


def _headings(tree: lxml.html.HtmlElement) -> list[str]:
    """Words of the page's headings and of 当前位置, links included, each on its own."""
    found = [text_of(element)[:60] for element in tree.iter("h1", "h2")]
    for element in tree.xpath("//*[contains(text(), '位置')]"):
        box = element if len(element) else element.getparent()
        if box is not None:
            found += [collapse(str(words)).strip(" >»:：") for words in list(box.itertext())[:20]]
    return found


def is_bare(title: str) -> bool:
    """A title that names no matter at all: 2022年度工作情况报告, 青石县人民政府关于2023年…"""
    rest = fold_title(title[:200])
    while (shorter := _BODY.sub("", rest)) != rest:  # 衢州市, then 柯城区, then 人民政府
        rest = shorter
    rest = _BODY.sub("", _ENTITLED.sub("", rest))
    return len(rest) <= 1 and judge_title(title).verdict != "not_report"


def may_be_report(title: str, *, kept: bool) -> bool:
    """Whether a row's title deserves a request, in a column kept for reports or in another."""
    if kept:
        return is_candidate(title, in_report_column=True)
    named = is_candidate(title, in_report_column=False) and _says_enough(title)
    return named or is_bare(title)


def _says_enough(title: str) -> bool:
    """The topic alone, without a year or a kind, is news of it: 扎实推进法治政府建设 护航高质量发展."""
    verdict = judge_title(title)
    if verdict.reason != "no_kind" or verdict.report_year is not None:
        return True
    return is_bare(TOPIC.sub("", fold_title(title)) or "报告")
