"""Rows whose titles and addresses stand in attributes, click handlers and functions."""

from __future__ import annotations

import pytest

from spiders.rows import rows_of

LIST = "http://www.qingshi.test/fzzf/list.html"
TITLE = "青石县人民政府2023年法治政府建设年度报告"
OPENS = "<script>function openArt(id){window.open('/fzzf/'+id+'.html');}</script>"


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(
            f"<li><a href='7.html' title='标题：{TITLE}&#13;发布时间：2024-03-09'>青石县人民政府2023年…</a></li>",
            id="labels-in-the-title-attribute",
        ),
        pytest.param(
            f"<li onclick=\"window.open('/fzzf/7.html')\"><p>{TITLE}</p><span>2024-03-09</span></li>",
            id="the-row-itself-is-clicked",
        ),
        pytest.param(
            f'<li><a href="javascript:void(0)" onclick="openArt(\'7\')">{TITLE}</a><span>2024-03-09</span></li>{OPENS}',
            id="a-function-of-the-page-opens-it",
        ),
        pytest.param(
            f'<li data-href="/fzzf/7.html" onclick="location.href=this.dataset.href"><span title="{TITLE}">青石县人民政府2023年…</span><i>2024-03-09</i></li>',
            id="the-row-keeps-its-address-for-the-click",
        ),
        pytest.param(
            f"<li><a href='7.html' title='{TITLE}&#10;发布日期：2024-03-09&#10;浏览次数：'>青石县人民政府2023年…</a></li>",
            id="labels-behind-the-title-in-its-attribute",
        ),
        pytest.param(
            f"<li><h3>{TITLE}</h3><p>{TITLE}。为贯彻落实……</p><p>2024年3月9日 <a href='7.html'>[查看全文]</a></p></li>",
            id="the-heading-above-a-link-to-the-whole",
        ),
        pytest.param(
            f"<tr><td><a href='7.html'>990121-04-2024-{'7' * 14}</a></td><td><a href='7.html'>{TITLE}</a></td><td>2024-03-09</td></tr>",
            id="an-index-number-that-links-there-too",
        ),
        pytest.param(
            f"<li><a href='7.html'><em title='{TITLE}'>青石县人民政府2023年...</em></a><i>2024-03-09</i></li>",
            id="the-title-of-an-element-inside-the-link",
        ),
        pytest.param(
            f'<tr onclick="openArt(7)"><td>1</td><td>{TITLE}</td><td>2024-03-09</td></tr>{OPENS}',
            id="a-table-row-calls-the-function",
        ),
    ],
)
def test_a_row_is_read_wherever_its_title_and_address_stand(row: str) -> None:
    (entry,) = rows_of(f"<html><body><table>{row}</table></body></html>", LIST)
    assert (entry.url, entry.title, entry.listed_date) == (
        "http://www.qingshi.test/fzzf/7.html",
        TITLE,
        "2024-03-09",
    )


def test_a_call_of_a_function_that_the_page_does_not_hold_leads_nowhere() -> None:
    row = f"<li><a href=\"javascript:show('7')\">{TITLE}</a> 2024-03-09</li>"
    assert rows_of(f"<ul>{row}</ul>", LIST) == ()


def test_a_box_that_names_the_call_for_its_rows_is_no_row() -> None:
    row = f"<li><a href='javascript:;' onclick=\"open('7.html')\">{TITLE}</a> 2024-03-09</li>"
    box = f'<div class="block" data-url="/columns/4f/blocks/7e">{row}</div>'
    assert [row.url for row in rows_of(box, LIST)] == ["http://www.qingshi.test/fzzf/7.html"]


def test_a_clicked_box_with_links_of_its_own_is_no_row() -> None:
    box = f"<div onclick=\"location.href='/zwgk/'\"><a href='7.html'>{TITLE}</a> 2024-03-09</div>"
    assert [row.url for row in rows_of(box, LIST)] == ["http://www.qingshi.test/fzzf/7.html"]
