"""广东's gkmlpt: categories in _CONFIG, rows as JSON where page 0 is page 1, epoch dates (§3.E)."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from functools import partial

from tests.sample import files
from tests.sample.exchange import Reply, Request, Site, fixed
from tests.sample.families.common import Dialect, article, body_of, cut, frame_site, page
from tests.sample.nouns import Column, Item, SamplePortal

SIZE = 20
SID = "799041"
CHINA = timezone(timedelta(hours=8))


def column_path(_portal: SamplePortal, column: Column) -> str:
    """The index page opened at a category."""
    return f"/gkmlpt/index#{column.serial}"


def path_of(_portal: SamplePortal, _column: Column, item: Item) -> str:
    """A post, in folders by millions and thousands."""
    number = 9_000_000 + item.serial
    return f"/gkmlpt/content/{number // 1_000_000}/{number // 1000}/post_{number}.html"


DIALECT = Dialect(
    column_path=column_path,
    path_of=path_of,
    labels="table",
    file_path=lambda _p, _c, item: (
        f"/attachment/1/17/{item.serial}/{item.serial}.{item.attachment}"
    ),
    hubs=(("/gkmlpt/index", "政府信息公开"),),
    container='<div class="article-content">{}</div>',
)


def site(portal: SamplePortal) -> Site:
    """All pages of the portal."""
    pages = frame_site(DIALECT, portal)
    pages["/gkmlpt/index"] = partial(_index, portal)
    for column in portal.columns:
        pages[f"/gkmlpt/api/all/{column.serial}"] = partial(
            _api, portal, column.items, column.name, column.serial
        )
        for item in column.items:
            pages[path_of(portal, column, item)] = partial(_article, portal, column, item)
            if item.attachment:
                pages[DIALECT.file_path(portal, column, item)] = fixed(files.reply(item))
    everything = tuple(item for column in portal.columns for item in column.items)
    pages["/gkmlpt/api/all/0"] = partial(_api, portal, everything, "全部", 0)
    return pages


def _index(portal: SamplePortal, request: Request) -> Reply:
    def leaf(column: Column) -> dict[str, object]:
        return {
            "id": column.serial,
            "name": column.name,
            "post_count": len(column.items),
            "jump_url": "",
            "children": [],
        }

    inner = [leaf(column) for column in portal.columns if column.slug != "tzgg"]
    other = {"id": 20899, "name": "其他", "post_count": 0, "jump_url": "", "children": inner}
    tree = [
        {
            "id": 20890,
            "name": "政策",
            "post_count": 0,
            "jump_url": "",
            "children": [leaf(portal.column("tzgg"))],
        },
        {
            "id": 20901,
            "name": "法定主动公开内容",
            "post_count": 0,
            "jump_url": "",
            "children": [other],
        },
    ]
    config = f"SID:'{SID}',SITE_NAME:'{portal.site_name}',SERVICE_AREA_ID:41,TREE:{json.dumps(tree, ensure_ascii=False)}"
    inside = f'<div id="app"></div><script>window._CONFIG={{{config}}};</script><script src="/gkmlpt/js/app.js"></script>'
    return page(DIALECT, portal, request, "政府信息公开平台", inside)


def _api(
    portal: SamplePortal, items: tuple[Item, ...], name: str, number: int, request: Request
) -> Reply:
    asked = max(1, int(request.query.get("page", "1") or 1))
    column = Column(name=name, slug="", serial=number, items=items)
    articles = []
    for item in cut(column, asked, SIZE):
        moment = datetime.fromisoformat(f"{item.published}T{item.clock}").replace(tzinfo=CHINA)
        post = 9_000_000 + item.serial
        articles.append(
            {
                "id": post,
                "title": item.title,
                "document_number": item.report.number if item.report else "",
                "identifier": item.index_number or "",
                "publisher": item.source,
                "date": int(moment.timestamp()),
                "created_at": f"{item.published} {item.clock}",
                "first_publish_time": int(moment.timestamp()),
                "display_publish_time": int(moment.timestamp()),
                "classify_main_name": name,
                "url": f"http://{request.headers.get('host', portal.address)}{path_of(portal, column, item)}",
                "post_url": "",
                "abstract": "",
                "attachment": [],
                "is_expired": 0,
                "is_abolished": 0,
                "relation": [],
            }
        )
    data = {
        "classify": {"id": number, "name": name, "post_count": len(items)},
        "total": len(items),
        "articles": articles,
    }
    return Reply(body=json.dumps(data).encode(), content_type="application/json")


def _article(portal: SamplePortal, column: Column, item: Item, request: Request) -> Reply:
    reply = article(DIALECT, portal, column, item, request)
    content = json.dumps({"content": body_of(DIALECT, portal, column, item)}).replace(
        "<", "\\u003C"
    )
    script = f"<script>window._CONFIG={{SID:'{SID}',DETAIL:{content}}};</script></body>".encode()
    return Reply(body=reply.body.replace(b"</body>", script), content_type=reply.content_type)
