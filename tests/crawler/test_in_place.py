"""What tells an article from another page of its site, before anything is compared."""

from __future__ import annotations

import pytest

from archive.ledger import Planned
from archive.records import Answer, Ask, ListEntry
from crawler.fetch import Fetched
from crawler.in_place import is_doubtful, leads_home, shows_title

TITLE = "青石县2022年法治政府建设年度报告"
HERE = "http://www.a.gov.cn/fz/2022.html"


@pytest.mark.parametrize(
    ("url", "target", "home"),
    [
        (HERE, "http://www.a.gov.cn/", True),
        (HERE, "https://www.a.gov.cn/index.html", True),
        (HERE, "https://www.a.gov.cn/fz/2022.html", False),
        (HERE, "http://www.a.gov.cn/fz/", False),
        (HERE, "http://www.a.gov.cn/?id=2022", False),
        ("http://www.a.gov.cn/", "http://www.a.gov.cn/index.html", False),
        ("http://www.a.gov.cn/?id=2022", "http://www.a.gov.cn/", True),
    ],
)
def test_a_redirect_to_the_root_is_no_way_to_an_article(url: str, target: str, home: bool) -> None:
    assert leads_home(url, target) == home


def test_a_title_within_a_link_is_a_lists_and_one_outside_the_articles_own() -> None:
    assert not shows_title(f"<a href=x>{TITLE}</a><p>下一页</p>", TITLE)
    assert shows_title(f"<h1>青石县<br>2022年法治政府建设年度报告</h1><p>{TITLE[:3]}</p>", TITLE)
    assert shows_title(f"<h1>{TITLE}</h1>", TITLE[:12] + "…")
    assert shows_title("<p>一</p>", "查看")


def doubtful(html: str, title: str = TITLE, outcome: str = "fetched") -> bool:
    row = Planned(request_id="r", harvest_id="h", portal="a", ask=Ask(url=HERE), kind="article")
    answer = Answer(url=HERE, status=200, text=html)
    fetched = Fetched(outcome=outcome, answer=answer)
    return is_doubtful(row, ListEntry(url=HERE, title=title), fetched)


def test_a_page_of_links_that_tells_nothing_of_its_row_is_worth_asking_again() -> None:
    news = "<title>青石县人民政府</title><li><a href=x>召开常务会议</a>"
    assert doubtful(news)
    assert not doubtful(news, "查看")
    assert not doubtful(news, outcome="http_error:404")
    assert not doubtful("<meta http-equiv='refresh' content='0;url=/detail/2022.html'>")
    assert not doubtful(news + "<p>2022年法治政府建设情况报告")
    assert not doubtful(news + "<p>" + "".join(map(chr, range(0x4E00, 0x5500))))
