"""Pages that are empty without JavaScript, and the data behind them."""

from __future__ import annotations

import json

import pytest

from archive.records import Answer, Ask
from spiders.data_calls import embedded_list
from spiders.page_kinds import (
    data_calls,
    is_empty_without_javascript,
    may_load_rows,
    waits_for_text,
    writes_itself,
)
from tests.spiders.replicas import HOST, hanweb, li_rows, page

URL = f"{HOST}/zwgk/"
SHELL = '<!DOCTYPE html><html><head><title>青石县</title></head><body>{}<div id="app"></div><script src="/static/app.js"></script></body></html>'


@pytest.mark.parametrize(
    "text",
    [
        SHELL.format(""),
        SHELL.format("<noscript>请开启浏览器的JavaScript功能</noscript>"),
        SHELL.replace('"app"', '"root"').format("").replace("></div>", ">加载中...</div>"),
        '<html><head><script src="/a.js"></script></head><body></body></html>',
    ],
)
def test_a_shell_wants_javascript(text: str) -> None:
    assert is_empty_without_javascript(Answer(url=URL, status=200, text=text))


@pytest.mark.parametrize(
    "answer",
    [
        page(f"<ul>{li_rows(range(5))}</ul>", URL),
        page(f'<div id="app"><ul>{li_rows(range(5))}</ul></div>', URL),
        Answer(url=URL, status=200, text='{"a":1}'),
        Answer(url=URL, status=412, text=SHELL.format("")),
        Answer(
            url=URL,
            status=200,
            text='<html><body><iframe src="/a.html"></iframe><script src="a.js"></script></body></html>',
        ),
        Answer(
            url=URL,
            status=200,
            text='<html><head><meta http-equiv="refresh" content="0;url=/x"></head><body><script src="a.js"></script></body></html>',
        ),
        Answer(url=URL, status=200, text=""),
        hanweb(3)(Ask(url=f"{HOST}/col/col9215/index.html")),
    ],
    ids=["list", "served-app", "json", "refused", "frame", "refresh", "nothing", "datastore"],
)
def test_a_page_that_says_something_needs_no_browser(answer: Answer) -> None:
    assert not is_empty_without_javascript(answer)


def test_a_column_whose_rows_come_by_a_known_call_needs_no_browser() -> None:
    query = "{'parseType':'bulidstatic','tagId':'信息列表','pageId':'4471'}"
    text = f'<html><body><script src="/x/unitbuild.js" queryData="{query}"></script></body></html>'
    assert not is_empty_without_javascript(
        Answer(url=f"{HOST}/col/col4471/index.html", status=200, text=text)
    )


def test_calls_that_a_pages_scripts_name_are_told_the_likeliest_first() -> None:
    script = "fetch('/api/menu/tree').then(x);axios.get(`/api/article/list?columnCode=${code}&pageNum=1`);$.get('/js/a.js');$.get('http://b.test/api/list')"
    calls = data_calls(f"<script>{script}</script>", f"{HOST}/index.html?code=fzzf")
    assert [call.url for call in calls] == [
        f"{HOST}/api/article/list?columnCode=fzzf&pageNum=1",
        f"{HOST}/api/menu/tree",
    ]


def test_json_inside_a_page_is_a_list() -> None:
    rows = [
        {
            "title": "青石县2023年法治政府建设年度报告",
            "url": "/a/1.html",
            "publishTime": "2024-03-09",
        }
    ]
    text = f"<html><body><div id='app'></div><script>window.__INITIAL_STATE__={json.dumps({'list': rows}, ensure_ascii=False)};</script></body></html>"
    found = embedded_list(text, URL)
    assert found is not None
    assert (found.entries[0].url, found.entries[0].listed_date) == (
        f"{HOST}/a/1.html",
        "2024-03-09",
    )
    assert embedded_list(page("<p>x</p>", URL).text, URL) is None


@pytest.mark.parametrize(
    ("body", "rows", "content"),
    [
        ("<ul><li v-for='x in list'><a :href='x.url'>{{x.title}}</a></li></ul><script></script>", True, False),
        ("<div id=q></div><script>draw(document.getElementById('q').innerHTML='')</script>", False, True),
        ("<div id=q></div><script src='/static/list7.js'></script>", False, True),
        ("<p>政务公开</p><script src='/js/jquery.min.js'></script><script>var a=1;</script>", False, False),
    ],
    ids=["template", "inline", "file-of-its-own", "library"],
)  # fmt: skip
def test_a_page_tells_whether_its_scripts_may_bring_what_it_lacks(
    body: str, rows: bool, content: bool
) -> None:
    answer = page(body, URL)
    assert (may_load_rows(answer), writes_itself(answer)) == (rows, content)


def test_an_array_of_dated_rows_is_a_list_under_any_name_and_a_menu_is_none() -> None:
    rows = [
        {"url": f"./{n}.html", "title": f"青石县{n}年法治政府建设年度报告", "time": f"{n}-03-01"}
        for n in range(2019, 2023)
    ]
    held = embedded_list(f"<script>var docs = {json.dumps(rows)};</script>", URL)
    assert held is not None
    assert len(held.entries) == 4
    menu = [{"url": "/zwgk/", "title": "政务公开栏目"}, {"url": "/fw/", "title": "政务服务大厅"}]
    assert embedded_list(f"<script>var menu = {json.dumps(menu)};</script>", URL) is None


def test_a_calls_address_is_read_through_the_names_that_it_is_joined_of() -> None:
    script = "var id='0a1b';var url='/searchList/'+id+'?page=1';$.get(url,function(d){});"
    assert data_calls(f"<script>{script}</script>", URL)[0].url == f"{HOST}/searchList/0a1b?page=1"


def test_an_article_whose_script_names_the_call_for_its_text_waits_for_it() -> None:
    call = "<script>fetch('/api/article/detail?id=7').then(show)</script>"
    head = "<h1>青石县2023年法治政府建设年度报告</h1><div id=con></div>"
    assert waits_for_text(page(head + call, URL))
    assert not waits_for_text(page(head, URL))
    assert not waits_for_text(page(f"{head}<p>{'推进依法行政。' * 80}</p>{call}", URL))
    assert not waits_for_text(page(f"{head}<a href='/a/7.pdf'>附件</a>{call}", URL))
