"""The site's name: a hint to a body's place where nothing else on the page says it."""

from __future__ import annotations

import pytest

from archive.records import Page
from pipelines.reading import read
from pipelines.regions import Hints, match
from tests.pipelines.report_text import report


def _facts(html_title: str, footer: str) -> tuple[str | None, str | None]:
    body = "".join(f"<p>{line}</p>" for line in report(2021, "我区").split("\n"))
    page = (
        f"<html><head><title>{html_title}</title></head><body><h1>朝阳区人民政府2021年法治政府建设年度报告</h1>"
        f"<div class='txt'>{body}</div><div class='bottom'><p>{footer}</p></div></body></html>"
    )
    reading = read(
        Page(url="http://www.cy.gov.cn/a.html", body=page.encode(), content_type="text/html")
    )
    return reading.facts.issuing_body, reading.facts.region


@pytest.mark.parametrize(
    ("html_title", "footer"),
    [
        ("朝阳区人民政府2021年法治政府建设年度报告_长春市朝阳区人民政府", ""),
        ("年度报告", "主办单位：长春市朝阳区人民政府　承办：区政务信息中心"),
        ("年度报告", "版权所有：长春市朝阳区人民政府门户网站"),
        ("年度报告", "长春市朝阳区人民政府版权所有"),
    ],
)
def test_the_site_that_a_page_names_tells_which_of_several_districts_it_is(
    html_title: str, footer: str
) -> None:
    assert _facts(html_title, footer) == ("长春市朝阳区人民政府", "220104")


def test_without_a_site_a_name_that_several_districts_bear_stays_open() -> None:
    assert _facts("年度报告", "技术支持：某某科技") == (None, None)


def test_a_short_name_inside_a_longer_one_is_no_hint() -> None:
    found = match("市司法局", 2020, Hints(site_name="桥西区政府"))
    assert found.code is None
    assert match("市司法局", 2020, Hints(site_name="攀枝花市西区政府")).code == "510400"


def test_a_body_whose_possible_places_have_one_level_has_that_level() -> None:
    found = match("桥西区人民政府", 2020)
    assert (found.code, found.level) == (None, "county")
