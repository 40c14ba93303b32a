"""Claims about the sample itself: what it plants, what a year changes, and that its server is a real one."""

from __future__ import annotations

import http.client
import io
from collections.abc import Iterator

import docx as python_docx
import pypdfium2
import pytest

from tests.sample import files, sites
from tests.sample.nouns import Item, Report, World
from tests.sample.serving import Served, serving
from tests.sample.truth import Expected, truth, walk
from tests.sample.world import build

PORT = 8041
CHROME = (
    "字体", "视力保护", "打印本页", "关闭窗口", "分享到", "阅读次数", "浏览次数", "上一篇", "下一篇", "相关文章",
    "ICP备", "网站标识码", "无障碍", "今日天气",
)  # fmt: skip


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as running:
        yield running


def reports(round_: int, *, bank: str = "a") -> dict[tuple[str, int], Expected]:
    known = truth(build(round_=round_, bank=bank), PORT).reports
    return {(report.issuing_body, report.report_year): report for report in known}


def get(served: Served, url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    address, _, path = url.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(address, timeout=10)
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", f"/{path}", headers={"Connection": "close", **fields})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def item_of(world: World, portal: str, key: str) -> Item:
    return next(
        item for where, _, item in walk(world) if where.portal == portal and item.key == key
    )


def report_of(item: Item) -> Report:
    assert item.report is not None
    return item.report


def test_the_same_seed_gives_the_same_world_and_another_seed_another() -> None:
    assert build(seed=7) == build(seed=7)
    assert build(seed=7) != build(seed=8)


def test_two_banks_share_no_sentence() -> None:
    def sentences(bank: str) -> set[str]:
        return {
            part
            for report in reports(1, bank=bank).values()
            for part in report.text.replace("\n", "。").split("。")
            if len(part) > 30
        }

    assert not sentences("a") & sentences("b")


@pytest.mark.parametrize("bank", ["a", "b"])
def test_every_report_is_long_and_no_two_read_alike(bank: str) -> None:
    texts = [report.text for report in reports(1, bank=bank).values()]
    assert min(map(len, texts)) >= 3000
    assert len(set(texts)) == len(texts)


def test_no_text_of_the_truth_holds_chrome() -> None:
    for report in reports(2).values():
        assert not [word for word in CHROME if word in report.text]


def test_every_fact_that_the_truth_gives_is_shown_in_the_text_or_on_the_page(
    served: Served,
) -> None:
    for report in truth(served.world, served.port).reports:
        if report.portal == "chengwan":
            continue
        own = next(place for place in report.places if place.portal == report.portal)
        _, _, body = get(served, own.url)
        page = body.decode("gb18030" if b"gb2312" in body else "utf-8")
        assert report.title in page
        for fact in (report.document_number, report.index_number):
            assert fact is None or fact in page


def test_a_year_brings_one_report_more_of_each_body_and_edits_one() -> None:
    before, after = reports(1), reports(2)
    assert set(before) - set(after) == {("临溪市云渡区人民政府", 2020)}
    new = set(after) - set(before)
    assert {year for _, year in new} == {2021, 2025}
    assert [body for body, year in new if year == 2021] == ["澄湾市人民政府"]
    changed = [key for key in before if key in after and before[key].text != after[key].text]
    assert changed == [("临溪市人民政府", 2020)]


def test_a_year_leaves_addresses_and_facts_of_old_reports_alone() -> None:
    before, after = reports(1), reports(2)
    for key in before.keys() & after.keys():
        old, new = before[key], after[key]
        assert (old.places, old.title, old.document_number) == (
            new.places,
            new.title,
            new.document_number,
        )
        assert (old.published_date, old.signed_date) == (new.published_date, new.signed_date)


def test_the_vanished_page_is_back_in_the_third_round() -> None:
    assert ("临溪市云渡区人民政府", 2020) in reports(3)


def test_a_report_met_at_two_portals_has_two_places_and_the_earlier_date() -> None:
    report = reports(1)[("青石县人民政府", 2022)]
    assert {place.portal for place in report.places} == {"qingshi", "linxi"}
    assert report.published_date == min(place.published_date for place in report.places)


def test_coverage_holds_each_state_that_the_sample_plants() -> None:
    states = {cell.state for cell in truth(build(), PORT).coverage}
    assert states == {"on_time", "late", "not_found_searched", "declared_empty"}


def test_the_pdf_reads_as_the_truth() -> None:
    item = item_of(build(), "linxi", "gov-2021")
    pages = pypdfium2.PdfDocument(files.content(item))
    lines: list[str] = []
    for number in range(len(pages)):
        lines += (
            pages[number].get_textpage().get_text_range().split("\r\n")[:-1]
        )  # the last is the page number
    assert "".join(lines) == report_of(item).text.replace("\n", "")


def test_the_docx_reads_as_the_truth() -> None:
    item = item_of(build(), "yundu", "gov-2022")
    document = python_docx.Document(io.BytesIO(files.content(item)))
    assert "\n".join(paragraph.text for paragraph in document.paragraphs) == report_of(item).text


def test_every_planted_address_answers(served: Served) -> None:
    known = truth(served.world, served.port)
    for url in [
        *(place.url for report in known.reports for place in report.places),
        *known.near_misses,
    ]:
        assert get(served, url)[0] == 200, url


@pytest.mark.parametrize("wrong", [{"round_": 9}, {"bank": "c"}, {"name": "nowhere"}])
def test_a_world_that_does_not_exist_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no "):
        build(**wrong)  # type: ignore[arg-type]


def test_every_shape_serves_pages_under_distinct_addresses() -> None:
    for portal in build().portals:
        addresses = [
            sites.article_path(portal, column, item)
            for column in portal.columns
            for item in column.items
        ]
        assert len(set(addresses)) == len(addresses)
