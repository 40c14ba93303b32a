"""Which unit of which year's table a body's name begins with, read from the left by parents, or None with candidates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.records import Level
from pipelines.regions_data import votes, words
from pipelines.regions_data.names import named
from pipelines.regions_data.table import (
    LATEST_YEAR,
    Unit,
    children,
    customary_name,
    is_code,
    level_of,
    lineage,
    now,
    unit,
)
from pipelines.regions_data.votes import Hints

__all__ = ["Hints", "Match", "Unit", "children", "customary_name", "is_code", "level_of"]
__all__ += ["match", "now", "unit"]

LONGEST = 15
"""Characters of the longest name of the table (积石山保安族东乡族撒拉族自治县), with one to spare."""

PREFIXES = re.compile(rf"^(?:中国共产党|中共|{words.HEADQUARTERS})(?=.)")
"""Words before the place that say whose organ it is, not where: 国家税务总局盖州市税务局."""

FREE_TRADE = re.compile(r"^中国\(([^)]+)\)")
"""中国(上海)自由贸易试验区: the place stands in brackets."""

CORPS = re.compile(
    r"^(?:新疆维吾尔自治区)?(?:新疆)?(?:生产建设兵团|兵团)?(?:第?[一二三四五六七八九十]{1,3}师)?[、·]?"
)
"""新疆生产建设兵团第八师石河子市: a division of the corps and its city (6590xx) are one."""

CORPS_CITIES = "6590"

GENERIC = re.compile(
    r"^[我本]?(?P<word>自治[区州县旗]|地区|省|市(?!场|容|[东南西北中]街道|民(?![政族宗委])|政(?![府务法协]))|州|盟|县|旗|区(?!域))"
    r"(?=人民政府|政府|府|行署|委|人大|政协"
    r"|[㐀-鿿]{1,14}(?:局|厅|办|委|会|室|中心|队|社|联|校|部|站|院|馆|处|所|台)$)"
)
"""市政府, 区人民政府, 市水务局: the writer's own place, which only the page knows. 市场…, 市容…, 市政工程… are no 市."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Match:
    """What a body's name says of its place."""

    code: str | None
    """Region code, of the government above for a township, zone or department; None where the name does not decide."""
    rest: str
    """What follows the place, as written without white space: 人民政府, 司法局, 义和镇人民政府."""
    level: Level | None
    candidates: tuple[str, ...] = ()
    """Codes between which name and hints could not decide."""
    unit: str | None = None
    """The township's or zone's own words, where it is no unit of the table: 义和镇, 经济技术开发区."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Parse:
    """One reading of a name: the unit that it ends in, and what is left."""

    code: str
    used: int
    """Characters of the name that are place."""
    names: int
    """Units named."""


def match(name: str, year: int | None, hints: Hints = Hints()) -> Match:  # noqa: B008 -- frozen
    """Find the place that `name` (a body's name, not a sentence) begins with.

    The table of `year` is asked first, then the next year's (reports are written in the next year), then today's. The whole
    place part must be used up; a name that fits several units is decided by the hints or not at all.
    """
    clean = FREE_TRADE.sub(r"\1", PREFIXES.sub("", normalise(name)))
    of_corps = CORPS.sub("", clean)
    for asked in _years(year):
        city = _in_table(of_corps, asked, hints) if of_corps != clean else None
        if city is not None and city.code is not None and city.code.startswith(CORPS_CITIES):
            return city
        found = _in_table(clean, asked, hints)
        if found is not None:
            return _after_party(found, asked, hints)
    return _without_place(clean, year, hints)


def normalise(name: str) -> str:
    """Return the name in NFKC without white space."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def _years(year: int | None) -> tuple[int, ...]:
    wanted = (LATEST_YEAR,) if year is None else (year, year + 1, LATEST_YEAR)
    return tuple(dict.fromkeys(wanted))


def _is_doubtful(short: str, code: str) -> bool:
    """巴州 is 巴音郭楞 to its own people and 巴中's 巴州区 to others; cities keep theirs (郑州). 公安 is a word."""
    return short in words.COMMON_WORDS or (level_of(code) == "county" and short.endswith("州"))


def _parses(text: str, year: int, above: _Parse | None = None) -> Iterator[_Parse]:
    """Yield every chain of units that the text begins with, each inside the one before."""
    used, names = (above.used, above.names) if above else (0, 0)
    for end in range(min(len(text), used + LONGEST), used + 1, -1):
        for code, full in named(text[used:end], year):
            if above is not None and not _lies_in(code, above.code, year):
                continue
            if above is None and not full and _is_doubtful(text[:end], code):
                continue
            found = _Parse(code=code, used=end, names=names + 1)
            yield from _parses(text, year, found)
            if _may_end(text[end:], code, full=full):
                yield found


def _lies_in(code: str, above: str, year: int) -> bool:
    """塔城 and 阿勒泰 stand under 伊犁 州, though their codes (and the table) put them right under 新疆."""
    return above in lineage(code, year)[1:] or (above == "654000" and code[:4] in {"6542", "6543"})


def _may_end(rest: str, code: str, *, full: bool) -> bool:
    """Return whether the place part can end here: what follows is an organ, not more of a name."""
    kind, own = words.kind_of(rest)
    if kind == "unknown":
        return False
    if full:
        return True
    if words.FOLLOWS_SHORT.match(rest) or kind == "township":
        return False
    natural = own is not None and any(word in own for word in words.NATURAL)
    return not (natural and level_of(code) == "county")


def _in_table(text: str, year: int, hints: Hints) -> Match | None:
    parses = [p for p in _parses(text, year) if votes.within(p.code, year, hints)]
    if not parses:
        return None
    best = max((p.used, -p.names) for p in parses)
    rest = text[best[0] :]
    found = _narrowed({p.code for p in parses if (p.used, -p.names) == best}, rest)
    code = votes.decide(tuple(found), year, hints)
    if code is None:
        level = _shared_level(rest, found)
        return Match(code=None, rest=rest, level=level, candidates=tuple(sorted(found)))
    return Match(code=code, rest=rest, level=_level(rest, code), unit=words.kind_of(rest)[1])


def _narrowed(codes: set[str], rest: str) -> set[str]:
    """Between a province and a county of one short name (河北, 海南) the province is meant; a 厅 is a province's only."""
    provinces = {code for code in codes if level_of(code) == "province"}
    if provinces and rest.endswith("厅"):
        return provinces
    return {code for code in codes if level_of(code) != "county"} if provinces else codes


def _level(rest: str, code: str | None) -> Level | None:
    kind = words.kind_of(rest)[0]
    if kind in ("township", "zone", "department"):
        return kind
    return level_of(code) if code is not None and kind == "government" else None


def _shared_level(rest: str, codes: set[str]) -> Level | None:
    """The level of a body whose place is undecided: known where all that may be meant have one level."""
    levels = {_level(rest, code) for code in codes}
    return levels.pop() if len(levels) == 1 else None


def _after_party(found: Match, year: int, hints: Hints) -> Match:
    """Read 中共惠安县委惠安县人民政府 as the government, if both name one place."""
    joint = re.match(r"^委(?:员会)?(?=.)", found.rest)
    if found.code is None or joint is None:
        return found
    second = _in_table(found.rest[joint.end() :], year, replace(hints, within=found.code))
    return second if second is not None and second.code == found.code else found


def _without_place(text: str, year: int | None, hints: Hints) -> Match:
    """Read a name with no place of its own: 区政府, 市水务局, 义和镇人民政府."""
    generic = GENERIC.match(text)
    asked = LATEST_YEAR if year is None else year
    if generic:
        rest = text[generic.end() :]
        codes = votes.own(generic["word"], asked, hints)
    else:
        rest = text
        codes = _places_of_parentless(rest, asked, hints)
    kind, own = words.kind_of(rest)
    code = codes[0] if len(codes) == 1 else None
    level = _level(rest, code)
    if kind in ("unknown", "government") and not generic:
        return Match(code=None, rest=text, level=None)
    return Match(code=code, rest=rest, level=level, candidates=() if code else codes, unit=own)


def _places_of_parentless(rest: str, year: int, hints: Hints) -> tuple[str, ...]:
    """Return the page's own region for a body without a place; a township only where that is a county."""
    kind, _ = words.kind_of(rest)
    if kind not in ("township", "zone", "department") or words.CENTRAL.search(rest):
        return ()
    codes = votes.own("", year, hints)
    if kind == "township":
        return tuple(code for code in codes if level_of(code) == "county")
    return codes
