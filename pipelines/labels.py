"""Labelled values of a page (信息公开 tables, head lines), mapped to the contract's field names.

Labels come spaced (`索 引 号`), bracketed (`[ 索引号 ]`), with or without a colon, several in a line,
and with empty values: an empty value never takes the next label, because the value of a label is
what stands between it and the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.records import Label
from pipelines.label_words import FIELDS, FRAME, OTHERS, SILENT, WEAK
from pipelines.traditional import simplified

SEPARATOR = "\x1f"
"""Between the pieces of a line: table cells, or the texts between inline tags."""

_FIELD_OF = {label: name for name, labels in FIELDS.items() for label in labels.split()}
_KNOWN = frozenset(_FIELD_OF) | frozenset(OTHERS.split())
_DATES = frozenset({"published_date", "updated_date", "signed_date", "generated_date"})

_GAP = r"[ \t\xa0\u3000\u2002\u2003]*"
_ALTERNATION = "|".join(
    _GAP.join(map(re.escape, label)) for label in sorted(_KNOWN, key=len, reverse=True)
)
_LABEL = re.compile(
    rf"(?P<label>{_ALTERNATION})(?P<close>{_GAP}[\]】〕)）])?(?P<colon>{_GAP}{SEPARATOR}?{_GAP}[:：])?"
    rf"(?=(?P<end>[\s{SEPARATOR}|｜\]】]|$)?)"
)
# Looked for first: a search for one character of a set is ten times as fast as one for any of the labels.
_BEFORE = re.compile(
    rf"[\s{SEPARATOR}|｜•·\-\[【〔(（;；,，、\]】>＞*](?=[{re.escape(''.join(sorted({label[0] for label in _KNOWN})))}])"
)
# Runs without a space between: 浏览次数:信息来源: 区司法局发布时间:2025-11-07. Four characters and a
# colon are a label wherever they stand; shorter ones only after a digit or a closing mark.
_STRONG_TIGHT = "|".join(
    re.escape(label) for label in sorted(_KNOWN - WEAK, key=len, reverse=True) if len(label) > 3
)
_WEAK_TIGHT = "|".join(re.escape(label) for label in sorted(_KNOWN, key=len, reverse=True))
_TIGHT = re.compile(
    rf"(?:(?P<label>{_STRONG_TIGHT})|(?<=[\d:：次)）\]】日])(?P<weak>{_WEAK_TIGHT}))(?P<colon>{_GAP}[:：])"
)
_VALUE_EDGES = f" \t\r\n\f\v\xa0\u3000\u2002\u2003\u200b\ufeff{SEPARATOR}|｜•·[【〔;；,，、-"
_SPACES = re.compile(rf"[\s{SEPARATOR}]+")
_WIDGET_TAIL = re.compile(
    r"\s*[【\[(（]?\s*(?:字体|字号|大\s*中\s*小|浏览|阅读|点击|访问|打印|分享|我要纠错|收藏).*$"
)
_UNKNOWN_LABEL = re.compile(r"\s+[\u4e00-\u9fff]{2,8}[:：].*$")
_OTHER_CELL = re.compile(
    rf"{SEPARATOR}\s*[\[【]?[\u4e00-\u9fff\s]{{2,8}}[\]】]?\s*[:：]\s*{SEPARATOR}"
)
"""A label that no table knows, in a piece of its own: <b>检索号：</b>."""
# Words that no table knows as a label, with or without a value, before a label that one knows: [ 信息发布： | 发布时间：….
_OTHER_LABEL = re.compile(
    rf"[\s\[【(（{SEPARATOR}]*[\u4e00-\u9fff]{{2,8}}\s*[:：][^，。；;,:：]{{0,24}}"
)
_DATE_SHAPE = re.compile(
    r"[\[(（]?\s*("
    r"[\d０-９]{4}\s*[-/.年．／－—–]\s*[\d０-９]{1,2}\s*[-/.月．／－—–]\s*[\d０-９]{1,2}\s*日?|[\d０-９]{1,2}\.[\d０-９]{1,2}\.[\d０-９]{4}|"
    r"[〇○零oOＯ一二三四五六七八九０]{4}\s*年\s*[一二三四五六七八九十]{1,3}\s*月\s*[一二三四五六七八九十]{1,3}\s*日|\d{8}(?!\d)"
    r")((?:T|\s*)\d{1,2}\s*[:：]\s*\d{2}(?:\s*[:：]\s*\d{2}(?:\.\d+)?)?)?"
)
_TAGGED = ("]", "】", "〕")
"""A word closed by one of these is set apart as a label, as if by a colon: 【名称】…, [ 文号 ]…."""
# A field that is shown as empty in words.
_NOTHING = frozenset("无 暂无 - -- — —— / null NULL undefined None 无文号 本站 N/A * 空".split())


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """One label in a line and the raw value behind it, '' where it shows none."""

    label: str
    value: str
    colon: bool

    @property
    def name(self) -> str:
        """The contract's field, or the label's own words."""
        return _FIELD_OF.get(self.label, self.label)


def field_of(label: str) -> str | None:
    """The contract's field for a label as printed (spaces, colon, brackets allowed); None if unknown."""
    return _FIELD_OF.get(re.sub(r"[\s:：\[\]【】]+", "", label))


def date_in(value: str) -> str | None:
    """The date, with its clock time, that a value starts with; None where it starts with none."""
    match = _DATE_SHAPE.match(value)
    if not match:
        return None
    return (match[1] + (match[2] or "")).strip()


def tidy(name: str, value: str) -> str:
    """A raw value without separators, widgets behind it, or words for nothing; '' where none is left."""
    whole = _SPACES.sub(" ", _OTHER_CELL.split(value, maxsplit=1)[0])
    value = whole.strip(_VALUE_EDGES)
    if f"【{value}" in whole and value.count("】") > value.count("【"):
        value = f"【{value}"  # 【年报】…: the value's own mark, no label's
    if name in _DATES:
        return date_in(value) or ""
    if name != "title":
        value = _WIDGET_TAIL.sub("", _UNKNOWN_LABEL.sub("", value)).strip(_VALUE_EDGES)
    if value in _NOTHING or not re.search(r"\w", value):
        return ""
    closing = {"]": "[", "】": "【", "〕": "〔", ")": "(", "）": "（"}
    while value and value[-1] in closing and closing[value[-1]] not in value:
        value = value[:-1].rstrip()
    return value


def read_line(tokens: Sequence[str]) -> tuple[Found, ...]:
    """All labels of one line, in order. `tokens` are its cells, or the texts between inline tags."""
    return _read_line(SEPARATOR.join(tokens))


@lru_cache(maxsize=4096)
def _read_line(text: str) -> tuple[Found, ...]:
    if len(text) > 1200:
        return ()
    hits = list(_hits(simplified(text)))
    if not hits:
        return ()
    found = []
    for index, (label, _, end, colon) in enumerate(hits):
        stop = hits[index + 1][1] if index + 1 < len(hits) else len(text)
        value = text[end:stop]
        dated = label == "发布" and date_in(value.strip(_VALUE_EDGES))
        said = "发布于" if dated else label  # 发布: who did it, or when
        found.append(Found(label=said, value=tidy(_FIELD_OF.get(said, said), value), colon=colon))
    return tuple(found)


def _hits(text: str) -> Iterator[tuple[str, int, int, bool]]:
    """(label, start, end, colon) of a line. The first must open it: prose that mentions 来源： has none."""
    position, seen = 0, False
    while True:
        match = _label(text, position)
        tight = _TIGHT.search(text, position) if seen else _behind_date(text)
        if tight and (match is None or tight.start() < match.start()):
            seen = True
            yield tight["label"] or tight["weak"], tight.start(), tight.end(), True
            position = tight.end()
        elif match is None:
            return
        elif _counts(text, match, seen=seen):
            seen = True
            yield (
                re.sub(r"\s+", "", match["label"]),
                match.start(),
                match.end(),
                bool(match["colon"] or (match["close"] or "").strip() in _TAGGED),
            )
            position = match.end()
        else:
            position = match.end("label")


def _label(text: str, position: int) -> re.Match[str] | None:
    """The next label that opens the line or follows a mark."""
    found = _LABEL.match(text) if not position else None
    mark = _BEFORE.search(text, max(position - 1, 0))
    while mark and not found:
        found = _LABEL.match(text, mark.end())
        mark = _BEFORE.search(text, mark.end())
    return found


def _behind_date(text: str) -> re.Match[str] | None:
    """The label that follows the line's opening date without a blank: 2018年1月6日来源：…."""
    date = _DATE_SHAPE.match(text)
    return _TIGHT.match(text, date.end()) if date else None


def _counts(text: str, match: re.Match[str], *, seen: bool) -> bool:
    before = text[: match.start()]
    if not seen and before.strip(_VALUE_EDGES + "]】(（") and not _after_date(before):
        strong = bool(match["colon"]) and re.sub(r"\s+", "", match["label"]) not in WEAK
        return strong and _OTHER_LABEL.fullmatch(before) is not None
    if match["colon"] or match["close"]:
        return True
    if match["end"] is None:
        return False
    label = re.sub(r"\s+", "", match["label"])
    if label not in WEAK:
        return True
    if not _is_cell(text, match):
        return False
    return seen or text.count(SEPARATOR) == 1 or _strong_follows(text, match.end())


def _strong_follows(text: str, position: int) -> bool:
    while match := _label(text, position):
        if re.sub(r"\s+", "", match["label"]) not in WEAK:
            return True
        position = match.end()
    return False


def _is_cell(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()].rstrip(" \t\xa0\u3000")
    after = text[match.end() :].lstrip(" \t\xa0\u3000")
    return (not before or before[-1] in SEPARATOR + "|｜") and (
        not after or after[0] in SEPARATOR + "|｜"
    )


def _after_date(before: str) -> bool:
    """A head line may start with the bare date: `2024-03-09 14:20 来源：…`."""
    match = _DATE_SHAPE.match(before.strip(_VALUE_EDGES))
    return bool(match) and len(before.strip(_VALUE_EDGES)) - len(match[0]) <= 2 if match else False


def is_label_line(tokens: Sequence[str]) -> bool:
    """Whether a line is a labelled value of the page: it opens with a label that no document prints."""
    found = read_line(tokens)
    if all(one.label in FRAME for one in found):
        return False
    told = found[0].colon or found[0].label not in WEAK
    return told or len(found) > 1 or len(tokens) == 2


def is_bare_label(text: str) -> str | None:
    """The label, where a line or cell is nothing but a label (`文 号：`)."""
    core = simplified(re.sub(r"[\s:：\[\]【】•·*]+", "", text))
    return core if core in _KNOWN else None


def to_label(found: Found, *, rule: str, place: str) -> Label | None:
    """A record, or None for an empty value and for counters and buttons."""
    if not found.value or found.label in SILENT:
        return None
    return Label(name=found.name, raw=found.value, rule=rule, place=place)
