"""新点 EWB: a shell with a site guid in a script, rows by JSON from page 0, soft 404 (§3.F)."""

from __future__ import annotations

import json
import uuid
from functools import partial

from tests.sample import files
from tests.sample.exchange import Reply, Request, Site, fixed, html
from tests.sample.families.common import Dialect, article, cut, frame_site, page
from tests.sample.nouns import Column, Item, SamplePortal

GUID = "00000000-0000-4000-8000-0000000041ab"
API = "/EWB-FRONT/rest/lightfrontaction/getgovinfolist"


def _number(column: Column) -> str:
    return f"003001{column.serial % 900 + 100}"


def column_path(_portal: SamplePortal, column: Column) -> str:
    """The shell, opened at a category."""
    return f"/govpub/govGuidePub.html?categorynum={_number(column)}&lm=cate7"


def path_of(portal: SamplePortal, column: Column, item: Item) -> str:
    """Category folders, day and a uuid."""
    name = uuid.uuid5(uuid.NAMESPACE_URL, f"{portal.portal}/{item.key}")
    number = _number(column)
    return f"/{number[:3]}/{number[:6]}/{item.published.replace('-', '')}/{name}.html"


DIALECT = Dialect(
    column_path=column_path,
    path_of=path_of,
    labels="table",
    hubs=(("/govpub/index.html", "政府信息公开"), ("/govpub/fdzdgk.html", "法定主动公开内容")),
    container='<div class="ewb-detail"><div class="mian-cont">{}</div></div>',
    head='<script src="/js/webBuilderCommon.js"></script>',
    info="【发布时间：{date}】　【信息来源：{source}】　【阅读次数：{hits}】",
)


def site(portal: SamplePortal) -> Site:
    """All pages of the portal; what does not exist is told with status 200."""
    pages = frame_site(DIALECT, portal)
    guid = f'var siteInfo={{"projectName":"EWB-FRONT","siteGuid":"{GUID}"}};'
    pages["/js/webBuilderCommon.js"] = fixed(
        Reply(body=guid.encode(), content_type="application/javascript")
    )
    pages["/govpub/govGuidePub.html"] = partial(_shell, portal)
    pages[API] = partial(_api, portal)
    missing = html(
        "<html><head><title>您访问的页面不存在</title></head><body>您访问的页面不存在</body></html>"
    )
    pages["*"] = fixed(missing)
    pages["/robots.txt"] = fixed(Reply(body=b"", content_type="text/plain"))
    for column in portal.columns:
        for item in column.items:
            pages[path_of(portal, column, item)] = partial(article, DIALECT, portal, column, item)
            if item.attachment:
                pages[DIALECT.file_path(portal, column, item)] = fixed(files.reply(item))
    return pages


def _shell(portal: SamplePortal, request: Request) -> Reply:
    column = next(
        (c for c in portal.columns if _number(c) == request.query.get("categorynum")),
        portal.columns[0],
    )
    script = "getgovinfolist(Util.getUrlParams('categorynum'), 0, 20);"
    inside = (
        f'<h2>{column.name}</h2><ul class="ewb-list" id="infolist"></ul><script>{script}</script>'
    )
    return page(DIALECT, portal, request, column.name, inside)


def _api(portal: SamplePortal, request: Request) -> Reply:
    failed = Reply(body=b'{"custom":{"total":0,"data":[]}}', content_type="application/json")
    try:
        asked = json.loads(request.body or b"{}")
    except ValueError:
        return failed
    asked = asked.get("params", asked)
    column = next((c for c in portal.columns if _number(c) == asked.get("categorynum")), None)
    if column is None or asked.get("siteGuid") != GUID:
        return failed
    index, size = int(asked.get("pageIndex", 0)), int(asked.get("pageSize", 20))
    data = [
        {
            "title": item.title,
            "realtitle": item.title,
            "infourl": path_of(portal, column, item),
            "visiturl": "",
            "linkurl": "",
            "infodate": item.published,
            "handsdate": "",
            "categoryname": column.name,
        }
        for item in cut(column, index + 1, size)
    ]
    text = json.dumps({"custom": {"total": len(column.items), "data": data}}, ensure_ascii=False)
    return Reply(body=text.encode(), content_type="application/json;charset=utf-8")
