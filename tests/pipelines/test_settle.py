"""Claims about settling: sightings become reports, versions, places, aliases and a log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pipelines.settling import Catalog, assert_sound, catalog, reading, words

A = "http://www.qingshi.gov.cn/a.html"


B = "http://www.qingshi.gov.cn/b.html"


REPOST = "http://www.linxi.gov.cn/x.html"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Catalog]:
    found = catalog(tmp_path)
    yield found
    assert_sound(found)
    found.db.close()


def test_two_addresses_of_one_text_are_one_report_with_two_places(made: Catalog) -> None:
    made.see(A, reading(words(), published_date="2024-03-01"))
    made.see(REPOST, reading(words(), published_date="2024-02-20"), portal="linxi")
    made.end()
    assert made.rows("SELECT report_id, versions, places, published_date FROM reports") == [
        ("990121-gov-2023", 1, 2, "2024-02-20")
    ]
    assert made.rows("SELECT url, canonical, provenance FROM places ORDER BY url") == [
        (REPOST, 0, "other_gov"),
        (A, 1, "portal"),
    ]


def test_a_further_host_of_the_row_is_the_portals_own(made: Catalog) -> None:
    old = "http://www.qingshi-old.test/a.html"
    made.see(old, reading(words(), published_date="2024-03-01"))
    made.end()
    assert made.rows("SELECT url, provenance FROM places") == [(old, "portal")]
    assert made.rows("SELECT published_date FROM reports") == [("2024-03-01",)]


def test_a_number_that_moves_out_of_the_text_makes_no_version_and_another_number_does(
    made: Catalog,
) -> None:
    for harvest, head in enumerate(("青政〔2024〕1号\n", "", "青政〔2024〕2号\n")):
        made.see(A, reading(head + words()))
        if not harvest:
            made.see(REPOST, reading(words()), portal="linxi")
        made.end()
        expected = [(1 + (harvest == 2), 2)]
        assert made.rows("SELECT versions, places FROM reports") == expected
        if harvest < 2:
            made.begin()


def test_twins_of_one_address_are_one_place(made: Catalog) -> None:
    for url in (A, A.replace("http:", "https:"), A.replace("www.", "m."), A.replace("www.", "")):
        made.see(url, reading(words()))
    made.end()
    assert made.rows("SELECT places, versions FROM reports") == [(1, 1)]


def test_a_redirect_to_a_twin_is_no_disappearance(made: Catalog) -> None:
    for _ in range(2):
        sent = made.see(A, None, outcome="redirected")
        made.see(A.replace("http:", "https:"), reading(words()), via=sent)
        made.end()
        made.begin()
    made.end()
    assert made.rows("SELECT kind FROM changes") == [("new_report",)]
    assert made.rows("SELECT gone_since FROM places") == [(None,)]


def test_a_report_that_moved_keeps_its_identity(made: Catalog) -> None:
    made.see(A, reading(words(), published_date="2024-03-01"))
    made.end()
    made.begin("2025-09-01")
    sent = made.see(A, None, outcome="redirected")
    moved = reading(words().replace("（", "("), published_date="2025-08-01")
    made.see("https://www.qsx.gov.cn/new/1.html", moved, via=sent)
    made.end()
    assert made.rows("SELECT report_id, versions, places, published_date FROM reports") == [
        ("990121-gov-2023", 1, 2, "2024-03-01")
    ]
    assert made.rows("SELECT gone_since IS NOT NULL FROM places WHERE url = '" + A + "'") == [(1,)]
    assert [kind for (kind,) in made.rows("SELECT kind FROM changes ORDER BY at")] == [
        "new_report", "gone", "new_place",
    ]  # fmt: skip


def test_a_copy_never_wins_even_where_the_portal_is_gone(made: Catalog) -> None:
    clone = "http://www.spam.example/a.html"
    made.see(clone, reading(words(), title="竞彩2023年法治政府建设年度报告", index_number="spam"))
    made.see(A, reading(words()))
    made.end()
    made.begin()
    made.see(A, None)
    made.end()
    assert made.rows("SELECT url, provenance, title FROM corpus") == [
        (A, "portal", "青石县人民政府2023年法治政府建设年度报告")
    ]
    assert made.rows("SELECT index_number FROM reports") == [(None,)]


def test_one_address_that_shows_another_year_each_spring_makes_two_reports(made: Catalog) -> None:
    made.see(A, reading(words(2022), 2022))
    made.end()
    made.begin()
    made.see(A, reading(words(2023), 2023))
    made.end()
    assert made.rows("SELECT report_id, versions FROM reports ORDER BY 1") == [
        ("990121-gov-2022", 1), ("990121-gov-2023", 1),
    ]  # fmt: skip
    assert made.rows("SELECT report_id, gone_since IS NOT NULL FROM places ORDER BY 1") == [
        ("990121-gov-2022", 1), ("990121-gov-2023", 0),
    ]  # fmt: skip
    assert ("gone", "the address shows another report now; the text is kept") in made.rows(
        "SELECT kind, detail FROM changes"
    )


def test_two_years_of_one_text_stay_apart(made: Catalog) -> None:
    made.see(A, reading(words(), 2022))
    made.see(B, reading(words(), 2023))
    made.end()
    assert len(made.rows("SELECT report_id FROM reports")) == 2


def test_a_page_without_a_body_is_the_portal_s_own_and_shows_none(made: Catalog) -> None:
    made.see(A, reading(words(), body=None, title="2023年法治政府建设年度报告"))
    made.end()
    assert made.rows("SELECT report_id, issuing_body, level FROM reports") == [
        ("990121-gov-2023", None, "county")
    ]
    assert made.rows("SELECT field, rule, place_in_page FROM evidence WHERE field IN ('region', 'level') AND chosen") == [
        ("region", "registry_body", "registry:qingshi"), ("level", "level_of_code", "registry:qingshi"),
    ]  # fmt: skip


def test_a_repost_whose_body_was_misread_joins_its_report(made: Catalog) -> None:
    made.see(A, reading(words()))
    made.see(
        "http://sfj.qssfj.gov.cn/1.html",
        reading(words(), body="青石县司法局", rule="source_line"),
        portal="qssfj",
    )
    made.end()
    assert made.rows("SELECT report_id, places, issuing_body FROM reports") == [
        ("990121-gov-2023", 2, "青石县人民政府")
    ]


def test_a_reprint_with_small_changes_tells_the_body_of_an_unresolved_place(made: Catalog) -> None:
    made.see(
        REPOST,
        reading(words().replace("万元", "万 元") + "\n（完）", body=None, department="某科"),
        portal="linxi",
    )
    made.end()
    (old,) = made.rows("SELECT report_id FROM reports")[0]
    made.begin()
    made.see(A, reading(words()))
    made.end()
    assert made.rows("SELECT report_id, versions, places FROM reports") == [
        ("990121-gov-2023", 2, 2)
    ]
    assert made.rows("SELECT old, new FROM report_aliases") == [(old, "990121-gov-2023")]


def test_neighbours_with_the_same_sentences_stay_apart(made: Catalog) -> None:
    text = words()
    made.see(A, reading(text))
    other = text.replace("青石县", "雾岭县") + "\n雾岭县人民政府"
    made.see(
        "http://www.wuling.gov.cn/1.html", reading(other, body="雾岭县人民政府"), portal="wuling"
    )
    nameless = reading(text + "\n（完）", body=None, title="2023年法治政府建设年度报告")
    made.see("http://www.wuling.gov.cn/2.html", nameless, portal="wuling")
    made.end()
    assert made.rows("SELECT report_id FROM reports ORDER BY 1") == [
        ("990121-gov-2023",),
        ("990122-gov-2023",),
    ]


def test_another_document_number_is_another_document(made: Catalog) -> None:
    made.see(A, reading(words(), document_number="青政〔2024〕1号"))
    nameless = reading(
        words() + "\n完", body=None, document_number="临政〔2024〕9号", department="某科"
    )
    made.see(REPOST, nameless, portal="linxi")
    made.end()
    assert len(made.rows("SELECT report_id FROM reports")) == 2


def test_an_unresolved_body_keeps_an_id_of_its_portal_and_later_an_alias(made: Catalog) -> None:
    made.see(REPOST, reading(words(), body="霜桥市人民政府"), portal="linxi")
    made.end()
    (old,) = made.rows("SELECT report_id FROM reports")[0]
    assert old.startswith("x-linxi-2023-")
    assert made.rows("SELECT region, level FROM reports") == [(None, None)]
    made.registry += (
        replace(made.registry[1], portal="shuang", name="霜桥市人民政府", region="990181"),
    )
    made.begin()
    made.see(REPOST, reading(words(), body="霜桥市人民政府"), portal="linxi")
    made.end()
    assert made.rows("SELECT report_id FROM reports") == [("990181-gov-2023",)]
    assert made.rows("SELECT old, new FROM report_aliases") == [(old, "990181-gov-2023")]


def test_a_facts_of_the_canonical_place_s_version_are_the_report_s(made: Catalog) -> None:
    made.see(REPOST, reading(words() + "\n多一段。", published_date="2024-01-05"), portal="linxi")
    made.see(A, reading(words(), published_date="2024-03-01", document_number="青政〔2024〕1号"))
    made.end()
    assert made.rows(
        "SELECT version, versions, document_number, published_date, url FROM corpus"
    ) == [(2, 2, "青政〔2024〕1号", "2024-01-05", A)]


def test_settling_again_changes_nothing(made: Catalog) -> None:
    made.see(A, reading(words()))
    made.see(REPOST, reading(words()), portal="linxi")
    made.end()
    before = made.rows("SELECT * FROM versions") + made.rows(
        "SELECT * FROM evidence ORDER BY evidence_id"
    )
    made.begin()
    made.end()
    assert before == made.rows("SELECT * FROM versions") + made.rows(
        "SELECT * FROM evidence ORDER BY evidence_id"
    )
