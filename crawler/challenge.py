"""Recognises answers that are not what was asked for: gates, firewalls, login pages, soft 404s.

Such an answer is captured, gets its outcome, and never becomes a report (guide: portals §5).
"""

from __future__ import annotations

import re
from typing import Literal

Verdict = Literal["challenge_page", "login_page", "soft_404"]

GATE_STATUS = frozenset({412, 418, 468, 512, 521, 567})
"""412 瑞数 (whole prefectures), 521/512 加速乐, 468 a firewall of 广元, 418/567 cloud firewalls."""

GATE_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\$_ts\s*=\s*window\[|FSSBBIl1UgzbN7N80[ST]"), "瑞数: script and cookie names"),
    (re.compile(r"__jsl_clearance|__jsluid|jsl_clearance_s"), "加速乐: cookie set by script"),
    (re.compile(r"wzwschallenge|wzwstemplate|wzwsconfirm|ccpassport"), "网站卫士"),
    (re.compile(r"\bC3VK\s*="), "chinatax gate: a 380-byte page that sets C3VK"),
    (re.compile(r"(云堤|创宇云?防御|创宇盾|安全狗|safedog|网站防火墙|云WAF|网防G01|D盾_拦截|yundun|宝塔防火墙|WAF拦截)"), "block page with 200"),
    (re.compile(r"(访问|请求)(行为)?(疑似|可能)?(存在|含有|带有|包含)(安全)?(威胁|风险|攻击|不合法)"), "block page text"),
    (re.compile(r"(您的)?(访问|请求|IP)(过于频繁|过快|已被(拦截|阻断|封禁|限制|拒绝))"), "rate limit page"),
    (re.compile(r"(请(输入|完成|进行)(图形|滑动|安全|人机)?(验证码?|校验)(以|后|继续)|人机(身份)?(验证|识别|校验)|安全验证中|正在进行(安全)?(检测|检查|验证))"), "captcha page"),
    (re.compile(r"(Just a moment\.\.\.|Checking your browser|cf-chl-|Access Denied.{0,80}(Reference|Incident))", re.S | re.I), "foreign CDN gates"),
)  # fmt: skip

LOGIN_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<title>[^<]{0,40}(统一身份认证|用户登录|请登录|登录页|系统登录|登录)[^<]{0,20}</title>", re.I), "title says login"),
    (re.compile(r"(请先登录|您(还)?(没有|未|尚未)登录|登录后(才能|方可)(查看|访问|浏览))"), "text says login"),
)  # fmt: skip
PASSWORD = re.compile(r"<input[^>]+type\s*=\s*[\"']?password", re.I)

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

SHORT = 4000
"""Characters of visible mark-up under which a page can be a mere notice; a real article page is longer (guide: portals §5)."""


def visible(html: str) -> str:
    """The mark-up without scripts, styles and tags: what a person would see."""
    bare = re.sub(r"(?is)<(script|style|noscript)\b.*?</\1\s*>", " ", html[:400_000])
    return " ".join(re.sub(r"<[^>]{0,2000}>", " ", bare).split())


def judge(status: int, html: str) -> tuple[Verdict, str] | None:
    """What the answer is instead of a page, and the mark that shows it; None where nothing speaks against it."""
    if status in GATE_STATUS:
        return "challenge_page", f"status {status}"
    if status not in {200, 202, 403, 503}:
        return None
    seen = visible(html)
    for pattern, mark in GATE_MARKS:
        # A real page of any length may cite a firewall in its text: only a page with next to
        # nothing else on it is a gate.
        if len(seen) < 600 and pattern.search(html[:200_000]):
            return "challenge_page", mark
    if status == 200 and len(seen) < 30 and _only_script(html) and not _sends_on(html):
        return "challenge_page", "a short page of script without a link (1,166-byte stub of 江西)"
    if status != 200:
        return None
    return _login(html, seen) or _soft_404(html, seen)


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
    for pattern, mark in LOGIN_MARKS:
        if (
            len(seen) < 1500
            and pattern.search(html)
            and (PASSWORD.search(html) or "登录后" in seen)
        ):
            return "login_page", mark
    return None


def _soft_404(html: str, seen: str) -> tuple[Verdict, str] | None:
    if len(seen) >= SHORT:
        return None
    if SOFT_404_TITLE.search(html[:20_000]):
        return "soft_404", "title says that there is no such page"
    if len(seen) < 600 and SOFT_404_TEXT.search(seen):
        return "soft_404", "text says that there is no such page"
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
    return bool(re.fullmatch(r"(https?://[^/]+)?/?(index\.s?html?)?", target.strip()))


def meta_refresh(html: str) -> str | None:
    """Where a shell page sends its reader at once (category shells of TRS); None for a page with text."""
    found = META_REFRESH.search(html[:20_000])
    if found is None or len(visible(html)) > 200 or _is_home(found.group(1)):
        return None
    return found.group(1)
