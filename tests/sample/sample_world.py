"""The world `sample`: a province, two cities, counties and a department's site, in four shapes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from tests.sample.documents import Frame, Source, day, later, report
from tests.sample.nouns import Government, Item, Report, Style
from tests.sample.prose import Speaker

PROVINCE = Government(
    name="云岭省", region="990000", shown="云岭省", mark="云政", parent="国务院", cited="国发"
)
LINXI = Government(
    name="临溪市", region="990100", shown="临溪市", mark="临政", parent="云岭省", cited="云政发"
)
CHENGWAN = Government(
    name="澄湾市", region="990200", shown="澄湾市", mark="澄政", parent="云岭省", cited="云政发"
)
YUNDU = Government(
    name="云渡区",
    region="990102",
    shown="临溪市云渡区",
    mark="云渡政",
    parent="临溪市",
    cited="临政发",
)
QINGSHI = Government(
    name="青石县", region="990121", shown="青石县", mark="青政", parent="临溪市", cited="临政发"
)
WULING = Government(
    name="雾岭县", region="990122", shown="雾岭县", mark="雾政", parent="临溪市", cited="临政发"
)
JINGHE = Government(
    name="镜河县", region="990221", shown="镜河县", mark="镜政", parent="澄湾市", cited="澄政发"
)

TODAY = {1: "2025-06-30", 2: "2026-06-30", 3: "2027-02-10"}
LAST = {1: 2024, 2: 2025, 3: 2025}
"""Newest report year that the portals show in a round."""

TITLES = (
    "{body}{year}年法治政府建设年度报告",
    "{body}关于{year}年度法治政府建设情况的报告",
    "{shown}{year}年法治政府建设情况报告",
    "{shown}{year}年度法治政府建设工作报告",
)
OLD_TITLES = (
    "{shown}{year}年依法行政工作报告",
    "{shown}{year}年度法治政府建设（依法行政）工作报告",
)
DEPARTMENT_TITLES = (
    "{body}{year}年法治政府建设年度报告",
    "{body}关于{year}年度法治政府建设工作情况的报告",
)


@dataclass(frozen=True, kw_only=True)
class Series:
    """The reports of one body at one portal, and what is odd about some of them."""

    speaker: Speaker
    first: int
    missing: tuple[int, ...] = ()
    late: tuple[int, ...] = ()
    attachment: tuple[tuple[int, Literal["pdf", "docx"]], ...] = ()
    letter: int | None = None
    style: Style = "p"
    number: Literal["label", "line", "none"] = "none"
    organ: str = ""
    indexed: bool = False
    generated: bool = False
    labelled_signed: bool = False
    title_in_body: bool = False
    backfilled: int | None = None
    """A missing year that round 2 brings at last."""
    gone: int | None = None
    """Off the list and 404 in round 2 only."""
    bare: tuple[int, ...] = ()
    """Years whose title names no body."""
    undated: tuple[int, ...] = ()
    """Years whose title names no year."""
    joint: tuple[int, ...] = ()
    """Years signed by the party committee and the government together."""
    edited: int | None = None
    """From round 2 on one paragraph and one number read otherwise."""


def series(source: Source, portal: str, plan: Series, round_: int) -> tuple[Item, ...]:
    """One item a year, oldest first, as the round shows them."""
    items = []
    for year in range(plan.first, LAST[round_] + 1):
        hidden = year in plan.missing and not (year == plan.backfilled and round_ >= 2)
        if hidden or (year == plan.gone and round_ == 2):
            continue
        items.append(_item(source, portal, plan, year, edited=year == plan.edited and round_ >= 2))
    return tuple(items)


def _item(source: Source, portal: str, plan: Series, year: int, *, edited: bool) -> Item:
    speaker, key = plan.speaker, f"{plan.speaker.department or 'gov'}-{year}"
    published = _published(source, portal, plan, year, key)
    signed = later(published, -4)
    attachment = dict(plan.attachment).get(year)
    made = report(source, speaker, year, _frame(plan, year), signed)
    made = edit(made) if edited else made
    return Item(
        key=key,
        serial=source.serial(portal, key),
        title=made.title,
        published=published,
        source=speaker.body if speaker.department else f"{speaker.government.unit}政府办公室",
        style=plan.style,
        blocks=made.blocks,
        report=made,
        index_number=f"{speaker.government.region}-{year + 1}-{source.serial(key) % 9000 + 1000}"
        if plan.indexed
        else None,
        generated=later(signed, 1) if plan.generated else None,
        attachment=attachment,
        notice=f"现将{made.title}予以公布，全文见附件。" if attachment else "",
        labelled_signed=plan.labelled_signed,
    )


def _published(source: Source, portal: str, plan: Series, year: int, key: str) -> str:
    if year == plan.backfilled:
        return day(source, portal, key, start="2026-02-09", days=20)
    if year in plan.late:
        return day(source, portal, key, start=f"{year + 1}-04-21", days=30)
    return day(source, portal, key, start=f"{year + 1}-01-20", days=58)


def _frame(plan: Series, year: int) -> Frame:
    """How the document of a year is set: as a letter, in an attachment, with or without a signature."""
    government = plan.speaker.government
    is_attached = year in dict(plan.attachment)
    hidden = year in plan.bare or year in plan.undated or year in plan.joint
    signature = plan.labelled_signed or year % 4 != 1 or is_attached or hidden
    letter = year == plan.letter
    frame = Frame(
        title=_title(plan, year, letter=letter),
        joint=f"中共{government.shown}委员会" if year in plan.joint else "",
        number="line" if letter else plan.number,
        organ=plan.organ,
        title_in_body=plan.title_in_body or is_attached,
        letter=letter,
        addressee=f"{government.parent}人民政府" if letter else None,
        signature=signature or letter,
        numerals="chinese" if year < 2018 else "arabic",
        table=year % 3 == 0,
    )
    return replace(frame, number="none", table=False) if is_attached else frame


def _title(plan: Series, year: int, *, letter: bool) -> str:
    speaker = plan.speaker
    if letter:
        return f"关于报送《{speaker.government.name}{year}年法治政府建设情况报告》的报告"
    if year in plan.bare:
        return f"{year}年法治政府建设工作情况报告"
    if year in plan.undated:
        return f"{speaker.body}关于法治政府建设情况的报告"
    if year in plan.joint:
        shown = speaker.government.shown
        return f"中共{shown}委员会 {shown}人民政府关于{year}年度法治政府建设情况的报告"
    choices = DEPARTMENT_TITLES if speaker.department else (OLD_TITLES if year < 2018 else TITLES)
    template = choices[(year + len(speaker.body)) % len(choices)]
    return template.format(body=speaker.body, shown=speaker.government.shown, year=year)


def edit(made: Report) -> Report:
    """The report after a silent correction: one number and one sentence are other ones."""
    blocks = list(made.blocks)
    place = next(n for n, block in enumerate(blocks) if n > 4 and block.role == "p")
    blocks[place] = replace(
        blocks[place], text=blocks[place].text + "有关数据已按统计口径作了核校。"
    )
    other = next(
        n
        for n, block in enumerate(blocks)
        if n > place and block.role == "p" and "件" in block.text
    )
    digits = next(i for i, char in enumerate(blocks[other].text) if char.isdigit())
    text = blocks[other].text
    changed = str((int(text[digits]) % 8) + 1)
    blocks[other] = replace(blocks[other], text=text[:digits] + changed + text[digits + 1 :])
    return replace(made, blocks=tuple(blocks))
