"""Portal chrome: the words that a portal puts round a document, in one table with an example each.

A pattern is tried on a line without its white space (`bare`). Kinds say where a line may be cut:
`widget` anywhere; `meta`, `crumb` and `clock` above the document; `related`, `footer` and `download`
below it, and all that follows them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipelines.chrome_below import BELOW, Kind
from pipelines.traditional import simplified
from pipelines.widget_words import COUNT, MARKS, WORDS

_WHITE = re.compile(r"[\s\xa0\u3000\u200b-\u200d\u2002-\u2009\ufeff\ue000-\uf8ff]+")
"""White space, and the private characters that icon fonts draw."""
_DATE = r"(?:\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?|\d{1,2}\.\d{1,2}\.\d{4})"
_CLOCK = r"(?:T?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\.\d+)?)"

_TABLE: tuple[tuple[Kind, str, str], ...] = (
    # Atomic, so that a long row of words is read once and never tried again in other ways.
    ("widget", rf"(?>{MARKS}|{WORDS})++", "【打印】 【关闭】 【信息来源】"),
    (
        "widget",
        r"(?:[【\[][^】\]]{1,6}[】\]])*[【\[](?:打印|关闭|返回|收藏|我要打印)[^】\]]{0,4}[】\]](?:[【\[][^】\]]{1,6}[】\]])*",
        "【发表评论】【告诉好友】【打印此文】",
    ),
    (
        "widget",
        r"(?:共|总共)\d+(?:条|页|篇).{0,60}|(?:首页|第一页)?[|｜<>«]*(?:上一?页|前一页)[|｜\d.<>…]*(?:下一?页|后一页).{0,24}",
        "共12条 首页 上一页 1 下一页 尾页",
    ),
    (
        "widget",
        rf"(?=.*[上下前后]一?页)(?>{MARKS}|首页|第一页|[上下前后]一?页|[尾末]页|最后一页|共\d+页|第\d+页|转到|跳转|GO|\d{{1,3}}|\.\.\.|…)++",
        "[1] [2] 下一页",
    ),
    ("widget", r"已有\d+(?:人|条|位)(?:网友)?(?:评论|参与|留言).{0,20}", "已有0人评论"),
    (
        "widget",
        r"本站已(?:启用|开通|支持).{0,12}(?:无障碍|适老|IPv6).{0,30}",
        "本站已启用无障碍浏览系统,欢迎点击访问!",
    ),
    (
        "widget",
        r"(?:保护视力色|视力保护色|背景颜色|字体颜色|字体大小|字号大小)[:：].{0,60}",
        "保护视力色：杏仁黄 秋叶褐",
    ),
    (
        "widget",
        r"[【\[(（]?(?:字体|字号)(?:大小)?[:：]?[\[【(（]?.{0,3}大.{0,6}小.{0,12}",
        "【字体：大 中 小】",
    ),
    (
        "widget",
        r"(?:分享到|分享至|分享)[:：].{0,60}|分享让更多人看到.{0,20}",
        "分享到：微信 新浪微博 腾讯微博 QQ空间",
    ),
    ("widget", r"(?:您|你)访问的链接即将离开.{0,60}", "您访问的链接即将离开本网站，是否继续？"),
    (
        "widget",
        r"(?:用)?(?:手机|微信)?扫(?:一扫|描|码)?(?:二维码)?.{0,24}(?:当前页|本页|页面|手机版?|分享|打开|浏览|查看|朋友圈|好友|关注我们|关注)|.{0,4}二维码",
        "扫一扫在手机打开当前页",
    ),
    (
        "widget",
        r"(?:请问|您|你)?(?:对|觉得|认为)?(?:本|这|该|此)(?:页面?|网页|文章?|[条篇则]信息|篇?文章|信息|内容|栏目|文档|政策).{0,16}(?:满意|帮助|有用|评价).{0,40}",
        "您对本页面内容是否满意？",
    ),
    ("widget", r".{0,16}Cookies?.{0,80}", "本站使用Cookie，继续浏览即表示同意。"),
    ("widget", r"社会主义核心价值观[:：].{0,80}", "社会主义核心价值观：富强、民主、文明、和谐"),
    ("widget", r"[\[【(（]?我要纠错.{0,20}|.{0,6}(?:留言|纠错|评论)[\]】]", "【我要纠错】"),
    (
        "widget",
        r"(?:您|你)?(?:的|当前|正在|所)?(?:使用)?的?(?:浏览器|IE).{0,12}(?:版本过低|不支持|禁用|未开启).{0,40}|(?:您|你)(?:正在|当前)?使用的?.{0,12}浏览器.{0,40}",
        "您使用的浏览器版本过低，建议升级浏览器。",
    ),
    (
        "clock",
        r"(?:今天|今日|现在|当前时间)(?:是|为)?[:：]?.{0,50}",
        "今天是：2019年10月31日 星期三 农历十月初七",
    ),
    (
        "clock",
        r".{0,30}(?:星期[一二三四五六日天]|农历|\d\D{0,4}周[一二三四五六日天]|\d(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day).{0,30}",
        "2021年3月1日 星期一",
    ),
    (
        "widget",
        r".{0,16}欢迎(?:您|你)?(?:访问|光临|来到|登录).{0,60}",
        "欢迎您访问青石县人民政府门户网站！今天是",
    ),
    ("clock", r".{0,10}(?:天气|气温)[:：].{0,40}", "今日天气：晴 12℃～20℃"),
    (
        "crumb",
        r"[·•>»]?(?:您|你)?(?:当前|现在|目前)?(?:所在)?的?(?:所在)?的?位置(?:是|为)?(?:[:：→>＞»/]|首[页頁]|$).{0,160}",
        "您当前所在的位置:首页>柯城区府办>工作信息>政府公报",
    ),
    ("crumb", r"(?:当前(?:栏目|频道)|位置导航|网站导航)[:：].{1,160}", "当前栏目：工作报告"),
    (
        "crumb",
        r"(?:.{0,8}(?:所在|路径)[:：])?(?:网站)?首[页頁][>＞»›》/\\-].{1,160}",
        "首页 > 政务公开 > 法治政府建设",
    ),
    (
        "crumb",
        r"(?:[^>＞»›。，；：:]{2,20}[>＞»›]+){2,8}[^>＞»›。；]{0,60}",
        "青石县人民政府 > 信息公开 > 年度报告",
    ),
    ("crumb", r"[>＞»›].{1,160}", "> 政务公开 > 信息公开目录 > 计划总结"),
    (
        "footer",
        r".{0,80}(?:版权所有|Copyright|ICP备|公网安备|网站标识码|网站识别码|备案(?:编)?号|All ?Rights).{0,120}",
        "版权所有 浙ICP备05000051号",
    ),
    (
        "footer",
        r".{2,30}(?:主办|承办|建设管理|维护管理|运行维护|版权)(?!的)(?:单位)?.{0,40}|(?:主办|承办|协办|技术支持|建设运维|运维|制作)(?:单位|部门)?[:：].{0,90}",
        "柯城区人民政府主办 柯城区人民政府办公室承办",
    ),
    (
        "footer",
        r".{0,80}(?:建议|推荐|提示|请)[:：]?(?:您)?(?:使用)?.{0,30}(?:分辨率|浏览器|IE\d?).{0,60}",
        "建议IE8,1024×768以上分辨率浏览本网站",
    ),
    (
        "footer",
        r"(?:网站地图|隐私声明|联系我们|关于我们|法律声明|站点地图|网站声明)(?:[|｜]|.{0,40})",
        "网站地图 | 隐私声明 | 联系我们",
    ),
    (
        "footer",
        r"(?:联系电话|技术支持电话|网站维护电话|邮编|邮政编码|地址)[:：].{0,80}",
        "联系电话：0570-0000000 网站地图",
    ),
    (
        "download",
        r"(?:附件|文件|文档|点击|全文)?下载[:：]?.{0,120}",
        "附件下载：法治政府建设情况统计表.doc",
    ),
    (
        "download",
        (
            r"(?:附件)?[\d一二三四]*[:：、.【\[]*.{0,120}\.(?:docx?|pdf|wps|ofd|xlsx?|et|rtf|zip|rar|jpe?g|png|tif)[】\]]?"
            r"(?:[(（]?[\d.]+[KMkm]?[Bb]?[)）]?)?(?:已?下载.{0,12})?"
        ),
        "附件【报告.doc】已下载 0 次",
    ),
    (
        "meta",
        rf"(?>{MARKS}|{WORDS})*+(?:(?:发布|发表|更新|信息|发稿|上传|添加|录入|上网|公开|编辑|刊发)?(?:时间|日期)|发布于|发稿)[:：]?{_DATE}.{{0,160}}",
        "发布时间:2017-11-14 14:20:43  阅读次数:911 次  【字体大小:   中  】",
    ),
    (
        "meta",
        (
            r".{0,60}(?:发布时间|发布日期|更新时间|更新日期|信息时间|发表时间|发稿时间|添加时间|录入时间|发布于|发表于)[:：]?"
            rf"(?:{_DATE}.{{0,80}}|.{{0,30}})"
        ),
        "来源：区司法局 作者：王某 发布时间：2023-04-14 访问量：",
    ),
    (
        "meta",
        (
            rf"{MARKS}*(?:信息|文章|稿件|内容|新闻|资料)?(?:来源|来自|信息提供|供稿单位|出处|供稿|稿源|作者|(?:责任|值班|网络|执行|本期)?编[辑委]|撰稿|发布者|发布人|录入|上传|上传者|"
            r"责编|校对|排版|监制|审核|审核人|签发|初审|复审|终审|[一二三]审|[一二三]校|信息员)"
            r"[:：].{0,90}|[(（](?:责任)?编辑[:：].{0,20}[)）]"
        ),
        "来源：青石县司法局",
    ),
    (
        "meta",
        rf".{{0,60}}{COUNT}[:：]?[\[(（]?\d*[\])）]?次?.{{0,60}}",
        "浏览次数:信息来源: 区司法局",
    ),
    (
        "meta",
        rf"[\[(（【]?{_DATE.replace('年', '').replace('月', '').replace('日?', '')}{_CLOCK}?[\])）】]?[|｜]?.{{0,24}}",
        "08.01.2018  19:40",
    ),
    (
        "meta",
        rf"\[{_DATE}{_CLOCK}?\]|[\[(（【]?{_DATE}{_CLOCK}.{{0,24}}",
        "2018年3月9日 14:20 青石县人民政府",
    ),
    (
        "meta",
        rf".{{0,40}}{_DATE}{_CLOCK}?.{{0,6}}\d+(?:人?次)?(?:浏览|阅读|点击|访问|查看)|本[站网](?:原创|讯)?|佚名|[^，。；：:\d]{{2,30}}{_DATE}{_CLOCK}?[\[(（【]?(?:责任|值班)?(?:编辑|责编)[:：].{{0,24}}",
        "区司法局 2024-03-09 12次浏览",
    ),
    ("meta", r"文章来源[:：]?.{0,60}|信息来源[:：]?.{0,60}", "文章来源：司法局"),
    *BELOW,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Chrome:
    """One row of the table."""

    kind: Kind
    pattern: str
    """Matches the whole line, in either case; holds no group of its own."""
    example: str


CHROME = tuple(
    Chrome(kind=kind, pattern=pattern, example=example) for kind, pattern, example in _TABLE
)
# The table as one pattern, tried from the first row on: the group that matched is the row.
_ROW = re.compile("|".join(f"({row.pattern})" for row in CHROME), re.I)
_WIDGET = re.compile("|".join(row.pattern for row in CHROME if row.kind == "widget"), re.I)

LONGEST = 200
"""Characters, white space removed; a longer line is prose."""

_COPYRIGHT = re.compile(
    r"版权所有|ICP备|公网安备|网站标识码|^【?(?:免责|版权|转载|特别|郑重)?(?:声明|说明)】?[:：]?(?=.{0,40}(?:本[网站文]|转载|为准))"
    r"|^转载(?:请|须|需)注明"
)
"""免责声明：本站所载信息仅供参考。 转载请注明出处。: the site speaks, not the document."""
_SENTENCE = re.compile(r"[。；].*[。；]|[。！？]$")


def bare(line: str) -> str:
    """A line without any white space."""
    core = "".join(line.split())
    return core if core.isprintable() else _WHITE.sub("", core)


@lru_cache(maxsize=4096)
def kind_of(line: str) -> Kind | None:
    """What kind of chrome a line is; None for the document's own lines."""
    core = simplified(bare(line))
    if not core or len(core) > LONGEST or _SENTENCE.search(core):
        return _sentence_kind(core)
    row = _ROW.fullmatch(core)
    return CHROME[row.lastindex - 1].kind if row and row.lastindex else None


def _sentence_kind(core: str) -> Kind | None:
    """Chrome that is phrased as a sentence: widgets that speak to the visitor, and the copyright line."""
    if not core or len(core) > LONGEST:
        return None
    if _COPYRIGHT.search(core):
        return "footer"
    return "widget" if _WIDGET.fullmatch(core) else None
