"""TRS static lists: createPageHTML, list_2 names, document.writeln rows, a stub page, a forbidden folder (§3.C)."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from html import escape

from tests.sample import files, markup
from tests.sample.exchange import Reply, Request, Site, fixed, html
from tests.sample.families.common import Dialect, article, cut, frame_site, page, pages_of
from tests.sample.nouns import Column, Item, SamplePortal

SIZE = 10
STUB = "<html><head><title></title></head><body><!--" + "x" * 290 + "--></body></html>"


def column_path(portal: SamplePortal, column: Column) -> str:
    """The column's folder; its index page where the folder itself is forbidden."""
    root = f"/zfxxgk/fdzdgknr/qtfdxx/{column.slug}/"
    return f"{root}{_first(portal)}.html" if "forbidden-folder" in portal.traits else root


def path_of(_portal: SamplePortal, column: Column, item: Item) -> str:
    """Month folder, date and number beside the list."""
    return f"/zfxxgk/fdzdgknr/qtfdxx/{column.slug}/{_tail(item)}"


def _tail(item: Item) -> str:
    day = item.published.replace("-", "")
    return f"{day[:6]}/t{day}_{item.serial}.html"


def _file(_portal: SamplePortal, _column: Column, item: Item) -> str:
    return f"./P0{item.published.replace('-', '')}512{item.serial}.{item.attachment}"


def _first(portal: SamplePortal) -> str:
    return "list" if "list-names" in portal.traits else "index"


DIALECT = Dialect(
    column_path=column_path,
    path_of=path_of,
    labels="bracket",
    file_path=_file,
    hubs=(
        ("/zfxxgk/", "政府信息公开"),
        ("/zfxxgk/fdzdgknr/", "法定主动公开内容"),
        ("/zfxxgk/fdzdgknr/qtfdxx/", "其他法定信息"),
    ),
    container='<div class="view TRS_UEDITOR trs_paper_default trs_word">{}</div>',
)


def site(portal: SamplePortal) -> Site:
    """All pages of the portal."""
    pages = frame_site(DIALECT, portal)
    for column in portal.columns:
        root = f"/zfxxgk/fdzdgknr/qtfdxx/{column.slug}/"
        count = pages_of(column, SIZE)
        for number in range(1, count + 1):
            pages[root + _name(portal, number)] = partial(_list, portal, column, number)
        forbidden = fixed(
            html("<html><title>403 Forbidden</title><body>403</body></html>", status=403)
        )
        pages[root] = (
            forbidden if "forbidden-folder" in portal.traits else pages[root + _name(portal, 1)]
        )
        if "stub" in portal.traits:
            pages[root + _name(portal, count + 1)] = fixed(html(STUB))
        for item in column.items:
            path = path_of(portal, column, item)
            pages[path] = partial(_article, portal, column, item)
            if _in_parts(portal, item):
                pages[path.replace(".html", "_1.html")] = partial(
                    _article, portal, column, item, part=1
                )
            if item.attachment:
                pages[path.rpartition("/")[0] + _file(portal, column, item)[1:]] = fixed(
                    files.reply(item)
                )
    return pages


def _name(portal: SamplePortal, number: int) -> str:
    first = _first(portal)
    if number == 1:
        return f"{first}.html"
    return f"{first}_{number if first == 'list' else number - 1}.html"


def _row(portal: SamplePortal, item: Item) -> str:
    title, link = escape(item.title), f"./{_tail(item)}"
    if "writeln" in portal.traits:
        return (
            f"<script>var url='{link}';var title='{title}';var FILENUM='';document.writeln('<li><a href=\"'+url+'\" "
            f"title=\"'+title+'\">'+title+'</a><span>{item.published}</span></li>');</script>"
        )
    return (
        f'<li><span>{item.published}</span><a href="{link}" title="{title}">{title[:24]}</a></li>'
    )


def _list(portal: SamplePortal, column: Column, number: int, request: Request) -> Reply:
    rows = "".join(_row(portal, item) for item in cut(column, number, SIZE))
    count = pages_of(column, SIZE) + ("stub" in portal.traits)
    call = "createPage" if "create-page" in portal.traits else "createPageHTML"
    script = f'<script>{call}({count}, {number - 1}, "{_first(portal)}", "html");</script>'
    return page(
        DIALECT,
        portal,
        request,
        column.name,
        f'<ul class="list">{rows}</ul><div class="pg">{script}</div>',
    )


def _in_parts(portal: SamplePortal, item: Item) -> bool:
    """Every fourth year's report goes over two pages where the portal cuts long articles."""
    return (
        "parts" in portal.traits
        and bool(item.report)
        and int(item.published[:4]) % 4 == 3
        and not item.attachment
    )


def _article(
    portal: SamplePortal, column: Column, item: Item, request: Request, part: int = 0
) -> Reply:
    dialect, lying = DIALECT, "lying-header" in portal.traits and item.serial % 2 == 0
    if lying:  # bytes in GB2312 as the meta says, a header that says utf-8
        dialect = replace(DIALECT, encoding="gb18030")
    body = None
    if _in_parts(portal, item):
        half, name = len(item.blocks) // 2, _tail(item).rpartition("/")[2].removesuffix(".html")
        shown = item.blocks[half:] if part else item.blocks[:half]
        pager = f'<div class="fenye"><script>createPageHTML(2, {part}, "{name}", "html");</script></div>'
        body = markup.body_html(shown, item.style) + pager
    reply = article(dialect, portal, column, item, request, body=body)
    return replace(reply, content_type="text/html; charset=utf-8") if lying else reply
