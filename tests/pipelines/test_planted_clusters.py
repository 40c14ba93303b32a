"""Claims about duplicates: planted clusters in two worlds of other sentences are found, and nothing else is united."""

from __future__ import annotations

import random
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from archive.records import Portal, Reading
from archive.urls import place_id
from tests.pipelines.settling import Catalog, catalog, reading
from tests.sample.nouns import Government
from tests.sample.prose import Prose, Speaker

CITY = Portal(portal="city", name="临溪市人民政府", region="990100", home="http://www.city.gov.cn/")
NAMES = "松雾 苇泊 砚池 雁汀 沙棠 桐汀 岚坪 烟渚 墨川 竹汊 柏汀 芦汊 月汀 星屿".split()
YEARS = (2021, 2022, 2023)
Planted = dict[str, tuple[str, int, str]]
"""Address → the body, year and kind that it is of."""


def county(number: int) -> Portal:
    return Portal(
        portal=f"c{number}", name=f"{NAMES[number]}县人民政府", region=str(990130 + number),
        home=f"http://www.c{number}.gov.cn/",
    )  # fmt: skip


COUNTIES = tuple(county(number) for number in range(len(NAMES)))
JUSTICE = tuple(
    Portal(
        portal=f"s{n}",
        name=f"{NAMES[n]}县司法局",
        region=str(990130 + n),
        home=f"http://sfj.s{n}.gov.cn/",
    )
    for n in range(len(NAMES))
)


def lines(bank: str, row: Portal, year: int) -> list[str]:
    """A report whose paragraphs it shares with its neighbour's, and in five sixths with last year's."""
    base = Government(
        name="本县", region="", shown="本县", mark="", parent="临溪市", cited="临政发"
    )
    number = COUNTIES.index(row)
    prose = Prose(bank, f"pair{number // 2}", Speaker(government=base), 2020)
    text = [line for block in prose.body() for line in block.lines()]
    fresh = Prose(bank, f"{row.portal}/{year}", Speaker(government=base), year)
    other = [line for block in fresh.body() for line in block.lines()]
    chance = random.Random(f"{row.portal}{year}")
    for at in chance.sample(range(len(text)), len(text) // 6):
        text[at] = other[at % len(other)]
    return [line.replace("本县", row.name[:3]).replace("2020", str(year)) for line in text]


def plant(made: Catalog, bank: str) -> Planted:
    """Each report at up to eight addresses, as the field shows them."""
    planted: Planted = {}
    for row in COUNTIES:
        for year in YEARS:
            for url, held, portal in places(bank, row, year):
                made.see(url, held, portal)
                planted[url] = (row.name, year, "gov")
            url = f"{row.home}sfj/{year}.html"
            own = "\n".join(reversed(lines(bank, row, year)))
            made.see(url, reading(own, year, row.name[:3] + "司法局"), row.portal)
            planted[url] = (row.name, year, "dept")
    return planted


def places(bank: str, row: Portal, year: int) -> Iterator[tuple[str, Reading, str]]:
    number = COUNTIES.index(row)
    text = lines(bank, row, year)
    signed = "\n".join([*text, row.name, f"{year + 1}年2月1日"])
    mark = f"{row.name[0]}政〔{year + 1}〕{number}号"
    chance = random.Random(f"{bank}{row.portal}{year}")
    yield (
        f"{row.home}{year}.html",
        reading(signed, year, row.name, document_number=mark),
        row.portal,
    )
    yield f"https://m.c{number}.gov.cn/{year}.html", reading(signed, year, row.name), row.portal
    yield (
        f"{row.home}new/{year}.html",
        reading(signed.replace("，", ",").replace("（", "("), year, row.name),
        row.portal,
    )
    nameless = f"{year}年法治政府建设年度报告"
    yield f"{row.home}zt/{year}.html", reading(signed, year, None, title=nameless), row.portal
    yield (
        f"{CITY.home}{row.portal}/{year}.html",
        reading(signed, year, row.name, rule="title_place"),
        "city",
    )
    # The city's page without signature, its own name in the source line: a repost misread.
    short = "\n".join(text)
    yield (
        f"{CITY.home}x{row.portal}/{year}.html",
        reading(short, year, CITY.name, rule="source_line"),
        "city",
    )
    at = chance.randrange(200, 900)
    retyped = f"{signed[:at]}改{signed[at + 1 :]}"
    misread = reading(retyped, year, row.name[:3] + "司法局", rule="site_name")
    yield f"http://sfj.s{number}.gov.cn/{year}.html", misread, f"s{number}"
    opening = f"{row.name[:3]}人大常委会：\n主任、各位副主任、各位委员：\n{signed}"
    yield f"http://rd.c{number}.gov.cn/{year}.html", reading(opening, year, row.name), row.portal


@pytest.mark.parametrize("bank", ["a", "b"])
def test_planted_clusters_are_found_and_nothing_else(bank: str, tmp_path: Path) -> None:
    made = catalog(tmp_path)
    made.registry = (CITY, *COUNTIES, *JUSTICE)
    made.begin()
    planted = plant(made, bank)
    made.end()
    of_place = dict(made.rows("SELECT place_id, report_id FROM places"))
    met = {url: of_place[place_id(url)] for url in planted}
    true = {
        pair for pair in combinations(sorted(planted), 2) if planted[pair[0]] == planted[pair[1]]
    }
    found = {pair for pair in combinations(sorted(met), 2) if met[pair[0]] == met[pair[1]]}
    assert sorted(found - true) == []
    assert len(true & found) / len(true) >= 0.99
    assert made.rows("SELECT COUNT(*) FROM reports WHERE report_id LIKE 'x-%'") == [(0,)]
    congress = "SELECT COUNT(DISTINCT report_id) FROM corpus_versions WHERE variant = 'congress'"
    assert made.rows(congress) == [(len(COUNTIES) * len(YEARS),)]
    made.db.close()
