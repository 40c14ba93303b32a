"""Documents grown from a sentence bank: reports, covering letters, near misses; the same seed gives the same words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random
from types import ModuleType

from tests.sample import bank_a, bank_b
from tests.sample.nouns import Block, Government

BANKS: dict[str, ModuleType] = {"a": bank_a, "b": bank_b}
NUMERALS = "一二三四五六七八九十"
_CHOICE = re.compile(r"<([^<>]*)>")
_SLOT = re.compile(r"\{(\w+)(?::(\d+)-(\d+))?\}")


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """Whose voice a document has."""

    government: Government
    department: str | None = None

    @property
    def body(self) -> str:
        """The issuing body's full name."""
        gov = self.government
        return f"{gov.shown}{self.department}" if self.department else gov.body

    @property
    def we(self) -> str:
        """How the body calls itself inside its text."""
        return f"{self.government.unit}{self.department or '政府'}"

    @property
    def all(self) -> str:
        """How the text calls the whole it answers for."""
        return "全系统" if self.department else f"全{self.government.unit}"


class Prose:
    """One document's voice: expands a bank's phrases with a generator of its own."""

    def __init__(self, bank: str, key: str, speaker: Speaker, year: int) -> None:
        self.bank = BANKS[bank]
        self.random = Random(f"{bank}/{key}")
        self.speaker = speaker
        self.year = year
        self.motto = self.random.choice(self.bank.MOTTOES)

    def say(self, template: str) -> str:
        """A phrase with its choices made and its slots filled."""
        chosen = _CHOICE.sub(lambda m: self.random.choice(m[1].split("|")), template)
        return _SLOT.sub(self._fill, chosen)

    def _fill(self, match: re.Match[str]) -> str:
        name, low, high = match[1], match[2], match[3]
        if name == "n":
            return str(self.random.randint(int(low), int(high)))
        if name == "p":
            return f"{self.random.randint(int(low), int(high) - 1)}.{self.random.randint(1, 9)}"
        gov = self.speaker.government
        words: dict[str, str] = {
            "year": str(self.year),
            "next": str(self.year + 1),
            "short": gov.name,
            "motto": self.motto,
            "we": self.speaker.we,
            "all": self.speaker.all,
            "up": gov.parent,
            "unit": gov.unit,
        }
        if name == "dept":
            return f"{gov.unit}{self.random.choice(self.bank.CAST)}"
        if name == "town":
            return str(self.random.choice(self.bank.TOWNS))
        if name == "cite":
            return f"{gov.cited}〔{self.year - self.random.randint(0, 1)}〕{self.random.randint(2, 58)}号"
        return words[name]

    def run(self, templates: tuple[str, ...], count: int) -> str:
        """`count` of the phrases, in the bank's order, as one paragraph."""
        picked = sorted(self.random.sample(range(len(templates)), min(count, len(templates))))
        return "".join(self.say(templates[place]) for place in picked)

    def table(self) -> Block:
        """The table of figures that some reports carry."""
        bank = self.bank
        rows: list[tuple[str, ...]] = [bank.TABLE_HEAD]
        for name, unit in bank.TABLE_ROWS:
            now = self.random.randint(40, 9000)
            rows.append((name, unit, str(now), str(max(3, now - self.random.randint(1, 39)))))
        return Block(role="table", rows=tuple(rows))

    def body(self, *, table: bool = False) -> tuple[Block, ...]:
        """The report proper, without frame: an opening and the four parts that the rules ask for."""
        bank = self.bank
        blocks = [Block(role="p", text=self.say(self.random.choice(bank.OPENINGS)))]
        blocks.append(
            Block(
                role="h1",
                text=self.say("一、<主要举措和成效|年度工作开展情况|推进法治政府建设的主要做法>"),
            )
        )
        topics = sorted(self.random.sample(range(len(bank.RESULTS)), 8))
        for number, place in enumerate(topics):
            head, phrases = bank.RESULTS[place]
            blocks.append(Block(role="h2", text=f"（{NUMERALS[number]}）{head}"))
            chosen = self.run(phrases, 5)
            cut = chosen.find("。", len(chosen) // 2) + 1
            blocks += [Block(role="p", text=part) for part in (chosen[:cut], chosen[cut:]) if part]
        blocks.append(
            Block(role="h2", text=f"（{NUMERALS[8]}）{self.say('<培育特色做法|抓好典型带动>')}")
        )
        cases = self.random.sample(bank.CASES, len(bank.CASES))
        blocks += [Block(role="p", text=self.say(case)) for case in cases]
        if table:
            blocks.append(Block(role="p", text=self.say(f"{self.say(bank.TABLE_TITLE)}见下表。")))
            blocks.append(self.table())
        for head, phrases in (
            ("二、<存在的主要问题和原因|工作中的不足>", bank.SHORTCOMINGS),
            ("三、<主要负责人履行职责情况|第一责任人履职情况>", bank.RESPONSIBLE),
            ("四、<下一步工作安排|下一年度主要安排>", bank.PLANS),
        ):
            blocks.append(Block(role="h1", text=self.say(head)))
            blocks.append(Block(role="p", text=self.run(phrases, len(phrases))))
        return tuple(blocks)

    def news(self, paragraphs: int = 3) -> tuple[Block, ...]:
        """Short text that is no report."""
        size = len(self.bank.NEWS)
        return tuple(
            Block(role="p", text=self.run(self.bank.NEWS, size - 1)) for _ in range(paragraphs)
        )


def chinese_date(iso: str) -> str:
    """二〇二四年三月九日 for 2024-03-09, as documents before 2012's standard are dated."""
    year, month, day = (int(part) for part in iso.split("-"))
    digits = "".join("〇一二三四五六七八九"[int(digit)] for digit in str(year))
    return f"{digits}年{_count(month)}月{_count(day)}日"


def arabic_date(iso: str) -> str:
    """2024年3月9日 for 2024-03-09."""
    year, month, day = (int(part) for part in iso.split("-"))
    return f"{year}年{month}月{day}日"


def _count(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else f"{NUMERALS[tens - 1]}十")
    return head + (NUMERALS[ones - 1] if ones else "")
