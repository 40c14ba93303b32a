"""Which words of a page are the document's title: beside the site's name, the column's, a label, a cut heading."""

from __future__ import annotations

import pytest

from archive.records import Page
from pipelines.reading import read
from tests.pipelines.report_text import report

TITLE = "盖州市人民政府关于2023年度法治政府建设情况的报告"
BODY = "".join(f"<p>{line}</p>" for line in report(2023, "我市").split("\n"))


def title_of(heading: str, html_title: str) -> str | None:
    head = f"<head><title>{html_title}</title></head>"
    date = "<p>发布时间：2024-03-08 来源：市司法局</p>"
    page = f"<html>{head}<body>{heading}{date}<div class=con>{BODY}</div></body></html>"
    return read(Page(url="http://www.x.gov.cn/a", body=page.encode())).facts.title


@pytest.mark.parametrize(
    "html_title",
    [
        TITLE,
        f"{TITLE}_盖州市人民政府",
        f"{TITLE} - 法治政府建设年度报告 - 盖州市人民政府门户网站",
        f"盖州市人民政府 {TITLE}",
        f"盖州市人民政府门户网站-{TITLE}",
        f"法治政府建设_{TITLE}",
    ],
)
def test_the_site_and_the_column_are_no_part_of_a_page_s_title(html_title: str) -> None:
    assert title_of("", html_title) == TITLE


@pytest.mark.parametrize(
    "title",
    [
        "中共盖州市委 盖州市人民政府关于2023年度法治政府建设情况的报告",
        "盖州市2023年法治政府建设年度报告——盖州市教育局",
    ],
)
def test_who_writes_is_part_of_it(title: str) -> None:
    found = title_of(f"<h1>{title}</h1>", title)
    assert found == title.replace(" ", "")


@pytest.mark.parametrize(
    "heading",
    [
        f"<h1>标题：{TITLE}</h1>",
        f"<h1><a href='#'>{TITLE}</a></h1>",
        f"<h1>{TITLE[:16]}...</h1><h2>{TITLE}</h2>",
        f"<h1><a href='/'>盖州市人民政府</a></h1><h2>{TITLE}</h2>",
    ],
)
def test_a_heading_is_taken_without_its_label_and_whole(heading: str) -> None:
    assert title_of(heading, "盖州市") == TITLE


def test_a_heading_that_was_cut_gives_way_to_the_page_s_whole_title() -> None:
    assert title_of(f"<h1>{TITLE[:16]}…</h1>", f"{TITLE}_盖州市人民政府") == TITLE
