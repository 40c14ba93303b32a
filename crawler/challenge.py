"""Recognises answers that are not what was asked for: gates, firewalls, login pages, soft 404s.

Such an answer is captured, gets its outcome, and never becomes a report (guide: portals §5).
"""

from __future__ import annotations

import re
from typing import Literal

from crawler.gates import (
    COMES_BACK,
    GATE_STATUS,
    GATE_TITLE,
    GATE_WORDS,
    HARM,
    LOGIN_MARKS,
    LOGIN_TITLE,
    OWN_SUBJECT,
    PASSWORD,
    PRODUCT,
    SCRIPT_MARKS,
    SETS_COOKIE,
)

Verdict = Literal["challenge_page", "login_page", "soft_404"]

SOFT_404_TITLE = re.compile(
    r"<title>\s*[^<]{0,20}(页面(不存在|找不到|未找到|无法访问|已(被)?删除)|(不存在|找不到)[^<]{0,6}(页面|网页|文章|信息)|"
    r"您(所)?访问的(页面|信息|网页|文章|内容)(不存在|已(被)?删除)|404|出错(了|啦)|系统(维护|升级)|"
    r"站点已(关闭|停用)|网站(已)?(迁移|关闭|停止)|无法找到|Not\s*Found|错误(提示|页面))[^<]{0,20}\s*</title>",
    re.I,
)
SOFT_404_TEXT = re.compile(
    r"(您(所)?(访问|查看|请求|浏览)的(页面|信息|网页|文章|内容|资源)(暂时)?(不存在|已(被)?(删除|移除|撤销|下线)|未找到|找不到了?|无法访问)|"
    r"(页面|文章|信息)(不存在或)?已(被)?(删除|移除|下线)|(抱歉|对不起)[，,!！。\s]{0,3}(您|没有|未)?[^<]{0,16}(页面|网页|文章|信息)[^<]{0,6}(不存在|已(被)?删除|找不到)|"
    r"网站(正在)?(系统)?(维护|升级)(中|，|。))"
)
WITHDRAWN = re.compile(
    r"(内容|信息|文章|文档|页面|网页|栏目|链接|资源|稿件)[^。！!]{0,8}(不存在|已?失效|走丢|撤稿|撤回|撤销|尚?未(发布|审核|公开)|(正在|待)审核|已过期|已停用|已关闭|已下架)|"
    r"requested (resource|page|url|document)[^.]{0,20}(not available|not found|could not be found|does not exist)",
    re.I,
)
"""Weaker words of the same kind: 效力状态 失效 stands on sound pages, so only where next to nothing else does."""
META_REFRESH = re.compile(
    r"<meta[^>]+http-equiv\s*=\s*[\"']?refresh[\"']?[^>]*content\s*=\s*[\"']?\s*\d+\s*;\s*url\s*=\s*[\"']?([^\"'>\s]+)",
    re.I,
)
SCRIPT_HOME = re.compile(
    r"(?:window\.|top\.|self\.)?location(?:\.href)?\s*=\s*[\"'](/|/index\.s?html?|https?://[^/\"']+/?)[\"']"
)
SCRIPT = re.compile(r"<script\b[^>]{0,200}>([^<]{0,2000}(?:<!--[^<]{0,2000})?)</script", re.I)
SCRIPT_SENDS_ON = re.compile(
    r"\s*(?:<!--|//)?\s*(?:window\.|self\.|top\.|document\.)?location(?:\.href)?\s*(?:=|\.(?:replace|assign)\s*\()\s*"
    r"[\"'](?P<target>[^\"'<>]{1,300})[\"']\s*\)?\s*;?\s*(?://)?\s*(?:-->)?\s*"
)
"""A script that does nothing but go to an address written out in it, no cookie set and nothing computed."""

NOTICE = 1200
"""Characters of visible text that a gate's page has at most, with advice to the visitor; most have fewer than 300."""
FEW_LINKS = 12
"""Links of a gate's or a login page; a page of the portal has more in its head and foot, and in its list."""
SHORT = 4000
"""Characters of visible mark-up under which a page can be a mere notice; a real article page is longer (guide: portals §5)."""


def visible(html: str) -> str:
    """The mark-up without scripts, styles and tags: what a person would see."""
    bare = re.sub(r"(?is)<(script|style|noscript)\b.*?</\1\s*>", " ", html[:400_000])
    return " ".join(re.sub(r"<[^>]{0,2000}>", " ", bare).split())


def judge(status: int, html: str, method: str = "GET") -> tuple[Verdict, str] | None:
    """What the answer is instead of a page, and the mark that shows it; None where nothing speaks against it."""
    if status in GATE_STATUS or (status == 405 and method == "GET"):
        # No server forbids GET for a page that it has: firewalls of 江西 and of clouds answer so.
        return "challenge_page", f"status {status}"
    if status != 202 and (status in {404, 410} or not (status == 200 or 400 <= status < 600)):
        return None
    seen = visible(html)
    mark = _gate(status, html, seen)
    if mark is not None:
        return "challenge_page", mark
    if status != 200:
        return None
    return _login(html, seen) or _soft_404(html, seen)


def _gate(status: int, html: str, seen: str) -> str | None:
    """The mark of a gate. A real page of any length may cite a firewall: only one with next to nothing else on it is a gate."""
    start = html[:200_000]
    by_script = _first(SCRIPT_MARKS, start) if len(seen) < 600 else None
    if by_script is None and len(seen) < 30:
        by_script = _stub(status, start)
    return by_script or _says(start, seen)


def _first(marks: tuple[tuple[re.Pattern[str], str], ...], text: str) -> str | None:
    return next((mark for pattern, mark in marks if pattern.search(text)), None)


def _stub(status: int, html: str) -> str | None:
    """A page without a word that is a gate's, whatever its names."""
    if status == 202:
        return "status 202 without a word (wenshu)"
    if SETS_COOKIE.search(html) and COMES_BACK.search(html):
        return "a script that sets a cookie and comes back"
    if status == 200 and _only_script(html) and not _sends_on(html):
        return "a short page of script without a link (1,166-byte stub of 江西)"
    return None


def _says(html: str, seen: str) -> str | None:
    """The mark in what the page says to its visitor."""
    if len(seen) > NOTICE or _links(html) > FEW_LINKS or OWN_SUBJECT.search(seen):
        return None
    if GATE_TITLE.search(html[:20_000]):
        return "title of a gate"
    if PRODUCT.search(seen) and HARM.search(seen):
        return "block page of a firewall"
    return _first(GATE_WORDS, seen)


def _links(html: str) -> int:
    return html[:200_000].lower().count("<a ")


def _only_script(html: str) -> bool:
    """A stub that does nothing but run a script: no link, no container for an application, no file of its own."""
    lowered = html.lower()
    return (
        len(html) < 3000
        and "<script" in lowered
        and "<a " not in lowered
        and "<script src" not in lowered
        and not re.search(r"<script[^>]+src\s*=", lowered)
        and not re.search(r"<(div|main|section)[^>]+id\s*=\s*[\"']?\w", lowered)
        and "<datastore" not in lowered
        and "createpage" not in lowered
    )


def _sends_on(html: str) -> bool:
    """A home page whose one script names the page to go to: `<script>location.href='/web/'</script>`."""
    scripts = SCRIPT.findall(html[:SHORT])
    found = SCRIPT_SENDS_ON.fullmatch(scripts[0]) if len(scripts) == 1 else None
    return found is not None and not _is_home(found["target"])


def _login(html: str, seen: str) -> tuple[Verdict, str] | None:
    if len(seen) >= 1500:
        return None
    asks, own = PASSWORD.search(html) is not None, OWN_SUBJECT.search(seen) is not None
    (title, title_mark), (text, text_mark) = LOGIN_MARKS
    if title.search(html) and (asks or "登录后" in seen):
        return "login_page", title_mark
    if own or _links(html) > FEW_LINKS:
        return None
    if LOGIN_TITLE.search(html):
        return "login_page", title_mark
    if text.search(html) and (asks or len(seen) < 200):
        return "login_page", text_mark
    if asks and len(seen) < 300 and re.search("登录|登陆|login", html, re.I):
        return "login_page", "next to nothing but a password field"
    return None


def _soft_404(html: str, seen: str) -> tuple[Verdict, str] | None:
    if len(seen) >= SHORT:
        return None
    if SOFT_404_TITLE.search(html[:20_000]):
        return "soft_404", "title says that there is no such page"
    if len(seen) < 600 and SOFT_404_TEXT.search(seen):
        return "soft_404", "text says that there is no such page"
    if len(seen) < 300 and not OWN_SUBJECT.search(seen) and WITHDRAWN.search(seen):
        return "soft_404", "text says that what was here is not, or not yet"
    if len(seen) >= 200:
        return None
    refresh = META_REFRESH.search(html[:20_000])
    if refresh and _is_home(refresh.group(1)):
        return "soft_404", "sends on to the home page"
    script = SCRIPT_HOME.search(html[:20_000])
    if script and len(seen) < 100 and len(html) < 2000:
        return "soft_404", "script sends on to the home page"
    return None


def _is_home(target: str) -> bool:
    # index.html without a slash is a folder's own page: category shells of TRS refresh to it.
    return bool(re.fullmatch(r"((https?://[^/]+/?|/)(index\.s?html?)?)?", target.strip()))


def is_blank(html: str) -> bool:
    """Whether a page shows next to nothing and can show no more: empty and 13-byte bodies (guide: portals §5)."""
    held = re.search(
        r"<(script|iframe|frame|img|embed|object|a)\b|http-equiv\s*=\s*[\"']?refresh",
        html[:SHORT],
        re.I,
    )
    return len(html) < SHORT and held is None and len(visible(html)) < 10


def meta_refresh(html: str) -> str | None:
    """Where a shell page sends its reader at once (category shells of TRS); None for a page with text."""
    found = META_REFRESH.search(html[:20_000])
    if found is None or len(visible(html)) > 200 or _is_home(found.group(1)):
        return None
    return found.group(1)
