"""Where report columns sit: the words, slugs and addresses that lead to them, each with its worth."""

from __future__ import annotations

import re

WORDS: tuple[tuple[re.Pattern[str], int, str], ...] = (
    # what must not be taken for a hub comes first: the first match decides
    (re.compile(r"信息公开(?:工作)?(?:指南|制度|年报|年度报告|规定|条例|申请|意见|监督|考核|培训)|依申请公开"), 0, "about disclosure itself"),
    (re.compile(r"^(?:上|下|前|后|首|尾|末|第)?[一\d]*(?:页|翻页)|^\d+$|^(?:next|prev|home|top)\b", re.I), 0, "a pager"),
    (re.compile(r"登录|注册|举报|投诉|信箱|互动|留言|无障碍|办事|一网通办|邮箱|天气|旅游|招商"), 0, "services"),
    (re.compile(r"(?:法治|依法行政).{0,12}(?:报告|年报)"), 100, "the report's own column"),
    (re.compile(r"法治政府(?:建设)?(?:信息公开|信息|情况|专栏|专题)?$"), 90, "the subject's column"),
    (re.compile(r"法治政府建设工作|法治政府示范"), 62, "activity news, seldom reports"),
    (re.compile(r"法治政府"), 84, "the subject"),
    (re.compile(r"依法行政"), 80, "the subject's name before 2016"),
    (re.compile(r"其[他它](?:法定|依法|应当?|需要?)?(?:主动)?公开|其[他它]法定|应主动公开的其[他它]"), 70, "where the law's other matters are put"),
    (re.compile(r"法定主动公开|法定公开|主动公开(?:内容|目录|信息)?$"), 60, "the statutory list"),
    (re.compile(r"信息公开(?:目录|专栏|平台|专题|网)|公开目录"), 54, "the disclosure catalogue"),
    (re.compile(r"政府信息公开|信息公开$|^信息公开"), 50, "the disclosure section"),
    (re.compile(r"政务公开|政府公开|^公开$"), 44, "the openness section"),
    (re.compile(r"法治建设|法治[\u4e00-\u9fff]{1,3}$|法治专栏"), 42, "rule of law in general"),
    (re.compile(r"^其[他它](?:信息|事项|文件|公开信息)?$"), 38, "where the law's other matters are put, its name cut to one word"),
    (re.compile(r"(?:工作|总结|年度|专项|其[他它])报告$|^报告$"), 36, "reports of all kinds"),
    (re.compile(r"工作总结|计划总结|规划(?:计划|总结)"), 26, "plans and reviews"),
    (re.compile(r"司法局|司法厅|法制办"), 24, "the department that writes the report"),
    (re.compile(r"(?:通知|通告|公示|公告){2}|^通知$|^公告$|^公示$|文件通知"), 22, "notices"),
    (re.compile(r"专题专栏|专题集锦|^专题|^专栏|热点专题"), 18, "special topics"),
    (re.compile(r"政府文件|政策文件|^文件$|规范性文件|政府公报|政策法规|^公文"), 16, "papers"),
)  # fmt: skip
"""Link words → worth 0..100 (portals.md §6, domain.md §1)."""

SLUGS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"(?:^|[/_-])\w{0,6}(?:fzzf|fzjs|fzzfjs|yfxz)\w{0,4}(?:ndbg|nb|bg|ndbgg|qkbg|qkndbg)\w{0,4}"), 95),
    (re.compile(r"(?:^|[/_-])fzzf(?:js|j|jsqk|jc)?(?:gz)?(?:[/_.\d-]|$)|fzzffjc"), 82),
    (re.compile(r"(?:^|[/_-])yfxz(?:[/_.\d-]|$)"), 74),
    (re.compile(r"qtfd(?:xx|gk|zdgk|nr)|qtzdgk"), 66),
    (re.compile(r"fdzdgk"), 56),
    (re.compile(r"zfxxgkml|xxgkml|gkmlpt"), 52),
    (re.compile(r"zfxxgk|xxgk_(?:list|navs)"), 46),
    (re.compile(r"(?:^|/)(?:zwgk|xxgk|gongkai|zwxxgk)\w{0,6}(?:/|$)"), 40),
    (re.compile(r"(?:^|[/_])gzbg(?:[/_]|$)"), 34),
    (re.compile(r"(?:^|[/_])(?:ghjh|jhzj)(?:[/_]|$)"), 22),
    (re.compile(r"(?:^|[/_])(?:tzgg|gsgg|ggtz|tongzhi)(?:[/_]|$)"), 20),
    (re.compile(r"(?:^|[/_])ztzl(?:[/_]|$)"), 15),
)  # fmt: skip
"""Pinyin parts of an address → worth; looked for in the last two folders (portals.md §6)."""

COLUMN_NAME = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,8}|(?:19|20)\d\d年?度?)(?:法治|依法行政)[^\d，。、]{0,12}(?:报告|年报)(?:公[示开]|专栏|[（(].{0,12}[)）])?$"
)
"""A column so named is dedicated to the reports, even while it is empty."""
SUBJECT_NAME = re.compile(r"法治政府|依法行政")

YEAR_WORDS = re.compile(r"^(?:19|20)\d\d\s*年?度?(?:法治政府|依法行政|报告|年报|$)")
CHILD_WORDS = re.compile(
    rf"{YEAR_WORDS.pattern}"
    r"|^.{0,8}(?:市政府|区政府|县政府|省政府|政府本级|本级|市级|区级|县级|省级)(?:报告|年报)?$"
    r"|^(?:各?(?:[省市县区旗州]|[（(][省市县区旗州][)）]|、){1,5})(?:人民)?政府(?:部门|组成部门)?(?:报告|年报)?$"
    r"|^.{0,5}(?:部门|委办局|工作部门|街道|乡镇|镇街|镇乡)(?:法治.{0,8}|年度)?(?:报告|年报)?$|^各.{0,6}[区县市]$"
    r"|^[\u4e00-\u9fff]{1,6}[市州盟区县旗]$"
)
"""Below a report column: its years, its bodies (portals.md §6: 北京 by district)."""

COLLECTS_WORDS = re.compile(
    r"各(?:区县|县区|县市区|市县|区|县|市|地)|区县政府|县[(（]?市?[)）]?区|市县政府|下级|辖区"
)

DEPARTMENT = re.compile(
    r"(?:局|委员会|[发改工信卫健教]委|中心|街道|镇|乡|办事处|医院|学校|公司|集团|园区)$"
)
"""A step of a route through one department's own pages: the government's own come first."""

PLACES: tuple[tuple[re.Pattern[str], int, str], ...] = (
    (re.compile(r"信息公开(?:工作)?(?:指南|制度|年报|年度报告|规定|申请)|依申请公开|人事|招[聘录标]|采购|预[决算]|决算|招商"), 0, "never"),
    (re.compile(r"依法行政|法治政府"), 90, "the subject, also under its name before 2016"),
    (re.compile(r"法治建设|法制建设|法[治制](?:工作|专栏|[\u4e00-\u9fff]{2})$"), 80, "law in general"),
    (re.compile(r"(?:工作|总结|年度|专项|其[他它])报告$|^报告$|工作总结|计划总结|规划(?:计划|总结)"), 75, "reports of all kinds"),
    (re.compile(r"(?:通知|通告|公示|公告){2}|^通知$|^公告$|^公示$|文件通知"), 70, "notices (福建, 湖南, 内蒙古)"),
    (re.compile(r"历史(?:信息|数据|文件|公开)|归档|旧版|老版|原网站"), 60, "what an older system held"),
    (re.compile(r"^(?:19|20)\d\d年?(?:度|以前|及以前)?(?:政府|政策|行政|规范性)?(?:文件|公报|信息)?$"), 55, "a year's own column (北京 /2024zcwj/)"),
    (re.compile(r"政府公报|^公报"), 50, "the gazette (柯城)"),
    (re.compile(r"^其[他它]"), 46, "where the law's other matters are put"),
    (re.compile(r"(?:政府|政策|行政)文件|^文件$|^公文|工作信息|政策法规"), 44, "papers (云南)"),
    (re.compile(r"司法[局厅]|法制办"), 42, "the department that writes the report"),
    (re.compile(r"法定主动公开|信息公开目录|公开目录"), 30, "hubs not seen yet"),
    (re.compile(r"专题专栏|专题集锦|^专题|^专栏|政务公开|信息公开$|新闻中心|政务动态|政务信息|^政务"), 20, "hubs not seen yet"),
)  # fmt: skip
"""Link words → worth as a place of older reports, beside a column of their own (portals.md §6, places 4 and 5)."""
PLACE_SLUGS: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"(?:^|[/_-])(?:yfxz|fzzf\w{0,6})(?:[/_.\d-]|$)"), 88),
    (re.compile(r"(?:^|[/_])gzbg(?:[/_]|$)|(?:^|[/_])(?:ghjh|jhzj)(?:[/_]|$)"), 72),
    (re.compile(r"(?:^|[/_])(?:tzgg|gsgg|ggtz|tongzhi)(?:[/_]|$)"), 68),
    (re.compile(r"(?:^|/)20\d\d(?:zcwj|zfwj|wj)?/?$"), 54),
    (re.compile(r"(?:^|[/_])(?:zfgb|gongbao)(?:[/_]|$)"), 48),
)  # fmt: skip

WRITER = re.compile(r"^.{0,8}(?:司法[局厅]|法制办)$")
"""The department that drafts the report has a column of its own beside the government's (portals.md §6, place 5)."""
DEPARTMENTS = re.compile(
    r"^(?:市|区|县|省)?(?:政府)?(?:直属)?(?:部门|工作部门|组成部门|委办局|各部门)(?:网站|信息公开|公开|频道|动态)?(?:目录|平台)?$"
)
"""The page that links the departments' own pages."""

GUESSED_SLUGS = ("fzzfjsndbg", "fzzfjs", "fzzf", "fzzfjsbg", "fzzfjsnb")
"""The slugs met most often (portals.md §6), tried below the folders that a portal has."""
GUESSED_FOLDERS = ("/zwgk/", "/zfxxgk/fdzdgknr/", "/xxgk/zfxxgkml/", "/zwgk/zfxxgkml/")
MAX_GUESSES = 8
SLUG_FAMILIES = frozenset(("trs-static", "snowflake-html"))
"""Families whose columns are folders named by slugs, not by numbers."""


def place_worth(words: str, url: str) -> int:
    """A link's worth as a place where reports stand beside a column of their own."""
    plain = re.sub(r"[\s>»·•|【】\[\]]+", "", words)
    for pattern, worth, _ in PLACES if len(plain) <= 30 else ():
        if pattern.search(plain):
            return worth
    path = url.split("://", 1)[-1].partition("/")[2].lower()
    folders = "/".join(path.rsplit("/", 3)[-3:])
    return next((worth for pattern, worth in PLACE_SLUGS if pattern.search(folders)), 0)


def worth_of(words: str, path: str) -> tuple[int, str]:
    """A link's worth as a way to the report column, and why."""
    by_words, why = 0, ""
    plain = re.sub(r"[\s>»·•|【】\[\]]+", "", words)
    if 0 < len(plain) <= 30:
        for pattern, worth, reason in WORDS:
            if pattern.search(plain):
                by_words, why = worth, reason
                if worth == 0:
                    return 0, reason
                break
    folders = "/".join(path.lower().rsplit("/", 3)[-3:])
    by_slug = next((worth for pattern, worth in SLUGS if pattern.search(folders)), 0)
    if by_slug > by_words:
        return by_slug, f"slug {folders}"
    return min(100, by_words + (3 if by_slug else 0)), why
