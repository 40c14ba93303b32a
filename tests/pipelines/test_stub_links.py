"""A page of no words leads to the file that holds them, however its link is written."""

from __future__ import annotations

import pytest

from archive.records import Page
from pipelines.reading import read

TITLE = "青石县人民政府2023年法治政府建设年度报告"
SITE = "http://www.qingshi.test/"


def attached(markup: str) -> list[str]:
    """Addresses of the attachments that a page with this body names."""
    body = (
        f"<html><head><title>{TITLE}</title></head><body><div>首页 &gt; 公开 &gt; 法治政府建设</div><h1>{TITLE}</h1>"
        f"<div>发布时间：2024-03-02</div><div class=c>{markup}</div><div>版权所有：青石县人民政府</div></body></html>"
    )
    reading = read(Page(url=f"{SITE}a/t1.html", body=body.encode(), content_type="text/html"))
    return [link.url.removeprefix(SITE) for link in reading.attachments]


@pytest.mark.parametrize(
    ("markup", "address"),
    [
        pytest.param(f"<p>附件下载：<a href='/api/file/5f3e9c'>{TITLE}</a></p>", "api/file/5f3e9c", id="named by its line"),
        pytest.param(f"<p><a href='/gkml/open?id=33'>附件1：{TITLE}</a></p>", "gkml/open?id=33", id="named by its words"),
        pytest.param(f"<a href='/oss/0210abcd'>{TITLE}（点击下载）</a>", "oss/0210abcd", id="to be loaded down"),
        pytest.param(f"<a href='javascript:void(0)' onclick=\"window.open('/up/a.pdf')\">{TITLE}</a>", "up/a.pdf", id="opened by a click"),
        pytest.param("<a href=\"javascript:downFile('/up/a.ofd')\">附件</a>", "up/a.ofd", id="called by a script"),
        pytest.param("<iframe src='/files/show?id=3' type='application/pdf'></iframe>", "files/show?id=3", id="a frame of a type"),
        pytest.param("<div id=v></div><script>PDFObject.embed('/up/a.pdf', '#v')</script>", "up/a.pdf", id="a viewer's call"),
        pytest.param("<script>var pdfUrl = '/up/a.pdf';</script><canvas></canvas>", "up/a.pdf", id="a viewer's variable"),
    ],
)  # fmt: skip
def test_a_page_without_words_names_its_file(markup: str, address: str) -> None:
    assert attached(markup) == [address]


@pytest.mark.parametrize(
    "markup",
    [
        pytest.param("<p>附件：<a href='/a/t2.html'>关于开展评查工作的通知</a></p>", id="another page"),
        pytest.param("<p>上一篇：<a href='/a/show?id=7'>关于开展评查工作的通知</a></p>", id="the page before"),
        pytest.param("<a href=\"javascript:share('weixin')\">分享</a>", id="a button"),
        pytest.param("<script>var logo = '/img/a.png', home = '/index.do';</script>", id="a script of addresses"),
    ],
)  # fmt: skip
def test_what_is_no_file_is_no_attachment(markup: str) -> None:
    assert attached(markup) == []


def test_a_page_that_holds_the_report_takes_no_unnamed_link_for_a_file() -> None:
    words = "".join(
        f"<p>（{n}）全年审查合同{n}份，对{n}个单位开展督察，发现的问题全部整改到位，工作取得了实效。</p>"
        for n in range(11, 23)
    )
    assert attached(f"{words}<p>附件：<a href='/api/file/5f3e9c'>统计表</a></p>") == []
