"""robots.txt as RFC 9309 has it: absent allows, unreachable forbids."""

from __future__ import annotations

import pytest

from crawler.fetch import Fetched
from crawler.robots import from_answer, origin, unreachable
from crawler.rulebook import read_rules

URL = "http://www.a.gov.cn/zwgk/1.html"


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 412])
def test_an_absent_one_allows_everything(status: int) -> None:
    assert from_answer(status, b"User-agent: *\nDisallow: /").allows(URL)


@pytest.mark.parametrize("status", [429, 500, 502, 503])
def test_one_that_fails_forbids_even_where_its_body_allows(status: int) -> None:
    rules = from_answer(status, b"User-agent: *\nAllow: /")
    assert not rules.allows(URL)
    assert rules.outcome == f"http_error:{status}"


def test_no_answer_forbids_and_keeps_its_outcome() -> None:
    rules = unreachable("timeout")
    assert not rules.reachable
    assert not rules.allows(URL)
    assert rules.outcome == "timeout"


def test_rules_for_us_go_before_rules_for_all() -> None:
    rules = from_answer(
        200, b"User-agent: *\nDisallow: /\n\nUser-agent: fazhi\nDisallow: /admin/\nCrawl-delay: 7\n"
    )
    assert rules.allows(URL)
    assert not rules.allows("http://www.a.gov.cn/admin/1.html")
    assert rules.crawl_delay == 7


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>Disallow: /</html>",
        b"\xef\xbb\xbf  <!DOCTYPE html><p>Disallow: /",
        b"\x00\xff\xfe",
        "禁止".encode("gbk"),
    ],
)
def test_what_holds_no_rule_allows(body: bytes) -> None:
    assert from_answer(200, body).allows(URL)


def test_a_byte_order_mark_does_not_hide_the_first_rule() -> None:
    assert not from_answer(200, b"\xef\xbb\xbfUser-agent: *\nDisallow: /zwgk/").allows(URL)


def test_a_huge_one_is_read_for_its_first_half_mebibyte() -> None:
    filler = b"# filler\n" * 100_000
    assert not from_answer(200, b"User-agent: *\nDisallow: /zwgk/\n" + filler).allows(URL)
    assert from_answer(
        200, b"User-agent: *\nDisallow: /x/\n" + filler + b"Disallow: /zwgk/\n"
    ).allows(URL)


def test_more_redirects_than_are_followed_read_as_absent() -> None:
    assert read_rules(
        Fetched(outcome="redirected", status=302, location="http://www.a.gov.cn/robots.txt")
    ).allows(URL)


def test_a_gate_before_robots_txt_is_no_rule_and_a_cut_one_no_answer() -> None:
    assert read_rules(Fetched(outcome="challenge_page", status=412)).allows(URL)
    assert not read_rules(Fetched(outcome="truncated", status=200, body=b"User-agent: *\n")).allows(
        URL
    )


def test_each_scheme_and_port_has_its_own() -> None:
    assert origin("http://a.gov.cn:81/x?y") == "http://a.gov.cn:81"
    assert origin("https://a.gov.cn/") != origin("http://a.gov.cn/")
