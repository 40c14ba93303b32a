"""Accepting and refusing: a report by its title and text, or the reason why not."""

from __future__ import annotations

from typing import Any

import pytest

from archive.records import ExtractedPage, Link, Page
from pipelines.accept import FULL_LENGTH, Acceptance, accept
from pipelines.describe import describe
from pipelines.reading import read
from tests.pipelines.report_text import LETTER, OTHERS, report

TITLE = "盖州市2023年度法治政府建设情况报告"


def judge(text: str, title: str | None = None, **more: Any) -> Acceptance:
    page = ExtractedPage(
        url="https://www.gaizhou.gov.cn/1.html", text=text, rule="plain", html_title=title, **more
    )
    return accept(page, describe(page).facts, has_attachment=bool(page.attachments))


@pytest.mark.parametrize("title", [TITLE, None, "2023年度报告", "法治政府建设"])
def test_a_report_is_accepted_whatever_its_title_leaves_out(title: str | None) -> None:
    assert judge(report(), title) == Acceptance(is_report=True)


def test_a_covering_letter_with_its_report_is_accepted() -> None:
    assert judge(LETTER).is_report


@pytest.mark.parametrize("reason", OTHERS)
def test_what_is_no_report_is_refused_with_its_reason(reason: str) -> None:
    assert judge(OTHERS[reason]) == Acceptance(is_report=False, reason=reason)


def test_a_title_that_names_something_else_refuses_a_text_that_reads_like_a_report() -> None:
    assert judge(report(), "2023年法治政府建设工作要点").reason == "plan"
    assert judge(report(), "【图解】盖州市2023年度法治政府建设情况报告").reason == "interpretation"


def test_news_under_a_report_s_title_is_news() -> None:
    assert judge(OTHERS["news"], TITLE).reason == "news"


def test_a_report_without_any_year_is_kept_for_a_person() -> None:
    assert judge(report().replace("2023年", "").replace("2024年", "明年")).reason == "no_year"


def test_a_short_page_that_links_its_report_is_a_stub() -> None:
    link = Link(url="https://www.gaizhou.gov.cn/1.pdf", text=f"{TITLE}.pdf")
    assert judge(f"{TITLE}全文见附件。", TITLE, attachments=(link,)).reason == "attachment_only"
    assert judge("全文见附件。", "年度报告", attachments=(link,)).reason == "attachment_only"
    assert judge("全文见附件。", TITLE).reason == "too_short"


def test_images_where_the_text_should_stand_make_a_stub() -> None:
    assert (
        judge("", TITLE, image_pages=("https://www.gaizhou.gov.cn/1.jpg",)).reason
        == "attachment_only"
    )


@pytest.mark.parametrize(
    ("flag", "reason"), [("list_page", "list_page"), ("soft_404", "soft_404"), ("login", "login")]
)
def test_a_page_that_is_no_document_is_named(flag: str, reason: str) -> None:
    assert judge(report(), TITLE, flags=(flag,)) == Acceptance(is_report=False, reason=reason)


def test_the_host_alone_refuses_nothing() -> None:
    page = ExtractedPage(
        url="http://127.0.0.9:8000/1.html", text=report(), rule="plain", html_title=TITLE
    )
    assert accept(page, describe(page).facts).is_report


def test_a_copy_with_betting_words_in_its_sentences_is_foreign() -> None:
    text = report().replace("重大行政决策", "开云体育重大行政决策")
    assert judge(text, TITLE).reason == "foreign_copy"


def test_a_text_that_says_it_reports_on_something_else_is_no_report() -> None:
    text = report(2022, "我局").replace("现将2022年度法治政府建设情况", "现将2022年度行政执法情况")
    text = text.replace("扎实推进法治政府建设", "规范履行职责")
    assert not _read_text("2022年度行政执法工作报告", text)
    assert _read_text("2022年度工作报告", report(2022, "我局"))


def test_a_review_of_a_term_under_a_title_without_a_year_is_several_years() -> None:
    text = (
        report(2020)
        .replace("2020年，我县", "2016年以来，我县", 1)
        .replace("现将2020年度", "五年来取得成效，现将")
    )
    assert not _read_text("关于法治政府建设情况的报告", text)
    opening = "2021年是“十四五”时期的开局之年。"
    assert _read_text("关于法治政府建设情况的报告", opening + report(2021))


def test_half_a_year_under_a_title_without_a_year_is_half_a_year() -> None:
    text = (
        report(2020)
        .replace("2020年，我县", "2020年上半年，我县", 1)
        .replace("现将2020年度", "现将")
    )
    assert judge(text, "关于法治政府建设情况的报告").reason == "half_year"


def test_a_page_of_search_results_is_a_list_though_it_shows_passages() -> None:
    found = "".join(
        f"<div><h3><a href='/{y}.html'>盖州市{y}年法治政府建设年度报告</a></h3><p>{report(y)[:200]}</p></div>"
        for y in range(2016, 2023)
    )
    page = f"<html><body><p>共找到约 128 条结果</p>{found}</body></html>"
    reading = read(Page(url="http://x.gov.cn/s", body=page.encode(), content_type="text/html"))
    assert (reading.is_report, reading.reason) == (False, "list_page")


def test_a_place_starred_out_is_a_form_though_it_stands_there_twice_only() -> None:
    text = "中共**区委：\n" + report(2014, "**区政府")
    assert judge(text, "区政府2014年依法行政年度报告").reason == "template"


def test_a_short_text_under_all_its_headings_needs_no_title() -> None:
    lines = report().split("\n")
    short = "\n".join(line for line in lines if not line.startswith("（二）"))
    assert len(short) < FULL_LENGTH / 2
    assert judge(short) == Acceptance(is_report=True)
    assert judge("\n".join(lines[:4])).reason == "too_short"


def _read_text(title: str, text: str) -> bool:
    lines = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1><div id='zoom'>{lines}</div></body></html>"
    return read(
        Page(url="http://x.gov.cn/a", body=page.encode(), content_type="text/html")
    ).is_report


def test_what_one_official_did_is_personal_though_it_speaks_of_the_topic() -> None:
    text = report().replace(
        "现将2023年度法治政府建设情况报告如下",
        "现将2023年度履行推进法治建设第一责任人职责情况报告如下",
    )
    assert judge(text).reason == "personal_report"
    assert judge(text.replace("现将2023", "现将本人2023")).reason == "personal_report"


def test_an_opening_that_looks_back_from_an_early_year_reviews_a_term() -> None:
    text = report().replace("现将2023年度", "现将2018年以来")
    assert judge(text).reason == "several_years"
    assert judge(text, TITLE).is_report


def test_a_title_of_kind_alone_says_nothing_against_the_text() -> None:
    text = report().replace("现将2023年度法治政府建设情况报告如下：", "")
    assert judge(text, "年度报告").is_report


def test_a_short_first_sentence_tells_the_year_that_the_opening_leaves_out() -> None:
    text = report(2011, "我局").split("\n", 1)[1].replace("2012年", "明年")
    opening = "2011年，我局认真落实依法行政要求。现将有关情况报告如下："
    assert judge(f"{opening}\n{text}", "关于依法行政工作情况的报告").is_report
