"""Pages in traditional characters: labels, chrome and frame are known, what the page says stays as published."""

from __future__ import annotations

import pytest

from archive.records import Page
from pipelines.chrome import kind_of
from pipelines.imprint import cc_of
from pipelines.reading import read
from pipelines.text_lines import lines_of, organs_in
from pipelines.traditional import _SIMPLIFIED, _TRADITIONAL, simplified

BODY = (
    "市人民政府：",
    "根據上級部署，現將2023年度法治政府建設情況報告如下，請審閱。",
    "一、主要舉措",
    *(f"（{n}）全年審查行政規範性文件{i}件，辦理行政複議案件{i + 9}件，依法行政水平穩步提升。" for i, n in enumerate("一二三四", 11)),
    "二、存在的不足",
    "基層執法力量仍然薄弱，法治宣傳的針對性有待增強，少數單位對法治建設重視不夠。",
    "三、下一步安排",
    "持續規範行政執法，健全爭議化解機制，全面提升依法行政能力，努力建設人民滿意的法治政府。",
    "青石縣人民政府",
    "2024年2月27日",
    "抄送：縣委辦公室，縣人大常委會辦公室。",
)  # fmt: skip
TABLE = (
    "<table><tr><td>索引號：</td><td>11990102/2024-00012</td><td>發佈機構：</td><td>縣政府辦公室</td></tr>"
    "<tr><td>文　　號：</td><td>青政〔2024〕9號</td><td>發佈日期：</td><td>2024-03-11</td></tr>"
    "<tr><td>生成日期：</td><td>2024-03-01</td><td>有效性：</td><td></td></tr></table>"
)
TITLE = "青石縣人民政府關於2023年度法治政府建設情況的報告"


def test_a_page_in_traditional_characters_is_read_like_any_other() -> None:
    head = "<p>更新日期：2026-11-20 來源：縣司法局 瀏覽次數：12 【字體：大 中 小】</p>"
    foot = "<p>上一篇：青石縣2022年法治政府建設年度報告</p><p>主辦：青石縣人民政府 備案號：ICP備1號</p>"
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY)
    page = f"<html><body>{TABLE}<h1>{TITLE}</h1>{head}<div class=k>{paragraphs}</div>{foot}</body></html>"
    reading = read(Page(url="http://www.qingshi.test/a.html", body=page.encode()))
    facts = reading.facts
    assert reading.is_report
    assert reading.text == "\n".join(BODY)
    assert (facts.title, facts.report_year) == (TITLE, 2023)
    assert (facts.published_date, facts.generated_date) == ("2024-03-11", "2024-03-01")
    assert facts.signed_date == "2024-02-27"
    assert facts.index_number == "11990102/2024-00012"
    assert facts.document_number == "青政〔2024〕9号"


@pytest.mark.parametrize(
    "line",
    [
        "當前位置：首頁 > 政務公開",
        "瀏覽次數：12",
        "版權所有：青石縣人民政府",
        "發佈時間：2024-03-11",
    ],
)
def test_chrome_is_known_in_traditional_characters(line: str) -> None:
    assert kind_of(line) == kind_of(simplified(line)) is not None


def test_a_frame_keeps_its_characters() -> None:
    (line,) = lines_of("抄送：縣委辦公室，縣人大常委會辦公室。")
    found = cc_of(line)
    assert found is not None
    assert found.value == "縣委辦公室，縣人大常委會辦公室。"
    assert organs_in("青石縣財政局 青石縣審計局") == ("青石縣財政局", "青石縣審計局")


def test_the_table_is_one_for_one_and_touches_no_simplified_character() -> None:
    assert len(_TRADITIONAL) == len(set(_TRADITIONAL)) == len(_SIMPLIFIED)
    assert not set(_TRADITIONAL) & set(_SIMPLIFIED)
    assert simplified("乾县台前县") == "乾县台前县"
