"""Which publishing system a page is on, by signs in its address and its source, cheap and sure ones first."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LOOKED_AT = 600_000
"""Characters of a page that are searched for signs."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One family's marks: in the address, or in the page's source."""

    family: str
    url: re.Pattern[str] | None
    html: re.Pattern[str] | None
    reason: str


def _sign(family: str, url: str | None, html: str | None, reason: str) -> Sign:
    return Sign(
        family,
        re.compile(url, re.I) if url else None,
        re.compile(html, re.I) if html else None,
        reason,
    )


SIGNS: tuple[Sign, ...] = (
    _sign(
        "gkmlpt",
        r"/gkmlpt(?:/|$)",
        r"window\._CONFIG\s*=\s*\{[^<]{0,2000}?\bSID\b",
        "the path, or the _CONFIG object with a site id (portals.md §2.1)",
    ),
    _sign(
        "jpaas",
        r"/jpaas-publish-server/",
        r"unitbuild\.js|jpaas-publish-server|\bqueryData\s*=",
        "before jcms: jpaas keeps /col/colN/ addresses (§2.2)",
    ),
    _sign(
        "truecms",
        r"/messageController/getMessage\.do",
        r"messageController/getMessage\.do|id\s*=\s*[\"']?initData\b",
        "before jcms: uses the same jpage plug-in (§2.3)",
    ),
    _sign(
        "hanweb-xxgk",
        r"/module/xxgk/(?:search|subjectinfo|search_custom)\.jsp",
        r"/module/xxgk/(?:search|subjectinfo|search_custom)\.jsp|/module/xxgk/tree\.jsp\?",
        "大汉's 信息公开 module, on pages that also have the marks of jcms (§2.4)",
    ),
    _sign(
        "hanweb-jcms",
        r"/col/col\d+|dataproxy\.jsp",
        r"dataproxy\.jsp|jquery\.jpage|<datastore>",
        "§2.4",
    ),
    _sign(
        "epoint",
        r"[?&]categorynum=|/lightfrontaction/getgovinfolist",
        r"EWB-FRONT|webBuilderCommon\.js|getgovinfolist|\bsiteGuid\b",
        "§2.6; before ucap, whose marks are looser",
    ),
    _sign(
        "ucap",
        r"/common/search/[0-9a-f]{32}|/searchList/[0-9a-f]{32}|/c\d{5,}/[\w-]*\.shtml|/(?:xxgk|zfxxgk)_?(?:list|lists|navs|gknrz|MultiList)\w*\.shtml",
        r"UCAPCONTENT|UCAPTITLE|UCAP-CONTENT|/common/search/[0-9a-f]{32}",
        "§2.5",
    ),
    _sign(
        "lonsun",
        r"/public/column/\d+|/opennessList/|/openness/|labelName=|/Special/showList/",
        r"class\s*=\s*[\"'][^\"']*xxgk_navli|labelName=searchDataList|/public/column/\d+\?",
        "§2.7",
    ),
    _sign(
        "uuid-columns",
        r"/columns/[0-9a-f]{8}-[0-9a-f-]{27}/",
        r"/columns/[0-9a-f]{8}-[0-9a-f-]{27}/templates/",
        "§2.8",
    ),
    _sign(
        "article-list-json", r"/pc/list\w*\.html", r"[\"']?articleList[\"']?\s*[:=]\s*\[", "§2.8"
    ),
    _sign("ilist-jsp", r"/iList\.jsp", r"/iList\.jsp\?", "§2.8"),
    _sign(
        "webforms",
        r"\.aspx(?:$|\?)",
        r"__doPostBack\(",
        "§2.8; the pager's own call, since a view state alone may belong to a search box",
    ),
    _sign(
        "sitesources",
        r"/sitesources/[^/]+/page_pc/|/htmls/\d+_\w+/list-\d+\.html",
        None,
        "新乡, 周口 (§3.M)",
    ),
    _sign(
        "zz-public", r"^https?://public\.[^/]+/\?(?:[^#]*&)?a=info", None, "郑州's districts (§3.M)"
    ),
    _sign("gi-class", r"/gi_class/|/ns_class/", None, "常州 (§3.M)"),
    _sign(
        "huaian-cmsweb",
        r"/cmsweb/|articleCommonController",
        r"articleCommonController/lists\.do|\bnsetpage\s*\(\s*\d",
        "淮安 (§3.M)",
    ),
    _sign("gtapp", r"/gtapp/\w+\.action", None, "江苏自然资源 (§3.M)"),
    _sign("eportal", r"/eportal/ui\?", None, "西丰; once 河北 (§3.K)"),
    _sign("shhex", r"/nw\d+/(?:index(?:_\d+)?\.html)?$", None, "上海 (§3.M)"),
    _sign(
        "ln-web-tsid",
        r"/web/\w+/(?:index\.shtml)?$",
        r"/web/\w+/\d{14,}/index\.shtml",
        "辽宁省 (§3.M)",
    ),
    _sign(
        "snowflake-html",
        r"/\d{19}\.html$",
        r"/\d{19}\.html[\"']",
        "西安's counties: articles named by a 19-digit number (§3.M)",
    ),
    _sign("ja-xxgk-list", r"/xxgk-list-[\w-]+\.html", None, "吉安 (§3.M)"),
    _sign("mongo-channel", r"/channel_[0-9a-f]{24}/", None, "济南 (§3.M)"),
    _sign("xz-thtml", r"\.thtml\?id=", None, "日喀则 (§3.M)"),
    _sign("yx-jspx", r"/yxgovfront/", None, "玉溪 (§3.M)"),
    _sign("wuxi-doclist", None, r"id\s*=\s*[\"']?doclist\b", "无锡 (§3.M)"),
    _sign("html-public", r"/html/public/\w+\.html", None, "西宁's districts (§3.M)"),
    _sign(
        "trs-static",
        None,
        r"[\"'][^\"']{0,200}/t\d{6,8}_\d+\.s?html?[\"']|\bcreatePage(?:HTML)?\s*\(\s*\d|TRS_Editor|\bFILENUM\b",
        "§2.9",
    ),
    _sign(
        "vsb",
        r"/info/\d+/\d+\.htm$",
        r"[\"'][^\"']{0,200}info/\d+/\d+\.htm[\"']|vsb_content|_showDynClick|winstyle|class\s*=\s*[\"']?p_(?:t|next|pages)\b",
        "§2.10",
    ),
    _sign(
        "spa",
        None,
        r"<body[^>]{0,300}>\s*(?:<noscript>.{0,800}?</noscript>\s*)?<div id\s*=\s*[\"']?(?:app|root)[\"']?[^>]{0,200}>\s*</div>",
        "an empty application shell (§2.11)",
    ),
)
"""In detection order (portals.md §2): first the addresses of all signs, then the sources of all."""


def recognise(url: str, html: str) -> str | None:
    """The id of the family whose sign the address or the page bears first; None for none."""
    looked_at = html[:_LOOKED_AT]
    for sign in SIGNS:
        if (sign.url and sign.url.search(url)) or (sign.html and sign.html.search(looked_at)):
            return sign.family
    return None
