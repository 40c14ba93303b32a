"""版记: the 抄送 and 印发 lines that close an official document (GB/T 9704-2012, 7.4)."""

from __future__ import annotations

import re

from pipelines.dates import find_dates
from pipelines.text_lines import Line, Spot, organs_in
from pipelines.traditional import simplified

_CC = re.compile(
    r"^\s*(?:抄\s*[送报]|分\s*送|主\s*送\s*[、，]\s*抄\s*送|报\s*送)\s*[:：]\s*(?P<value>\S.*?)\s*$"
)

_PRINTED = re.compile(
    r"^\s*(?P<organ>[\u4e00-\u9fff·\s]{3,40}?)\s*(?:印\s*发|印制|印)?\s*[，,|\t ]*\s*$"
)


def cc_of(line: Line) -> Spot | None:
    """What a 抄送, 抄报 or 分送 line names; None for any other line."""
    match = _CC.match(simplified(line.words))
    if not match:
        return None
    start = line.start + match.start("value")
    value = line.words[match.start("value") : match.end("value")]
    return Spot(value=value, start=start, end=start + len(match.group("value")))


def imprint_of(line: Line, *, after_cc: bool) -> tuple[Spot, Spot] | None:
    """印发机关 and 印发日期: one line with an organ and a date, 印 or 印发 beside one of them."""
    dates = find_dates(line.words) if len(line.words) <= 90 else []
    if len(dates) != 1:
        return None
    words = simplified(line.words)
    before, after = words[: dates[0].start], words[dates[0].end :].strip(" 。|")
    match = _PRINTED.match(before)
    if not match or after not in {"", "印发", "印", "印制"}:
        return None
    organ = match.group("organ").strip()
    marked = bool(after) or bool(re.search(r"印(?:发|制)?\s*$", before.strip()))
    if not (marked or after_cc) or not organs_in(organ):
        return None
    start = line.start + before.index(organ)
    date = dates[0]
    return (
        Spot(value="".join(organ.split()), start=start, end=start + len(organ)),
        Spot(value=date.value, start=line.start + date.start, end=line.start + date.end),
    )
