"""The line by a title that shows its date without a label, and the organ that may stand beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from archive.records import Label
from pipelines.blocks import Line
from pipelines.chrome import bare, kind_of
from pipelines.labels import date_in, read_line
from pipelines.text_lines import is_organ_line
from pipelines.traditional import simplified

_LONGEST = 60
"""Characters of such a line; a longer one is a sentence that opens with a day."""
_DATED_END = re.compile(
    r"^(?:[^\d。，：:]{1,30}|\d+\s*(?:次|人)?(?:浏览|阅读|点击))[\s|｜](?:(?:发布|发表|刊登|刊发|上传|更新)(?:于|时间|日期)\s*[:：]?\s*)?"
    r"(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?)"
    r"(?:[\s|｜]+(?:(?:责任|值班)?编辑|责编|作者|审核|发布人|录入|浏览|阅读|点击|访问|字[号体]|打印|分享|\d+\s*(?:条?评论|次|人)|[【\[]).{0,40})?$"
)
"""青石司法 2023-02-24 17:05, 青石司法 2023年2月24日 责任编辑：王某, 青石司法 发布于 2023-02-24: who, and when."""
_SAYS = re.compile(r"^(?:发布|发表|刊登|刊发|上传)于?\s*(?=(?:19|20)\d\d\D)")
"""发布于2024-03-08: the label runs into its date."""
_OUTLET = re.compile(r"(?:网|网站|融媒体(?:中心)?|新闻中心|日报|晚报|发布|客户端)\s*[|｜]?$")
_OPENING = "[［(（【"
_NAMED = re.compile(r"[:：]$|^[\u4e00-\u9fff]{0,6}(?:日期|时间|年月|日)$")
_BAR = re.compile(r"[|｜]")
_ZONE = re.compile(r"(?:\+08:?00|Z)?")
_MARKS = " \t\xa0\u3000|｜[]［］()（）·-—"


def is_dateline(text: str) -> bool:
    """Whether a line is a bare date and one organ behind it, or who publishes and the date behind that.

    `2024年3月9日 青石县司法局`, `20240309 | 县水务局`, `青石县政府网 2024-03-09`.
    """
    if len(text) > _LONGEST:
        return False
    date = date_in(text.lstrip(_OPENING))
    rest = text.lstrip(_OPENING)[len(date) :].strip(_MARKS) if date else ""
    if date:
        return bool(rest) and is_organ_line(rest)
    ended = _DATED_END.match(text)
    return ended is not None and _OUTLET.search(text[: ended.start(1)].rstrip()) is not None


def date_of(line: Line) -> str | None:
    """The date that a short line opens with, ends with, or holds in a piece of its own."""
    text = _SAYS.sub("", simplified(line.text))
    if line.row and line.linked:
        return None  # a row of a list
    most = _LONGEST if not read_line(line.tokens) else 3 * _LONGEST
    if len(text) > most or 2 * line.linked > len(text) or kind_of(text) == "clock":
        return None
    opening = date_in(text.lstrip(_OPENING))
    if opening:
        return opening
    if read_line(line.tokens):
        # a date behind a label is the label's, but not behind a bar: 来源：青石司法 | 2024-03-09
        return next(filter(None, map(_alone, _BAR.split(text)[1:])), None)
    match = _DATED_END.search(text)
    date = match[1] if match else next(filter(None, map(_alone, _unlabelled(line.tokens))), None)
    # Links round a date are the bar on top of the site, and the date its clock.
    return date if date and 2 * line.linked <= len(text) - len(date) else None


def _unlabelled(tokens: Sequence[str]) -> Iterator[str]:
    """The pieces of a line that no word in the piece before calls something: 拟稿日期： says nothing of publication."""
    for before, token in pairwise(("", *tokens)):
        if not is_date_name(before):
            yield token


def is_date_name(text: str) -> bool:
    """Whether words name the date behind them, as a label does that no table knows."""
    return _NAMED.search(text.strip()) is not None


def _alone(token: str) -> str | None:
    plain = token.strip(_MARKS)
    date = date_in(plain)
    return date if date and _ZONE.fullmatch(plain, len(date)) else None


def bare_dates(line: Line, place: str) -> Iterator[Label]:
    """The date of such a line, and the organ that stands alone behind it: the page's source."""
    date = date_of(line)
    if not date:
        return
    yield Label(name="published_date", raw=date, rule="bare_date", place=place)
    if is_dateline(line.text):
        organ = line.text.lstrip(_OPENING)[len(date) :].strip(_MARKS)
        if bare(organ) and is_organ_line(organ):
            yield Label(name="source", raw=organ, rule="bare_date", place=place)
