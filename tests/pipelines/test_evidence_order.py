"""Of what is said twice, the better rule is chosen; what cannot be is kept, and not used."""

from __future__ import annotations

from archive.records import ExtractedPage, Label, ListEntry
from pipelines.describe import describe
from tests.pipelines.report_text import report
from tests.pipelines.test_describe import check_evidence


def test_a_date_that_had_not_come_when_the_page_was_captured_is_kept_and_not_used() -> None:
    page = ExtractedPage(
        url="https://www.example.gov.cn/1.html",
        text=report(),
        rule="plain",
        labels=(
            Label(name="published_date", raw="2034-03-01", rule="label_line", place="div[1]"),
            Label(name="generated_date", raw="2034-03-01", rule="label_line", place="div[2]"),
        ),
    )
    alone = describe(page, not_after="2025-04-11")
    check_evidence(page, alone)
    assert alone.facts.published_date is None
    assert alone.facts.generated_date is None
    flagged = [e for e in alone.evidence if e.value == "2034-03-01"]
    assert sorted((e.field, e.chosen, e.confidence) for e in flagged) == [
        ("generated_date", False, 0),
        ("published_date", False, 0),
    ]
    entry = ListEntry(
        url=page.url, title="盖州市2023年度法治政府建设情况报告", listed_date="2024-03-02"
    )
    assert describe(page, entry, "2025-04-11").facts.published_date == "2024-03-02"
    assert describe(page, entry).facts.published_date == "2034-03-01"
