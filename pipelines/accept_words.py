"""Words of a text that make it a report, or something else: templates, copies, news, plans, papers."""

from __future__ import annotations

import re

TOPIC_WORDS = re.compile(
    r"法治|法制|依法|执法|行政复议|规范性文件|行政诉讼|行政应诉|重大行政决策|普法|合法性审[查核]|行政处罚|放管服|权责清单|权力清单"
)
"""What such reports speak of in every paragraph."""

VOICE = re.compile(
    r"我[省市州盟县旗区局厅委办镇乡街站中院部处](?!国)|本[局镇乡街机单]|全[省市县区州局镇乡]|[\u4e00-\u9fff]{2,}[省市县区局镇](?:坚持|紧紧|认真|深入|全面|始终)"
)
"""A body speaks of itself; a reporter or a scholar does not."""

TEMPLATE = re.compile(r"[XxＸｘ×]{2,}|[某○]{1,2}(?:省|市|县|区|镇|乡|街道|局)|\*{2,}")
"""Names left blank: XX县, 某局, **镇."""

STARRED_PLACE = re.compile(r"(?:\*{1,4}|[XxＸｘ×]{2,4})(?:省|市|县|区|镇|乡|街道)")
"""The body's own place left blank; a case told with 某县 is something else."""

BETTING = re.compile(
    r"(?:体育|娱乐|真人|棋牌|彩票|博彩|足球)(?:官网|投注|下注|开户|app|APP|登录|网址|游戏)|赌场|百家乐|必威|亚博|三升体育|开云体育|乐鱼体育|万博体育"
)
"""Words that betting sites put into the sentences of pages they copy (domain guide §1)."""

TONES = frozenset("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ")
PINYIN = re.compile(r"[\u4e00-\u9fff]\([a-zü" + "".join(sorted(TONES)) + r"]{1,7}\)")
"""領(lǐng)會(huì): pinyin put between the characters, so that copies are not found."""

OPENINGS: tuple[tuple[str, re.Pattern[str], bool], ...] = (
    ("half_year", re.compile(r"上半年|半年度?工作|[一二三四]季度|\d{1,2}[-—至]\d{1,2}月(?!底)(?<!1-12月)(?<!1至12月)"), True),
    ("several_years", re.compile(
        r"(?:近|最近|过去)[三四五两]年|[三四五]年来|(?:19|20)\d{2}年?\s*[-—–~至]+\s*(?:19|20)\d{2}年|本届政府"
    ), True),
    ("personal_report", re.compile(r"本人|(?:^|[，,将])我(?=履行|推进|个人)"), True),
    ("personal_report", re.compile(r"述法|述职|第一责任人"), False),
    ("disclosure_report", re.compile(r"信息公开|政务公开"), False),
)  # fmt: skip
"""What 现将…报告如下 may say instead: reason, wording, and whether it holds though the topic stands there too."""

DUTY = re.compile(r"(?:推进)?法治(?:政府)?建设第一责任人")
"""What one official is, not what a report is about: the topic's words in it say nothing."""

HALF = re.compile(
    r"(?:19|20)\d{2}年(?:度)?(?:上半年|[第前]?[一二三]个?季度|1[-—–至]+[69]月)|^(?:今年)?上半年"
)
"""2023年上半年，我县…: an opening that tells part of a year, under a title that tells none."""

TERM = re.compile(
    r"(?:现|特)(?:将|就|把)[^。；，]{0,20}(?:19|20)\d{2}年以来[^，。；]|[两三四五]年(?:多)?来|(?:近|最近|过去|这)[三四五](?:个)?年|[“\"]?十[一二三四五]五[”\"]?(?:时期|期间|以来)(?!的?(?:开局|起步|关键|收官|第|承上))"
)
"""五年来, 近三年, “十三五”时期: what a review of a term says where a year's report says its year."""

DISCLOSURE = re.compile(
    r"政府信息公开条例.{0,80}(?:编制|要求|规定).{0,80}年度报告|本(?:年度)?报告.{0,30}信息公开"
)
"""根据《中华人民共和国政府信息公开条例》…编制本年度报告."""

STUDY = re.compile(
    r"摘\s*要\s*[:：]|【?(?:内容)?(?:摘要|提要)】|关键词\s*[:：】]|作者简介|参考文献|课题组|本文(?:以|认为|从|试图|拟)"
)
"""How papers and blue books begin."""

NEWS = re.compile(
    r"本报讯|本报记者|记者|通讯员|本网讯|讯[（(]|编者按|"
    r"(?:近日|日前|连日来|\d{1,2}月\d{1,2}日(?:上午|下午|晚)?|今天|昨日).{0,60}?"
    r"(?:召开|举行|举办|组织|主持|开展|调研|审议|印发|出台|发布|来到|听取)|会议(?:指出|强调|要求|听取|认为)"
)
"""A dateline and an event: 近日，县政府召开…推进会."""

PLAN = re.compile(
    r"(?:特?制定|制订)(?:本|以下|如下)(?:方案|计划|要点|办法|意见|规划|规定)|(?:要点|计划|方案|安排|意见)如下|提出(?:如下|以下).{0,8}(?:要点|意见|方案|计划|措施)"
)
"""What is to be done: …，制定本方案."""
