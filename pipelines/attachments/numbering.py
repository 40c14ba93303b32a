"""Automatic numbers of Word lists: numbering.xml resolved for one paragraph after another (ECMA-376 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from pipelines.attachments.numerals import numeral

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACEHOLDER = re.compile(r"%([1-9])")
_LEVELS = 9
_MAX_BASES = 12  # basedOn chains longer than this are loops


def join_label(label: str, words: str) -> str:
    """A number and the words that it numbers; a blank goes only between 1. and Latin letters or digits."""
    if not words.strip():
        return words  # an empty paragraph counts, but shows nothing worth a line
    parted = label[-1:].isascii() and words[:1].isascii() and bool(label)
    return f"{label} {words}" if parted else label + words


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelForm:
    """One level of a list: where it starts, how its number is written, and after which level it restarts."""

    start: int = 1
    form: str = "decimal"
    text: str = "%1."
    restart: int | None = None
    legal: bool = False
    """All numbers in it are written decimal (`w:isLgl`)."""
    style: str | None = None
    """The paragraph style bound to this level (`w:pStyle`)."""


@dataclass(slots=True)
class Numbering:
    """The lists of one document; `label` is asked for each paragraph in document order."""

    abstract: dict[str, dict[int, LevelForm]] = field(default_factory=dict)
    lists: dict[str, tuple[str, dict[int, LevelForm], dict[int, int]]] = field(default_factory=dict)
    """numId → abstract id, levels overridden, starts overridden."""
    counts: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, list_id: str, level: int) -> str:
        """The words before the next paragraph at this level, '' for a bullet or an unknown list."""
        known = self.lists.get(list_id)
        if known is None or not 0 <= level < _LEVELS:
            return ""
        abstract, own, starts = known
        forms = {**self.abstract.get(abstract, {}), **own}
        form = forms.get(level)
        if form is None:
            return ""
        counts = self.counts.setdefault(abstract, [None] * _LEVELS)
        self._advance(counts, forms, level, self._start(list_id, starts, level))
        if form.form == "bullet":
            return ""
        return _PLACEHOLDER.sub(lambda match: _part(match, counts, forms, form), form.text)

    def level_of_style(self, list_id: str, style: str) -> int:
        """The level to which a list binds a paragraph style; 0 where it binds none."""
        known = self.lists.get(list_id)
        if known is None:
            return 0
        forms = {**self.abstract.get(known[0], {}), **known[1]}
        return next((level for level, form in forms.items() if form.style == style), 0)

    def _start(self, list_id: str, starts: dict[int, int], level: int) -> int | None:
        """The start that a list of its own imposes, the first time that it is met at this level."""
        if (list_id, level) in self.begun:
            return None
        self.begun.add((list_id, level))
        return starts.get(level)

    @staticmethod
    def _advance(
        counts: list[int | None], forms: dict[int, LevelForm], level: int, start: int | None
    ) -> None:
        first = forms[level].start
        current = counts[level]
        counts[level] = start if start is not None else first if current is None else current + 1
        for upper in range(level):  # a level skipped over counts from its own start
            if counts[upper] is None:
                counts[upper] = forms.get(upper, LevelForm()).start
        for deeper in range(level + 1, _LEVELS):
            restart = forms.get(deeper, LevelForm()).restart
            # w:lvlRestart n: restarts after level n (1-based) only; 0: never.
            if restart is None or (restart > 0 and level < restart):
                counts[deeper] = None


def read_numbering(root: etree._Element | None) -> Numbering:
    """The lists of `word/numbering.xml`; none where the document has none."""
    numbering = Numbering()
    if root is None:
        return numbering
    links: dict[str, str] = {}
    for item in root.iter(f"{W}abstractNum"):
        name = item.get(f"{W}abstractNumId", "")
        numbering.abstract[name] = dict(_level(level) for level in item.iterfind(f"{W}lvl"))
        if (style := _value(item, "styleLink")) is not None:
            links[style] = name
    for item in root.iter(f"{W}abstractNum"):  # a list that only points to a list style
        target = links.get(_value(item, "numStyleLink") or "")
        if target is not None:
            numbering.abstract[item.get(f"{W}abstractNumId", "")] = numbering.abstract[target]
    for item in root.iterfind(f"{W}num"):
        numbering.lists[item.get(f"{W}numId", "")] = _list(item)
    return numbering


def _list(item: etree._Element) -> tuple[str, dict[int, LevelForm], dict[int, int]]:
    own: dict[int, LevelForm] = {}
    starts: dict[int, int] = {}
    for override in item.iterfind(f"{W}lvlOverride"):
        level = _integer(override.get(f"{W}ilvl"), 0)
        start = _value(override, "startOverride")
        if start is not None:
            starts[level] = _integer(start, 1)
        for whole in override.iterfind(f"{W}lvl"):
            own[level] = _level(whole)[1]
    return _value(item, "abstractNumId") or "", own, starts


def _value(parent: etree._Element, name: str) -> str | None:
    found = parent.find(f"{W}{name}")
    return found.get(f"{W}val", "") if found is not None else None


def _level(item: etree._Element) -> tuple[int, LevelForm]:
    values = {
        child.tag.rpartition("}")[2]: child.get(f"{W}val") for child in item.iterchildren("*")
    }
    restart = values.get("lvlRestart")
    return _integer(item.get(f"{W}ilvl"), 0), LevelForm(
        start=_integer(values.get("start"), 0 if "start" not in values else 1),
        form=_format(item),
        text=values.get("lvlText") or "",
        restart=None if restart is None else _integer(restart, 0),
        legal="isLgl" in values and values["isLgl"] not in {"0", "false"},
        style=values.get("pStyle"),
    )


def _format(item: etree._Element) -> str:
    # Newer formats stand in mc:AlternateContent with a fallback: the choice is the first numFmt met.
    form = next(item.iter(f"{W}numFmt"), None)
    if form is None:
        return "decimal"
    value = form.get(f"{W}val") or "decimal"
    if value == "custom":  # w:format="001, 002, 003, ..."
        return "decimalZero" if (form.get(f"{W}format") or "").startswith("0") else "decimal"
    return value


def _part(
    match: re.Match[str], counts: list[int | None], forms: dict[int, LevelForm], own: LevelForm
) -> str:
    level = int(match[1]) - 1
    count = counts[level]
    if count is None:
        return ""
    form = forms.get(level, LevelForm()).form
    return numeral(count, "decimal" if own.legal else form)


def _integer(value: str | None, default: int) -> int:
    try:
        return int(value) if value is not None else default
    except ValueError:
        return default


@dataclass(slots=True)
class StyleNumbers:
    """Which list a paragraph style puts its paragraphs in, through its chain of bases."""

    own: dict[str, tuple[str | None, int | None]] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    default: str | None = None

    def of(self, style: str | None) -> tuple[str | None, int | None]:
        """List id and level of a style; None where the style, and each it is based on, sets none."""
        list_id: str | None = None
        level: int | None = None
        name = style or self.default
        for _ in range(_MAX_BASES):
            if name is None:
                break
            found_id, found_level = self.own.get(name, (None, None))
            list_id = list_id if list_id is not None else found_id
            level = level if level is not None else found_level
            name = self.bases.get(name)
        return list_id, level


def read_styles(root: etree._Element | None) -> StyleNumbers:
    """The numbered paragraph styles of `word/styles.xml`."""
    styles = StyleNumbers()
    for item in root.iterfind(f"{W}style") if root is not None else ():
        name = item.get(f"{W}styleId", "")
        base = item.find(f"{W}basedOn")
        if base is not None:
            styles.bases[name] = base.get(f"{W}val", "")
        if item.get(f"{W}type") == "paragraph" and item.get(f"{W}default") in {"1", "true"}:
            styles.default = name
        number = item.find(f"{W}pPr/{W}numPr")
        if number is not None:
            styles.own[name] = number_of(number)
    return styles


def number_of(number: etree._Element) -> tuple[str | None, int | None]:
    """List id and level that a `w:numPr` sets; None for what it leaves out."""
    list_id = number.find(f"{W}numId")
    level = number.find(f"{W}ilvl")
    return (
        list_id.get(f"{W}val") if list_id is not None else None,
        _integer(level.get(f"{W}val"), 0) if level is not None else None,
    )
