"""jpage blocks of 大汉 jcms: rows in a datastore, further groups from dataproxy.jsp, and the proxy's known faults."""

from __future__ import annotations

from html import escape
from urllib.parse import quote

from tests.sample import markup
from tests.sample.exchange import Reply, Request
from tests.sample.nouns import Column, Item, SamplePortal

PER_PAGE = 5
PROXY = "/module/web/jpage/dataproxy.jsp"
NOTHING = b"<datastore><recordset></recordset></datastore>"


def group_of(portal: SamplePortal) -> int:
    """Pages in a group."""
    return 12 if "one-group" in portal.traits else 2


def path_of(_portal: SamplePortal, column: Column, item: Item) -> str:
    """The article's path: month and day without leading zeros, column and article number."""
    year, month, day = (int(part) for part in item.published.split("-"))
    return f"/art/{year}/{month}/{day}/art_{column.serial}_{item.serial}.html"


def _row(portal: SamplePortal, column: Column, item: Item) -> str:
    link, title, words = (
        path_of(portal, column, item),
        escape(item.title),
        escape(markup.shorten(item.title)),
    )
    if "single-quoted" in portal.traits:
        return (
            f"<li><a href=\"{link}\" title='{title}'>{words}</a><span>{item.published}</span></li>"
        )
    year, month, day = item.published.split("-")
    return (
        f'<li><a href="{link}" title="{title}" target="_blank">{words}</a>'
        f"<span>{year}-{month}-\n{day}</span></li>"
    )


def _datastore(portal: SamplePortal, column: Column, start: int, end: int, unit: int) -> str:
    rows = "".join(
        f"<record><![CDATA[{_row(portal, column, item)}]]></record>"
        for item in column.items[start - 1 : end]
    )
    total = len(column.items)
    group = (start - 1) // (PER_PAGE * group_of(portal)) + 2
    link = f"{PROXY}?page={group}&appid=1&webid=3&path=/&columnid={column.serial}&unitid={unit}&permissiontype=0"
    after = f'<nextgroup><![CDATA[<a href="{link}"></a>]]></nextgroup>' if end < total else ""
    return (
        f"<datastore><totalrecord>{total}</totalrecord><totalpage>{-(-total // PER_PAGE)}</totalpage>{after}"
        f"<recordset>{rows}</recordset></datastore>"
    )


def blocks(portal: SamplePortal, column: Column) -> str:
    """Two jpage blocks with the same rows: one for the screen, one for the telephone."""
    name, group, made = quote(quote(portal.site_name)), group_of(portal), ""
    for unit in (column.serial + 7, column.serial + 8):
        inline = _datastore(portal, column, 1, PER_PAGE * group, unit)
        made += (
            f'<div id="{unit}"><script type="text/xml">{inline}</script></div><script>'
            f"var param_{unit}={{col:1,appid:'1',webid:3,path:'/',columnid:{column.serial},sourceContentType:1,"
            f"unitid:'{unit}',webname:'{name}',permissiontype:0}};$('#{unit}').jpage({{totalRecord:"
            f"{len(column.items)},perPage:{PER_PAGE},groupSize:{group},barPosition:'bottom',proxyUrl:'{PROXY}'}});</script>"
        )
    return made


def proxy(portal: SamplePortal, request: Request) -> Reply:
    """A further group; some proxies ignore startrecord, answer nothing, or answer in JavaScript."""
    asked = {**request.query, **request.form}
    number = asked.get("columnid", "")
    column = next((column for column in portal.columns if str(column.serial) == number), None)
    if column is None or "empty-proxy" in portal.traits:
        return Reply(body=NOTHING, content_type="text/xml;charset=UTF-8")
    size = PER_PAGE * group_of(portal)
    start = (max(1, int(asked.get("page", "1") or 1)) - 1) * size + 1
    if "page-only" not in portal.traits:
        start = int(asked.get("startrecord", "0") or 0) or start
    end = start + size - 1
    if "page-only" not in portal.traits:
        end = int(asked.get("endrecord", "0") or 0) or end
    if "js-answer" in portal.traits:
        return _script(portal, column, start, end)
    text = _datastore(portal, column, start, end, int(asked.get("unitid", "0") or 0))
    return Reply(body=text.encode(), content_type="text/xml;charset=UTF-8")


def _script(portal: SamplePortal, column: Column, start: int, end: int) -> Reply:
    rows = [
        _row(portal, column, item).replace("'", "\\'") for item in column.items[start - 1 : end]
    ]
    total = len(column.items)
    store = ",".join(f"'{row}'" for row in rows)
    text = (
        "\r\n" * 8 + f"totalRecord={total};totalPage={-(-total // PER_PAGE)};dataStore=[{store}];"
    )
    return Reply(body=text.encode(), content_type="text/html;charset=UTF-8")
