"""Claims about documents in several files: facts and spans stay true, and each fact keeps one proof."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from archive.records import Evidence, Reading
from pipelines.joining import joined, with_attachment
from tests.pipelines.settling import reading, stub, words

TITLE = "青石县人民政府2023年法治政府建设年度报告"
TEXT = words()


def one_proof_each(found: Reading) -> None:
    chosen = Counter(item.field for item in found.evidence if item.chosen)
    for name in found.facts.__dataclass_fields__:
        assert chosen[name] == (getattr(found.facts, name) is not None), name
    for item in found.evidence:
        if item.start is not None:
            assert found.text[item.start : item.end] == item.raw
        else:
            assert item.place_in_page
        if item.chosen:
            assert item.value == str(getattr(found.facts, item.field))


def test_a_stub_takes_text_from_its_file_and_dates_from_its_page() -> None:
    page = stub(TITLE, "f.pdf", published_date="2024-03-01", index_number="A-1")
    file = reading(
        TEXT,
        title="报告",
        document_number="青政〔2024〕1号",
        media_type="application/pdf",
        origin="pdf",
    )
    found = with_attachment(page, file)
    assert found is not None
    one_proof_each(found)
    facts = found.facts
    assert (facts.title, facts.published_date, facts.document_number) == (
        TITLE,
        "2024-03-01",
        "青政〔2024〕1号",
    )
    assert (found.text, found.origin, found.is_report) == (TEXT, "pdf", True)
    assert found.signature == file.signature


def test_a_notice_s_title_gives_way_to_the_file_s() -> None:
    found = with_attachment(stub("关于公布有关材料的公告", "f.pdf"), reading(TEXT, title=TITLE))
    assert found is not None
    one_proof_each(found)
    assert found.facts.title == TITLE


def test_the_surer_naming_of_the_body_wins_with_its_region() -> None:
    page = stub(
        TITLE,
        "f.pdf",
        body="青石县司法局",
        rule="source_line",
        level="department",
        department="司法局",
    )
    found = with_attachment(page, reading(TEXT, region="990121", level="county"))
    assert found is not None
    one_proof_each(found)
    assert (found.facts.issuing_body, found.facts.level, found.department) == (
        "青石县人民政府",
        "county",
        None,
    )


def test_a_form_or_another_document_is_not_the_report() -> None:
    assert with_attachment(stub(TITLE, "f.xls"), reading("表一")) is None
    other = replace(reading(TEXT, title="部门预算"), is_report=False, reason="not_about_it")
    assert with_attachment(stub("关于公布有关材料的公告", "f.pdf"), other) is None


def test_the_last_page_signs_for_the_whole() -> None:
    end = f"{TEXT[900:]}\n青石县人民政府\n2024年3月1日"
    start = end.index("青石县人民政府")
    signed = Evidence(
        field="issuing_body", value="青石县人民政府", rule="signature_line", raw="青石县人民政府",
        start=start, end=start + 7, confidence=0.97, chosen=True,
    )  # fmt: skip
    last = replace(
        reading(end, None, "青石县人民政府", title=None), evidence=(signed,), department=None
    )
    found = joined(reading(TEXT[:900], body=None, title=TITLE), [last])
    one_proof_each(found)
    assert found.facts.issuing_body == "青石县人民政府"
    assert "\n".join(section.text for section in found.sections) == found.text
    assert found.normal_sha256 != last.normal_sha256


def test_a_first_page_too_short_to_be_judged_is_judged_with_the_rest() -> None:
    first = replace(reading(TEXT[:80], title=TITLE), is_report=False, reason="too_short")
    assert joined(first, [reading(TEXT[80:], title=None)]).is_report
    other = replace(first, facts=replace(first.facts, title="召开工作推进会"))
    assert not joined(other, [reading(TEXT[80:], title=None)]).is_report
