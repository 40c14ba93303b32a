"""The words by which a title says what it is: topics, kinds, exclusions, each with its reason."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Exclusion:
    """A wording that makes a title something else than an annual report."""

    reason: str
    pattern: re.Pattern[str]
    why: str
    """What such a title is, with an example."""


def _exclusion(reason: str, pattern: str, why: str) -> Exclusion:
    return Exclusion(reason=reason, pattern=re.compile(pattern), why=why)


TOPIC = re.compile(
    r"(?:法[治制]政府(?:建设)?|依法行政|(?<!平安)法[治制]建设)(?!(?:建设)?(?:工作)?(?:领导|协调)小组)|政府法[治制]|法[治制]工作"
    r"|法治(?!社会|文化|乡村|宣传|营商|化|思想|思维|教育基地|国家|中国|校园|学校|企业|国企|央企|社区|军营|医院|队伍|人才|广场|公园|阵地|服务|课堂|小区|家庭)[\u4e00-\u9fff]{2,8}?[”\"]?建设(?!(?:工作)?(?:领导|协调)小组)"
)
"""What the report is about. 法治X建设: X is a place or a trade (法治盖州建设, 法治财政建设), not 法治社会, 法治文化.
依法行政工作领导小组办公室 is who writes, not what about; 平安法治建设 is the police's and the courts'."""

KIND = r"(?:报告|总结|汇报|年报|情况|自述|综述报告)"
"""What sort of document: 情况 alone is a report in several provinces (…法治政府建设情况)."""

NEXT_YEAR = re.compile(
    r"(?:及其?|暨|和|以及|并|与|、|，|,|;|；)?(?:\d{4}年度?|下一?年度?|明年|下一?步|今后|来年)"
    r"[^《》]{0,20}?(?:要点|打算|计划|安排|思路|谋划|建议|重点|举措|措施)(?:工作|任务)?(?:要点|打算|计划|安排|思路)?"
)
"""The next year's part of a report's title: …及2016年工作打算, …暨2023年工作要点. Cut before anything is excluded."""

TOLD = r"(?:成效|成绩|成果|进展|做法)"
"""What a report's title says before its plan in a kind's place: …建设工作成效及2025年工作打算的报告."""

DUTY_PART = re.compile(
    r"[(（](?:含|包括|附|包含)?[^()（）《》]{0,12}(?:第一责任人|述法|党政主要负责人)[^()（）《》]{0,20}[)）]$"
    r"|(?:及其?|暨|和|以及|并|与|、|，|,)[^《》]{0,16}?(?:第一责任人|述法)[^《》]{0,14}?(?=情况|的?报告|$)"
)
"""The leaders' part of a report's title: …法治政府建设情况暨主要负责人履行第一责任人职责情况, …年度报告（含党政主要负责人履职情况）."""

DUTY_JOINED = re.compile(
    rf"(?<=法治政府建设|依法行政工作)(?:工作)?(?:{DUTY_PART.pattern}(?:的?情况)?|[及暨和与、]{NEXT_YEAR.pattern})(?=的?报告|$)"
)
"""The same where one 情况 or 报告 serves both: 法治政府建设暨主要负责人履行第一责任人职责情况报告, …暨2022年工作谋划报告."""

JOINED = re.compile(
    r"(?:及|暨|和|与|、).*(?:法治政府|依法行政)|(?:法治政府|依法行政).*(?:及|暨|和|与|、)"
)
"""Two subjects in one title: 普法依法治理暨法治政府建设工作总结."""

TAIL_FORMS = re.compile(
    r"[—-]{1,2}(?:(?:19|20)\d{2}年.{1,8}日)?在.{2,40}会议上$"
    r"|(?<=报告|情况|总结|年报|汇报)的?(?:年度)?(?:公示|公告|公开|全文|正文|公布|函)$"
    r"|(?<=报告|情况|总结|年报|汇报)(?:附件\d*[:：].*|(?:\.(?:pdf|docx?|wps|ofd))?[\[(（]?(?:点击|在线)?(?:下载|查看|浏览|阅读)(?:附件|全文|原文)?[\])）]?)$"
    r"|[(（](?:图片版|文字版|全文|全文版|正文|电子版|网络版|扫描件|盖章版|附件|摘要|简版|政务公开|审议稿|汇报稿|上会稿|报批稿"
    r"|(?:对外|向?社会|主动)?(?:公开|公布|公示|发布)[版稿]?|(?:审定|修改|修订|印发|报送|最终|确定)[版稿]|[定终]稿)[)）]$"
    r"|(?<=报告|情况|总结|年报|汇报)[-_|–—]{1,2}(?!以)[^《》]*?(?:人民政府|政府|网站?|平台|局|厅|委|委员会|办事处|管委会)$"
)
"""Words after a report's title that say how it is shown: 报告的公示, （图片版）, -某县人民政府门户网站."""

HEAD_FORMS = re.compile(
    r"^(?:权威发布|公示|公告|附件\d*|全文|置顶|重磅|\[[^\]]{1,8}\]|【(?:公告|公示|公开|置顶|最新|年报|年度报告|工作报告|报告|法治政府[^】]{0,8}|[^】]{2,8}(?:局|镇|街道|乡|办))】)[:：|丨!！]?"
    r"|^[\d]{1,3}[.、．](?!\d)|^[·•●>»\-*]+"
)
"""Words before a title that lists put there: 【公告】, 权威发布：, 1."""

ORGAN_NAME = re.compile(
    r"(?:规划|计划|标准|检查|稽查|监察|督查|调查|动员|预算|评审|评估|绩效|创建|公司|研究|考试|示范|创新|体系|信息公开|大学|学校|接待|经验)[\u4e00-\u9fff]{0,14}?"
    r"(?:局|厅|委员会|委|总队|支队|大队|办公室|院|中心|管委会|园区|示范区|办事处|街道|人民政府|室|队)(?=\d{4}|关于|年度|法治|依法|推进|印发|[《（()）]|$)"
)
"""Organs whose own names hold an excluding word: 自然资源和规划局, 卫生和计划生育委员会, 农业示范区管委会."""

DATE = re.compile(
    r"(?:(?:发布|更新|公开|发文)?(?:时间|日期)[:：]?)?[\[(（]?(?:19|20)\d{2}(?:[-/.]\d{1,2}[-/.]\d{1,2}|年\d{1,2}月\d{1,2}日)[\])）]?|[\[(（]\d{1,2}[-/]\d{1,2}[\])）]"
)
"""A day that a list or a speech puts beside a title: 2024-03-01, [03-01]; its year is no report year."""

NAMED_PLAN = re.compile(
    r"(?:《[^《》]{0,40}(?:纲要|规划|方案|意见|决定)[^《》]{0,20}》"
    r"|(?<=落实|实施|执行)法治政府建设(?:实施)?(?:纲要|规划|方案)(?:[(（][^()（）]{0,20}[)）])?)(?=.{0,12}(?:情况|报告))"
)
"""A plan whose carrying out is reported: 贯彻落实《法治政府建设实施纲要（2021-2025年）》情况的报告."""

FILE_SUFFIX = re.compile(r"\.(?:pdf|docx?|wps|ofd|rtf|html?|zip|rar|txt)$", re.IGNORECASE)

PERIOD = re.compile(
    r"(?:19|20)\d{2}年?(?:度)?(?:[-－—–―~～至到]+|、)(?:(?:19|20)\d{2}年?(?:度)?|\d{2}年)"
)
"""Several years: 2014-2019年, 2021至2025年."""

EXCLUSIONS: tuple[Exclusion, ...] = (
    _exclusion(
        "interpretation",
        r"解读|图解|图说|数[说读](?=\d|法治|《)|漫画|动漫|动画|一图|读懂|看懂|速[览读]|问答|答记者|新闻发布|名词解释",
        "explains a report: 【文字解读】《…报告》文件解读",
    ),
    _exclusion(
        "template",
        r"[XxＸｘ×✕某*＊○]{1,4}(?:省|市|县|区|镇|乡|街道|局|委|办)|[XxＸｘ×]{2,}|范文|模板|样本|例文|精选"
        r"|[(（](?:乡镇|县级|部门|通用|完整|最新)版[)）]|参考格式|\d+篇|[一二三四五六七八九十]篇",
        "a form to fill in: XX镇…报告, 报告(乡镇版), 报告范文3篇",
    ),
    _exclusion(
        "half_year",
        r"上半年|下半年|半年|前[一二三四五六七八九十\d]{1,2}个?月|年中(?:报告|总结|工作|情况)|季度|[一二三四1-4]季|月报|月份|(?<!\d)\d{1,2}月?[-—–至到](?!12月)\d{1,2}月|阶段性",
        "not the whole year: 2021年上半年…报告",
    ),
    _exclusion(
        "disclosure_report",
        r"信息公开|政务公开|公开工作|财政预决算",
        "the most frequent false friend: 政府信息公开工作年度报告, same columns and dates",
    ),
    _exclusion(
        "government_work_report",
        r"(?<!法治)(?<!法制)政府工作报告",
        "the mayor's report to the congress: 大寨镇2016年政府工作报告",
    ),
    _exclusion(
        "plan",
        r"要点|方案|纲要|规划|计划|安排|打算|任务分解|分工|路线图|责任清单|任务清单|工作思路|(?:举措|措施)(?!(?:[和及与、])?(?:取得的?)?(?:主要)?(?:工作)?(?:成效|成绩|落实情况))|倡议|重点工作(?!完成|落实|情况|推进)",
        "what is to be done, not what was: 2021年法治政府建设工作要点",
    ),
    _exclusion(
        "personal_report",
        r"述法|述职|第一责任人|党政主要负责人",
        "one official's duties: 履行推进法治建设第一责任人职责情况的报告",
    ),
    _exclusion(
        "draft",
        r"征求.{0,60}意见|草案|讨论稿|送审稿|[(（]初稿",
        "put up for comment before it was made: …情况报告（征求意见稿）",
    ),
    _exclusion(
        "response",
        r"审议意见|研究处理|反馈意见|意见.{0,6}(?:办理|落实|处理)|提案|建议.{0,6}答复|整改|问题清单",
        "an answer to the congress or to inspectors: …审议意见研究处理情况的报告",
    ),
    _exclusion(
        "rule",
        r"办法|规定|细则|规则|规程|制度|条例|指引|标准|指标|体系(?!建设情况)|意见|决定|决议|法规|须知|流程|格式|指南|提纲|大纲",
        "sets rules for others: 法治政府建设指标体系, 报告制度, 实施意见",
    ),
    _exclusion(
        "assessment",
        r"考核|考评|评议|评价|评分|评估|督[察查导]|测评|验收|巡查|巡察|得分|排名|检查|调查|问卷",
        "marks given or asked for: 依法行政考核评议方案, 法治政府建设督察报告",
    ),
    _exclusion(
        "self_check",
        r"自查|自评",
        "a body's own account for those who mark it: 依法行政工作自查报告; the page says whether it tells the year",
    ),
    _exclusion(
        "showcase",
        r"示范|命名|名单|公示|先进|表彰|表扬|典型|案例|经验|品牌|获奖|优秀|亮点|创建|活动",
        "demonstration areas and prizes: 创建全国法治政府建设示范市, 项目命名的决定",
    ),
    _exclusion(
        "publicity",
        r"普法|法治宣传|法制宣传|学法|宪法|宣传月|宣传周|法治文化|法律顾问|知识竞赛|考试",
        "legal education: 普法工作总结",
    ),
    _exclusion(
        "study",
        r"蓝皮书|白皮书|皮书|研究|论文|实证|——以|--以|思考|展望|路径|探析|探索与|浅[谈析议]|年鉴|大事记|志$|发展报告|发展指数|精读|综述$"
        r"|(?:报告|总结)[(（]?[上中下一二三四][)）]?(?:$|——|--)|情况[(（][上中下一二三四][)）]$|连载|摘编|节选",
        "scholarship, yearbooks and instalments in the press: 法治政府蓝皮书, 报告(下)",
    ),
    _exclusion(
        "news",
        r"召开|举行|举办|组织(?:收听|收看|参加|观看|学习|开展)|启动|会议|推进会|座谈|部署会|汇报会|评议会|研讨|总结会|动员|调研|审议|听取|审定|研究部署"
        r"|视察|观摩|培训|讲座|取得(?!的?成效和|的?成绩)|迈[出上入向]|谱写|跑出|按下|走[出在]|再上|加快推?进?建设(?!.*(?:情况|报告|总结))|(?:深入|扎实)推进(?!.*(?:情况|报告|总结|汇报)$)"
        r"|新成效|新进展|新突破|新台阶|显著|发布(?!会)|出台|印发|指明|点赞|访谈|直播|会$|来我|赴|莅临|接受|通过|获(?!嘉)|晒出|公布|亮相|(?<=[长员人任记府席上])作了?.{0,24}(?:汇报|报告)$|向.{2,20}(?:报告|汇报)(?!的|》|$)|出炉|来了$|专栏$|简报|专报|新闻稿|打造.{0,24}(?:高地|标杆|样板|名片|品牌)$|走深走实|提质增效",
        "what happened, told by a reporter: …工作推进会召开, 法治政府建设取得新成效",
    ),
    _exclusion(
        "speech",
        r"讲话|致辞|发言|讲稿|纪要|主持词|(?:的|起草|编制)说明$|心得|倡议书|一封信",
        "spoken or minuted: 在法治政府建设会议上的讲话",
    ),
    _exclusion(
        "several_years",
        r"五年|三年|四年|两年|十年|近年|几年|历年|多年|以来|本届|任期|换届|十[二三四五六][·.]?五(?![月日])|时期",
        "a term or a plan's period: 本届政府以来推进依法行政工作情况报告",
    ),
    _exclusion(
        "notice",
        r"通知|通告|公告|(?<!情况)(?<!情况的)通报|批复|启事|邀请|征集|征求|公开征|申报|转发|函$|回复|复函",
        "asks, tells or forwards: 关于报告推进依法行政工作进展情况的通知",
    ),
    _exclusion(
        "table",
        r"^更多|统计表|一览表|汇总表|登记表|明细|目录|清单|台账|报表|统计年报|统计数据|(?:报告|年报)的?(?:公开|公示|报送|发布|编制)(?:工作)?情况|专项资金|经费|预算|决算|绩效",
        "numbers or a list: 行政执法统计年报, 规范性文件目录",
    ),
    _exclusion(
        "other_institution",
        r"人民法院|检察院|监委|监察委|大学|学院|学校|医院|公司|集团|商会|(?<!科学技术)协会(?!.{0,3}管理局)",
        "bodies that the duty does not bind: 人民检察院工作报告",
    ),
)
"""In order: the first that fits names the reason."""

WRAPPER = re.compile(
    r"^(?P<head>.{0,60}?)(?:关于)?(?P<verb>印发|报送|上报|呈报|呈送|报审|提交|公布|公示|公开|发布|转发|下发|送审|(?:提请|呈请|报请|恳请)(?:审议|审定|审阅|审核|批准))(?:关于)?"
    r"(?P<inner>.+?)的?(?P<form>通知|报告|函|公告|请示|通告|公示)$"
)
"""A letter or notice that carries the report: 关于印发《…报告》的通知, 关于报送《…汇报》的报告."""

_MADE_KNOWN = ("通知", "公告", "通告", "公示", "报告", "函")
CARRYING = {
    "印发": ("通知", "函", "公告", "通告"), "转发": ("通知", "函"), "下发": ("通知",), "公布": _MADE_KNOWN,
    "发布": _MADE_KNOWN, "公示": _MADE_KNOWN,
}  # fmt: skip
"""Which forms make a wrapper carry its text; other verbs: 报告, 函, 公告, 请示, and a 通知 only round 《》."""
