"""Titles: topic × kind × exclusion, the report year, and which list rows deserve a request."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.titles import inner_title, is_candidate, judge_title, title_body, title_year

REPORTS = [
    ("关于推进依法行政工作情况的报告", None),
    ("丽水市人民政府关于2010年度推进依法行政工作情况的报告", 2010),
    ("二〇二三年度法治政府建设情况报告", 2023),
    ("二○一九年法治政府建设工作总结", 2019),
    ("2023年法治政府建设年报", 2023),
    ("安庆市2018年度法治政府建设工作总结", 2018),
    ("白银市平川区2019年推进法治政府建设情况报告", 2019),
    ("关于印发《平罗县2021年度法治政府建设情况报告》的通知", 2021),
    ("关于报送2022年法治政府建设情况的报告", 2022),
    ("关于报送《德清县2021年度法治政府建设工作情况报告》的函", 2021),
    ("关于报送2023年度法治政府建设情况报告的报告", 2023),
    ("古田县交通运输局2021年度法治政府部门建设工作情况", 2021),
    ("中共永春县委 永春县人民政府关于2023年度法治政府建设情况的报告", 2023),
    ("句容市茅山镇2024年度法治政府建设年度报告", 2024),
    ("烟台市自然资源和规划局关于2021年度法治政府建设情况的报告", 2021),
    ("临汾市规划和自然资源局2024年法治政府建设情况报告", 2024),
    ("2020年法治政府建设工作总结及2021年工作计划", 2020),
    ("宁波市海曙区2023年度法治政府建设工作情况及2024年工作思路", 2023),
    ("关于2022年度法治政府建设工作情况和2023年工作安排的报告", 2022),
    ("丹东市财政局2019年法治财政建设工作情况报告", 2019),
    ("泰州市教育局2020年度法治建设工作情况报告", 2020),
    ("赣州市人民政府办公室关于印发赣州市2013年依法行政工作报告的通知", 2013),
    ("2021年度法治政府建设情况报告（图片版）", 2021),
    ("襄阳市发展和改革委员会关于2023年度法治政府建设年度报告的公示", 2023),
    ("中卫市沙坡头区2022年度法治政府建设工作情况报告.pdf", 2022),
    ("【公告】湖州市南浔区2022年法治政府建设年度报告", 2022),
    ("2018年度法治政府建设（依法行政）工作报告", 2018),
    ("龙泉市人民政府2021年度依法行政（法治政府建设）工作情况报告", 2021),
    ("永州经济技术开发区管理委员会2023年度法治政府建设情况报告", 2023),
    ("保定市人民政府關於2016年度法治政府建設情況的報告", 2016),
    ("2022年度法治政府建设情况暨主要负责人履行推进法治建设第一责任人职责情况的报告", 2022),
    ("法治政府建设2023年度工作报告", 2023),
    ("2019年法治六安建设情况报告", 2019),
    ("重庆市人民政府关于法治政府建设情况的报告", None),
    ("宁海县教育局2022年度依法治教（法治政府建设）工作报告", 2022),
    ("岑溪市国防动员办公室2023年度法治政府建设年度报告", 2023),
    ("霍邱县2016年度推进依法行政、加快建设法治政府工作情况报告", 2016),
    ("霍邱县法治政府建设年度报告2022", 2022),
    ("霍邱县2022年法治政府建设年度报告（公布稿）", 2022),
    ("霍邱县2022年法治政府建设年度报告-霍邱县人民政府", 2022),
    ("霍邱县2022年法治政府建设工作情况及2023年重点工作安排的报告", 2022),
    ("霍邱县2022年法治政府建设暨党政主要负责人履行推进法治建设第一责任人职责情况报告", 2022),
    ("霍邱县人民政府办公室关于转发2022年度法治政府建设情况报告的通知", 2022),
    ("2022年法治政府建设年度报告——霍邱县教育局", 2022),
    ("霍邱县2022年法治政府建设工作汇报材料", 2022),
    ("霍邱县2022年度“法治霍邱”建设工作总结", 2022),
    ("霍邱县人民政府2021年法治政府建设工作暨2022年工作谋划报告", 2021),
    ("关于报请审阅《霍邱县2022年度法治政府建设情况报告》的请示", 2022),
    ("霍邱县2022年度法治政府建设情况报告（审议稿）", 2022),
    ("霍邱县人民政府2022年法治政府建设年度报告（政务公开）", 2022),
    ("霍邱县2022年度法治政府建设情况报告 发布时间：2023-03-28", 2022),
    ("霍邱县2022年度法治政府建设情况报告.doc [下载]", 2022),
    ("霍邱县2022年度法治政府建设情况报告（点击查看）", 2022),
    ("霍邱县2022年法治政府建设工作报告 附件：相关表格", 2022),
    ("霍邱县2022年法治政府建设情况年度公告", 2022),
    ("关于公示霍邱县2022年度法治政府建设年度报告的通知", 2022),
    ("霍邱县2022年法治政府建设工作成效及2023年工作打算的报告", 2022),
    ("霍邱县2022年度法治政府建设工作主要举措和成效的报告", 2022),
    ("霍邱县2022年法治政府建设年度报告（含党政主要负责人履职情况）", 2022),
    ("霍邱县深入推进法治政府建设2022年度工作总结", 2022),
]

OTHERS = [
    ("XX县2021年度法治政府建设情况报告", "template"),
    ("2022年度法治政府建设工作情况报告范文", "template"),
    ("关于印发《2022年法治政府建设工作要点》的通知", "plan"),
    ("2023年法治政府建设工作计划", "plan"),
    ("2021-2025年法治政府建设实施纲要", "plan"),
    ("关于报送2023年度法治政府建设年度报告的通知", "notice"),
    ("关于做好2022年度法治政府建设年度报告公开工作的通知", None),
    ("一图读懂2023年法治政府建设年度报告", "interpretation"),
    ("《平湖市2022年法治政府建设年度报告》解读", "interpretation"),
    ("我县召开2023年法治政府建设工作推进会", "news"),
    ("市人大常委会听取审议2022年法治政府建设情况报告", "news"),
    ("我区2022年法治政府建设工作取得显著成效", "news"),
    ("2023年上半年法治政府建设情况报告", "half_year"),
    ("2022年第三季度法治政府建设工作总结", "half_year"),
    ("2014-2019年法治政府建设情况报告", "several_years"),
    ("党的十八大以来法治政府建设工作情况报告", "several_years"),
    ("2018年、2019年法治政府建设情况报告", "several_years"),
    ("2022年政府信息公开工作年度报告", "disclosure_report"),
    ("数说2022年度法治政府建设报告", "interpretation"),
    ("更多法治政府建设报告", "table"),
    ("霍邱县2022年“法治政府建设年”活动总结", "showcase"),
    ("霍邱县深入推进法治政府建设", "news"),
    ("霍邱县2022年法治政府建设的主要举措", "plan"),
    ("2022年政府工作报告", "government_work_report"),
    ("2021年度普法工作总结", "publicity"),
    ("全国法治政府建设示范市公示", "showcase"),
    ("局长2023年度述法报告", "personal_report"),
    ("关于法治政府建设督察情况的报告", "assessment"),
    ("对县政府2021年法治政府建设情况报告审议意见的研究处理情况报告", "response"),
    ("法治政府建设年度报告制度", "rule"),
    ("2022年某省法治政府建设报告（下）", None),
    ("副市长在全市法治政府建设会议上的讲话", None),
    ("2022年法治政府建设示范创建工作自评报告", "self_check"),
    ("2022年度法治政府建设考核情况的通报", "assessment"),
    ("霍邱县2022年度法治政府建设情况报告（征求意见稿）", "draft"),
    ("关于征求《2022年度法治政府建设情况报告》意见的函", "draft"),
    ("霍邱县2022年法治政府建设年度报告出炉", "news"),
    ("县长在县人大常委会上作2022年法治政府建设情况报告", "news"),
    ("霍邱县2022年法治政府建设工作简报（第3期）", "news"),
    ("2020、2021年法治政府建设情况报告", "several_years"),
    ("2022年前十个月依法行政工作情况", "half_year"),
    ("关于2022年度法治政府建设情况报告的起草说明", "speech"),
    ("关于转发2022年法治政府建设工作要点的通知", "plan"),
]


@pytest.mark.parametrize(("title", "year"), REPORTS, ids=[t for t, _ in REPORTS])
def test_wordings_of_a_report_are_recognised_with_their_year(title: str, year: int | None) -> None:
    verdict = judge_title(title)
    assert (verdict.verdict, verdict.report_year) == ("report", year), verdict


@pytest.mark.parametrize(("title", "reason"), OTHERS, ids=[t for t, _ in OTHERS])
def test_what_only_resembles_a_report_is_refused_with_its_reason(
    title: str, reason: str | None
) -> None:
    verdict = judge_title(title)
    assert verdict.verdict == "not_report"
    assert reason is None or verdict.reason == reason


@pytest.mark.parametrize(
    "title",
    [
        "2022年度报告",
        "法治政府建设",
        "关于我县去年工作的报告",
        "年度报告",
        "",
        "2013年度依法行政工作自查报告",
        "2022年法治政府建设情况通报",
        "法治政府建设工作领导小组办公室关于报送年度总结的函",
    ],
)
def test_a_title_that_does_not_say_is_decided_on_the_page(title: str) -> None:
    assert judge_title(title).verdict == "unsure"


@pytest.mark.parametrize(
    ("title", "year"),
    [
        ("惠州市2022年法治政府建设情况及2023年工作要点的报告", 2022),
        ("〔2023〕6号 惠州市法治政府建设情况报告", None),
        ("惠府〔2023〕6号惠州市2022年法治政府建设情况报告", 2022),
        ("2018年与2019年法治政府建设情况报告", None),
        ("法治政府建设实施纲要（2021-2025年）", None),
        ("二零二一年度法治政府建设情况报告", 2021),
        ("2023法治政府建设年度报告", 2023),
    ],
)
def test_the_report_year_is_never_a_number_s_or_a_plan_s(title: str, year: int | None) -> None:
    assert title_year(title) == year


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("金凤区2020年度法治政府建设情况报告", "金凤区"),
        ("盖州市政府2016年依法行政工作报告", "盖州市政府"),
        ("2024年上海市法治政府建设情况报告", "上海市"),
        (
            "中共永春县委 永春县人民政府关于2023年度法治政府建设情况的报告",
            "中共永春县委 永春县人民政府",
        ),
        ("关于报送《城东区2017年法治政府建设工作情况汇报》的报告", "城东区"),
        ("2021年度法治政府建设情况报告", None),
        ("关于2024年度法治政府建设情况的报告", None),
        ("2020年全市法治政府建设工作情况报告", None),
    ],
)
def test_a_title_names_its_body_or_none(title: str, body: str | None) -> None:
    assert title_body(title) == body


def test_a_covering_letter_holds_the_enclosed_title() -> None:
    assert (
        inner_title("关于报送《城东区2017年法治政府建设工作情况汇报》的报告")
        == "城东区2017年法治政府建设工作情况汇报"
    )
    assert inner_title("城东区2017年法治政府建设工作情况汇报") is None


@pytest.mark.parametrize(
    ("title", "in_column", "wanted"),
    [
        ("金凤区2020年度法治政府建设情况报告", False, True),
        ("年度报告（2020）", True, True),
        ("年度报告（2020）", False, False),
        ("北京市西城区人民政府关于2022年度法治政…", False, True),
        ("2020年法治政府建设工作要点", True, False),
        ("关于清明节放假安排的通知", True, False),
    ],
)
def test_only_rows_that_may_be_reports_cost_a_request(
    title: str, in_column: bool, wanted: bool
) -> None:
    assert is_candidate(title, in_column) is wanted


@given(st.text(max_size=200))
def test_any_text_has_a_verdict(title: str) -> None:
    assert judge_title(title).verdict in {"report", "not_report", "unsure"}
    title_body(title)


def test_a_plan_that_is_carried_out_is_the_topic_of_a_title_with_its_own_year() -> None:
    yearly = judge_title(
        "文山市人民政府关于2021年度贯彻落实《法治政府建设实施纲要（2021—2025年）》情况的报告"
    )
    assert (yearly.verdict, yearly.report_year) == ("report", 2021)
    whole = judge_title("关于贯彻落实《法治政府建设实施纲要（2015—2020年）》情况的报告")
    assert whole.verdict == "unsure"


def test_a_five_year_plans_number_in_a_title_means_several_years() -> None:
    assert judge_title('"十三五"法治政府建设工作总结').reason == "several_years"


@pytest.mark.parametrize(
    ("title", "verdict"),
    [
        ("2022年法治政府建设工作情况报告（镇海区自然资源和规划分局）", "report"),
        ("景德镇市珠山区落实法治政府建设实施纲要2022年度情况报告", "report"),
        ("法治政府建设年中报告", "not_report"),
        ("宁海县人民政府办公室关于公布宁海县2023年度法治政府建设情况报告的通知", "report"),
        ("关于公布2023年度法治政府建设年度报告报送情况的通知", "not_report"),
        ("关于公开2022年法治政府建设年度报告的通知", "not_report"),
        ("2022年中共余姚市委 余姚市人民政府法治政府建设情况报告", "report"),
    ],
)
def test_words_that_exclude_count_only_where_they_say_what_the_document_is(
    title: str, verdict: str
) -> None:
    assert judge_title(title).verdict == verdict
