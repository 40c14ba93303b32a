"""What gates, firewalls and login pages look like: marks by status, script, title and words (guide: portals §5)."""

from __future__ import annotations

import re

GATE_STATUS = frozenset({412, 418, 468, 512, 521, 567})
"""412 瑞数 (whole prefectures), 521/512 加速乐, 468 a firewall of 广元, 418/567 cloud firewalls."""

SCRIPT_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\$_\w{2,4}\s*=\s*window\[|FSSBBIl1UgzbN7N80[ST]|<script[^>]{0,80}\sr=['\"]m['\"]"), "瑞数: script and cookie names"),
    (re.compile(r"__jsl_clearance|__jsluid|jsl_clearance_s"), "加速乐: cookie set by script"),
    (re.compile(r"wzws\w{2,}|ccpassport", re.I), "网站卫士"),
    (re.compile(r"\bC3VK\s*="), "chinatax gate: a 380-byte page that sets C3VK"),
    (re.compile(r"acw_sc__v\d"), "阿里云盾: cookie set by script"),
    (re.compile(r"yunsuo_session_verify|security_session_verify"), "云锁: cookie set by script"),
    (re.compile(r"cf-chl-|cdn-cgi/challenge"), "foreign CDN gate"),
)  # fmt: skip
"""In the mark-up, whatever words stand beside."""

SETS_COOKIE = re.compile(r"document\s*\.\s*cookie\s*=|\[\s*['\"]cookie['\"]\s*\]\s*=")
COMES_BACK = re.compile(r"location\s*\.\s*(?:reload|replace|href)|location\s*=|location\[")
"""A script that sets a cookie and asks for the page again: whatever the cookie's name, a gate."""

_SITE = r"\s*(?:[-_|–—·].{0,40})?\s*"
GATE_TITLE = re.compile(
    r"<title>\s*(?:网站|浏览器|系统|您的)?(?:"
    r"(?:安全|人机|滑动|身份|访问|行为|图形|智能)(?:身份)?(?:验证|校验|检查|检测|拦截)(?:中|页面?)?|"
    r"(?:访问|请求)(?:已)?被?(?:拦截|拒绝|受限|限制|禁止|阻断|异常)|(?:拦截|阻断|访问)(?:提示|页面)|(?:拒绝|禁止|限制)访问|"
    r"(?:请输入)?验证码|网站防火墙|防火墙拦截|云防护|云盾|安全狗|WAF\w*|Access Denied|Request Rejected|Just a moment\.\.\."
    rf"){_SITE}</title>",
    re.I,
)
"""The whole title, but for the site's name: 开展安全检查 in an article's title is none."""

_NEAR = r"[^。！!？?\n]"
_YOURS = r"(?:您|你|当前|本次|此次)"
_BLOCKED = (
    rf"{_YOURS}{_NEAR}{{0,14}}(?:访问|请求|操作|提交|IP|网络|地址)"
    rf"{_NEAR}{{0,30}}(?:拦截|阻断|封禁|禁止|限制|拒绝|屏蔽|阻止|黑名单|无法继续)"
)
_RISKY = (
    rf"(?:您|你|当前|本次|此次|访问|请求){_NEAR}{{0,14}}(?:存在|含有|带有|包含|疑似|可能)"
    rf"{_NEAR}{{0,16}}(?:风险|威胁|攻击|不合法|非法|恶意)"
)
_TOO_FAST = r"(?:访问|操作|请求|刷新|查询|点击)(?:速度|次数)?(?:过于|太|过)(?:频繁|快|多)"
_FENCED = (
    rf"(?:仅限|只允许|仅允许|仅支持|仅对){_NEAR}{{0,12}}(?:中国|大陆|境内|国内){_NEAR}{{0,10}}(?:访问|用户|IP)|"
    rf"(?:您所在的?(?:地区|区域|国家)|境外|海外){_NEAR}{{0,10}}(?:无法|不能|禁止|限制){_NEAR}{{0,4}}访问"
)
_CAPTCHA = (
    rf"请{_NEAR}{{0,6}}(?:输入|填写|完成|进行|通过){_NEAR}{{0,8}}(?:验证|校验)|"
    rf"(?:拖动|滑动|按住|点击){_NEAR}{{0,10}}(?:滑块|验证)|人机(?:身份)?(?:验证|识别|校验)|安全验证中"
)
_CHECKING = (
    r"正在(?:为您)?(?:进行)?(?:安全)?(?:检查|验证|检测)(?:您的|中|，|,|。|…|\.|\s|$)|"
    rf"(?:检查|验证|检测)您的{_NEAR}{{0,4}}(?:浏览器|访问|网络|环境)"
)
_ENGLISH = (
    r"Checking your browser|Access Denied.{0,80}(?:Reference|Incident)|requested URL was rejected|"
    r"request (?:has been|was) (?:blocked|rejected|denied)|support ID is"
)
GATE_WORDS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(_BLOCKED, re.I), "block page text"),
    (re.compile(_RISKY), "block page text"),
    (re.compile(_TOO_FAST), "rate limit page"),
    (re.compile(_FENCED), "geographic fence"),
    (re.compile(_CAPTCHA), "captcha page"),
    (re.compile(_CHECKING), "browser check"),
    (re.compile(_ENGLISH, re.S | re.I), "firewall page in English"),
)
"""What such a page says to its visitor; a page of the portal's own says it of others, and says more."""

_PRODUCT = (
    r"云堤|云防护|创宇云?防御|创宇盾|安全狗|safedog|网站防火墙|云WAF|Web应用防(?:火墙|护)|网防G01|D盾|yundun|云盾|云锁|"
    r"宝塔防火墙|WAF拦截|网站卫士|安全防护(?:系统|平台)"
)
PRODUCT = re.compile(_PRODUCT, re.I)
HARM = re.compile(
    r"拦截|阻断|拒绝|禁止|封禁|攻击|非法|不合法|恶意|(?:事件|请求|拦截|追踪)\s*(?:ID|编号)|Request\s*ID",
    re.I,
)
"""A product's name alone stands in many a footer."""

LOGIN_TITLE = re.compile(
    rf"<title>\s*(?:[^<]{{0,16}}(?:统一|单点|用户|系统|后台|账号|帐号|会员))?(?:身份)?(?:登录|登陆|认证)(?:中心|平台|页面?|系统|入口|界面)?{_SITE}</title>",
    re.I,
)
"""The whole title says login."""
LOGIN_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<title>[^<]{0,40}(统一身份认证|用户登录|请登录|登录页|系统登录|登录)[^<]{0,20}</title>", re.I), "title says login"),
    (re.compile(r"(请(先|您)?(登录|登陆)|您(还)?(没有|未|尚未)(登录|登陆)|(登录|登陆)后(才能|方可|再)?(查看|访问|浏览)|(登录|登陆)(已)?(超时|失效))"), "text says login"),
)  # fmt: skip
PASSWORD = re.compile(r"<input[^>]+type\s*=\s*[\"']?password", re.I)
LOGIN_ADDRESS = re.compile(
    r"/(?:cas|sso|auth|idp|uc|passport)/(?:[^?#]*/)?(?:login|signin|authorize)\b|/oauth2?/authorize\b|"
    r"/(?:login|signin|userlogin)(?:\.(?:jspx?|do|html?|action|aspx|php))?/?(?:[?#]|$)",
    re.I,
)
"""Where a redirect sends who is not logged in: 统一身份认证, CAS, OAuth."""

OWN_SUBJECT = re.compile("法治政府|依法行政")
"""A page that speaks of what we look for is the portal's own, however short: no gate, by its words alone."""
