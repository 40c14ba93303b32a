"""A redirect leads to the next hop, to a loop, or to a login page that we do not enter."""

from __future__ import annotations

import pytest

from archive.ledger import Planned
from archive.records import Ask
from crawler.fetch import Fetched
from crawler.redirects import follow_redirect
from spiders.itinerary import Context

HERE = "http://www.a.gov.cn/list/"


def followed(target: str) -> tuple[str, int]:
    row = Planned(request_id="r", harvest_id="h", portal="a", ask=Ask(url=HERE), kind="list")
    fetched, follow = follow_redirect(
        row, Context(), Fetched(outcome="redirected", location=target)
    )
    return fetched.outcome, len(follow.nexts)


@pytest.mark.parametrize(
    "target",
    [
        "http://sso.a.gov.cn/cas/login?service=x",
        "http://www.a.gov.cn/login.jsp",
        "http://www.a.gov.cn/login",
        "https://id.a.gov.cn/oauth2/authorize?client_id=1",
        "http://www.a.gov.cn/sso/user/login?back=/",
    ],
)
def test_who_is_sent_to_log_in_is_kept_out(target: str) -> None:
    assert followed(target) == ("login_page", 0)


@pytest.mark.parametrize(
    "target",
    ["http://www.a.gov.cn/zwgk/", "http://www.a.gov.cn/loginfo/1.html", "http://www.a.gov.cn/art/login-notice.html"],
)  # fmt: skip
def test_other_redirects_are_followed(target: str) -> None:
    assert followed(target) == ("redirected", 1)


def test_a_redirect_to_itself_is_a_loop() -> None:
    assert followed(HERE) == ("redirect_loop", 0)
