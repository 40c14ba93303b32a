"""The lines of a text with their spans, and which of them hold the names of organs alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipelines.traditional import simplified

_ORGAN_END = (
    r"(?:人民政府|政府|委员会|工委|县委|区委|市委|省委|州委|盟委|旗委|党委|党工委|委|办公室|办公厅|政府办|委办|办事处|管委会|"
    r"管理局|分局|总局|局|厅|部|署|总队|支队|大队|中心|党组|领导小组|行署|公署|联合会|联合社|供销社|海关|调查队|红十字会|管理处|管委|委员会办公室|法制办|研究室|银行)"
)

_ORGAN_LINE = re.compile(
    rf"(?:[\u4e00-\u9fff·（）()、〇]{{2,38}}?){_ORGAN_END}(?:[（(](?:盖章|公章|印章|章|签章|代章)[）)])?"
)

_SEAL = re.compile(r"^[（(](?:盖章|公章|印章|签章)[）)]|[（(](?:盖章|公章|印章|章|签章|代章)[）)]$")
_SEAL_LINE = re.compile(r"[（(].{0,4}(?:盖章|公章|印章|签章)[）)]")
_BY = re.compile(r"^(?:报告|报送|汇报|填报|呈报|上报|署名|编制)?单位(?:名称)?\s*[:：]\s*(?=\S)")
"""A signature that says so: 报告单位：青石县司法局."""

_SENTENCE = re.compile(
    r"[，。；：！？,;:!?“”\"《》]|^\s*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.、．])"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """A non-empty line of the text, stripped, with its half-open span."""

    words: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Spot:
    """A value and the span of the text that shows it."""

    value: str
    start: int
    end: int


@lru_cache(maxsize=2)
def lines_of(text: str) -> tuple[Line, ...]:
    """The non-empty lines of a text with their spans; every reader of a page asks for them."""
    lines, at = [], 0
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            start = at + raw.index(words)
            lines.append(Line(words=words, start=start, end=start + len(words)))
        at += len(raw) + 1
    return tuple(lines)


def is_organ_line(words: str) -> bool:
    """Whether a line holds one organ's name, or several side by side, and nothing else."""
    return bool(organs_in(words))


def organs_in(words: str) -> tuple[str, ...]:
    """The organs of a signature line: spaced-out letters closed up, joint organs told apart."""
    if len(words) > 90:
        return ()
    words = _BY.sub("", words)
    if _SENTENCE.search(words):
        return ()
    tokens = words.split()
    listed = re.split(r"[\s、]+", words.strip())
    if len(listed) > len(tokens) > 0 and all(_is_full(t) for t in listed):
        tokens = listed
    if len(tokens) > 1 and all(map(_is_full, tokens)):
        return tuple(_SEAL.sub("", t) for t in tokens)
    closed = _SEAL.sub("", "".join(tokens))
    if len(closed) <= 42 and _ORGAN_LINE.fullmatch(simplified(closed)):
        return (closed,)
    return ()


def is_seal_line(words: str) -> bool:
    """Whether a line only stands for the seal: （此处盖章）."""
    return _SEAL_LINE.fullmatch(words) is not None


def _is_full(name: str) -> bool:
    """Whether a name of a row is an organ's by itself: 青石县财政局, and not the 财政局 of 教育、财政局."""
    return len(name) >= 4 and _ORGAN_LINE.fullmatch(simplified(name)) is not None
