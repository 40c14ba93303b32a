"""A report's text cut at its headings 一、（一）1.（1）, so that joined again it is the same text."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from archive.records import Section

Part = Literal["results", "shortcomings", "first_responsible", "plan", "other"]

_HAN = "一二三四五六七八九十百〇零"
LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (1, re.compile(rf"\s*(?P<n>第[{_HAN}\d]{{1,3}}(?:部分|章|篇))[、，,:：\s]*(?P<h>.*)")),
    (1, re.compile(rf"\s*(?P<n>[{_HAN}]{{1,3}})\s*[、，,.．]\s*(?P<h>.*)")),
    (2, re.compile(rf"\s*[（(]\s*(?P<n>[{_HAN}]{{1,3}})\s*[）)][、，,.．]?\s*(?P<h>.*)")),
    (3, re.compile(r"\s*(?P<n>\d{1,2})\s*[、．.](?!\d)\s*(?P<h>.*)")),
    (4, re.compile(r"\s*[（(]\s*(?P<n>\d{1,2})\s*[）)][、，,.．]?\s*(?P<h>.*)")),
    (4, re.compile(r"\s*(?P<n>[①-⑳])\s*(?P<h>.*)")),
)
"""Heading levels of 党政机关公文格式 (GB/T 9704-2012, 7.3.3): 一、 （一） 1. （1）; 第一部分 counts as 一、."""

PARTS: tuple[tuple[Part, re.Pattern[str]], ...] = (
    ("first_responsible", re.compile(r"第一责任人|主要负责人.{0,12}(?:履[行职]|职责)|党政.{0,6}负责人")),
    ("shortcomings", re.compile(r"问题|不足|短板|困难|薄弱|差距|原因")),
    ("plan", re.compile(
        r"下一?[步年]|(?:明|来)年|今后|打算|计划|安排|思路|工作重点|努力方向|展望|\d{4}年.{0,10}(?:重点|目标|任务|工作要点)"
    )),
    ("other", re.compile(r"其他|其它|报告的事项")),
    ("results", re.compile(
        r"成效|成绩|举措|措施|做法|进展|开展情况|工作情况|总体情况|基本情况|完成情况|主要工作|推进情况|落实情况|亮点|回顾"
    )),
)  # fmt: skip
"""The five parts that practice under the 2019 rules (art. 24) asks for; in order, since 存在的问题及下一步打算 names two."""

_MAY_HEAD = re.compile(rf"\s*[第（({_HAN}\d①-⑳]")
"""A cheap look at a line's first character."""

_HEADING_LENGTH = 60
"""A heading line that is longer ends at its first full stop: （一）加强领导。成立了…"""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Heading:
    level: int
    number: str
    words: str


def cut_sections(text: str) -> tuple[Section, ...]:
    """The text's sections in order; `join` gives the text back, character for character."""
    if not text:
        return ()
    blocks: list[tuple[_Heading | None, list[str]]] = [(None, [])]
    for line in text.split("\n"):
        heading = _heading(line)
        if heading is None:
            blocks[-1][1].append(line)
        else:
            blocks.append((heading, [line]))
    if not blocks[0][1]:
        blocks = blocks[1:]
    return tuple(_numbered(blocks))


def join(sections: Iterable[Section]) -> str:
    """The text that the sections were cut from."""
    return "\n".join(section.text for section in sections)


@lru_cache(maxsize=2)
def headings(text: str) -> tuple[str, ...]:
    """The words of the top headings 一、二、…: what a report has at least two of."""
    found = (_heading(line) for line in text.split("\n"))
    return tuple(heading.words for heading in found if heading and heading.level == 1)


def part_of(words: str) -> Part | None:
    """Which of the five parts a heading opens; None where it does not say."""
    return next((part for part, pattern in PARTS if pattern.search(words)), None)


def _numbered(blocks: Sequence[tuple[_Heading | None, list[str]]]) -> Iterable[Section]:
    path: list[_Heading] = []
    seen: Counter[str] = Counter()
    part: Part | None = None
    for position, (heading, lines) in enumerate(blocks):
        if heading is not None:
            path = [h for h in path if h.level < heading.level] + [heading]
        if heading is not None and heading.level == 1:
            part = part_of(heading.words)
        key = "/".join(f"{h.level}:{h.number}:{_bare(h.words)}" for h in path)
        seen[key] += 1
        yield Section(
            section_id=_digest(key, seen[key]),
            position=position,
            level=heading.level if heading else 0,
            number=heading.number if heading else None,
            heading=heading.words if heading else None,
            part=part,
            text="\n".join(lines),
        )


def _digest(key: str, occurrence: int) -> str:
    return hashlib.sha256(f"{key}#{occurrence}".encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _bare(words: str) -> str:
    return re.sub(r"\W+", "", words)


def _heading(line: str) -> _Heading | None:
    if not _MAY_HEAD.match(line):
        return None
    for level, pattern in LEVELS:
        match = pattern.fullmatch(line)
        if match:
            words = _words(match.group("h"))
            return _Heading(level=level, number=match.group("n"), words=words) if words else None
    return None


def _words(rest: str) -> str:
    """A heading's words: the line, or its first sentence where the paragraph runs on behind it."""
    rest = rest.strip()
    if len(rest) <= _HEADING_LENGTH and not re.search(r"[。；;].", rest):
        return rest.rstrip("。：:")
    return re.split(r"[。；;：:]", rest, maxsplit=1)[0][:_HEADING_LENGTH].strip()
