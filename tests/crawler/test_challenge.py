"""What stands in a page's place is named, and a real page that cites such words is left alone."""

from __future__ import annotations

import pytest

from crawler.challenge import judge

LONG = "<p>" + "推进法治政府建设，健全行政决策制度，规范行政执法行为。" * 60 + "</p>"


@pytest.mark.parametrize("status", [412, 418, 468, 512, 521, 567])
def test_a_gates_status_is_enough(status: int) -> None:
    assert (judge(status, "<html></html>") or ("",))[0] == "challenge_page"


@pytest.mark.parametrize(
    ("html", "outcome"),
    [
        ("<script>$_ts=window['$_ts'];</script>", "challenge_page"),
        ("<script>document.cookie='__jsl_clearance=1'</script>", "challenge_page"),
        ("<h1>您的请求存在安全威胁，已被云防御拦截</h1>", "challenge_page"),
        ("<title>统一身份认证</title><input type='password'>", "login_page"),
        ("<title>您访问的页面不存在</title><p>返回首页</p>", "soft_404"),
        ("<meta http-equiv='refresh' content='0;url=/'>", "soft_404"),
    ],
)
def test_a_page_of_another_kind_is_named(html: str, outcome: str) -> None:
    assert (judge(200, html) or ("",))[0] == outcome


@pytest.mark.parametrize(
    "words",
    [
        "建设网站防火墙和云防御平台",
        "您访问的页面不存在或已删除",
        "推行统一身份认证",
        "访问过于频繁",
    ],
)
def test_a_report_that_mentions_such_things_is_a_page(words: str) -> None:
    assert judge(200, f"<title>2024年法治政府建设年度报告</title>{LONG}<p>{words}</p>") is None


def test_an_error_status_is_no_gate_by_itself() -> None:
    assert judge(404, "<title>404</title>") is None
    assert judge(500, "") is None


@pytest.mark.parametrize(
    ("script", "outcome"),
    [
        ("window.location.href='/index/web/';", None),
        ('\n<!--\nlocation.replace("web/index.html");\n//-->\n', None),
        ("document.cookie='a=1';location.href='/index/web/';", "challenge_page"),
        ("location.href=location.pathname+location.search", "challenge_page"),
    ],
)
def test_a_home_page_that_only_names_where_to_go_is_no_gate(
    script: str, outcome: str | None
) -> None:
    found = judge(200, f"<html><head><script>{script}</script></head><body></body></html>")
    assert (found and found[0]) == outcome
