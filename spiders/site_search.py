"""A portal's own site search as a way to its report column: one request per engine, answers as links."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from archive.records import Answer, Ask, ListEntry
from pipelines.titles import judge_title
from spiders.envelopes import read_json
from spiders.families.hanweb_jcms import FORM
from spiders.markup import absolute, collapse, document
from spiders.rows import rows_of

QUESTION = "法治政府建设年度报告"
_FIELD_NAMES = re.compile(
    r"^(?:q|qt|query|keyword|keywords|key|kw|searchword|search_?key|wd|word|title|searchtext|allkeywords)$",
    re.I,
)
_WEBSITE_ID = re.compile(r"websiteid[\"']?\s*[=:]\s*[\"']?(\d{12,15})", re.I)
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
_LINK_DO = re.compile(r"link\.do\?(?:[^#]*&)?url=", re.I)


def searches_for(home: Answer, region: str, family: str | None) -> tuple[Ask, ...]:
    """Requests to the search engines whose traces the home page bears, or that its family has."""
    html = home.text.replace("&amp;", "&")
    asks = [*_engines(html, home.url, region, family), *_forms(html, home.url)]
    return tuple(dict.fromkeys(asks))[:3]


def _engines(html: str, url: str, region: str, family: str | None) -> Iterator[Ask]:
    term = quote(QUESTION)
    yield from _hanweb_engines(html, url, region, family)
    for trace, path in _TRS_ENGINES:
        found = trace.search(html)
        if found:
            named = {name: value or "" for name, value in found.groupdict().items()}
            yield from _ask(url, path.format(term=term, **named))
    if family == "lonsun":
        yield from _ask(url, f"{_LONSUN_LABEL}&keywords={term}")
    if "inteligentsearch" in html or family == "epoint":
        body = json.dumps({**_EPOINT_SEARCH, "wd": QUESTION}, ensure_ascii=False).encode()
        path = "/inteligentsearch/rest/esinteligentsearch/getFullTextDataNew"
        yield from _ask(url, path, body, (("Content-Type", "application/json"),))


def _hanweb_engines(html: str, url: str, region: str, family: str | None) -> Iterator[Ask]:
    term = quote(QUESTION)
    website = _WEBSITE_ID.search(html)
    if "/jsearchfront" in html or family in ("hanweb-jcms", "hanweb-xxgk"):
        site = website[1] if website else region.ljust(15, "0")
        fields = {**_JSEARCH, "websiteid": site, "q": QUESTION}
        yield from _ask(
            url, "/jsearchfront/interfaces/cateSearch.do", urlencode(fields).encode(), FORM
        )
    elif "/jrobot" in html:
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
    """The home page's own search form, where it is a plain GET form."""
    tree = document(html)
    for form in tree.iter("form") if tree is not None else ():
        action = absolute(url, form.get("action") or "")
        fields = {
            field.get("name") or "": field.get("value") or ""
            for field in form.iter("input")
            if field.get("name")
        }
        asked = next((name for name in fields if _FIELD_NAMES.match(name)), None)
        if action and asked and (form.get("method") or "get").lower() == "get":
            query = urlencode({**fields, asked: QUESTION}, quote_via=quote)
            yield Ask(url=f"{action.split('?', 1)[0]}?{query}", headers=(("Referer", url),))


def results_of(answer: Answer) -> tuple[ListEntry, ...]:
    """Results whose titles are report titles, their addresses freed from the engine's own redirect."""
    held = read_json(answer.text, answer.url)
    rows = held.entries if held is not None else rows_of(answer.text, answer.url)
    found = []
    for row in rows:
        url = target_of(row.url)
        if url and judge_title(collapse(row.title)).verdict == "report":
            found.append(ListEntry(url=url, title=row.title, listed_date=row.listed_date))
    return tuple(found)


def target_of(url: str) -> str | None:
    """The address behind a `visit/link.do?url=…` of 大汉's search."""
    if not _LINK_DO.search(url):
        return url
    targets = parse_qs(urlsplit(url).query).get("url")
    return absolute(url, targets[0]) if targets else None
