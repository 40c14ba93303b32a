"""What a page tells of its own region beside the body's name: site code, index number, site name, host."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.records import Level
from pipelines.regions_data.table import is_code, level_of, lineage, now, run_of, table

INDEX_FORM_1 = re.compile(r"^11(\d{6})[0-9A-Z]")
"""An 18-character credit code of an organ (11): the place of its registration, as of then (domain guide §2)."""

INDEX_FORM_2 = re.compile(r"^(\d{6})(?:\d{0,4})[-/]")
"""330802-018-070100-2018-0001, 6107280000/2024-001005."""

HOST = re.compile(r"^(?:https?://)?([\w.-]+)", re.I)
"""The host of an address, or a host as it is; anything else is no hint."""

HOSTS = {
    "beijing": "11", "tj": "12", "hebei": "13", "shanxi": "14", "nmg": "15", "ln": "21", "jl": "22", "hlj": "23",
    "shanghai": "31", "sh": "31", "jiangsu": "32", "zj": "33", "ah": "34", "fujian": "35", "jiangxi": "36",
    "shandong": "37", "henan": "41", "hubei": "42", "hunan": "43", "gd": "44", "gxzf": "45", "hainan": "46", "cq": "50",
    "sc": "51", "guizhou": "52", "yn": "53", "xizang": "54", "shaanxi": "61", "gansu": "62", "qinghai": "63", "nx": "64",
    "xinjiang": "65",
}  # fmt: skip
"""Names that provinces hold right under gov.cn (sft.jiangsu.gov.cn): they say the province and no more."""

_SHORT = 2
"""Characters of the names that other names end in: 东区, 西区, 城区, 郊区, 矿区."""
_INSIDE_A_NAME = re.compile(r"[\u4e00-\u9fff](?<![省市州盟])(?<!地区)$")

LEVELS: dict[str, tuple[Level, ...]] = {
    "省": ("province",), "自治区": ("province",), "自治州": ("prefecture",), "自治县": ("county",), "自治旗": ("county",),
    "州": ("prefecture",), "盟": ("prefecture",), "地区": ("prefecture",),
    "市": ("county", "prefecture", "province"), "县": ("county",), "旗": ("county",), "区": ("county",),
}  # fmt: skip
"""What the word alone can stand for: 市 is a county-level city, a prefecture or a municipality; the unit's name ends in it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Hints:
    """What the page or its portal tells of its region; None where it does not."""

    site_code: str | None = None
    """政府网站标识码, ten digits; the first six are a region code that may lag behind a change."""
    site_name: str | None = None
    """The site's name or the breadcrumb: 武汉市洪山区人民政府门户网站."""
    index_number: str | None = None
    host: str | None = None
    """Host or address of the page."""
    within: str | None = None
    """Region code that the body must lie in or be."""


def within(code: str, year: int, hints: Hints) -> bool:
    """Return whether a unit lies in the region that the caller demands."""
    return hints.within is None or hints.within in lineage(code, year)


def decide(codes: tuple[str, ...], year: int, hints: Hints) -> str | None:
    """Return the one unit that most hints agree with; None where none or several lead."""
    if len(codes) == 1:
        return codes[0]
    hinted = tuple(hinted_codes(year, hints))
    if not hinted:
        return None
    tally = {code: sum(_agree(code, other, year) for other in hinted) for code in codes}
    most = max(tally.values())
    leaders = [code for code, votes in tally.items() if votes == most]
    return leaders[0] if most and len(leaders) == 1 else None


def own(word: str, year: int, hints: Hints) -> tuple[str, ...]:
    """Return the hints' own regions that 市, 区, 县 … can stand for; with '' the regions as they are."""
    hinted = tuple(hinted_codes(year, hints))
    found = tuple(code for code in hinted if not _is_province_mark(code))
    if not found and word in ("省", "自治区"):
        found = tuple(code[:2] + "0000" for code in hinted)
    if not found and hints.within is not None:
        found = (hints.within,)
    fitting = (_climb(code, word, year) for code in found) if word else iter(found)
    return tuple(dict.fromkeys(code for code in fitting if code and within(code, year, hints)))


def hinted_codes(year: int, hints: Hints) -> Iterator[str]:
    """Yield the region codes that the hints name, best first; a code gone by then becomes its successor."""
    for text, form in (
        (hints.site_code, re.compile(r"^(\d{6})")),
        (hints.index_number, INDEX_FORM_1),
        (hints.index_number, INDEX_FORM_2),
    ):
        found = form.match(text) if text else None
        if found and is_code(found[1]):
            yield _at(found[1], year)
    if hints.site_name:
        yield from _named(hints.site_name, year)
    if hints.host:
        yield from _hosted(hints.host)


def _at(code: str, year: int) -> str:
    if code in table(year):
        return code
    run = run_of(code, year)
    heir = now(code, run.last) if run is not None and run.last < year else code
    return heir if heir in table(year) else code


def _named(site_name: str, year: int) -> Iterator[str]:
    """Yield the lowest region that the site's name spells out in full, if it is one only."""
    text = "".join(site_name.split())
    found = {r.name: c for c, r in table(year).items() if r.name in text}
    spelled = {name: code for name, code in found.items() if _stands(name, text, found)}
    unique = [code for name, code in spelled.items() if _count(name, year) == 1]
    lowest = [c for c in unique if not any(c in lineage(o, year)[1:] for o in unique)]
    inside = [
        code
        for code, run in table(year).items()
        if run.name in spelled
        and _count(run.name, year) > 1
        and any(c in lineage(code, year) for c in lowest)
    ]
    yield from inside if len(inside) == 1 else lowest if len(lowest) == 1 else ()


def _stands(name: str, text: str, found: Iterable[str]) -> bool:
    """Whether a name stands for itself once: 鞍山市 not in 马鞍山市; 西区 not in 桥西区, a longer name that no table need hold."""
    for longer in found:
        if len(longer) > len(name) and name in longer:
            text = text.replace(longer, "　" * len(longer))
    starts = (m.start() for m in re.finditer(re.escape(name), text))
    if len(name) > _SHORT:
        return any(True for _ in starts)
    return any(not at or not _INSIDE_A_NAME.search(text[:at][-2:]) for at in starts)


def _count(name: str, year: int) -> int:
    return sum(run.name == name for run in table(year).values())


def _hosted(host: str) -> Iterator[str]:
    found = HOST.match(host)
    name = found[1].lower() if found else ""
    labels = name.removesuffix(".gov.cn").split(".")
    if name.endswith(".gov.cn") and labels[-1] in HOSTS:
        yield HOSTS[labels[-1]] + "----"


def _is_province_mark(code: str) -> bool:
    return code.endswith("----")


def _agree(code: str, hinted: str, year: int) -> bool:
    if _is_province_mark(hinted):
        return code[:2] == hinted[:2]
    return hinted in lineage(code, year) or code in lineage(hinted, year)


def _climb(code: str, word: str, year: int) -> str | None:
    """Return the nearest unit from `code` upwards that `word` can mean: for a district 市 is its city."""
    for above in lineage(code, year):
        run = run_of(above, year)
        if run is not None and run.name.endswith(word) and level_of(above) in LEVELS[word]:
            return above
    return None
