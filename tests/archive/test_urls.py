"""Twins of an address are one key, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.urls import ascii_uri, bare_host, canonical, host_of, one_spelling, place_id, site_of

KEY = "http://test.gov.cn/a/b.html?id=1&x=2"


@pytest.mark.parametrize(
    "twin",
    [
        "http://www.test.gov.cn/a/b.html?id=1&x=2",
        "https://test.gov.cn:443/a/b.html?id=1&x=2#top",
        "HTTP://M.Test.gov.cn:80//a///b.html?id=1&x=2",
        "https://www.test.gov.cn./a/./c/../b.html?id=1&x=2",
        "http://www.test.gov.cn/%61/b.html;jsessionid=00FF12?id=1&x=2",
        " http://wap.test.gov.cn/a/b.html?id=1&x=2\n",
    ],
)
def test_provable_twins_are_one(twin: str) -> None:
    assert canonical(twin) == KEY
    assert place_id(twin) == place_id(KEY)


@pytest.mark.parametrize(
    "other",
    [
        "http://sub.test.gov.cn/a/b.html?id=1&x=2",
        "http://www.test.gov.cn:8080/a/b.html?id=1&x=2",
        "http://www.test.gov.cn/A/b.html?id=1&x=2",
        "http://www.test.gov.cn/a/b.html?x=2&id=1",
        "http://www.test.gov.cn/a/b.html/?id=1&x=2",
        "http://www.test.gov.cn/a/b.html?id=1&x=2#/detail/7",
    ],
)
def test_what_may_be_another_page_stays_apart(other: str) -> None:
    assert canonical(other) != KEY


def test_a_host_is_never_stripped_to_a_bare_suffix() -> None:
    assert host_of(canonical("http://www.gov.cn/x")) == "gov.cn"
    assert canonical("http://m.cn/") == "http://m.cn/"
    assert canonical("http://127.0.0.2:8001") == "http://127.0.0.2:8001/"


def test_escapes_keep_what_they_say() -> None:
    assert canonical("http://a.gov.cn/报告") == "http://a.gov.cn/%E6%8A%A5%E5%91%8A"
    assert canonical("http://a.gov.cn/%2f%e6") == "http://a.gov.cn/%2F%E6"
    assert ascii_uri("http://政府.cn/") == "http://xn--mxtq1m.cn/"
    assert host_of("http://user:pw@WWW.a.gov.cn:81/") == "www.a.gov.cn"
    assert host_of("http://[::1/") == ""


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://www.a.gov.cn/", "http://["]))
def test_any_text_has_a_stable_ascii_key(text: str, start: str) -> None:
    key = canonical(start + text)
    assert key.isascii()
    assert canonical(key) == key


@given(st.text(max_size=60))
def test_one_spelling_is_the_same_place_and_stays_as_it_is(text: str) -> None:
    for url in (f"https://www.a.gov.cn/{text}", f"http://a.gov.cn:8080/x?y={text}#/z"):
        sent = one_spelling(url)
        assert sent.isascii()
        assert one_spelling(sent) == sent
        assert place_id(sent) == place_id(url)


def test_a_site_is_what_its_owner_registered() -> None:
    assert site_of("sfj.qingshi.gov.cn") == site_of("www.qingshi.gov.cn") == "qingshi.gov.cn"
    assert site_of("www.qsx.cn") == bare_host("m.qsx.cn") == "qsx.cn"
    assert site_of("gov.cn") == "gov.cn"
