"""Claims about identity: body and year, however the name is written; ids do not depend on the address."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from archive.records import Portal
from pipelines.gazetteer import Gazetteer, level_of
from pipelines.identity import Identity, identify, report_id
from pipelines.sightings import Sighting
from pipelines.unite import Candidate, best_of, differs, unite
from tests.pipelines.settling import COUNTY, REGISTRY, reading, words

GAZETTEER = Gazetteer(REGISTRY)
DISTRICT = Portal(
    portal="cg", name="兰州市城关区人民政府", region="620102", home="http://www.lzcgq.gov.cn/"
)


def seen(portal: Portal = COUNTY, **more: Any) -> Sighting:
    return Sighting(
        url="u", key="u", at="", order=("", ""), request_id="", capture_id="", harvest_id="h",
        portal=portal.portal, outcome="fetched", reading=reading(words(), **more),
    )  # fmt: skip


def ident(portal: Portal = COUNTY, **more: Any) -> Identity:
    return identify(seen(portal, **more), Gazetteer((*REGISTRY, portal)))


@pytest.mark.parametrize(
    ("body", "key", "level"),
    [
        ("青石县人民政府", ("990121", ""), "county"),
        ("中共青石县委员会 青石县人民政府", ("990121", ""), "county"),
        ("青石县人民政府办公室", ("990121", ""), "county"),
        ("青石县司法局", ("990121", "司法局"), "department"),
        ("青石县卫健局", ("990121", "卫生健康局"), "department"),
        ("青石县义和镇人民政府", ("990121", "义和镇"), "township"),
        ("青石县河东街道办事处", ("990121", "河东街道"), "township"),
        ("青石县经济开发区管理委员会", ("990121", "经济开发区管理委员会"), "zone"),
        ("临溪市人民政府", ("990100", ""), "prefecture"),
        ("临溪市霜桥县人民政府", None, None),
        (None, ("990121", ""), "county"),
    ],
)
def test_a_body_is_its_place_and_its_department(
    body: str | None, key: tuple[str, str] | None, level: str | None
) -> None:
    found = ident(body=body)
    assert (found.key, found.level) == (key, level)


def test_a_name_that_several_places_bear_means_the_portal_s_own() -> None:
    assert ident(DISTRICT, body="城关区人民政府", candidates=("620102", "540102")).key == (
        "620102",
        "",
    )
    assert ident(DISTRICT, body="城关区人民政府").key == ("620102", "")
    assert ident(COUNTY, body="城关区人民政府", candidates=("620102", "540102")).key is None


def test_the_document_s_own_region_goes_before_the_portal_s() -> None:
    found = ident(body="盖州市人民政府", region="210881", level="county")
    assert (found.key, found.rule) == (("210881", ""), "issuing_body")


@pytest.mark.parametrize(
    ("rule", "sure"),
    [("signature_line", 2), ("title_place", 2), ("source_line", 1), ("site_name", 1)],
)
def test_a_name_in_the_document_is_surer_than_one_beside_it(rule: str, sure: int) -> None:
    assert ident(rule=rule).sure == sure


def test_ids_are_as_the_contract_says() -> None:
    one = ident()
    assert report_id(one, 2023, "p", "qingshi") == "990121-gov-2023"
    department = replace(one, department="司法局")
    assert report_id(department, 2023, "p", "q") == "990121-d4dbb4f13-2023"
    assert (
        report_id(replace(one, region=None), 2023, "0123456789", "qingshi")
        == "x-qingshi-2023-01234567"
    )
    assert report_id(one, None, "0123456789", "qingshi") == "x-qingshi-undated-01234567"


@pytest.mark.parametrize(
    ("region", "department", "level"),
    [
        ("110000", None, "province"),
        ("330800", None, "prefecture"),
        ("210881", None, "county"),
        ("330802", "司法局", "department"),
        (None, None, None),
    ],
)
def test_the_code_tells_the_level(
    region: str | None, department: str | None, level: str | None
) -> None:
    assert level_of(region, department) == level


def candidate(key: str, identity: Identity, text: str, **more: Any) -> Candidate:
    held = reading(text)
    base = Candidate(
        key=key,
        year=2023,
        normal=held.normal_sha256,
        signature=held.signature,
        characters=len(text),
        number=None,
        identity=identity,
    )
    return replace(base, **more)


def test_of_one_text_the_surest_body_speaks_and_a_government_before_its_department() -> None:
    sure = ident()
    label = ident(body="青石县司法局", rule="source_line")
    assert best_of([label, sure]) == sure
    assert not differs(label, sure)
    dept = ident(body="青石县司法局")
    assert best_of([dept, sure]) == sure
    assert not differs(dept, sure)


def test_two_governments_that_sign_one_text_stay_apart() -> None:
    one, other = ident(), ident(body="雾岭县人民政府")
    found = unite([candidate("a", one, words()), candidate("b", other, words())], lambda _: words())
    assert {identity.key for identity in found.values()} == {("990121", ""), ("990122", "")}


def test_a_place_without_a_body_is_its_own_region_s_where_two_neighbours_sign_one_text() -> None:
    one, other = ident(), ident(REGISTRY[2], body="雾岭县人民政府")
    mine, theirs, city = (
        ident(body=None),
        ident(REGISTRY[2], body=None),
        ident(REGISTRY[0], body=None),
    )
    met = dict(enumerate([one, other, mine, theirs, city]))
    found = unite([candidate(f"{n}", i, words()) for n, i in met.items()], lambda _: words())
    assert [found[f"{n}"].key for n in met] == [one.key, other.key, one.key, other.key, None]


def test_of_several_bodies_like_it_a_text_is_of_the_one_whose_it_is_but_for_the_signature() -> None:
    own, akin = ident(body="青石县环境保护局"), ident(body="青石县水利局")
    label = ident(body="青石县生态环境局", rule="source_line")
    text = words()
    texts = {
        "a": f"{text}\n青石县环境保护局\n2019年1月9日",
        "b": text + words(key="other")[: len(text) // 16],
        "c": text,
    }
    met = [
        candidate(key, of, texts[key]) for key, of in zip("abc", (own, akin, label), strict=True)
    ]
    assert unite(met, texts.__getitem__)["c"].key == own.key


def test_a_nameless_text_on_the_portals_of_two_neighbours_is_two_reports() -> None:
    mine, neighbour = ident(body=None), ident(REGISTRY[2], body=None)
    assert differs(mine, neighbour)
    assert not differs(mine, ident(REGISTRY[0], body=None))


def test_a_form_that_everybody_fills_in_unites_nobody() -> None:
    nobody = ident(COUNTY, body="城关区人民政府")
    form = [candidate(key, nobody, "2023年，我县推进法治政府建设。") for key in ("a", "b")]
    assert unite(form, lambda _: "") == {}


def test_a_signature_of_another_version_is_as_good_as_none() -> None:
    known, nobody = ident(), ident(body=None, department="某科")
    texts = {"a": words(), "b": words() + "\n（完）"}
    for signature, key in (("AAAA", None), ("", None), (None, ("990121", ""))):
        more = {} if signature is None else {"signature": signature}
        met = [candidate("a", known, texts["a"]), candidate("b", nobody, texts["b"], **more)]
        assert unite(met, texts.__getitem__)["b"].key == key


def test_an_unresolved_name_is_completed_only_by_one_that_ends_in_it() -> None:
    text, reprint = words(), words() + "\n（完）"
    texts = {"a": text, "b": reprint}
    full = ident(DISTRICT, body="兰州市城关区人民政府", region="620102")
    short, stranger = ident(body="城关区人民政府"), ident(body="云渡区人民政府")
    for unknown, key in ((short, ("620102", "")), (stranger, None)):
        found = unite(
            [candidate("a", full, text), candidate("b", unknown, reprint)], texts.__getitem__
        )
        assert found["b"].key == key
