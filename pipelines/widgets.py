"""Class, id and tag names under which portals keep what is beside the document."""

from __future__ import annotations

import re
from functools import lru_cache

# Class and id names of widgets. A node so named goes only while it holds less than a quarter of
# the page's prose: `print-content`, `share_main` and `nav-content` are real body containers.
_WIDGET_NAME = re.compile(
    r"(?:^|[\s_-])(?:"
    r"bd-?share\w*|share\w*|social\w*|fenxiang|jiathis\w*|"  # <div class="bdsharebuttonbox">
    r"print\w*|dayin|close|guanbi|toolbar\w*|oper\w*|tools?|gn|gongneng|"  # <div class="oper">[打印本页]
    r"font-?size\w*|ziti|zihao|dozoom|fontzoom|eye\w*|huyan|"  # 保护视力色
    r"bread\w*|crumbs?\w*|position|dqwz|weizhi|location|curpos\w*|place|"  # 当前位置
    r"side-?bar\w*|aside|related?\w*|relat|relevant\w*|xgwz|xgyd|xgxx|xglj|xgnr|xgjd|hotnews|hot|recommend\w*|tuijian|"
    r"prev-?next\w*|pagers?|pagination|sxp|sxy|shangxia\w*|page-?nav\w*|"  # 上一篇
    r"foot\w*|dibu|copyright\w*|banquan|friend-?links?|yqlj|links|"
    r"top-?bar\w*|head-?bar\w*|nav|navs|navbar\w*|navigation|menu\w*|mainnav|daohang|top-?nav\w*|"
    r"ewm\w*|qr-?code\w*|erweima|weixin\w*|wechat\w*|saoma|"
    r"search\w*|sousuo|login\w*|weather\w*|tianqi|logo|banner\w*|swiper\w*|carousel|"
    r"pop(?:up)?\w*|dialog\w*|modal\w*|layer\w*|mask|tooltip\w*|float\w*window|piaochuang|comments?\w*|pinglun|"
    r"fj|fujian|xgfj|attach(?:ment|ments|list)?|accessory|annex|"  # the attachments' own block
    r"wza\w*|barrier-?tool\w*|oldfix|zhangzhe"
    r")(?=$|[\s_-])"
)
_WIDGET_WORD = re.compile(
    r"(?:el-header|el-footer|el-breadcrumb|el-dialog|el-button|zoom-?tool|view-?count|page-?footer|page-?header)"
)
_WIDGET_TAGS = frozenset({"nav", "footer", "header", "aside", "menu"})


@lru_cache(maxsize=4096)
def is_widget_name(name: str) -> bool:
    """Whether a class and id string names a widget (`bdsharebuttonbox`, `footer`, `crumbs`)."""
    return bool(_WIDGET_NAME.search(name) or _WIDGET_WORD.search(name))


def is_widget_tag(tag: str) -> bool:
    """HTML's own tags for what is beside the document."""
    return tag in _WIDGET_TAGS
