"""Golden pages that set traps for facts: damaged numbers and dates, foreign dates, letters, joint signatures."""

# ruff: noqa: E501 - markup as portals write it, long lines and all
from __future__ import annotations

from tests.golden.case import Case, facts, joined, paragraphs
from tests.golden.reports import (
    CONGRESS,
    DEPARTMENT,
    JOINT,
    LETTER,
    OUR_BUREAU,
    PROVINCE,
    TOWNSHIP,
    ZONE,
)
from tests.golden.texts import BUREAU, CITY, OLD, Text

FOOT = '<div class="footer">Copyright 2009-2026 青石县人民政府 All Rights Reserved　浙ICP备05000051号</div>'
CLOCK = '<div class="top">今天是2026年3月9日 星期一 农历正月廿一　10:21:33</div>'


def _page(body: str, head: str = "", title: str = "青石县人民政府") -> str:
    return f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{CLOCK}{body}{FOOT}</body></html>'


def _plain(text: Text, info: str = "", *, above: str = "") -> str:
    return _page(
        f'{above}<div class="w1"><h1>{text.title}</h1><p class="i">{info}</p><div class="w2">{paragraphs(text.all_lines)}</div></div>'
    )


def letter() -> Case:
    """A covering letter and the report that it encloses, on one page."""
    t = LETTER
    return Case(
        name="letter-with-report",
        page=_plain(t, "发布时间：2023-02-21"),
        text=joined(*t.lines),
        facts=facts(t, published_date="2023-02-21"),
    )


def damaged_number() -> Case:
    """A bracket and a digit lost (〔20212号): never a number made up with certainty."""
    t = BUREAU
    above = "<table><tr><td>索引号：</td><td>QS-2022-7</td><td>文号：</td><td>青司发〔20212号</td></tr><tr><td>发布机构：</td><td>青石县司法局</td><td>公开日期：</td><td>2022-01-20</td></tr></table>"
    return Case(
        name="damaged-number",
        page=_plain(t, above=above),
        text=joined(*t.all_lines),
        facts=facts(t, index_number="QS-2022-7", published_date="2022-01-20"),
        unsaid=("document_number",),
    )


def damaged_date() -> Case:
    """The signature's date lost 年月日 (2018330): one reading exists."""
    t = PROVINCE
    lines = (*t.lines, t.signature[0], "2018330")
    body = f'<h1>{t.title}</h1><p>2018-04-02 来源：省政府办公厅</p><div id="zoom">{paragraphs(lines)}</div>'
    return Case(
        name="damaged-date",
        page=_page(body),
        text=joined(*lines),
        facts=facts(t, signed_date="2018-03-30", published_date="2018-04-02"),
    )


def no_date() -> Case:
    """Clock, counter, copyright and cited plans: no date of publication is shown."""
    t = OUR_BUREAU
    body = f'<h1>{t.title}</h1><p>阅读次数：2019</p><div id="zoom">{paragraphs(t.lines)}</div>'
    return Case(
        name="no-date-shown",
        page=_page(body, '<meta name="SiteName" content="青石县水利局">'),
        text=joined(*t.lines),
        facts=facts(t, issuing_body="青石县水利局"),
        url="http://slj.qingshi.test/2020/0119/1.html",
    )


def list_date() -> Case:
    """The page shows no date: the list row's serves."""
    t = ZONE
    url = "http://csp.qingshi.test/9.html"
    return Case(
        name="date-of-the-list",
        page=_plain(t),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2023-02-03"),
        url=url,
        entry={"url": url, "title": t.title, "listed_date": "2023-02-03"},
    )


def list_number() -> Case:
    """The column's table has a 文号, the page a later date than the row: the page's own date counts."""
    t = CITY
    url = "http://www.linxi.test/9.html"
    entry = {
        "url": url,
        "title": t.title[:12] + "…",
        "listed_date": "2020-03-20",
        "document_number": "临政[2020]8号",
        "list_url": "http://www.linxi.test/list.html",
    }
    return Case(
        name="number-of-the-list",
        page=_plain(t, "发布时间：2020-03-16"),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2020-03-16", document_number="临政〔2020〕8号"),
        url=url,
        entry=entry,
    )


def full_width_date() -> Case:
    """Full-width figures in number and date, a zero typed as the letter O."""
    t = OLD
    lines = ("云政〔２０１４〕６号", t.title, *t.lines, t.signature[0], "二O一四年一月二十日")
    body = f'<div class="k">{paragraphs(lines)}</div><div>【发布日期】２０１４年２月１２日</div>'
    return Case(
        name="full-width-figures",
        page=_page(body),
        text=joined(*lines),
        facts=facts(t, document_number="云政〔2014〕6号", published_date="2014-02-12"),
    )


def congress() -> Case:
    """Given to the congress: speaker and meeting under the title, the meeting's date is no signature's."""
    t = CONGRESS
    return Case(
        name="congress-version",
        page=_plain(t, "时间：2021-04-01 来源：青石人大网"),
        text=joined(*t.lines),
        facts=facts(t, published_date="2021-04-01"),
        unsaid=("signed_date",),
        url="http://www.qsrd.test/1.html",
    )


def joint() -> Case:
    """Party and government together, two signatures over one date."""
    t = JOINT
    return Case(
        name="joint-signature",
        page=_plain(t, "发布日期：2022年3月1日　浏览次数：21"),
        text=joined(*t.all_lines),
        facts=facts(t, title="".join(t.title.split()), published_date="2022-03-01"),
    )


def township() -> Case:
    """A township under a county's own number field with 无 and a clock."""
    t = TOWNSHIP
    above = "<ul><li>文号：无</li><li>索引号：990102008/2020-5</li><li>发布机构：石门乡</li><li>发布时间：2020-12-30</li></ul>"
    return Case(
        name="number-says-none",
        page=_plain(t, above=above),
        text=joined(*t.all_lines),
        facts=facts(t, index_number="990102008/2020-5", published_date="2020-12-30"),
    )


def updated() -> Case:
    """Only 更新时间 stands by the title."""
    t = DEPARTMENT
    return Case(
        name="updated-only",
        page=_plain(t, "更新时间：2025-01-26 16:40　来源：临溪市住房和城乡建设局"),
        text=joined(*t.all_lines),
        facts=facts(t, published_date="2025-01-26"),
    )


CASES = (
    letter,
    damaged_number,
    damaged_date,
    no_date,
    list_date,
    list_number,
    full_width_date,
    congress,
    joint,
    township,
    updated,
)
