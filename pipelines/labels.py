"""Labelled values of a page (信息公开 tables, head lines), mapped to the contract's field names.

Labels come spaced (`索 引 号`), bracketed (`[ 索引号 ]`), with or without a colon, several in a line,
and with empty values: an empty value never takes the next label, because the value of a label is
what stands between it and the next one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from archive.records import Label

SEPARATOR = "\x1f"
"""Between the pieces of a line: table cells, or the texts between inline tags."""

# Field name -> the labels that mean it (guide/portals.md §O). 规范性文件编号 and 统一编号 are no 文号,
# 责任部门 publishes and does not issue, 更新时间 is the page's and not the document's: they stay apart.
FIELDS: dict[str, str] = {
    "index_number": "索引号 索引 索取号 信息索引号 信息索引 公开目录号 目录索引号 信息索取号",
    "title": "名称 信息名称 标题 文件名称 信息标题 文件标题 公文名称 公文标题 文件名 题名",
    "document_number": "文号 发文字号 文件编号 公文号 文件字号 发布文号 公文文号 文件文号 发文文号 发文号 公文字号 文件号",
    "issuing_body": "发文机关 发布机构 发布机关 发文单位 发布单位 制发机关 公开主体 发文机构 发布部门 信息发布机构 公开机构 "
    "制发单位 发文部门 制定机关 信息发布单位 公开单位 制作机关 印发机关 印发单位",
    "source": "来源 信息来源 文章来源 稿件来源 内容来源 来自 供稿 供稿单位 信息提供单位 信息来源单位 提供单位 来稿单位 稿源 新闻来源 资料来源 发布",
    "responsible_department": "责任部门 公开责任部门 责任单位 公开责任单位 信息公开责任部门 责任处室 公开责任机构",
    "published_date": "发布日期 发布时间 公开日期 公开时间 发表时间 发表日期 信息时间 日期 时间 发稿时间 上网时间 上传时间 "
    "信息公开日期 公布日期 信息发布日期 信息日期 网上发布日期 发布于 信息发布时间 录入时间 添加时间",
    "updated_date": "更新时间 更新日期 最后更新时间 修改时间",
    "signed_date": "成文日期 成文时间 发文日期 发文时间 印发日期 印发时间 签发日期 制发日期 签署日期 印发",
    "generated_date": "生成日期 公文生成日期 生成时间 信息生成日期 文件生成日期 产生日期 信息产生日期 形成日期",
    "disclosure_form": "公开形式 公开方式 公开属性",
    "addressee": "主送 主送机关 主送单位",
    "cc": "抄送 抄送机关",
}
# Known labels of no fact: they end the value before them.
OTHERS = (
    "公开时限 公开范围 公开期限 公开程序 公开目录 公开类别 公开类型 主题分类 体裁分类 组配分类 服务对象 服务对象分类 主题词 主题 体裁 有效性 是否有效 "
    "效力状态 内容概述 概述 摘要 责任科室 规范性文件编号 规范性文件有效性 规范性文件登记号 统一编号 信息分类 信息类别 分类 关键词 关键字 生效日期 生效时间 "
    "实施日期 施行日期 废止日期 失效日期 失效时间 截止日期 文件状态 信息有效性 文件有效性 解读 附件 审核人 责任编辑 作者 编辑 撰稿 点击 点击数 点击量 点击率 点击次数 "
    "浏览次数 浏览量 浏览数 浏览 访问次数 访问量 阅读次数 阅读量 阅读数 阅读 人气 播放 字体 字号 字体大小 字体颜色 字号大小 保护视力色 视力保护色 背景色 分享 分享到 打印 "
    "联系电话 语种 载体类型 记录形式 载体形式 媒体形式 所属主题 所属分类 类别 类型 状态 栏目 所属栏目 签发人 时效性 时效 废止文号 文件类型 文件分类 信息状态 存放位置 备注 序号 "
    "更新 录入 录入人 审核 审签 初审 复审 终审 责编 来稿 通讯员 记者 摄影 收藏 下载 扫一扫 简介 公文种类 公文类别 文种 密级 地区 行业 领域 行业分类 "
    "服务类别 效力级别 信息公开类别 权力事项 公开事项 联系人 制作日期 获取时间 获取方式"
)
# Everyday words: labels only with a colon, or as a cell of their own in a table of labels.
_WEAK = frozenset(
    "名称 标题 来源 来自 发布 日期 时间 分类 附件 作者 编辑 供稿 发布于 更新 录入 审核 主题 体裁 浏览 阅读 点击 播放 分享 打印 状态 类别 类型 摘要 概述 解读 简介 序号 "
    "栏目 人气 收藏 下载 地区 行业 领域 文种 密级 题名 稿源 记者 摄影 责任单位 主送 抄送 印发 索引 字体 字号 初审 复审 终审 通讯员 备注 关键词 联系人 联系电话 文件名 "
    "主题词 时效 语种 扫一扫 公开单位 印发单位 印发机关 公开事项 抄送机关 主送机关 主送单位".split()
)
# Printed inside official documents too, above or below the text: they never make a line a label line.
_FRAME = frozenset("附件 抄送 抄送机关 主送 主送机关 主送单位 印发 印发机关 印发单位 备注 联系人 联系电话 主题词 摘要 关键词".split())
# Buttons and counters: they end a value and have none.
_SILENT = frozenset(
    "字体 字号 字体大小 字体颜色 字号大小 保护视力色 视力保护色 背景色 分享 分享到 打印 收藏 下载 扫一扫 浏览 阅读 播放 人气 点击 点击数 点击量 点击率 点击次数 浏览次数 "
    "浏览量 浏览数 访问次数 访问量 阅读次数 阅读量 阅读数 序号 更新 附件".split()
)
_FIELD_OF = {label: name for name, labels in FIELDS.items() for label in labels.split()}
_KNOWN = frozenset(_FIELD_OF) | frozenset(OTHERS.split())
_DATES = frozenset({"published_date", "updated_date", "signed_date", "generated_date"})

_GAP = r"[ \t\xa0\u3000\u2002\u2003]*"
_ALTERNATION = "|".join(
    _GAP.join(map(re.escape, label)) for label in sorted(_KNOWN, key=len, reverse=True)
)
_LABEL = re.compile(
    rf"(?:(?<=^)|(?<=[\s{SEPARATOR}|｜•·\-\[【〔(（;；,，、\]】>＞*]))(?P<label>{_ALTERNATION})"
    rf"(?P<close>{_GAP}[\]】〕)）])?(?P<colon>{_GAP}{SEPARATOR}?{_GAP}[:：])?(?=(?P<end>[\s{SEPARATOR}|｜\]】]|$)?)"
)
# Runs without a space between: 浏览次数:信息来源: 区司法局发布时间:2025-11-07. Four characters and a
# colon are a label wherever they stand; shorter ones only after a digit or a closing mark.
_STRONG_TIGHT = "|".join(
    re.escape(label) for label in sorted(_KNOWN - _WEAK, key=len, reverse=True) if len(label) > 3
)
_WEAK_TIGHT = "|".join(re.escape(label) for label in sorted(_KNOWN, key=len, reverse=True))
_TIGHT = re.compile(
    rf"(?:(?P<label>{_STRONG_TIGHT})|(?<=[\d:：次)）\]】日])(?P<weak>{_WEAK_TIGHT}))(?P<colon>{_GAP}[:：])"
)
_VALUE_EDGES = f" \t\r\n\f\v\xa0\u3000\u2002\u2003\u200b\ufeff{SEPARATOR}|｜•·[【〔;；,，、-"
_SPACES = re.compile(rf"[\s{SEPARATOR}]+")
_WIDGET_TAIL = re.compile(r"\s*[【\[(（]?\s*(?:字体|字号|大\s*中\s*小|浏览|阅读|点击|访问|打印|分享|我要纠错|收藏).*$")
_UNKNOWN_LABEL = re.compile(r"\s+[\u4e00-\u9fff]{2,8}[:：].*$")
_DATE_SHAPE = re.compile(
    r"[\[(（]?\s*("
    r"[\d０-９]{4}\s*[-/.年．／－—–]\s*[\d０-９]{1,2}\s*[-/.月．／－—–]\s*[\d０-９]{1,2}\s*日?|[\d０-９]{1,2}\.[\d０-９]{1,2}\.[\d０-９]{4}|"
    r"[〇○零oOＯ一二三四五六七八九０]{4}\s*年\s*[一二三四五六七八九十]{1,3}\s*月\s*[一二三四五六七八九十]{1,3}\s*日|\d{8}(?!\d)"
    r")((?:T|\s*)\d{1,2}\s*[:：]\s*\d{2}(?:\s*[:：]\s*\d{2}(?:\.\d+)?)?)?"
)
# A field that is shown as empty in words.
_NOTHING = frozenset({"无", "暂无", "-", "--", "—", "——", "/", "null", "NULL", "undefined", "None", "无文号", "本站", "N/A", "*", "空"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """One label in a line and the raw value behind it, '' where it shows none."""

    label: str
    value: str
    colon: bool

    @property
    def name(self) -> str:
        """The contract's field, or the label's own words."""
        return _FIELD_OF.get(self.label, self.label)


def field_of(label: str) -> str | None:
    """The contract's field for a label as printed (spaces, colon, brackets allowed); None if unknown."""
    return _FIELD_OF.get(re.sub(r"[\s:：\[\]【】]+", "", label))


def date_in(value: str) -> str | None:
    """The date, with its clock time, that a value starts with; None where it starts with none."""
    match = _DATE_SHAPE.match(value)
    if not match:
        return None
    return (match[1] + (match[2] or "")).strip()


def tidy(name: str, value: str) -> str:
    """A raw value without separators, widgets behind it, or words for nothing; '' where none is left."""
    value = _SPACES.sub(" ", value).strip(_VALUE_EDGES)
    if name in _DATES:
        return date_in(value) or ""
    if name != "title":
        value = _WIDGET_TAIL.sub("", _UNKNOWN_LABEL.sub("", value)).strip(_VALUE_EDGES)
    if value in _NOTHING or not re.search(r"\w", value):
        return ""
    closing = {"]": "[", "】": "【", "〕": "〔", ")": "(", "）": "（"}
    while value and value[-1] in closing and closing[value[-1]] not in value:
        value = value[:-1].rstrip()
    return value


def read_line(tokens: Sequence[str]) -> tuple[Found, ...]:
    """All labels of one line, in order. `tokens` are its cells, or the texts between inline tags."""
    return _read_line(SEPARATOR.join(tokens))


@lru_cache(maxsize=4096)
def _read_line(text: str) -> tuple[Found, ...]:
    if len(text) > 1200:
        return ()
    hits = list(_hits(text))
    if not hits:
        return ()
    found = []
    for index, (label, _, end, colon) in enumerate(hits):
        stop = hits[index + 1][1] if index + 1 < len(hits) else len(text)
        value = tidy(_FIELD_OF.get(label, label), text[end:stop])
        found.append(Found(label=label, value=value, colon=colon))
    return tuple(found)


def _hits(text: str) -> Iterator[tuple[str, int, int, bool]]:
    """(label, start, end, colon) of a line. The first must open it: prose that mentions 来源： has none."""
    position, seen = 0, False
    while True:
        match = _LABEL.search(text, position)
        tight = _TIGHT.search(text, position) if seen else None
        if tight and (match is None or tight.start() < match.start()):
            yield tight["label"] or tight["weak"], tight.start(), tight.end(), True
            position = tight.end()
        elif match is None:
            return
        elif _counts(text, match, seen=seen):
            seen = True
            yield re.sub(r"\s+", "", match["label"]), match.start("label"), match.end(), bool(match["colon"])
            position = match.end()
        else:
            position = match.end("label")


def _counts(text: str, match: re.Match[str], *, seen: bool) -> bool:
    before = text[: match.start()]
    if not seen and before.strip(_VALUE_EDGES + "]】") and not _after_date(before):
        return False
    if match["colon"] or match["close"]:
        return True
    if match["end"] is None:
        return False
    label = re.sub(r"\s+", "", match["label"])
    return label not in _WEAK or (_is_cell(text, match) and (seen or _strong_follows(text, match.end())))


def _strong_follows(text: str, position: int) -> bool:
    return any(
        re.sub(r"\s+", "", match["label"]) not in _WEAK for match in _LABEL.finditer(text, position)
    )


def _is_cell(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()].rstrip(" \t\xa0\u3000")
    after = text[match.end() :].lstrip(" \t\xa0\u3000")
    return (not before or before[-1] in SEPARATOR + "|｜") and (not after or after[0] in SEPARATOR + "|｜")


def _after_date(before: str) -> bool:
    """A head line may start with the bare date: `2024-03-09 14:20 来源：…`."""
    match = _DATE_SHAPE.match(before.strip(_VALUE_EDGES))
    return bool(match) and len(before.strip(_VALUE_EDGES)) - len(match[0]) <= 2 if match else False


def is_label_line(tokens: Sequence[str]) -> bool:
    """Whether a line is a labelled value of the page: it opens with a label that no document prints."""
    found = read_line(tokens)
    return bool(found) and (len(found) > 1 or found[0].label not in _FRAME) and (
        found[0].colon or found[0].label not in _WEAK or len(found) > 1
    )


def is_bare_label(text: str) -> str | None:
    """The label, where a line or cell is nothing but a label (`文 号：`)."""
    core = re.sub(r"[\s:：\[\]【】•·*]+", "", text)
    return core if core in _KNOWN else None


def to_label(found: Found, *, rule: str, place: str) -> Label | None:
    """A record, or None for an empty value and for counters and buttons."""
    if not found.value or found.label in _SILENT:
        return None
    return Label(name=found.name, raw=found.value, rule=rule, place=place)
