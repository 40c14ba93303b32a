"""发文机关 `issuing_body`: the organ that issued a document, completed to its customary full name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from archive.records import Level
from pipelines import regions
from pipelines.regions_data.table import LATEST_YEAR
from pipelines.regions_data.words import HEADQUARTERS, OUTPOST, PLAIN_ZONE
from pipelines.text_lines import is_seal_line, organs_in
from pipelines.traditional import TRADITIONAL

_JOINT = re.compile(
    r"^(中共.{2,24}?(?:委员会|工委|党委|委))(?=(?!员会|办)[\u4e00-\u9fff]{2,30}(?:政府|办事处|管委会|管理委员会)$)"
)
"""Two organs written without the blank between them: 中共X区委X区人民政府."""

_CENTRAL = re.compile(
    r"(?:国务院|国家|中国|中央|全国|最高人民|中华人民共和国|中共中央)[\u4e00-\u9fff]{0,16}(?:部|局|署|院|会|委|办|办公厅|办公室|银行)"
    r"|国务院|(?!.*[省市区县州局干各本]|.*(?:宣传|组织|统战|武装|工作)部$)[\u4e00-\u9fff]{2,10}部"
)
"""Organs of the whole country need no place: 应急管理部, 国家税务总局, 中国证监会."""

_OFFICE = re.compile(
    r"(?:办公室|办公厅|府办|政办|政务办|网站|门户网|信息中心|大数据中心|融媒体中心|电子政务)$|网$|网站|管理员"
)
"""Who runs the website: shown as 发布机构 or 来源, no issuer when the document itself names one."""

_GOVERNMENT = re.compile(r"(?:[省市区县州盟旗])?(?:人民政府|政府|人民)")
"""政府 after a place is its 人民政府."""
_ABBREVIATIONS: tuple[tuple[str, str], ...] = (
    ("发改委", "发展和改革委员会"), ("发改局", "发展和改革局"), ("卫健委", "卫生健康委员会"), ("卫健局", "卫生健康局"),
    ("卫生健康委", "卫生健康委员会"), ("住建局", "住房和城乡建设局"), ("住建委", "住房和城乡建设委员会"),
    ("住房城乡建设", "住房和城乡建设"), ("发展改革", "发展和改革"), ("人力资源社会保障", "人力资源和社会保障"),
    ("人社局", "人力资源和社会保障局"), ("市场监管局", "市场监督管理局"), ("自然资源规划", "自然资源和规划"),
    ("农业农村委", "农业农村委员会"), ("教委", "教育委员会"), ("国资委", "国有资产监督管理委员会"),
    ("城管局", "城市管理局"), ("退役军人局", "退役军人事务局"), ("应急局", "应急管理局"), ("文旅局", "文化和旅游局"),
)  # fmt: skip
"""One department, two spellings: they must not become two bodies."""


_SEAL = re.compile(r"[（(](?:盖章|公章|印章|章|签章|代章|印)[）)]$")
"""What stands for the seal behind a signature."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Body:
    """An issuing body: its completed name, and its place among the units of its year."""

    name: str | None
    """None: the name cannot be completed without a guess."""
    region: str | None
    level: Level | None
    department: str | None
    """Department, township or zone without its place; None for a government."""
    candidates: tuple[str, ...] = ()


_UNLISTED = re.compile(
    r"(?!.*(?:我|全[省市县区州体国]|各|有关|相关|的|现将?|关于|推进|建设(?!局|厅|委|和|与|管理|交通|环保)|法治|开发|示范|高新|新区|园区|实验|保税|片区|社区)|[该某]|本(?!溪)|城市|.*市容|贵[省市县区]|[上下]级|下属|.?[辖城郊老灾山牧林景校厂矿]区)"
    r"(?P<place>[\u4e00-\u9fff]{1,14}?(?:省|自治区|市|自治州|州|地区|盟|自治县|县|林区|特区|区|自治旗|旗))"
    r"(?P<rest>|人民政府|政府|人民政府办公[室厅]|委|委员会|(?:人民政府)?[\u4e00-\u9fff]{1,10}?(?:镇|乡|街道)(?:人民政府|政府|办事处)?"
    r"|[\u4e00-\u9fff]{2,14}(?:局|厅|委员会|办公室|委|队|中心|院|行政公署))"
)
"""A place by its form and an organ of it, where no table knows the place (renamed since, or of a later year)."""


_TOWNSHIP = re.compile(
    r"(?:人民政府)?([\u4e00-\u9fff]{1,10}?(?:镇|乡|街道))(?:人民政府|政府|办事处)?"
)
"""The whole of it: 住房和城乡建设局 is no 乡."""


def complete_body(raw: str, year: int | None, hints: regions.Hints) -> Body | None:
    """The body that a signature, title or label names, joint names joined by a blank; None for no body.

    A bare place (`金凤区`) is its government; a name that several places bear stays without name and region.
    """
    parts = [complete_organ(name, year, hints) for name in joint_names(raw)]
    bodies = [body for body in parts if body is not None]
    if not bodies:
        return None
    chief = next((b for b in bodies if not (b.name or "").startswith("中共")), bodies[0])
    names = [body.name for body in bodies]
    if any(name is None for name in names):
        return replace(chief, name=None)
    return replace(chief, name=" ".join(name for name in names if name))


def joint_names(raw: str) -> tuple[str, ...]:
    """The organs of a joint signature: parted by blanks, lines or 、, or written in one run; 报告单位： is none."""
    lines = [line for line in raw.splitlines() if line.strip() and not is_seal_line(line.strip())]
    named = [organs_in(line) for line in lines]
    tokens = raw.split()
    if named and all(named):
        tokens = [name for names in named for name in names]
    elif (len(lines) > 1 and not named[0]) or not all(len(t) >= 4 for t in tokens):
        tokens = ["".join(tokens)]  # one name, broken over lines or spaced out
    return tuple(name for token in tokens for name in _JOINT.sub(r"\1 ", token).split())


def complete_organ(name: str, year: int | None, hints: regions.Hints) -> Body | None:
    """One organ completed with its place; None where the words are no organ and no place."""
    name = _SEAL.sub("", name)
    if re.search(r"[^\u3400-\u9fff·（）()〇A-Za-z0-9]", name) or re.match(
        r"[我该此]|本[省市县区州局院委厅办镇乡街单网站级报刊]", name
    ):
        return None
    party = name.startswith(("中共", "中国共产党"))
    name = name.translate(TRADITIONAL)
    found = regions.match(name, year, hints)
    if found.code is None:
        return _without_code(name, found)
    full = _full_rest(found, party=party)
    if full is None or _lacks_place(regions.normalise(name), found):
        named = None
    elif _as_shown(name, found, year):
        named = regions.normalise(name)
    else:
        named = ("中共" if party else "") + regions.customary_name(found.code, _year(year)) + full
    department = None if party and found.unit is None else _department(found)
    return Body(name=named, region=found.code, level=found.level, department=department)


def is_office(name: str) -> bool:
    """Whether a label's value names who runs the website, not who issued the document."""
    return _OFFICE.search("".join(name.split())) is not None


def normal_department(rest: str) -> str:
    """A department's name without variants of spelling: 卫健委 is 卫生健康委员会."""
    plain = regions.normalise(rest).removeprefix("人民政府")
    for short, full in _ABBREVIATIONS:
        if full not in plain:
            plain = plain.replace(short, full)
    return plain


def _lacks_place(plain: str, found: regions.Match) -> bool:
    """Names that the page's place cannot complete: 海关 and 高新区管委会 bear a name of their own with it."""
    if plain != found.rest:
        return False
    zone = found.unit is not None and found.level != "township"
    return bool(OUTPOST.match(plain)) or (zone and bool(PLAIN_ZONE.fullmatch(found.unit or "")))


def _as_shown(name: str, found: regions.Match, year: int | None) -> bool:
    """Names that hold their place in a form of their own: 平潭综合实验区…, 国家税务总局漳州市税务局, 青岛海关."""
    plain = regions.normalise(name)
    if re.match(rf"国家|{HEADQUARTERS}", plain):
        return True
    place = regions.unit(found.code or "", _year(year))
    own = place.name if place else ""
    if OUTPOST.match(found.rest):
        return own not in plain
    return found.level != "township" and found.unit is not None and own not in plain


def _without_code(name: str, found: regions.Match) -> Body | None:
    plain = regions.normalise(name)
    department = _department(found) if found.level in {"department", "township", "zone"} else None
    if _CENTRAL.fullmatch(plain) and not found.candidates:
        return Body(
            name=plain, region=None, level="department", department=normal_department(plain)
        )
    if not found.candidates:
        if (unlisted := _unlisted(plain)) is not None:
            return unlisted
        if department is None:
            return None
    return Body(
        name=None,
        region=None,
        level=found.level,
        department=department,
        candidates=found.candidates,
    )


def _unlisted(plain: str) -> Body | None:
    """A full name whose place no table holds: as the document shows it, without region. 青石县 is its government."""
    bare = plain.removeprefix("中国共产党").removeprefix("中共")
    match = _UNLISTED.fullmatch(bare)
    if match is None:
        return None
    place, rest = match["place"], match["rest"]
    if bare != plain:
        return Body(name=plain, region=None, level=None, department=None)
    if rest in {"", "政府", "人民政府"} or rest.startswith("人民政府办公"):
        named = place + (rest if rest.startswith("人民") else "人民政府")
        return Body(name=named, region=None, level=None, department=None)
    if rest in {"委", "委员会"}:
        return None
    township = _TOWNSHIP.fullmatch(rest)
    if township:
        own = (
            rest
            if rest.endswith(("政府", "办事处"))
            else rest + ("办事处" if rest.endswith("街道") else "人民政府")
        )
        return Body(name=place + own, region=None, level="township", department=township[1])
    return Body(name=plain, region=None, level="department", department=normal_department(rest))


def _full_rest(found: regions.Match, *, party: bool) -> str | None:
    """What follows the place, in full; None where a zone's organ is not said."""
    rest = found.rest
    if party:
        return rest or None
    if found.level == "township" and found.unit and rest.removeprefix("人民政府") == found.unit:
        return rest + ("办事处" if rest.endswith("街道") else "人民政府")
    if found.level == "township" and rest.endswith(("镇政府", "乡政府")):
        return rest.removesuffix("政府") + "人民政府"
    if found.level == "zone" and rest == found.unit:
        return None
    if not rest:
        return "人民政府"
    return "人民政府" if _GOVERNMENT.fullmatch(rest) else rest


def _department(found: regions.Match) -> str | None:
    if found.level == "township":
        return found.unit or normal_department(found.rest)
    if found.level == "zone":
        return found.unit or found.rest
    return normal_department(found.rest) if found.level == "department" else None


def _year(year: int | None) -> int:
    return year if year is not None else LATEST_YEAR
