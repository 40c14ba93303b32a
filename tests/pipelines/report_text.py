"""Texts of reports and of what only resembles them, written for these tests."""

from __future__ import annotations

WORK = (
    "坚持把法治政府建设摆在重要位置，主要负责同志亲自部署。严格落实重大行政决策程序，开展合法性审查42件次。"
    "全面推行行政执法三项制度，组织行政执法人员培训6场次。办理行政复议案件17件，行政机关负责人出庭应诉率达到百分之百。"
)


def report(year: int = 2023, who: str = "我县", signature: str = "") -> str:
    """A report with the usual opening and headings."""
    lines = [
        f"{year}年，{who}认真学习贯彻习近平法治思想，扎实推进法治政府建设。现将{year}年度法治政府建设情况报告如下：",
        "一、主要举措和成效",
        f"（一）加强组织领导。{WORK}",
        f"（二）规范行政执法。{WORK}",
        "二、存在的不足和原因",
        f"执法力量还较薄弱，工作还不平衡。{WORK}",
        f"三、{year + 1}年主要安排",
        f"继续深入学习，补齐短板。{WORK}",
    ]
    return "\n".join(lines + ([signature] if signature else []))


LETTER = f"""东政〔2018〕4号
关于报送《盖州市2017年法治政府建设工作情况汇报》的报告
营口市人民政府：
现将《盖州市2017年法治政府建设工作情况汇报》随文呈送，请予审阅。
盖州市人民政府
2018年1月9日
盖州市2017年法治政府建设工作情况汇报
今年以来，我市认真推进依法行政。
一、工作开展情况
（一）加强领导。{WORK}
二、存在问题
{WORK}{WORK}
抄送：市委、市人大、市政协，档。
盖州市人民政府办公室印　　　　2018年1月10日"""
"""A covering letter with the enclosed report and its imprint."""

OTHERS = {
    "news": f"""近日，县政府召开法治政府建设工作推进会，研究部署下一步工作。县委常委、常务副县长出席会议并讲话。
会议指出，{WORK}
会议强调，{WORK}
会议要求，{WORK}""",
    "plan": f"""为贯彻落实《法治政府建设实施纲要（2021-2025年）》，推进法治政府建设，结合实际，制定本方案。
一、总体要求
{WORK}
二、主要任务
{WORK}
三、组织保障
{WORK}""",
    "disclosure_report": f"""根据《中华人民共和国政府信息公开条例》要求，编制2022年政府信息公开工作年度报告。
一、总体情况
主动公开政府信息1205条。{WORK}
二、主动公开政府信息情况
{WORK}""",
    "study": f"""摘要：年度报告制度是推进法治政府建设的重要制度安排。
关键词：法治政府；年度报告
一、问题的提出
{WORK}
二、样本与方法
{WORK}""",
    "half_year": report().replace("现将2023年度", "现将2023年上半年"),
    "several_years": report().replace("现将2023年度", "现将近五年来"),
    "not_about_it": "一、申请条件\n"
    + "申请人应当年满十八周岁，持有本市居住证，并在本市缴纳社会保险满四年。" * 30,
    "template": report(who="XX县").replace("（一）", "XX县XX镇").replace("执法力量", "XX局力量"),
    "too_short": "2023年，我县推进法治政府建设。",
    "no_text": "",
}
