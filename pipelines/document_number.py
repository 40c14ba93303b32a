"""发文字号 `document_number`: a document's own number, told from the many that it cites (GB/T 9704-2012, 7.2.5)."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_OPEN, _CLOSE = "〔[［【（(﹝〈<「{", "〕]］】）)﹞〉>」}"
_NONE = re.compile(r"^(?:无|暂无|没有|空|null|none|nil|-+|—+|/+|\*+|\.+|、+)$", re.IGNORECASE)
"""Values by which a field says that it has none: 文 号:无."""
_LABEL = re.compile(r"^(?:发?文字?号|(?:文件)?编号|公文号|文件字号|发布文号|文件文号|字号)[:：]?")
"""The label printed twice: 文 号: 文 号:无."""

_CODE = r"(?P<code>[\u4e00-\u9fffA-Za-z·]{1,24})"
_NUMBER = re.compile(
    rf"{_CODE}[{re.escape(_OPEN)}](?P<year>(?:19|20)\d{{2}})年?[{re.escape(_CLOSE)}]第?(?P<serial>\d{{1,5}}(?:-\d{{1,3}})?)号"
)
_AT_END = re.compile(rf"[（(]{_NUMBER.pattern}[)）]$")
_ORDER = re.compile(
    r"(?P<organ>[\u4e00-\u9fff]{2,24}?)(?P<form>令|公告|通告)?第?(?P<serial>\d{1,4})号"
)
"""令 and 公告 carry no year: 国务院令第711号."""
_SIGNER = re.compile(r"签发人[:：]?[\u4e00-\u9fff·、\s]{0,24}$")
"""A 报告 goes upward, so its number stands left of 签发人 on the same line (GB/T 9704, 7.2.6)."""
_CITING = re.compile(r"根据|按照|依据|依照|贯彻|落实|转发|印发|关于|的|年|.[和及与]")
"""A run before the bracket with one of these is a sentence that cites, not an organ code."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberReading:
    """One 文号: its normal form 机关代字〔年〕n号, and how it was printed."""

    value: str
    raw: str
    start: int
    end: int


def field_number(raw: str) -> NumberReading | None:
    """The number in a metadata field's value; None for 无, damaged numbers, and values that are none."""
    stripped = raw.strip()
    folded = _LABEL.sub("", _fold(stripped)[0])
    if not folded or _NONE.match(folded):
        return None
    value = _whole_number(folded) or _whole_order(folded)
    if value is None:
        return None
    start = raw.find(stripped)
    return NumberReading(value=value, raw=stripped, start=start, end=start + len(stripped))


def line_number(line: str) -> NumberReading | None:
    """The number of a line that holds it alone, or it and 签发人, or it after its label; else None."""
    if not _may_number(line):
        return None
    folded, places = _fold(line)
    cut = _LABEL.match(folded)
    offset = cut.end() if cut else 0
    body = _SIGNER.sub("", folded[offset:]).strip("，,;；。")
    if body[:1] in "（(" and body[-1:] in ")）" and _NUMBER.search(body[1:-1]):
        body, offset = body[1:-1], offset + 1
    value = _whole_number(body)
    if value is None or not body:
        return None
    start, end = places[offset], places[offset + len(body) - 1] + 1
    return NumberReading(value=value, raw=line[start:end], start=start, end=end)


def title_number(title: str) -> NumberReading | None:
    """The number printed before a title on its line: 朝交发 [2022] 97号关于印发…; None elsewhere."""
    if not _may_number(title):
        return None
    folded, places = _fold(title)
    match = _NUMBER.match(folded)
    if not match or _CITING.search(match.group("code")) or not folded[match.end() :]:
        return None
    start, end = places[0], places[match.end() - 1] + 1
    return NumberReading(value=_normal(match), raw=title[start:end], start=start, end=end)


def title_end_number(title: str) -> NumberReading | None:
    """The number in brackets behind a title: …年度报告（青政发〔2024〕3号）; None elsewhere."""
    if not _may_number(title):
        return None
    folded, places = _fold(title)
    match = _AT_END.search(folded)
    if not match or _CITING.search(match.group("code")) or not folded[: match.start()]:
        return None
    start, end = places[match.start("code")], places[match.end() - 2] + 1
    return NumberReading(value=_normal(match), raw=title[start:end], start=start, end=end)


def _may_number(text: str) -> bool:
    """A cheap look before a text is folded character by character."""
    return "号" in text or "號" in text


def _fold(text: str) -> tuple[str, list[int]]:
    """The text without white space, full-width digits and 號 made plain, and each character's old place."""
    folded, places = [], []
    for place, char in enumerate(text):
        if char.isspace() or char in "\u200b\ufeff\u2060":
            continue
        plain = _plain(char)
        folded.append(plain)
        places += [place] * len(plain)
    return "".join(folded), places


@lru_cache(maxsize=8192)
def _plain(char: str) -> str:
    plain = char if char in _OPEN + _CLOSE else unicodedata.normalize("NFKC", char)
    return "".join({"號": "号", "辦": "办", "規": "规", "發": "发"}.get(c, c) for c in plain)


def _whole_number(folded: str) -> str | None:
    match = _NUMBER.fullmatch(folded)
    if not match or _CITING.search(match.group("code")):
        return None
    return _normal(match)


def _whole_order(folded: str) -> str | None:
    match = _ORDER.fullmatch(folded)
    if not match or not (match.group("form") or "第" in folded):
        return None
    return folded


def _normal(match: re.Match[str]) -> str:
    return f"{match.group('code')}〔{match.group('year')}〕{match.group('serial')}号"
