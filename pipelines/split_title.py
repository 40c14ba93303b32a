"""A title broken over several lines or headings: the organ alone, then 关于…的报告 (GB/T 9704-2012, 7.3.1)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipelines.document_number import line_number
from pipelines.text_lines import is_organ_line
from pipelines.titles import has_topic, inner_title, judge_title

LONGEST = 120
"""Characters of a title, its lines together."""
_NOT_IN_TITLE = re.compile(
    r"[。；;]|^附\s*件|[（(][^（）()]{0,4}见附件[）)]$|如下[:：]?$|^[一二三四五六七八九十]{1,3}、|^[（(][一二三四五六七八九十]{1,3}[）)]|^(?:来源|发布|时间|日期|作者|索引号|文号|浏览|字[体号]|编辑)"
)
_PLACE = re.compile(r"[省市县区州盟旗镇乡]$")
_BODYLESS = re.compile(r"(?:关于|\d{4}|二|年|度|的|情况|工作|建设|政府建设)")
"""How a title's second line begins: 关于2022年度…, 年度法治政府建设情况的报告."""
_PARTY = re.compile(r"中(?:共|国共产党)")
"""Party and government sign together: 中共青石县委员会 / 青石县人民政府关于…的报告."""
_GOES_ON = re.compile(r"(?:关于|的|建设|工作|年度?|\d)$")
"""A line that cannot be a title's end: 青石县人民政府关于."""
_WENT_ON = re.compile(r"(?:年|度|的|情况|工作|建设|政府建设|\d{1,3}年)")
"""A line that no title begins with: 年度法治政府建设情况的报告."""


def is_no_title(line: str) -> bool:
    """Whether a line has words that no title has: a sentence, a numbered heading, a label."""
    return _NOT_IN_TITLE.search(line) is not None


def is_title(lines: Sequence[str]) -> bool:
    """One line with topic and kind; several where the first is an organ and the rest go on with it."""
    words = "".join(lines)
    if len(words) > LONGEST or any(is_no_title(w) or line_number(w) for w in lines):
        return False
    if judge_title(words).verdict != "report" and not (inner_title(words) and has_topic(words)):
        return False
    if len(lines) == 1:
        return True
    *head, last = lines
    own = judge_title(last).report_year is not None and not _BODYLESS.match(last)
    joint = _PARTY.match(head[-1]) and is_organ_line(head[-1])
    own = own and not joint and not (head[-1][-1:] + last[:1]).isdigit()
    cut_short = any(judge_title(w).verdict == "report" for w in (*head, "".join(head)))
    organs = all(is_organ_line(w) or _PLACE.search(w) for w in head)
    broken = any(map(_GOES_ON.search, head)) or not has_topic(last) or bool(_WENT_ON.match(last))
    return not own and not cut_short and (organs or broken) and not re.search(r"[:：]$", words)
