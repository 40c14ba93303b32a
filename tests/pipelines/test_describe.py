"""Facts and their evidence: order, conflict, spans, and silence where the page is silent."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.records import ExtractedPage, Label, ListEntry
from pipelines.describe import Description, describe
from tests.pipelines.report_text import LETTER, report

TITLE = "盖州市2023年度法治政府建设情况报告"


def label(name: str, raw: str, rule: str = "metadata_table") -> Label:
    return Label(name=name, raw=raw, rule=rule, place=f"table/{name}")


def described(
    text: str, *labels: Label, entry: ListEntry | None = None, **more: Any
) -> Description:
    page = ExtractedPage(
        url="https://www.example.gov.cn/1.html", text=text, rule="plain", labels=labels, **more
    )
    found = describe(page, entry)
    check_evidence(page, found)
    return found


def check_evidence(page: ExtractedPage, found: Description) -> None:
    """One chosen piece for every fact, and every span holds its raw words."""
    chosen = Counter(e.field for e in found.evidence if e.chosen)
    facts = {name: getattr(found.facts, name) for name in type(found.facts).__dataclass_fields__}
    assert chosen == Counter({name: 1 for name, value in facts.items() if value is not None})
    for piece in found.evidence:
        assert piece.start is not None or piece.place_in_page is not None
        if piece.start is not None:
            assert page.text[piece.start : piece.end] == piece.raw
        if piece.chosen:
            assert piece.value == str(facts[piece.field])
        assert 0 <= piece.confidence <= 1


def test_a_covering_letter_gives_its_frame() -> None:
    facts = described(LETTER).facts
    assert facts.title == "关于报送《盖州市2017年法治政府建设工作情况汇报》的报告"
    assert facts.inner_title == "盖州市2017年法治政府建设工作情况汇报"
    assert (facts.report_year, facts.issuing_body) == (2017, "盖州市人民政府")
    assert (facts.document_number, facts.signed_date) == ("东政〔2018〕4号", "2018-01-09")
    assert (facts.addressee, facts.cc) == ("营口市人民政府", "市委、市人大、市政协，档。")
    assert (facts.printed_by, facts.printed_date) == ("盖州市人民政府办公室", "2018-01-10")
    assert (facts.region, facts.level, facts.published_date) == ("210881", "county", None)


def test_a_labelled_date_ranks_before_meta_and_list() -> None:
    entry = ListEntry(
        url="https://www.example.gov.cn/1.html", title=TITLE, listed_date="2024-03-03"
    )
    labels = (
        label("published_date", "2024-03-02", "meta:PubDate"),
        label("published_date", "2024年3月1日", "label_line"),
    )
    found = described(report(), *labels, entry=entry)
    assert found.facts.published_date == "2024-03-01"
    assert sorted(e.value for e in found.evidence if e.field == "published_date") == [
        "2024-03-01",
        "2024-03-02",
        "2024-03-03",
    ]


def test_the_list_row_s_date_serves_where_the_page_shows_none() -> None:
    entry = ListEntry(
        url="https://www.example.gov.cn/1.html",
        title=TITLE,
        listed_date="2024-03-03",
        list_url="https://x/l",
    )
    assert described(report(), entry=entry).facts.published_date == "2024-03-03"


def test_generated_and_signed_dates_never_become_the_published_one() -> None:
    facts = described(
        report(), label("generated_date", "2024年03月31日"), label("signed_date", "2024-03-30")
    ).facts
    assert (facts.published_date, facts.generated_date, facts.signed_date) == (
        None,
        "2024-03-31",
        "2024-03-30",
    )


def test_a_cited_number_is_never_the_document_s() -> None:
    text = f"{TITLE}\n" + report().replace("坚持把", "贯彻国办发〔2018〕115号文件，坚持把")
    assert described(text).facts.document_number is None


@pytest.mark.parametrize("raw", ["无", "浏览量", "330802-018-070100-2018-0001", "国权发〔20146号"])
def test_a_number_field_without_a_number_is_null(raw: str) -> None:
    assert described(report(), label("document_number", raw)).facts.document_number is None


def test_two_numbers_in_conflict_are_both_kept() -> None:
    found = described(
        f"盖政〔2024〕9号\n{TITLE}\n{report()}", label("document_number", "盖政〔2024〕8号")
    )
    assert found.facts.document_number == "盖政〔2024〕8号"
    assert [e.value for e in found.evidence if e.field == "document_number"] == [
        "盖政〔2024〕8号",
        "盖政〔2024〕9号",
    ]


def test_the_signature_outranks_label_and_title() -> None:
    text = report(signature="衢州市柯城区人民政府\n2024年1月8日")
    found = described(
        text, label("issuing_body", "柯城区府办"), html_title="柯城区2023年度法治政府建设情况报告"
    )
    assert found.facts.issuing_body == "衢州市柯城区人民政府"
    assert found.facts.signed_date == "2024-01-08"


def test_an_office_that_posts_a_page_does_not_issue_it() -> None:
    found = described(
        report(), label("source", "盖州市人民政府办公室"), label("issuing_body", "县政府网站")
    )
    assert found.facts.issuing_body is None


def test_the_addressee_is_never_the_issuer() -> None:
    text = f"山丹县人民政府：\n{report(who='我镇')}"
    assert described(text).facts.issuing_body is None


def test_the_addressee_tells_where_a_township_lies() -> None:
    text = f"大马营镇人民政府关于2025年法治政府建设情况的报告\n山丹县人民政府：\n{report(2025, who='我镇')}"
    found = described(text)
    assert (found.facts.issuing_body, found.facts.level) == ("山丹县大马营镇人民政府", "township")
    assert found.department == "大马营镇"


def test_a_department_that_says_only_my_bureau_is_named_by_the_site() -> None:
    text = report(who="我局")
    assert described(text, site_name="舟山市水利局").facts.issuing_body == "舟山市水利局"
    assert described(text).facts.issuing_body is None
    assert (
        described(report(who="我市"), site_name="舟山市人民政府门户网站").facts.issuing_body is None
    )


def test_an_ambiguous_place_is_null_with_its_candidates() -> None:
    found = described(report(), html_title="鼓楼区2023年度法治政府建设情况报告")
    assert (found.facts.issuing_body, found.facts.region) == (None, None)
    assert len(found.candidates) > 1


@pytest.mark.parametrize(
    ("opening", "year"),
    [
        ("现将我县2022年度法治政府建设情况报告如下：", 2022),
        (
            "按照《法治政府建设实施纲要（2021-2025年）》要求，现将2024年法治政府建设情况报告如下：",
            2024,
        ),
        ("2021年，我县紧紧围绕法治政府建设目标，坚持依法行政，各项工作取得新的成绩。", 2021),
        ("按照《法治政府建设实施纲要（2021-2025年）》要求，我县扎实推进依法行政。", None),
        ("一年来，各项工作扎实推进。现就2019年度推进情况作如下报告。", 2019),
        ("现将县政府2019年推进法治政府建设的举措、成效以及2020年的考虑报告如下。", 2019),
        ("2019年是推进治理方式转型的重要一年，我县坚持依法行政，现将有关情况报告如下：", 2019),
        (
            "回顾过去的2019年，我县坚持依法行政，到2025年基本建成法治政府，各项工作取得新的成绩。",
            2019,
        ),
        ("２０１９年，我县坚持依法行政，扎实推进法治政府建设各项工作，取得新的成绩。", 2019),
        ("2019年1月至12月，我县坚持依法行政，扎实推进各项工作。", 2019),
        ("2016年以来，我县坚持依法行政，2018年机构改革、2019年示范创建均已完成。", None),
        ("2020年以来，我县落实《纲要（2021—2025年）》，到2025年基本建成法治政府。", 2020),
        ("根据《条例》（2019年修订）的规定，我县扎实推进依法行政，各项工作取得新的成绩。", None),
        ("自2015年以来，我县坚持依法行政，到2025年基本建成法治政府，各项工作取得新的成绩。", None),
    ],
)
def test_without_a_year_in_the_title_the_first_sentences_tell_it(
    opening: str, year: int | None
) -> None:
    text = f"{opening}\n一、主要成效\n加强领导。\n二、存在问题\n力量薄弱。"
    assert described(text, html_title="法治政府建设情况报告").facts.report_year == year


def test_the_year_is_never_taken_from_dates_or_numbers() -> None:
    facts = described(
        "盖政〔2024〕9号\n盖州市人民政府关于法治政府建设情况的报告\n我市扎实推进依法行政。\n盖州市人民政府\n2024年1月3日",
        label("published_date", "2024-02-01"),
    ).facts
    assert facts.report_year is None
    assert facts.signed_date == "2024-01-03"


def test_the_title_prefers_topic_and_year_and_keeps_its_letters() -> None:
    found = described(
        f"武汉市洪山区人民政府 2017年依法行政工作报告\n{report(2017)}",
        headings=(label("title", "政务公开", "h1"),),
        html_title="洪山区依法行政工作报告_武汉市洪山区人民政府",
    )
    assert found.facts.title == "武汉市洪山区人民政府2017年依法行政工作报告"


def test_a_title_broken_over_lines_is_one() -> None:
    assert described(
        f"灵寿县人民政府\n关于2023年度法治政府建设情况的报告\n{report()}"
    ).facts.title == ("灵寿县人民政府关于2023年度法治政府建设情况的报告")


def test_a_damaged_date_is_read_only_under_a_signature() -> None:
    signed = report(signature="衢州市柯城区人民政府\n2018330")
    alone = report(signature="共计\n2018330")
    assert described(signed).facts.signed_date == "2018-03-30"
    assert described(alone).facts.signed_date is None


@given(st.text(max_size=400), st.text(max_size=40), st.text(max_size=40))
def test_any_text_is_described_with_evidence_for_every_fact(
    text: str, title: str, value: str
) -> None:
    labels = [
        label(name, value)
        for name in ("published_date", "document_number", "issuing_body", "source")
        if value
    ]
    described(text, *labels, html_title=title or None)


@given(
    st.lists(
        st.sampled_from(
            [*LETTER.split("\n"), *report().split("\n"), "", "2018330", "盖 州 市 人 民 政 府"]
        ),
        max_size=25,
    )
)
def test_any_order_of_lines_keeps_its_spans(lines: list[str]) -> None:
    described("\n".join(lines))
