"""Home pages whose menus are made in every way met: long, of images, of scripts, in frames, behind a splash (guide §2, §6)."""

from __future__ import annotations

import json
from functools import partial

from tests.sample import markup
from tests.sample.exchange import Reply, Request, Site, fixed, html
from tests.sample.families.common import link_list
from tests.sample.nouns import SamplePortal
from tests.sample.places_table import Layout

Links = list[tuple[str, str]]
NEWS = (
    "县领导调研防汛工作",
    "全县重点项目集中开工",
    "春季植树活动举行",
    "县委理论学习中心组举行学习会",
)


def home(portal: SamplePortal, layout: Layout, links: Links) -> Site:
    """The home page, and the files that its menu stands in."""
    links = [*links, ("/hdjl/", "互动交流"), ("/bmfw/", "便民服务"), ("/zjqs/", "走进本县")]
    search = _search_box(portal, layout.search)
    aside: Site = {
        path: fixed(html(f"<html><head><title>{name}</title></head><body><h2>{name}</h2><p>敬请期待。</p></body></html>"))
        for path, name in links[-3:]
    }  # fmt: skip
    made, files = _menu(layout.nav, links)
    if layout.nav in {"splash", "enter"}:
        door = (
            '<meta http-equiv="refresh" content="0; url=/portal/index.html">'
            if layout.nav == "splash"
            else ""
        )
        picture = '<a href="/portal/index.html"><img src="/images/enter.jpg" border="0"></a>'
        shell = f"<html><head><title>{portal.site_name}</title>{door}</head><body>{picture if not door else ''}</body></html>"
        return {
            "/": fixed(html(shell)),
            "/portal/index.html": partial(_home, portal, made + search),
            **aside,
            **files,
        }
    if layout.nav == "frameset":
        frames = '<frameset rows="120,*"><frame src="/top.htm" name="top"><frame src="/main.htm" name="main"></frameset>'
        return {
            "/": fixed(html(f"<html><head><title>{portal.site_name}</title></head>{frames}</html>")),
            "/top.htm": fixed(html(f"<html><body>{made}</body></html>")),
            "/main.htm": partial(_home, portal, ""),
            **aside,
        }  # fmt: skip
    return {"/": partial(_home, portal, made + search), **aside, **files}


def _home(portal: SamplePortal, menu: str, request: Request) -> Reply:
    news = "".join(
        f'<li><a href="/art/2025/88{place:04d}.html">{words}</a><span>2025-06-{10 + place}</span></li>'
        for place, words in enumerate(NEWS)
    )
    return html(
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{portal.site_name}门户网站</title></head><body>'
        f'<div class="top">{markup.ACCESSIBLE} {markup.weather(portal)}</div>{menu}<h3>要闻</h3><ul class="news">{news}</ul>'
        f'<div class="bottom">{markup.footer(portal, request.hits)}</div></body></html>'
    )


_ITEMS = {
    "alt": '<a href="{path}"><img src="/images/n{n}.png" alt="{name}"></a>',
    "bare-image": '<a href="{path}"><img src="/images/n{n}.png"></a>',
    "map": '<area shape="rect" coords="0,{n}0,90,{n}9" href="{path}" title="{name}">',
    "onclick": "<div class=\"item\" onclick=\"window.open('{path}','_self')\"><span>{name}</span></div>",
    "select": '<option value="{path}">{name}</option>',
    "data-href": '<a href="javascript:;" data-href="{path}" class="tz">{name}</a>',
    "script": "document.writeln('<li><a href=\"{path}\">{name}</a></li>');\n",
}
"""One entry of a menu."""
_AROUND = {
    "map": '<img src="/images/nav.gif" usemap="#nav"><map name="nav">{}</map>',
    "select": '<select onchange="location.href=this.value"><option>栏目导航</option>{}</select>',
}
_JSON_MENU = (
    '<div id="nav"></div><script>var menuData = {};menuData.forEach(function(m){{'
    "var a=document.createElement('a');a.href=m.url;a.innerText=m.name;"
    "document.getElementById('nav').appendChild(a);}});</script>"
)


def _menu(nav: str, links: Links) -> tuple[str, Site]:
    """The menu, and the file that it stands in where it has one."""
    if nav == "json-menu":
        nodes = [
            {"id": n, "name": name, "url": path, "children": []}
            for n, (path, name) in enumerate(links)
        ]
        return _JSON_MENU.format(json.dumps(nodes, ensure_ascii=False)), {}
    if nav == "mega":
        crowd = [(f"/bm/b{n:03d}/", f"县第{n}局") for n in range(150)]
        crowd += [(f"/xwzx/x{n:03d}/", f"专项新闻{n}") for n in range(100)]
        crowd += [(f"/zwgk/zdly/z{n:03d}/", f"重点领域信息公开{n}") for n in range(60)]
        return link_list([*crowd, *links]), {}
    if nav not in _ITEMS:
        return link_list(links), {}
    made = "".join(
        _ITEMS[nav].format(path=path, name=name, n=n) for n, (path, name) in enumerate(links, 1)
    )
    if nav != "script":
        return _AROUND.get(nav, "{}").format(made), {}
    file = Reply(body=made.encode(), content_type="application/javascript; charset=utf-8")
    shown = '<div class="nav"><script src="/js/daohang.js"></script></div>'
    return shown, {"/js/daohang.js": fixed(file)}


CODE = "3f9c7a1e5b2d4c6f8091a2b3c4d5e6f7"
_BOXES = {
    "was5": '<form action="/was5/web/search" method="get"><input type="hidden" name="channelid" value="256510"><input name="searchword"><button>搜</button></form>',
    "igs": f"<script>function so(){{location.href='/igs/front/search.jhtml?code={CODE}&siteId=34&searchWord='+document.getElementById('k').value}}</script><input id=\"k\">",
    "trs-search": '<input id="k"><a onclick="window.open(\'/trs-search/trssearch/searchAll.html?siteId=5&allKeywords=\'+k.value)">搜索</a>',
    "irs": f"<script>function so(){{window.open('/irs-c-web/search.shtml?code={CODE[:11]}&dataTypeId=15&searchWord='+encodeURIComponent(k.value))}}</script><input id=\"k\">",
    "jsearch": '<form action="/jsearchfront/search.do"><input type="hidden" name="websiteid" value="{region}000000000"><input type="text" name="q"></form>',
    "jrobot": '<form action="/jrobot/search.do" method="get"><input type="hidden" name="webid" value="3"><input type="text" name="q"></form>',
    "jpaas": "<script>var searchUrl='/api-gateway/jpaas-jsearch-web-server/search?serviceId=9a&websiteid={region}000000&cateid=3699&q=';</script><input id=\"k\">",
    "epoint": '<script src="/inteligentsearch/js/fullsearch.js"></script><input id="k">',
    "lonsun": '<form action="/site/search/6789941" method="get"><input name="keywords"><input type="hidden" name="platformCode" value=""></form>',
    "post-form": '<form action="/search.jsp" method="post"><input type="hidden" name="site" value="7"><input type="text" name="keyword"><input type="submit" value="搜索"></form>',
    "so": '<form action="/so/s" method="get"><input type="hidden" name="siteCode" value="{region}0001"><input type="hidden" name="tab" value="all"><input name="qt"></form>',
}  # fmt: skip
"""What a home page shows of its engine (guide §7)."""


def _search_box(portal: SamplePortal, engine: str) -> str:
    return _BOXES[engine].replace("{region}", portal.government.region) if engine else ""
