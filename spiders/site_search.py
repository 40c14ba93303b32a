"""A portal's own site search as a way to its report column: one request per engine, answers as links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from archive.records import Answer, Ask
from spiders.families.hanweb_jcms import FORM
from spiders.markup import absolute, document

QUESTION = "法治政府建设年度报告"
_FIELD_NAMES = re.compile(
    r"^(?:q|qt|query|keyword|keywords|key|kw|searchword|search_?key|wd|word|title|searchtext|allkeywords)$",
    re.I,
)
_NO_VALUE = frozenset({"submit", "button", "image", "reset", "file", "checkbox", "radio"})
_LEFT_TO_ENGINES = re.compile(r"/jsearchfront/|/(?:so|guestweb4|search4)/s$", re.I)
"""Forms whose page is a shell: the engine's own call is asked instead."""
_WEBSITE_ID = re.compile(r"websiteid[\"']?\s*(?:[=:]|value=)\s*[\"']?(\d{12,15})", re.I)
_TRS_ENGINES = (
    (
        re.compile(r"/was5/web/search\?[^\"'<>]{0,200}?channelid=(?P<channel>\d+)", re.I),
        "/was5/web/search?channelid={channel}&searchword={term}&page=1&perpage=20&orderby=-DocPubTime",
    ),
    (
        re.compile(
            r"/igs/front/search[^\"'<>]{0,80}?code=(?P<code>[0-9a-f]{32})(?:[^\"'<>]{0,80}?siteId=(?P<site>\d+))?",
            re.I,
        ),
        "/igs/front/search.jhtml?code={code}&searchWord={term}&pageNumber=1&pageSize=20&siteId={site}",
    ),
    (
        re.compile(r"/trs-search/[^\"'<>]{0,200}?siteId=(?P<site>\d+)", re.I),
        "/trs-search/trssearch/v2/searchAll.do?siteId={site}&allKeywords={term}&pageNum=1&pageSize=20",
    ),
)
"""TRS's engines: the trace in a page, and the request (portals.md §7)."""
_JSEARCH = {"websiteid": "", "q": "", "p": "1", "pg": "20", "cateid": "", "tpl": "", "pos": "title"}
_EPOINT_SEARCH = {
    "token": "",
    "pn": 0,
    "rn": 20,
    "wd": "",
    "fields": "title",
    "cnum": "",
    "cl": 500,
}
_LONSUN_LABEL = "/site/label/8888?IsAjax=1&dataType=JSON&labelName=searchDataList&isJson=true&pageIndex=1&pageSize=20"
_JPAAS_CATEGORY = re.compile(
    r"jpaas-jsearch-web-server[^\"'<>]{0,300}?websiteid=(\w+)(?:[^\"'<>]{0,200}?cateid=(\w+))?",
    re.I,
)
_JSON = (("Content-Type", "application/json"),)
_IRS = re.compile(
    r"/irs(?:-c-web|-search|-web)?/[^\"'<>]{0,200}?\bcode=(?P<code>[0-9a-zA-Z]{6,40})(?:[^\"'<>]{0,200}?dataTypeId=(?P<type>\d+))?"
    r"|/irs/front/search[\s\S]{0,600}?\bcode[\"']?\s*[:=]\s*[\"'](?P<named>[0-9a-zA-Z]{6,40})"
)
_JROBOT = re.compile(
    r"((?:(?:https?:)?//[\w.:-]{1,100})?/jrobot(?:front)?/search\.do)\?[^\"'<>]{0,200}?web(?:site)?id=(\w+)",
    re.I,
)
_GUANGDONG = re.compile(r"((?:https?:)?//search\.gd\.gov\.cn)/search/\w+/(\d+)", re.I)
"""The province's search for all its portals."""
_LONSUN_TRACE = re.compile(r"/site/(?:search|label|tpl)/\d+", re.I)
_SO = re.compile(
    r"((?:https?:)?//[^\"'\s<>/]{1,100})?(/(?:so|guestweb4|search4)/s)\b(?:\?[^\"'<>]{0,200}?siteCode=(\w{8,12}))?"
)
_SITE_CODE = re.compile(
    r"siteCode[\"']?\s*(?:[=:]|\bvalue=)\s*[\"']?(\w{8,12})|SiteIDCode[\"']\s+content=[\"'](\d{10})",
    re.I,
)


def searches_for(home: Answer, region: str, family: str | None) -> tuple[Ask, ...]:
    """Requests to the search engines whose traces the home page bears, or that its family has."""
    html = home.text.replace("&amp;", "&")
    asks = [*_engines(html, home.url, region, family), *_forms(html, home.url)]
    return tuple(dict.fromkeys(asks))[:3]


def asking(url: str, body: str, year: int) -> Iterator[tuple[str, str]]:
    """The same request, asking for one year's report instead; to 2017 under its older name too (domain.md §3)."""
    for subject in ("法治政府建设", "依法行政")[: 2 if year <= _OLDER_NAME else 1]:
        question = f"{year}年{subject}"
        told = body.replace(quote(QUESTION), quote(question)).replace(QUESTION, question)
        yield url.replace(quote(QUESTION), quote(question)), told


_OLDER_NAME = 2017
"""Report year to which many titles say 依法行政."""


def _engines(html: str, url: str, region: str, family: str | None) -> Iterator[Ask]:
    term = quote(QUESTION)
    yield from _hanweb_engines(html, url, region, family)
    for trace, path in _TRS_ENGINES:
        found = trace.search(html)
        if found:
            named = {name: value or "" for name, value in found.groupdict().items()}
            yield from _ask(url, path.format(term=term, **named))
    if family == "lonsun" or _LONSUN_TRACE.search(html):
        yield from _ask(url, f"{_LONSUN_LABEL}&keywords={term}")
    if "inteligentsearch" in html or family == "epoint":
        body = json.dumps({**_EPOINT_SEARCH, "wd": QUESTION}, ensure_ascii=False).encode()
        path = "/inteligentsearch/rest/esinteligentsearch/getFullTextDataNew"
        yield from _ask(url, path, body, _JSON)
    yield from _irs(html, url)
    yield from _kaipu(html, url)
    province = _GUANGDONG.search(html)
    if province:
        told = {"keywords": QUESTION, "site_id": province[2], "range": "site", "position": "title", "page": 1}  # fmt: skip
        body = json.dumps(told, ensure_ascii=False).encode()
        yield from _ask(url, f"{province[1]}/api/search/all", body, _JSON)


def _irs(html: str, url: str) -> Iterator[Ask]:
    """TRS irs: JSON both ways, the code and the kind of data as the portal's own link names them."""
    found = _IRS.search(html)
    if found:
        asked = {
            "code": found["code"] or found["named"], "searchWord": QUESTION, "dataTypeId": found["type"] or "",
            "orderBy": "related", "searchBy": "title", "pageNo": 1, "pageSize": 20,
        }  # fmt: skip
        yield from _ask(url, "/irs/front/search", json.dumps(asked, ensure_ascii=False).encode(), _JSON)  # fmt: skip


def _kaipu(html: str, url: str) -> Iterator[Ask]:
    """开普: the page of results, whose script holds the token for the call behind it."""
    found = _SO.search(html)
    if found:
        code = _SITE_CODE.search(html)
        site = found[3] or (code[1] or code[2] if code else "")
        path = f"{found[1] or ''}{found[2]}?qt={quote(QUESTION)}&siteCode={site}&tab=all"
        yield from _ask(url, path)


def _hanweb_engines(html: str, url: str, region: str, family: str | None) -> Iterator[Ask]:
    term = quote(QUESTION)
    website = _WEBSITE_ID.search(html)
    if "/jsearchfront" in html or family in ("hanweb-jcms", "hanweb-xxgk"):
        site = website[1] if website else region.ljust(15, "0")
        fields = {**_JSEARCH, "websiteid": site, "q": QUESTION}
        yield from _ask(
            url, "/jsearchfront/interfaces/cateSearch.do", urlencode(fields).encode(), FORM
        )
    robot = _JROBOT.search(html)
    if robot:
        named = "websiteid" if "front" in robot[1] else "webid"
        yield from _ask(url, f"{robot[1]}?{named}={robot[2]}&pg=12&p=1&q={term}&pos=title")
    elif "/jrobot" in html and "<form" not in html:
        yield from _ask(url, f"/jrobot/search.do?webid=1&pg=12&p=1&q={term}&pos=title")
    jpaas = _JPAAS_CATEGORY.search(html)
    if jpaas or family == "jpaas":
        site = jpaas[1] if jpaas else region.ljust(12, "0")
        category = f"&cateid={jpaas[2]}" if jpaas and jpaas[2] else ""
        path = "/api-gateway/jpaas-jsearch-web-server/interface/search/info"
        yield from _ask(url, f"{path}?websiteid={site}&q={term}&pg=10{category}&p=1")


def _ask(
    base: str, path: str, body: bytes = b"", headers: tuple[tuple[str, str], ...] = ()
) -> Iterator[Ask]:
    url = absolute(base, path)
    if url is not None:
        yield Ask(
            url=url,
            method="POST" if body else "GET",
            body=body,
            headers=(*headers, ("Referer", base)),
        )


def _forms(html: str, url: str) -> Iterator[Ask]:
    """The home page's own search forms, sent as a browser would: engines that say themselves what they want."""
    tree = document(html)
    for form in tree.iter("form") if tree is not None else ():
        action = absolute(url, form.get("action") or "")
        fields = {
            field.get("name") or "": field.get("value") or ""
            for field in form.iter("input")
            if field.get("name") and (field.get("type") or "").lower() not in _NO_VALUE
        }
        asked = next((name for name in fields if _FIELD_NAMES.match(name)), None)
        if not action or asked is None or _LEFT_TO_ENGINES.search(action):
            continue
        if (form.get("method") or "get").lower() == "get":
            named = dict(parse_qsl(urlsplit(action).query))
            query = urlencode({**named, **fields, asked: QUESTION}, quote_via=quote)
            yield Ask(url=f"{action.split('?', 1)[0]}?{query}", headers=(("Referer", url),))
        else:
            body = urlencode({**fields, asked: QUESTION}).encode()
            yield Ask(url=action, method="POST", body=body, headers=(*FORM, ("Referer", url)))
