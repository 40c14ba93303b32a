"""What a page's own scripts post and ask, read without running them."""

from __future__ import annotations

import pytest

from spiders.data_calls import data_calls

PAGE = "http://www.qingshi.test/fzzf/list.html?topic=6112"


@pytest.mark.parametrize(
    ("script", "method", "url", "body"),
    [
        pytest.param(
            '$.post("/getFileListByCodeId",{channelId:"ab",page:1,size:10},function(r){show(r)});',
            "POST",
            "/getFileListByCodeId",
            "channelId=ab&page=1&size=10",
            id="jquery-post",
        ),
        pytest.param(
            'function load(n){$.ajax({url:"/cms/lists.do",type:"POST",data:{page:n,topic:getQuery("topic"),docNo:""},'
            "success:function(d){draw(d)}})}",
            "POST",
            "/cms/lists.do",
            "page=1&topic=6112&docNo=",
            id="ajax-options-and-the-pages-own-query",
        ),
        pytest.param(
            'var size=15;fetch("/api/list",{method:"POST",body:JSON.stringify({pageNo:this.page,pageSize:size,code:"A1"})})',
            "POST",
            "/api/list",
            '{"pageNo": 1, "pageSize": 15, "code": "A1"}',
            id="fetch-json",
        ),
        pytest.param(
            'axios.get("/zwgk/searchFile",{params:{chanId:31,page:cur,limit:15}}).then(function(r){})',
            "GET",
            "/zwgk/searchFile?chanId=31&page=1&limit=15",
            "",
            id="axios-params",
        ),
        pytest.param(
            '$.getJSON("/wcm/news_list.json",function(d){draw(d)})',
            "GET",
            "/wcm/news_list.json",
            "",
            id="json-file",
        ),
    ],
)
def test_a_call_is_asked_as_the_script_asks_it(
    script: str, method: str, url: str, body: str
) -> None:
    (ask, *_) = data_calls(f"<script>{script}</script>", PAGE)
    assert (ask.method, ask.url.removeprefix("http://www.qingshi.test"), ask.body.decode()) == (
        method,
        url,
        body,
    )


@pytest.mark.parametrize("path", ["/api/comment/submit", "/news/addClick", "/article/visit"])
def test_a_call_that_would_change_something_is_never_posted(path: str) -> None:
    assert data_calls(f'<script>$.post("{path}",{{id:1}});</script>', PAGE) == ()
