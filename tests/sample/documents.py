"""Builds reports with their frames, and near misses, for any invented government."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Literal

from tests.sample.nouns import Block, Government, Item, Report, Style
from tests.sample.prose import Prose, Speaker, arabic_date, chinese_date


@dataclass(frozen=True, kw_only=True)
class Source:
    """Where all randomness of a world comes from."""

    seed: int
    bank: str

    def key(self, *parts: object) -> str:
        """A name under which a generator is seeded."""
        return "/".join(str(part) for part in (self.seed, *parts))

    def serial(self, *parts: object) -> int:
        """A stable article number: six digits."""
        digest = hashlib.sha256(self.key(*parts).encode()).hexdigest()
        return 100000 + int(digest[:8], 16) % 899999


@dataclass(frozen=True, kw_only=True)
class Frame:
    """How a document is dressed: which facts it shows, and where."""

    title: str
    number: Literal["label", "line", "none"] = "none"
    title_in_body: bool = False
    signature: bool = True
    numerals: Literal["arabic", "chinese"] = "arabic"
    table: bool = False
    letter: bool = False
    addressee: str | None = None
    joint: str = ""
    """A party committee that signs first."""
    organ: str = ""
    """Organ code of the number when it is not the government's own (a department's)."""


def report(source: Source, speaker: Speaker, year: int, frame: Frame, signed: str) -> Report:
    """One year's report of one body, dressed as the frame says."""
    prose = Prose(source.bank, source.key(speaker.body, year), speaker, year)
    organ = frame.organ or speaker.government.mark
    serial = Random(source.key("number", speaker.body, year)).randint(1, 40)
    number = f"{organ}〔{year + 1}〕{serial}号"
    inner = f"{speaker.government.name}{year}年法治政府建设情况报告" if frame.letter else None
    blocks: list[Block] = []
    if frame.number == "line":
        blocks.append(Block(role="number", text=number))
    if frame.title_in_body or frame.letter:
        blocks.append(Block(role="title", text=frame.title))
    if frame.addressee:
        blocks.append(Block(role="addressee", text=f"{frame.addressee}："))
    bodies = (frame.joint, speaker.body) if frame.joint else (speaker.body,)
    sign = _signature(bodies, signed, frame)
    if inner:
        words = f"现将《{inner}》随文上报，请审阅。"
        blocks += [Block(role="p", text=words), *sign, Block(role="title", text=inner)]
        blocks += prose.body(table=frame.table)
    else:
        blocks += [*prose.body(table=frame.table), *sign]
    return Report(
        body=" ".join(bodies),
        region=speaker.government.region,
        department=speaker.department,
        year=year,
        title=frame.title,
        inner_title=inner,
        number=None if frame.number == "none" else number,
        number_in_text=frame.number == "line",
        signed=signed if frame.signature else None,
        blocks=tuple(blocks),
    )


def _signature(bodies: tuple[str, ...], signed: str, frame: Frame) -> tuple[Block, ...]:
    if not frame.signature:
        return ()
    words = arabic_date(signed) if frame.numerals == "arabic" else chinese_date(signed)
    return (*(Block(role="sign", text=body) for body in bodies), Block(role="date", text=words))


def day(source: Source, *parts: object, start: str, days: int) -> str:
    """A working day within `days` after `start`, always the same for the same parts."""
    moved = date.fromisoformat(start) + timedelta(
        days=Random(source.key("day", *parts)).randrange(days)
    )
    while moved.weekday() > 4:
        moved += timedelta(days=1)
    return moved.isoformat()


def later(iso: str, days: int) -> str:
    """The date that many days on."""
    return (date.fromisoformat(iso) + timedelta(days=days)).isoformat()


NEAR_TITLES: tuple[tuple[str, str, int], ...] = (
    # (kind, title, days after 1 January of the year that the article is published in)
    ("plan", "{short}{now}年法治政府建设工作要点", 95),
    ("foi", "{body}{year}年政府信息公开工作年度报告", 28),
    ("news", "{short}召开{now}年法治政府建设工作推进会", 120),
    ("reading", "《{short}{year}年法治政府建设年度报告》政策解读", 92),
    ("duty", "{short}司法局主要负责人{year}年度述法报告", 40),
    ("half", "{short}{now}年上半年法治政府建设工作情况报告", 205),
    ("call", "关于报送{year}年度法治政府建设情况报告的通知", 12),
    ("score", "关于{year}年度法治政府建设考核结果的通报", 70),
    ("scheme", "{short}法治政府建设实施方案（{now}—{later}年）", 150),
)
"""Titles of the guide's near misses: same words, same columns, no annual report (domain.md §3)."""


def near_misses(
    source: Source,
    portal: str,
    government: Government,
    years: tuple[int, ...],
    kinds: tuple[str, ...],
    style: Style = "p",
) -> tuple[Item, ...]:
    """Articles that a reader by title alone might take for reports; one a kind and year of publication."""
    items = []
    for now in years:
        for kind, template, offset in NEAR_TITLES:
            if kind not in kinds:
                continue
            key = f"near-{kind}-{now}"
            title = template.format(
                short=government.name, body=government.body, now=now, year=now - 1, later=now + 4
            )
            prose = Prose(source.bank, source.key(portal, key), Speaker(government=government), now)
            items.append(
                Item(
                    key=key,
                    serial=source.serial(portal, key),
                    title=title,
                    style=style,
                    published=day(source, portal, key, start=later(f"{now}-01-01", offset), days=6),
                    source=f"{government.unit}政府办公室",
                    blocks=prose.news(),
                )
            )
    return tuple(items)
