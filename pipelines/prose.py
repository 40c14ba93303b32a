"""How much each line and block of a page reads like a document, and which of them are hidden or widgets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from pipelines.blocks import Blocks, Line, Node
from pipelines.chrome import bare, kind_of
from pipelines.labels import is_label_line
from pipelines.traditional import simplified
from pipelines.widgets import is_widget_name, is_widget_tag

HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}\s*[、.．]|[（(]\s*[一二三四五六七八九十]{1,3}\s*[)）]|第[一二三四五六七八九十]{1,3}(?:部分|章|节|条)|"
    r"\d{1,2}\s*[、.．](?!\d)|[（(]\d{1,2}[)）])"
)
CLOSING = re.compile(
    r"^(?:特此(?:报告|函告|函达|函复|汇报)|以上报告|专此报告|妥否|请予审阅|请审阅)"
)
NUMBER_LINE = re.compile(
    r"^[\u4e00-\u9fffA-Za-z]{1,16}[〔\[［【（(﹝]\s*[\d０-９]{4}\s*[〕\]］】）)﹞]\s*(?:第)?\s*[\d０-９]{1,5}\s*号$"
)
_ORGAN = re.compile(
    r"^[（(]?[\u4e00-\u9fff·、\s（）()]{2,60}(?:政府|委员会|委|局|办公室|办公厅|办|厅|院|中心|管委会|办事处|镇|乡|街道|党委|党组|法制办|司法所|小组|集团|公司|学校|大学|站|队|处|所)"
    r"[）)]?(?:[（(]?(?:盖章|章|代章|印)[)）]?)?$"
)
_SAID_TO_SIGN = re.compile(
    r"^(?:报告|报送|汇报|填报|呈报|上报|署名|编制)(?:单位(?:名称)?|日期|时间)[:：](?=.)"
)
"""报告单位：青石县司法局 and 报告时间：2024年3月5日 sign a report that has no letterhead."""
_DATE = re.compile(
    r"^[（(]?\s*(?:[\d０-９]{4}\s*[年./．-]\s*[\d０-９]{1,2}\s*[月./．-]\s*[\d０-９]{1,2}\s*日?|"
    r"[二一][〇○零oOＯ0一二三四五六七八九]{3}\s*年\s*[元一二三四五六七八九十]{1,3}\s*月\s*(?:[一二三四五六七八九十廿卅]{1,4}\s*日)?|"
    r"(?:19|20)\d{5,6}|\d{4}年\d{1,2}月)\s*[)）]?$"
)
_FRAME = re.compile(
    r"^(?:抄\s*送|抄\s*报|主\s*送|分\s*送|发\s*送|印\s*发|主题词|附\s*件|附\s*表|附\s*[:：]|注\s*[:：]|[（(]?此件|联系人|（联系|\(联系).*"
)
_PRINTED = re.compile(
    r".{2,40}(?:\d{1,2}日|日)\s*(?:印发|印)$|.{4,40}(?:办公室|办公厅|办|局)\s*印(?:发)?.{0,30}$"
)
_STOPS = re.compile(r"[，。；！？、,;：:]")
_ADDRESS = re.compile(r"https?://\S*$|www\.\S*$|[\w.]+@[\w.]+$")
# Eight Chinese characters: addresses that a footer lists as text have colons too.
_CHINESE = re.compile(r"(?:[^\u4e00-\u9fff]*[\u4e00-\u9fff]){8}")

PROSE = 20
"""Characters from which a line with punctuation counts as prose."""
_LINKS = 3
_ATTACHED = re.compile(r"附件|附表|\.(?:pdf|docx?|wps|ofd|xlsx?|zip|rar)", re.I)
_GUARD = 0.25
"""A widget by name that holds this share of the page's prose is the document (print-content, share_main)."""


@dataclass(slots=True, eq=False)
class Measured:
    """A page's lines with their worth; ranges are summed in constant time."""

    blocks: Blocks
    off: list[bool]
    """Hidden copies and widgets."""
    masses: list[int]
    sizes: list[int]
    columns: list[bool]
    """Among those that are off: blocks of links to other pages."""
    mass_sums: list[int] = field(default_factory=list)
    size_sums: list[int] = field(default_factory=list)
    link_sums: list[int] = field(default_factory=list)

    def mass(self, node: Node) -> int:
        """Worth of a block: characters of prose, and a tenth of other words."""
        return self.mass_sums[node.end] - self.mass_sums[node.start]

    def size(self, node: Node) -> int:
        """All characters of a block's lines that are on."""
        return self.size_sums[node.end] - self.size_sums[node.start]

    def linked(self, node: Node) -> int:
        """Characters of a block that stand in links."""
        return self.link_sums[node.end] - self.link_sums[node.start]


def is_prose(line: Line) -> bool:
    """A sentence of a document: punctuated, long, no link, no chrome. Asked many times, judged once."""
    if line.prose is None:
        line.prose = _reads_as_prose(line)
    return line.prose


def _reads_as_prose(line: Line) -> bool:
    text = line.text
    if len(text) < PROSE or not (_STOPS.search(text) and _CHINESE.match(text)) or kind_of(text):
        return False
    if line.linked * 2 > len(text) and not (len(text) >= 30 and "。" in text):
        return False
    return not (len(text) < 400 and is_label_line(line.tokens))


def is_signoff(text: str) -> bool:
    """A line that is only an organ's name or only a date."""
    core = _SAID_TO_SIGN.sub("", bare(text))
    return bool(_DATE.match(core)) or bool(_ORGAN.match(core) and len(core) <= 60)


def is_date_line(text: str) -> bool:
    """A line that is only a date, in any of the forms a signature has (二○一六年十二月十九日, 2018330)."""
    return bool(_DATE.match(bare(text)))


def is_frame(text: str) -> bool:
    """抄送, 印发, 附件 and the like: official frame below the signature."""
    core = simplified(bare(text))
    return bool(_FRAME.match(core) or (len(core) <= 80 and _PRINTED.match(core)))


def measure(blocks: Blocks) -> Measured:
    """Weigh every line, then switch off hidden copies and widgets.

    Where that would switch off most of the prose, many small hidden or ill-named blocks are the
    document together, and the step is undone.
    """
    lines = blocks.lines
    nowhere, sizes = [False] * len(lines), [len(line.text) for line in lines]
    measured = Measured(
        blocks, list(nowhere), [_mass(line) for line in lines], sizes, list(nowhere)
    )
    _sum(measured)
    for step in (_spare_copies, _widgets, _link_columns):
        before, total = list(measured.off), measured.mass_sums[-1]
        for node in step(measured):
            measured.off[node.start : node.end] = [True] * (node.end - node.start)
        if measured.off == before:
            continue
        _sum(measured)
        if measured.mass_sums[-1] < _GUARD * total:
            measured.off = before
            _sum(measured)
        elif step is _link_columns:
            pairs = zip(before, measured.off, strict=True)
            measured.columns = [now and not then for then, now in pairs]
    return measured


def _spare_copies(measured: Measured) -> Iterator[Node]:
    done = 0
    for node in measured.blocks.nodes:
        if node.end > max(node.start, done) and node.hidden and _is_spare(measured, node):
            done = node.end
            yield node


def _widgets(measured: Measured) -> Iterator[Node]:
    most = _GUARD * measured.mass_sums[-1]
    for node in measured.blocks.nodes:
        if node.end == node.start:
            continue
        named = (node.name and is_widget_name(node.name)) or _is_beside_by_tag(node)
        if named and measured.mass(node) < most:
            yield node


def _is_beside_by_tag(node: Node) -> bool:
    """HTML's own tags for chrome; the `header` of an article or of the main part holds its title."""
    if node.tag != "header":
        return is_widget_tag(node.tag)
    return next(node.element.iterancestors("main", "article", "section"), None) is None


def _link_columns(measured: Measured) -> Iterator[Node]:
    """Blocks of three links and more with little prose: columns of news, related documents, menus."""
    most = 2 * _GUARD * measured.mass_sums[-1]  # its links already say what it is
    lines = measured.blocks.lines
    done = 0
    for node in measured.blocks.nodes:
        size = measured.size(node)
        if (
            node.start < done
            or node.end - node.start < _LINKS
            or 10 * measured.linked(node) < 3 * size
        ):
            continue
        inside = lines[node.start : node.end]
        links = sum(2 * line.linked > len(line.text) for line in inside)
        if (
            links >= _LINKS
            and measured.mass(node) < most
            and not any(_ATTACHED.search(line.text) for line in inside)
        ):
            done = node.end
            yield node


def _sum(measured: Measured) -> None:
    measured.mass_sums = _running(measured.masses, measured.off)
    measured.size_sums = _running(measured.sizes, measured.off)
    measured.link_sums = _running([line.linked for line in measured.blocks.lines], measured.off)


def _running(worths: Sequence[int], off: Sequence[bool]) -> list[int]:
    on = [0 if gone else worth for worth, gone in zip(worths, off, strict=True)]
    return [0, *accumulate(on)]


def _mass(line: Line) -> int:
    size = len(line.text)
    if is_prose(line):
        return 10 * size
    if line.linked * 2 > size or kind_of(line.text) or is_label_line(line.tokens):
        return 0
    if not line.row and _ADDRESS.match(line.text):
        return 0
    return 5 * size if line.row else size


def _is_part(measured: Measured, node: Node) -> bool:
    """A document turned over by a script: parts of one tag and class, the first shown, the signature in the last."""
    own = node.element.get("class")
    beside = node.parent.children if node.parent is not None and own else []
    parts = [c for c in beside if c.tag == node.tag and c.element.get("class") == own]
    if len(parts) < 2 or parts[0].hidden or not all(measured.mass(part) for part in parts):
        return False
    signed = [_is_signed(measured, part) for part in parts]
    return signed[-1] and not any(signed[:-1])


def _is_signed(measured: Measured, node: Node) -> bool:
    last = measured.blocks.lines[max(node.start, node.end - 8) : node.end]
    return any(is_date_line(line.text) for line in last)


def _is_spare(measured: Measured, node: Node) -> bool:
    """A hidden block may go when it holds little, or when visible lines hold its text."""
    total, inside = measured.mass_sums[-1], measured.mass(node)
    if _is_part(measured, node):
        return False
    if inside < _GUARD * total:
        return True
    lines = measured.blocks.lines
    long = [bare(line.text) for line in lines[node.start : node.end] if len(line.text) >= PROSE]
    sample = long[:: max(1, len(long) // 5)]
    visible = bare("".join(line.text for line in [*lines[: node.start], *lines[node.end :]]))
    return bool(sample) and all(text in visible for text in sample)
