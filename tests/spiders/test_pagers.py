"""Where a pager leads: by words, numbers, images and click handlers, and with every parameter kept whole."""

from __future__ import annotations

import pytest

from archive.records import Answer, Ask
from spiders.column_page import read_page
from spiders.families.family import At
from spiders.markup import absolute
from spiders.pagers import extent_of, next_link
from spiders.rows import rows_of

LIST = "http://www.qingshi.test/fzzf/list.html"


@pytest.mark.parametrize(
    "pager",
    [
        '<a href="list_2.html">下一页</a>',
        '<a href="list_2.html"><img src="/i/n.gif" alt="下一页"></a>',
        '<a href="list_2.html" title="下一页" class="icon"></a>',
        '<a href="javascript:void(0)" onclick="location.href=\'/fzzf/list_2.html\'">下一页</a>',
        "<span class=nx onclick=\"window.location.href='list_2.html'\">下页</span>",
        "<a>1</a><a onclick=\"location.href='list_2.html'\">2</a><a href='list_3.html'>3</a>",
    ],
)
def test_the_next_page_is_found_however_the_pager_is_drawn(pager: str) -> None:
    found = next_link(f"<html><body>{pager}</body></html>", LIST, 1)
    assert found == "http://www.qingshi.test/fzzf/list_2.html"


@pytest.mark.parametrize("name", ["currentPage", "section", "copyright", "region", "notice"])
def test_a_parameter_that_begins_like_an_entity_is_kept_whole(name: str) -> None:
    """`&curren`, `&sect`, `&copy`, `&reg` and `&not` are entities even without their semicolon."""
    wanted = f"http://www.qingshi.test/ui?pageId=7&{name}=2"
    assert absolute(LIST, f"/ui?pageId=7&{name}=2") == wanted
    assert next_link(f'<p><a href="/ui?pageId=7&{name}=2">下一页</a></p>', LIST, 1) == wanted
    assert next_link(f'<p><a href="/ui?pageId=7&amp;{name}=2">下一页</a></p>', LIST, 1) == wanted
    (row,) = rows_of(
        f'<li><a href="/ui?pageId=7&{name}=2">青石县2023年报告</a> 2024-03-09</li>', LIST
    )
    assert row.url == wanted


def test_a_twice_escaped_address_is_read() -> None:
    assert absolute(LIST, "/ui?a=1&amp;b=2") == "http://www.qingshi.test/ui?a=1&b=2"


SERIES = "http://www.qingshi.test/zw/list.jsp?cid=9"
ROWS = "".join(
    f'<li><a href="/zw/{year}.html">青石县{year}年法治政府建设年度报告</a><i>{year + 1}-03-09</i></li>'
    for year in range(2016, 2024)
)


@pytest.mark.parametrize(
    ("column", "pager", "leads_to"),
    [
        pytest.param(
            LIST,
            "<a href='javascript:toPage(2)'>下一页</a><script>function toPage(p){var url;if(p==1){url='list.html';}"
            "else{url='list_'+p+'.html';}location.href=url;}</script>",
            "/fzzf/list_2.html",
            id="a-name-that-the-function-fills",
        ),
        pytest.param(
            SERIES,
            "<a class='load-more' href='javascript:;' data-url='/zw/list.jsp?cid=9&pageNo=2'>加载更多</a>",
            "/zw/list.jsp?cid=9&pageNo=2",
            id="load-more",
        ),
        pytest.param(
            SERIES,
            "<script>laypage.render({elem:'pg',count:26,limit:8,jump:function(o){location.href='?cid=9&page='+o.curr;}});</script>",
            "/zw/list.jsp?cid=9&page=2",
            id="laypage",
        ),
        pytest.param(
            SERIES,
            "<script>$('#p').pagination({pageCount:4,callback:function(api){location.href="
            "'/zw/list.jsp?cid=9&pageNo='+api.getCurrent()}})</script>",
            "/zw/list.jsp?cid=9&pageNo=2",
            id="pagination-callback",
        ),
        pytest.param(
            LIST,
            "<script>document.write('<span>1/4</span><a href=\"list_2.html\" class=n>下一页</a>');</script>",
            "/fzzf/list_2.html",
            id="a-link-written-out-whole",
        ),
        pytest.param(
            LIST.replace("list.html", "index.shtml"),
            "<script>var currentPage = 0;//所在页从0开始\nvar nextPage = currentPage+1//下一页\nvar countPage = 4//共多少页\n"
            'if(countPage>1&&currentPage!=(countPage-1)) document.write("<a href=\\"index"+"_" + nextPage + "."+"shtml\\">下一页</a>");</script>',
            "/fzzf/index_1.shtml",
            id="the-older-pager-of-trs",
        ),
        pytest.param(
            LIST,
            "<button id=more>加载更多</button><script>var page=1;$('#more').click(function(){page++;"
            "$.post('/ajax/fz/more',{page:page,id:'fz'},function(html){$('ul').append(html);});});</script>",
            "/ajax/fz/more",
            id="a-button-that-posts-for-more",
        ),
        pytest.param(
            "http://www.qingshi.test/gi_class/fz_02",
            "<a href='/gi_class/fz_02/2'>查看更多</a>",
            "/gi_class/fz_02/2",
            id="more-below-the-columns-own-address",
        ),
        pytest.param(
            LIST,
            "<a href='list_2.html'>点击查看更多&gt;&gt;</a>",
            "/fzzf/list_2.html",
            id="more-by-the-next-name",
        ),
        pytest.param(
            LIST.replace("list", "index"),
            "<a onclick='go(2)'>下页</a><script>function go(n){location.href=(n==1)?'index.html':'index_'+(n-1)+'.html';}</script>",
            "/fzzf/index_1.html",
            id="a-choice-between-two-names",
        ),
        pytest.param(
            LIST.replace("list", "index"),
            "<script>var currentPage=0;var countPage=4;document.write('<a href=\"index_'+(currentPage+1)+'.html\">x</a>');</script>",
            "/fzzf/index_1.html",
            id="a-count-and-the-series-of-names",
        ),
    ],
)
def test_a_pager_that_only_a_script_draws_is_followed(
    column: str, pager: str, leads_to: str
) -> None:
    answer = Answer(url=column, status=200, text=f"<body><ul>{ROWS}</ul>{pager}</body>")
    at = At(ask=Ask(url=column), column=column, page=1)
    page = read_page(None, answer, at, settled=False)[1]
    assert page.next is not None
    assert page.next.url == f"http://www.qingshi.test{leads_to}"


def test_more_of_another_column_is_no_next_page() -> None:
    pager = "<a href='/zwgk/tzgg/index_2.html'>查看更多</a><a href='other_2.html'>更多</a>"
    answer = Answer(url=LIST, status=200, text=f"<body><ul>{ROWS}</ul>{pager}</body>")
    at = At(ask=Ask(url=LIST), column=LIST, page=1)
    assert read_page(None, answer, at, settled=False)[1].next is None


def test_a_year_beside_the_figure_is_no_part_of_it() -> None:
    html = "<div><span>2020-12-17</span><div>26条信息 分4页显示</div></div>"
    assert extent_of(html).total == 26
