"""Site search of eleven makes: each with its own request and its own answer, capped and with marked terms (guide §7)."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from html import escape
from urllib.parse import quote

from tests.sample.exchange import Reply, Request, Site, html
from tests.sample.families.places_menus import CODE
from tests.sample.nouns import Column, Item, SamplePortal

MOST = 8
STALE = "http://127.0.40.9:9"
"""A host that the index still knows and that nobody serves."""
PathOf = Callable[[SamplePortal, Column, Item], str]
Hits = list[tuple[str, str, str]]
"""Address, title and date."""


def site(portal: SamplePortal, engine: str, path_of: PathOf) -> Site:
    """The engine's own addresses."""
    path, handler = {
        "was5": ("/was5/web/search", _was5),
        "igs": ("/igs/front/search.jhtml", _igs),
        "trs-search": ("/trs-search/trssearch/v2/searchAll.do", _trs),
        "irs": ("/irs/front/search", _irs),
        "jsearch": ("/jsearchfront/interfaces/cateSearch.do", _jsearch),
        "jrobot": ("/jrobot/search.do", _jrobot),
        "jpaas": ("/api-gateway/jpaas-jsearch-web-server/interface/search/info", _jpaas),
        "epoint": ("/inteligentsearch/rest/esinteligentsearch/getFullTextDataNew", _epoint),
        "lonsun": ("/site/label/8888", _lonsun),
        "post-form": ("/search.jsp", _form),
        "so": ("/so/api/s", _so_answer),
    }[engine]
    find = partial(hits, portal, path_of)
    pages: Site = {path: partial(handler, find)}
    if engine == "so":
        pages["/so/s"] = _so_page
    return pages


def hits(portal: SamplePortal, path_of: PathOf, words: str) -> Hits:
    """What the index holds of these words, the best first; at its head a row of a host that is gone."""
    terms = [one for one in ("法治政府", "依法行政", "建设", "报告", "年度") if one in words]
    year = next((words[at : at + 4] for at in range(len(words)) if words[at : at + 4].isdecimal()), "")  # fmt: skip
    ranked = []
    for column in portal.columns:
        for item in column.items:
            score = sum(term in item.title for term in terms) + 3 * (bool(year) and year in item.title)  # fmt: skip
            if terms and score > 1:
                ranked.append((-score, item.published, column, item))
    ranked.sort(key=lambda one: (one[0], one[1][::-1]))
    own = [(path_of(portal, column, item), item.title, item.published) for _, _, column, item in ranked]  # fmt: skip
    stale = [(f"{STALE}/old/1.html", f"{portal.government.name}2015年法治政府建设年度报告", "2016-03-01")]  # fmt: skip
    return [*stale, *own][:MOST] if own else []


Find = Callable[[str], Hits]


def _marked(title: str) -> str:
    return escape(title).replace("法治政府", "<em>法治政府</em>").replace("报告", "<em>报告</em>")


def _json(value: object) -> Reply:
    return Reply(
        body=json.dumps(value, ensure_ascii=False).encode(),
        content_type="application/json;charset=UTF-8",
    )


def _rows(found: Hits) -> str:
    return "".join(
        f'<li class="res"><h3><a href="{url}">{_marked(title)}</a></h3><p>摘要……</p><span>{date}</span></li>'
        for url, title, date in found
    )


def _listing(found: Hits) -> Reply:
    return html(
        f"<html><head><title>站内搜索</title></head><body><p>找到{len(found)}条</p><ul>{_rows(found)}</ul></body></html>"
    )


def _was5(find: Find, request: Request) -> Reply:
    return _listing(find(request.query.get("searchword", "")))


def _jrobot(find: Find, request: Request) -> Reply:
    return _listing(find(request.query.get("q", "")))


def _form(find: Find, request: Request) -> Reply:
    if request.method != "POST" or request.form.get("site") != "7":
        return _listing([])
    return _listing(find(request.form.get("keyword", "")))


def _igs(find: Find, request: Request) -> Reply:
    asked = request.query
    found = find(asked.get("searchWord", "")) if asked.get("code") == CODE else []
    rows = [
        {"title": _marked(title), "DOCPUBURL": url, "trs_time": f"{date}T00:00:00.000+0800", "FWZH": ""}
        for url, title, date in found
    ]  # fmt: skip
    return _json({"page": {"content": rows, "totalPages": 1000, "totalElements": 31}})


def _trs(find: Find, request: Request) -> Reply:
    asked = request.query
    found = find(asked.get("allKeywords", "")) if asked.get("siteId") == "5" else []
    rows = [
        {"title": _marked(title), "docpuburl": url, "docpubtime": f"{date} 10:00:00", "chnldesc": "信息"}
        for url, title, date in found
    ]  # fmt: skip
    return _json({"code": 200, "data": {"total": len(rows), "data": rows}})


def _irs(find: Find, request: Request) -> Reply:
    asked = json.loads(request.body or b"{}")
    if request.method != "POST" or asked.get("code") != CODE[:11]:
        return _json({"success": False, "data": None})
    rows = [
        {"title": _marked(title), "url": url, "time": f"{date} 10:00:00", "content": "……"}
        for url, title, date in find(asked.get("searchWord", ""))
    ]
    return _json({"success": True, "data": {"pager": {"total": len(rows), "pageCount": 1}, "middle": {"list": rows}}})  # fmt: skip


_SNIPPET = (
    '<div class="jcse-result-box news-result"><div class="jcse-news-title"><a href="visit/link.do?url={url}&q=x&webid=1" '
    'target="_blank">{title}</a></div><div class="jcse-news-date">{date}</div></div>'
)


def _snippets(found: Hits, host: str) -> list[str]:
    return [
        _SNIPPET.format(
            url=quote(url if "://" in url else host + url, safe=""), title=_marked(title), date=date
        )
        for url, title, date in found
    ]


def _host(request: Request) -> str:
    return f"http://{request.headers.get('host', '')}"


def _jsearch(find: Find, request: Request) -> Reply:
    found = find(request.form.get("q", "")) if request.method == "POST" else []
    return _json({"total": len(found), "result": _snippets(found, _host(request))})


def _jpaas(find: Find, request: Request) -> Reply:
    asked = request.query
    found = find(asked.get("q", "")) if asked.get("cateid") == "3699" else []
    told = {"total": len(found), "result": _snippets(found, _host(request))}
    return _json({"success": True, "code": "200", "data": {"searchResult": told}})


def _epoint(find: Find, request: Request) -> Reply:
    asked = json.loads(request.body or b"{}")
    rows = [
        {"title": _marked(title), "linkurl": url, "infodate": f"{date} 00:00:00", "content": "……", "categorynum": "001"}
        for url, title, date in find(asked.get("wd", ""))
    ]  # fmt: skip
    return _json({"result": {"totalcount": len(rows), "records": rows}})


def _lonsun(find: Find, request: Request) -> Reply:
    asked = request.query
    found = find(asked.get("keywords", "")) if asked.get("isJson") == "true" else []
    rows = [
        {"link": url, "title": _marked(title), "resources": "县政府", "createDate": f"{date} 10:00:00"}
        for url, title, date in found
    ]  # fmt: skip
    return _json({"status": 1, "data": {"data": rows, "pageCount": 1, "total": len(rows)}})


def _so_page(request: Request) -> Reply:
    return html(
        '<html><head><title>搜索</title></head><body><div id="app"></div><script>'
        f"var so=new SearchApp({{api:'/so/api/s',siteCode:'{request.query.get('siteCode', '')}',qt:'{request.query.get('qt', '')}',"
        "wordToken:'9b1deb4d3b7d4bad',timestamp:'1750000000000',tab:'all'});so.init();</script></body></html>"
    )


def _so_answer(find: Find, request: Request) -> Reply:
    asked = request.form
    if request.method != "POST" or asked.get("wordToken") != "9b1deb4d3b7d4bad":
        return _json({"ok": False, "data": None})
    rows = [
        {"title": _marked(title), "viewUrl": url, "docDate": date, "siteName": "x"}
        for url, title, date in find(asked.get("qt", ""))
    ]
    return _json({"ok": True, "data": {"search": {"totalHits": len(rows), "searchs": rows}}})
