"""大汉: datastores, data proxies, and the 信息公开 module."""

from __future__ import annotations

from pathlib import Path

import pytest

from archive.records import Answer, Ask
from spiders.families import hanweb_jcms, hanweb_xxgk
from spiders.families.family import At
from spiders.rows import is_article_address
from tests.spiders.replicas import HOST, page, query, walk_through

SHARED = Path(__file__).parents[4] / "shared"
PAGES = SHARED / "pages"
COL = f"{HOST}/col/col9215/index.html"


@pytest.mark.parametrize("name", ["list_hanweb_jiangsu_1.xml", "list_hanweb_jiangsu_2.xml"])
@pytest.mark.skipif(not PAGES.exists(), reason="the real pages are not beside the project")
def test_a_real_answer_of_a_data_proxy_is_read_whole(name: str) -> None:
    text = (PAGES / name).read_text(encoding="utf-8")
    ask = Ask(
        url="http://gxt.jiangsu.gov.cn/module/web/jpage/dataproxy.jsp?startrecord=1&endrecord=75&perpage=25"
    )
    answer = Answer(url=ask.url, status=200, text=text, media_type="text/xml")
    rows = hanweb_jcms.entries(answer, At(ask=ask, column=COL, page=2))
    assert len(rows) == text.count("<record>") - _repeated(text)
    assert all(
        row.listed_date and not row.truncated and is_article_address(row.url) for row in rows
    )
    assert hanweb_jcms.extent(answer, At(ask=ask, column=COL, page=2)).total == 756


def _repeated(text: str) -> int:
    links = [part.split('"', 1)[0] for part in text.split('href="')[1:]]
    return len(links) - len(set(links))


def test_a_truncated_title_is_replaced_by_the_attribute_or_marked() -> None:
    records = (
        "<record><![CDATA[<li><a href='/art/2024/3/9/art_1_1.html' title='青石县2023年法治政府建设年度报告'>青石县2023年法治…</a><b>2024-03-09</b></li>]]></record>"
        "<record><![CDATA[<li><a href='/art/2023/3/9/art_1_2.html'>青石县2022年法治政府建设年度...</a><b>2023-03-09</b></li>]]></record>"
    )
    first, second = hanweb_jcms.records_of(f"<datastore>{records}</datastore>", COL)
    assert (first.title, first.truncated) == ("青石县2023年法治政府建设年度报告", False)
    assert second.truncated


def test_two_blocks_with_the_same_rows_give_them_once_and_one_call() -> None:
    record = '<record><![CDATA[<li><a href="/art/2024/3/9/art_1_1.html" title="青石县报告">青石县报告</a><span>2024-03-09</span></li>]]></record>'
    block = (
        f'<div id="u{{n}}"><script type="text/xml"><datastore><recordset>{record}</recordset></datastore></script></div>'
        "<script>var param_u{n}={{col:1,unitid:'u{n}',path:'/'}};$('#u{n}').jpage({{totalRecord:90,perPage:1,groupSize:3}});</script>"
    )
    answer = page(block.format(n=1) + block.format(n=2), COL)
    at = At(ask=Ask(url=COL), column=COL, page=1)
    assert len(hanweb_jcms.entries(answer, at)) == 1
    following = hanweb_jcms.next_page(answer, at)
    assert following is not None
    assert (following.method, query(following)["startrecord"], query(following)["path"]) == (
        "POST",
        "2",
        "/",
    )


def test_search_jsp_is_called_with_the_landing_pages_organisation_and_walked() -> None:
    landing = "<script>loadDynamic('/module/xxgk/search.jsp?infotypeId=A02&jdid=3084&area=11330802&divid=div9215&standardXxgk=1')</script>"

    def serve(ask: Ask) -> Answer:
        if "search.jsp" not in ask.url:
            return page(landing, ask.url)
        asked = query(ask)
        assert (asked["area"], asked["jdid"], asked["infotypeId"]) == ("11330802", "3084", "A02")
        number = int(asked["currpage"])
        own = "".join(
            _tr(9215, number * 10 + place, "青石县依法行政工作报告") for place in range(3)
        )
        other = _tr(7000, number, "青石县乡村振兴工作要点")
        return Answer(url=ask.url, status=200, text=f"<table>{own}{other}</table><div>共4页</div>")

    walked = walk_through(serve, f"{HOST}/col/col9215/index.html")
    assert walked.step.family == "hanweb-xxgk"
    assert (len(walked.entries), walked.stop, len(walked.asks)) == (12, "end", 5)
    assert walked.entries[0].document_number == "青政〔2024〕3号"
    assert walked.entries[0].listed_date == "2024-03-09"


def _tr(column: int, number: int, title: str) -> str:
    return (
        f'<tr class="tr_main_value_odd"><td>1133/2024-{number}</td><td><a href="/art/2024/3/9/art_{column}_{number}.html" '
        f'mc="{title}{number}" wh="青政〔2024〕3号" rq="2024-03-09">{title}{number}</a></td><td>2024-03-09</td></tr>'
    )


def test_an_organisation_wide_answer_keeps_other_columns_reports_only() -> None:
    text = f"<table>{_tr(9215, 1, '某某事项')}{_tr(7000, 2, '青石县司法局法治政府建设年度报告')}{_tr(7000, 3, '青石县工作要点')}</table>"
    ask = Ask(url=f"{HOST}/module/xxgk/search.jsp?currpage=1", method="POST", body=b"divid=div9215")
    rows = hanweb_xxgk.entries(
        Answer(url=ask.url, status=200, text=text), At(ask=ask, column=COL, page=1)
    )
    assert [row.url[-6] for row in rows] == ["1", "2"]
