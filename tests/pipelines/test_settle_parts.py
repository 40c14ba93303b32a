"""Claims about settling what several captures tell: attachments and further pages of one report."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from archive.records import Evidence
from tests.pipelines.settling import Catalog, assert_sound, catalog, reading, stub, words

A = "http://www.qingshi.gov.cn/a.html"
B = "http://www.qingshi.gov.cn/b.html"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Catalog]:
    found = catalog(tmp_path)
    yield found
    assert_sound(found)
    found.db.close()


def test_two_pages_with_one_attachment_are_two_places(made: Catalog) -> None:
    file = "http://www.qingshi.gov.cn/files/1.pdf"
    title = "青石县人民政府2023年法治政府建设年度报告"
    first = made.see(A, stub(title, file))
    made.see(file, reading(words(), media_type="application/pdf"), kind="attachment", via=first)
    made.see(B, stub(title, file))
    made.end()
    assert made.rows("SELECT report_id, places, media_type FROM corpus") == [
        ("990121-gov-2023", 2, "application/pdf")
    ]
    assert made.rows("SELECT COUNT(*) FROM rejections") == [(0,)]


def test_an_attachment_that_did_not_change_holds_for_a_page_that_did(made: Catalog) -> None:
    file = "http://www.qingshi.gov.cn/files/1.pdf"
    title = "青石县人民政府2023年法治政府建设年度报告"
    first = made.see(A, stub(title, file))
    held = made.see(
        file, reading(words(), media_type="application/pdf"), kind="attachment", via=first
    )
    made.end()
    made.begin()
    again = made.see(A, stub(title, file, index_number="A-1"))
    made.see(file, None, outcome="fetched", kind="attachment", via=again, refers_to=f"{held}.1")
    made.end()
    assert made.rows("SELECT versions FROM reports") == [(1,)]
    assert made.rows("SELECT last_seen > first_seen FROM places") == [(1,)]
    assert made.rows("SELECT COUNT(*) FROM rejections") == [(0,)]


def test_a_new_file_behind_an_unchanged_page_is_a_new_version(made: Catalog) -> None:
    file = "http://www.qingshi.gov.cn/files/1.pdf"
    first = made.see(A, stub("青石县人民政府2023年法治政府建设年度报告", file))
    old = reading(words(), media_type="application/pdf")
    made.see(file, old, kind="attachment", via=first)
    made.end()
    made.begin()
    again = made.see(A, None, outcome="not_modified", refers_to=f"{first}.1")
    new = reading(words().replace("。", "！", 1), media_type="application/pdf")
    made.see(file, new, kind="attachment", via=again)
    made.end()
    assert made.rows("SELECT version, versions, places FROM reports") == [(2, 2, 1)]


def test_a_page_and_its_attachment_with_one_text_are_one_version(made: Catalog) -> None:
    file = "http://www.qingshi.gov.cn/files/1.pdf"
    page = replace(reading(words()), attachments=stub("", file).attachments)
    first = made.see(A, page)
    made.see(file, reading(words(), media_type="application/pdf"), kind="attachment", via=first)
    made.end()
    assert made.rows("SELECT versions, places, media_type FROM corpus") == [(1, 1, "text/html")]


def test_an_article_over_three_pages_is_one_text_with_true_spans(made: Catalog) -> None:
    text = words()
    cut = [text[:900], text[900:1800], text[1800:] + "\n青石县人民政府\n2024年3月1日"]
    end = cut[2]
    start = end.index("2024年3月1日")
    signed = Evidence(
        field="signed_date", value="2024-03-01", rule="signature_line", raw="2024年3月1日",
        start=start, end=start + 9, confidence=0.96, chosen=True,
    )  # fmt: skip
    last = reading(end, None, None, title=None)
    last = replace(last, facts=replace(last.facts, signed_date="2024-03-01"), evidence=(signed,))
    first = made.see(A, reading(cut[0]))
    second = made.see(A.replace("a.", "a_2."), reading(cut[1], None, None, title=None), via=first)
    made.see(A.replace("a.", "a_3."), last, via=second)
    made.end()
    assert made.rows("SELECT text, signed_date, places FROM corpus") == [
        ("\n".join(cut), "2024-03-01", 1)
    ]
    ((begin, stop),) = made.rows(
        "SELECT start, \"end\" FROM evidence WHERE field = 'signed_date' AND chosen"
    )
    assert "\n".join(cut)[begin:stop] == "2024年3月1日"
    parts = [text for (text,) in made.rows("SELECT text FROM sections ORDER BY position")]
    assert "\n".join(parts) == "\n".join(cut)


def test_a_page_that_shows_its_text_in_a_frame_is_the_place_of_that_text(made: Catalog) -> None:
    title = "青石县人民政府2023年法治政府建设年度报告"
    shell = replace(
        reading("", title=title, published_date="2024-03-09"), is_report=False, reason="no_text"
    )
    first = made.see(A, shell)
    made.see(A.replace("a.", "a_content."), reading(words(), title=None), via=first)
    made.end()
    assert made.rows("SELECT title, text, published_date, url FROM corpus") == [
        (title, words(), "2024-03-09", A)
    ]
    assert made.rows("SELECT url FROM places") == [(A,)]


def test_a_list_row_that_an_article_led_to_is_a_report_of_its_own(made: Catalog) -> None:
    """A search may end at an article: the rows of the column found then are asked on its account."""
    first = made.see(A, reading(words()))
    second = made.see(B, reading(words(2022), 2022), via=first)
    made.db.execute("UPDATE requests SET context = '{\"entry\":{}}' WHERE request_id = ?", [second])
    made.end()
    assert made.rows("SELECT report_year, places FROM corpus ORDER BY report_year") == [
        (2022, 1),
        (2023, 1),
    ]
