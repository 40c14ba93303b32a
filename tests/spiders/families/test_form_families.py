"""Families with a habit of their own: Lonsun, VSB, uuid columns, WebForms, rows written by scripts."""

from __future__ import annotations

import re

import pytest

from archive.records import Answer, Ask
from spiders.families import trs_static
from spiders.families.family import At
from tests.spiders.replicas import HOST, day, li_rows, missing, page, query, title, walk_through

UUID = "89ac18b6-227d-593a-8a53-62e51a007001"


def test_lonsun_rows_have_their_date_in_the_next_item() -> None:
    def serve(ask: Ask) -> Answer:
        number = int(query(ask).get("pageIndex", "1"))
        rows = "".join(
            f'<ul class="xxgk_navli"><li class="mc"><a href="/public/6601/{n}.html" title="{title(n)}">…</a></li><li class="rq">{day(n)}</li></ul>'
            for n in range((number - 1) * 10, min(25, number * 10))
        )
        return page(f"{rows}<div class='page'>共 25 条 第{number}/3页</div>", ask.url)

    walked = walk_through(serve, f"{HOST}/public/column/6601?type=4&catId=9&action=list")
    assert (len(walked.entries), walked.stop, len(walked.asks)) == (25, "end", 3)
    assert walked.entries[3].listed_date == day(3)


@pytest.mark.parametrize("linked", [True, False])
def test_vsb_pages_count_down(linked: bool) -> None:
    def serve(ask: Ask) -> Answer:
        found = re.search(r"fzzfjs/(\d+)\.htm$", ask.url)
        number = 4 - int(found[1]) if found else 1
        if number > 3:
            return missing(ask.url)
        href = "fzzfjs/2.htm" if number == 1 else "1.htm"
        following = (
            f'<span class="p_next"><a href="{href}">下页</a></span>'
            if linked and number < 3
            else ""
        )
        rows = li_rows(
            range((number - 1) * 12, min(31, number * 12)),
            href=f"{'../' * (number > 1)}../info/4640/{{n}}.htm",
        )
        return page(
            f'<ul>{rows}</ul><div class="p_pages"><span class="p_t">共31条</span>{number}/3页{following}</div>',
            ask.url,
        )

    walked = walk_through(serve, f"{HOST}/zwgk/fzzfjs.htm")
    assert (len({row.url for row in walked.entries}), walked.stop, len(walked.asks)) == (
        31,
        "end",
        3,
    )
    assert walked.asks[1].url.endswith("/zwgk/fzzfjs/2.htm")


def test_uuid_columns_go_on_with_the_block_call() -> None:
    block = f"/columns/{UUID}/templates/{UUID}/blocks/{UUID}"

    def serve(ask: Ask) -> Answer:
        number = int(query(ask).get("page", "1"))
        rows = li_rows(
            range((number - 1) * 15, min(40, number * 15)),
            href=f"/columns/{UUID}/202403/09/{{n:08d}}-227d-593a-8a53-62e51a007001.html",
        )
        if "/blocks/" in ask.url:
            return Answer(url=ask.url, status=200, text=f"<ul>{rows}</ul>")
        return page(f"<ul>{rows}</ul><script>load('{block}')</script>", ask.url)

    walked = walk_through(serve, f"{HOST}/columns/{UUID}/index.html")
    assert (len(walked.entries), walked.step.complete) == (40, True)


def test_webforms_post_back_the_view_state_of_the_page_just_received() -> None:
    def serve(ask: Ask) -> Answer:
        asked = query(ask)
        number = int(asked.get("__EVENTARGUMENT") or "1")
        if ask.method == "POST" and (
            asked["__VIEWSTATE"] != f"state{number - 1}"
            or asked["P$Pager_input"] != str(number - 1)
        ):
            return page("<p>视图状态无效</p>", ask.url, name="出错了")
        rows = li_rows(range((number - 1) * 10, min(35, number * 10)), href="show.aspx?infoid={n}")
        pager = "".join(
            f"<a href=\"javascript:__doPostBack('P$Pager','{n}')\">{n}</a>"
            for n in range(1, 5)
            if n != number
        )
        if number < 4:
            pager += f"<a href=\"javascript:__doPostBack('P$Pager','{number + 1}')\">下一页</a>"
        hidden = f'<input type="hidden" name="__VIEWSTATE" value="state{number}"><input type="hidden" name="__EVENTTARGET" value="">'
        box = f'<input type="text" name="P$Pager_input" value="{number}"><input type="submit" name="go" value="x">'
        return page(
            f'<form method="post" action="./List_wj.aspx?lmid=52">{hidden}<ul>{rows}</ul>{pager}{box}</form>',
            ask.url,
        )

    walked = walk_through(serve, f"{HOST}/List_wj.aspx?lmid=52")
    assert (len(walked.entries), walked.step.complete, len(walked.asks)) == (35, True, 4)
    assert b"go=x" not in walked.asks[1].body


def test_rows_written_by_scripts_are_rows() -> None:
    url = f"{HOST}/zwgk/fzzfj/"
    script = "".join(
        f"<script>var url='./202403/t20240309_{n}.html';var title=\"{title(n)}\";var FILENUM='';"
        f'document.writeln("<li><a href=\'"+url+"\' title=\'"+title+"\'>"+title+"</a><span>{day(n)}</span></li>");</script>'
        for n in range(3)
    )
    rows = trs_static.entries(
        page(f"<ul>{script}</ul>", url), At(ask=Ask(url=url), column=url, page=1)
    )
    assert [(row.title, row.listed_date) for row in rows] == [(title(n), day(n)) for n in range(3)]


def test_numbers_in_a_columns_own_name_are_no_page_numbers() -> None:
    def serve(ask: Ask) -> Answer:
        found = re.search(r"index_18061(?:_(\d))?\.html$", ask.url)
        if not found:
            return missing(ask.url)
        number = int(found[1] or 0)
        return page(
            f"<ul>{li_rows(range(number * 15, min(40, number * 15 + 15)))}</ul><script>createPageHTML(3,{number},'index_18061','html')</script>",
            ask.url,
        )

    walked = walk_through(serve, f"{HOST}/njsczj/214/224/index_18061.html")
    assert (len(walked.entries), walked.stop) == (40, "end")
