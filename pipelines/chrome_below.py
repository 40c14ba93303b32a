"""Chrome below a document: what leads to its neighbours. The last rows of the table in `chrome`."""

from __future__ import annotations

from typing import Literal

from pipelines.widget_words import MARKS

Kind = Literal["widget", "meta", "crumb", "clock", "related", "footer", "download"]

BELOW: tuple[tuple[Kind, str, str], ...] = (
    ("widget", r"[-—–―]{1,2}第?\d{1,3}页?[-—–―]{1,2}", "— 1 —"),
    (
        "related",
        r"(?:[上下]一?[篇条]|[前后]一[篇条])(?:文章|新闻|信息)?(?:[:：].{0,180}|没有了|.{0,3})|[上下前后]一篇.{0,180}",
        "上一篇：关于印发工作要点的通知",
    ),
    (
        "related",
        (
            rf"{MARKS}*(?:相关|推荐|热点|延伸|猜你|最新|精彩|关联|热门|站内|近期|图文|政策|本栏目?(?:其他|其它|最新|更多))(?:的)?(?:文章|链接|阅读|信息|新闻|解读|稿件|推荐|资讯|内容|喜欢|发布|公开|"
            rf"政策|文件|报道|专题|搜索|图片|关注|附件|文档|图解)(?:列表|解读)?{MARKS}*(?:更多)?{MARKS}*"
        ),
        "相关文章",
    ),
    (
        "related",
        r"大家(?:都|还)?(?:在看|爱看).{0,6}|(?:您|你)可能(?:还)?(?:感兴趣|喜欢).{0,8}|(?:点击|阅读|浏览|热点|一周|本周|本月|下载)排行.{0,6}",
        "您可能感兴趣的内容",
    ),
    (
        "related",
        r"(?:友情|网站)链接[:：]?.{0,80}|(?:网友|我要)评论.{0,20}|热门搜索.{0,60}",
        "友情链接",
    ),
    ("related", r"(?:标签|关键词|Tags?)[:：].{0,60}", "标签：学法进行时"),
    (
        "crumb",
        r"(?:[^|｜。，；：:]{2,12}[|｜]){2,8}[^|｜。，；：:]{1,12}[|｜]?",
        "中国政府网|湖北政府网|繁体|无障碍",
    ),
)
