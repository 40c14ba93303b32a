"""What stands in a page's place is named, and a real page that cites such words is left alone."""

from __future__ import annotations

import pytest

from crawler.challenge import is_blank, judge, meta_refresh

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


def test_a_folder_that_refreshes_to_its_own_index_page_is_a_shell_not_a_missing_page() -> None:
    shell = "<meta http-equiv='refresh' content='0;url=index.html'>"
    assert judge(200, shell) is None
    assert meta_refresh(shell) == "index.html"


@pytest.mark.parametrize(
    "words",
    [
        "您的请求带有不合法参数，已被网站管理员设置拦截！",
        "当前访问疑似黑客攻击，请登录云防护控制台查看。",
        "抱歉，您的访问请求存在安全风险，暂时无法继续访问。Request ID: 7f3e",
        "操作太频繁了，请休息一下。",
        "很抱歉，由于您访问的URL有可能对网站造成安全威胁，您的访问被阻断。",
        "您所在的IP地址已被列入黑名单，禁止访问本站",
        "本网站仅限中国大陆地区访问。",
        "您的请求被Web应用防火墙拦截",
        "正在检查您的浏览器，请稍候……",
        "请拖动滑块完成验证",
        "请输入验证码以继续访问",
    ],
)
def test_what_a_gate_says_to_its_visitor_is_known_whatever_its_make(words: str) -> None:
    for status in (200, 403, 405, 503):
        found = judge(status, f"<html><title>提示</title><body><p>{words}</p></body></html>")
        assert (found or ("",))[0] == "challenge_page", status


@pytest.mark.parametrize("title", ["访问被拦截", "安全验证", "拒绝访问 - 某网", "网站防火墙"])
def test_a_long_block_page_is_known_by_its_title(title: str) -> None:
    advice = "<p>如您为正常访问，请与我们联系，并提供本页面的编号、时间及网络出口地址。</p>" * 20
    assert (judge(200, f"<title>{title}</title>{advice}") or ("",))[0] == "challenge_page"


@pytest.mark.parametrize(
    ("status", "html"),
    [
        (202, "<script src='/x1/ab.js' r='m'></script>"),
        (202, "<script>run()</script><script src='/a.js'></script>"),
        (200, "<script>var k='x';document.cookie='Q7='+k;location.reload(true)</script><noscript>!</noscript>"),
        (200, "<script>var a='" + "q" * 4000 + "';document['cookie']='n='+a;location.href='/'</script>"),
        (200, "<script src='/WZWSREL.js'></script><body onload='go()'>"),
        (200, "<script>$_kx=window['$_kx'];</script>"),
        (200, "<script>setCookie('acw_sc__v2',arg1)</script>" + "<i></i>" * 900),
    ],
)  # fmt: skip
def test_a_page_without_a_word_that_only_its_script_can_pass_is_a_gate(
    status: int, html: str
) -> None:
    assert (judge(status, f"<html>{html}</html>") or ("",))[0] == "challenge_page"


@pytest.mark.parametrize(
    "html",
    [
        "<title>政务服务平台</title><h2>账号登录</h2><input type='password'>",
        "<title>内网门户</title><p>请登录后访问</p><input type=password>",
        "<title>统一身份认证平台</title><div id='app'></div><script src='/a.js'></script>",
        "<title>登录 - 某县人民政府</title><div id='app'></div>",
    ],
)
def test_a_login_page_is_one_whatever_it_is_called(html: str) -> None:
    assert (judge(200, html) or ("",))[0] == "login_page"


@pytest.mark.parametrize(
    "words",
    [
        "您查找的信息不存在或已被撤稿！",
        "此文章尚未发布",
        "该栏目不存在或已停用",
        "The requested resource is not available.",
    ],
)
def test_a_page_that_was_taken_down_is_gone_in_other_words_too(words: str) -> None:
    found = judge(200, f"<html><title>提示</title><body>{words}</body></html>")
    assert (found or ("",))[0] == "soft_404"


SHORT_REPORT = (
    "<title>青石县人民政府2024年法治政府建设情况报告</title><p>一、政务平台实现统一身份认证，群众请先登录，输入验证码即可办理，"
    "人机验证、滑动滑块防止机器刷票，访问过于频繁的请求被限制。</p><p>二、安装安全狗和网站防火墙，拦截攻击七次；对您的访问请求存在风险的予以阻断。</p>"
    "<p>三、该文件已失效，内容正在审核。</p><form><input type='password'></form>"
)


def test_a_short_report_about_such_things_is_a_page() -> None:
    assert judge(200, SHORT_REPORT) is None


def test_a_home_page_with_a_firewalls_badge_and_a_login_form_is_a_page() -> None:
    links = "".join(f"<a href='/n/{n}.html'>要闻{n}</a>" for n in range(20))
    badge = "<p>本站由云防护提供防护，您的访问请求存在风险时予以拦截</p><input type='password'>登录"
    assert judge(200, f"<title>青石县人民政府</title>{links}{badge}") is None


@pytest.mark.parametrize(
    ("html", "blank"),
    [
        ("", True),
        ("<html></html>", True),
        ("<html><body>&nbsp;</body></html>", True),
        ("<a href='/a.pdf'></a>", False),
        ("<div id='app'></div><script src='/a.js'></script>", False),
        ("<iframe src='/a.html'></iframe>", False),
        ("<html><head><meta http-equiv=refresh content='0;url=/fz/7.html'></head></html>", False),
    ],
)
def test_a_page_that_shows_nothing_and_cannot_is_blank(html: str, *, blank: bool) -> None:
    assert is_blank(html) == blank


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
