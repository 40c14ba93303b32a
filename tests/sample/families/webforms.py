"""ASP.NET WebForms: pages by __doPostBack, and a stale view state refused with status 200 (§3.N)."""

from __future__ import annotations

import hashlib
from functools import partial
from html import escape

from tests.sample import files
from tests.sample.exchange import Reply, Request, Site, fixed, html
from tests.sample.families.common import Dialect, article, cut, frame_site, page, pages_of
from tests.sample.nouns import Column, Item, SamplePortal

SIZE = 10


def column_path(_portal: SamplePortal, column: Column) -> str:
    """One page for all columns, by a parameter."""
    return f"/List_wj.aspx?lmid={column.serial}"


def path_of(_portal: SamplePortal, _column: Column, item: Item) -> str:
    """An article by its number."""
    return f"/Item/{item.serial}.aspx"


DIALECT = Dialect(
    column_path=column_path,
    path_of=path_of,
    labels="table",
    file_path=lambda _p, _c, item: (
        f"/UploadFiles/{item.published[:4]}/{item.serial}.{item.attachment}"
    ),
    hubs=(("/zwgk.aspx", "政务公开"), ("/xxgk.aspx", "政府信息公开目录")),
    container='<div id="NewsContent">{}</div>',
    info="作者：{source} 发布于：{date} {clock} 点击量：{hits}",
)


def site(portal: SamplePortal) -> Site:
    """All pages of the portal."""
    pages = frame_site(DIALECT, portal)
    pages["/List_wj.aspx"] = partial(_list, portal)
    for column in portal.columns:
        for item in column.items:
            pages[path_of(portal, column, item)] = partial(article, DIALECT, portal, column, item)
            if item.attachment:
                pages[DIALECT.file_path(portal, column, item)] = fixed(files.reply(item))
    return pages


def _state(column: Column, number: int) -> str:
    """The view state of one page: another on every page."""
    return "/wEPDwUK" + hashlib.sha256(f"{column.serial}/{number}".encode()).hexdigest() * 3 + "=="


def _steps(number: int, count: int) -> str:
    """The pager's links: figures, and the next page where there is one."""
    steps = "".join(
        f"<span>{n}</span> "
        if n == number
        else f"<a href=\"javascript:__doPostBack('ctl00$Pager1','{n}')\">{n}</a> "
        for n in range(1, count + 1)
    )
    if number < count:
        steps += f"<a href=\"javascript:__doPostBack('ctl00$Pager1','{number + 1}')\">下一页</a>"
    return steps


def _list(portal: SamplePortal, request: Request) -> Reply:
    column = next(
        (c for c in portal.columns if str(c.serial) == request.query.get("lmid")), portal.columns[0]
    )
    number = 1
    if request.method == "POST":
        form = request.form
        current = int(form.get("Pager1_input", "0") or 0)
        number = int(form.get("__EVENTARGUMENT", "0") or 0)
        if (
            form.get("__VIEWSTATE") != _state(column, current)
            or form.get("__EVENTTARGET") != "ctl00$Pager1"
        ):
            return html("<html><title>出错了</title><body>验证视图状态 MAC 失败。</body></html>")
    rows = "".join(
        f'<tr><td><a href="{path_of(portal, column, item)}">{escape(item.title)}</a></td><td>{item.published}</td></tr>'
        for item in cut(column, number, SIZE)
    )
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{value}">'
        for name, value in (
            ("__VIEWSTATE", _state(column, number)),
            ("__VIEWSTATEGENERATOR", "C2EE9ABB"),
            ("__EVENTVALIDATION", f"/wEd{number}"),
            ("__EVENTTARGET", ""),
            ("__EVENTARGUMENT", ""),
        )
    )
    inside = (
        f'<form method="post" action="List_wj.aspx?lmid={column.serial}" id="form1">{hidden}<table>{rows}</table>'
        f'<div id="ctl00_Pager1">{_steps(number, pages_of(column, SIZE))}<input type="text" name="Pager1_input" value="{number}"></div></form>'
    )
    return page(DIALECT, portal, request, column.name, inside)
