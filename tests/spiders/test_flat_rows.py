"""Rows that stand in no box of their own have each its own date, whichever side of the link it stands on."""

from __future__ import annotations

import pytest

from spiders.rows import rows_of

LIST = "http://www.qingshi.test/n/"
ROW = "<a href='/n/{n}.html'>青石县{n}年法治政府建设年度报告</a>"
FLAT = {
    "a line each, date after": ("<div>", ROW + " <span>{d}</span><br>", "共4条</div>"),
    "a line each, date before": ("<div>", "[{d}] " + ROW + "<br>", "</div>"),
    "a paragraph each for link and date": ("<div>", f"<p>{ROW}</p><p>{{d}}</p>", "</div>"),
    "two items": ("<ul>", f"<li>{ROW}</li><li class=r>{{d}}</li>", "</ul>"),
    "two table rows": ("<table>", f"<tr><td>{ROW}</td></tr><tr><td>发布日期：{{d}}</td></tr>", "</table>"),
    "dt and dd": ("<dl>", f"<dt>{ROW}</dt><dd>{{d}}</dd>", "</dl>"),
    "dd and dt": ("<dl>", f"<dt>{{d}}</dt><dd>{ROW}</dd>", "</dl>"),
    "dt, a summary, dd": ("<dl>", f"<dt>{ROW}</dt><dd>摘要</dd><dd>发布：{{d}}</dd>", "</dl>"),
    "several in one table row": ("<table><tr>", f"<td>{ROW}</td><td>{{d}}</td>", "</tr></table>"),
}  # fmt: skip


@pytest.mark.parametrize("form", FLAT)
def test_each_row_has_the_date_on_its_own_side(form: str) -> None:
    before, row, after = FLAT[form]
    written = "".join(row.format(n=2019 + k, d=f"{2020 + k}-03-0{k}") for k in range(1, 5))
    found = rows_of(f"<h1>年报</h1>{before}{written}{after}", LIST)
    assert [row.listed_date for row in found] == [f"{2020 + k}-03-0{k}" for k in range(1, 5)]


def test_a_date_at_both_ends_gives_no_row_a_date() -> None:
    rows = "".join(f"{ROW.format(n=n)} {n + 1}-03-09 <br>" for n in range(2018, 2022))
    found = rows_of(f"<div>更新于2025-01-01 {rows}</div>", LIST)
    assert [row.listed_date for row in found] == [None] * 4


def test_links_of_which_few_have_dates_are_no_dated_list() -> None:
    rows = "".join(f"{ROW.format(n=n)}<br>" for n in range(2015, 2022))
    found = rows_of(f"<div>{rows}2024-03-09</div>", LIST)
    assert not any(row.listed_date for row in found)


def test_rows_below_a_months_heading_keep_the_dates_beside_them() -> None:
    rows = "".join(
        f"<dd><a href='/n/{n}.html'>青石县第{n}号重要公告</a><i>2024-03-1{n}</i></dd>"
        for n in range(3)
    )
    found = rows_of(f"<dl><dt>2024年3月</dt>{rows}<dt>2024年2月</dt></dl>", LIST)
    assert [row.listed_date for row in found] == [f"2024-03-1{n}" for n in range(3)]


@pytest.mark.parametrize(
    "shown",
    [
        "<i>03-09</i><b>2024</b>",
        "<time datetime='2024-03-09T08:30'>03-09</time>",
        "03月09日 2024年",
    ],
)
def test_a_year_apart_from_its_day_is_put_to_it(shown: str) -> None:
    item = f"<li><div>{shown}</div>{ROW.format(n=2023)}</li>".replace("</i><b>", "</i> <b>")
    (row,) = rows_of(f"<ul>{item}</ul>", LIST)
    assert row.listed_date == "2024-03-09"
