"""The name of the site that shows a page: its meta tag, the end of its <title>, or the footer's 主办单位."""

from __future__ import annotations

import re
from collections.abc import Sequence

from archive.records import Label
from pipelines.blocks import Line
from pipelines.chrome import bare

_BODY = r"[\u4e00-\u9fff]{2,24}?(?:人民政府|政府|委员会|管委会|行政公署|局|厅|委|办公室)"
_SUFFIX = r"(?:门户网站|政府网站|官方网站|网站|政务网|门户网|信息网|官网)?"
_TITLE_PART = re.compile(r"[\s\-_|—–:：<>»]+")
_OWNER = re.compile(
    rf"(?:主办单位|主办|版权所有|网站主办)[:：]?(?:©|&copy;)?({_BODY}){_SUFFIX}(?![\u4e00-\u9fff]*[网站])"
)
_OWNED = re.compile(rf"({_BODY}){_SUFFIX}(?:版权所有|主办)")
_NAME = re.compile(rf"{_BODY}{_SUFFIX}")
_REPORT = re.compile(r"报告|总结|情况|关于|通知|年报|\d{4}")
_FOOTER = 40
"""Lines from the end of a page within which its footer stands."""


def site_name(metas: Sequence[Label], html_title: str | None, lines: Sequence[Line]) -> str | None:
    """What the page calls its site; None where it does not. Only a body's name counts from title and footer."""
    said = next((label.raw for label in metas if label.name == "site_name"), None)
    return said or _in_title(html_title or "") or _in_footer(lines)


def _in_title(html_title: str) -> str | None:
    """`…报告_长春市朝阳区人民政府`: a body as the last part, or the whole, of a <title>."""
    parts = [part for part in _TITLE_PART.split(html_title) if part]
    last = parts[-1] if parts else ""
    return last if _NAME.fullmatch(last) and not _REPORT.search(last) else None


def _in_footer(lines: Sequence[Line]) -> str | None:
    for line in lines[-_FOOTER:]:
        core = bare(line.text)
        if len(core) <= 160 and ("主办" in core or "版权所有" in core):
            match = _OWNER.search(core) or _OWNED.match(core)
            if match:
                return match[1]
    return None
