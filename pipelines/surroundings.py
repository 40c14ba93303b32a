"""What a page says about itself beside its document: headings, breadcrumb, site name and code, kind of page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from lxml.etree import _Element as Element

from archive.records import Label
from pipelines.blocks import Blocks, Line, clean
from pipelines.chrome import bare, kind_of
from pipelines.labels import is_label_line, read_line
from pipelines.prose import NUMBER_LINE, is_date_line
from pipelines.split_title import is_title
from pipelines.titles import judge_title
from pipelines.tree import text_of

_SITE_CODE = re.compile(r"(?:网站)?标识码\s*[:：]?\s*[A-Za-z]{0,4}(\d{10})(?!\d)")
_CRUMB_HEAD = re.compile(r"^.{0,12}位置\s*(?:是|为)?\s*[:：]?\s*")
_TITLE_NAME = re.compile(
    r"(?:^|[\s_-])(?:title|tit|bt|biaoti|h1|headline|article-?title|xl[_-]?tit\w*|news-?title|ar[_-]?tit\w*|d-title|"
    r"content-?title|con-?tit\w*|detail-?tit\w*|title\d|xxgk-?tit\w*|wzbt|cont-?title|ucaptitle|ti)(?=$|[\s_-])"
)
_DATE = re.compile(r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\[?\d{2}-\d{2}\]?$")
_TITLE_WORDS = re.compile(
    r"报告|汇报|总结|通知|意见|方案|要点|函|情况|年报|解读|计划|办法|规定|法治|依法行政"
)
_BAR = re.compile(r"[|｜]")
_APP = ("app", "root", "__nuxt", "__next")
_HEADINGS = ("h1", "h2", "h3", "h4")
_PARTS = (2, 3)
_LIST_ROWS = 5
_LINKED_RESULTS = 3
_RESULTS = re.compile(
    r"(?:找到|搜索到|检索到|查询到|搜到|命中|共有?).{0,12}?\d+.{0,4}(?:条|个|项|篇).{0,6}(?:结果|记录)|搜索结果[:：]?(?:共|约)?\d+"
    r"|(?:找到|搜索到|检索到|查询到).{0,6}结果.{0,3}\d+"
)
"""共找到约128条结果; 为您找到相关结果约128个."""


def html_title(root: Element) -> str | None:
    """The raw `<title>`, white space collapsed; None where it is empty."""
    for element in root.iter("title"):
        text = clean(text_of(element))
        if text:
            return text
    return None


def site_code(metas: Sequence[Label], blocks: Blocks) -> str | None:
    """政府网站标识码 from the meta tag, else from the footer."""
    for label in metas:
        if label.name == "site_code" and re.fullmatch(r"\d{10}", label.raw):
            return label.raw
    for line in reversed(blocks.lines):
        match = _SITE_CODE.search(line.text) if "标识码" in line.text else None
        if match:
            return match[1]
    return None


def breadcrumb(lines: Sequence[Line]) -> str | None:
    """The path that the page shows, without its 您当前所在的位置：."""
    for line in lines:
        if kind_of(line.text) == "crumb" and not _BAR.search(line.text):
            text = _CRUMB_HEAD.sub("", line.text.replace("\t", " ")).strip()
            if text:
                return text
    return None


def headings(
    blocks: Blocks,
    off: Sequence[bool],
    labels: Sequence[Label],
    *,
    start: int,
    above: Sequence[Line],
    consumed: AbstractSet[int] = frozenset(),
) -> tuple[Label, ...]:
    """Title candidates outside the text, best evidence first: metas, 名称 cell, heading tags, named blocks.

    `consumed`: indices of lines that are labels and their values; none of them is a title.
    """
    said = [label for label in labels if label.name == "title"]
    shown = list(_shown(blocks, off, start))
    inside = [
        Label(name="title", raw=line.text, rule="above_head_line", place=str(line.node.element.tag))
        for line in above
        if 6 <= len(line.text) <= 120
        and not kind_of(line.text)
        and not line.row
        and not read_line(line.tokens)
        and line.linked * 2 < len(line.text)
    ]
    nearest = [*_broken(blocks, off, start), *_nearest(blocks, off, start, consumed)]
    unique: dict[str, Label] = {}
    for label in [*said, *shown, *inside, *nearest]:
        unique.setdefault(bare(label.raw), label)
    return tuple(unique.values())


def _shown(blocks: Blocks, off: Sequence[bool], start: int) -> Iterator[Label]:
    """Heading tags and blocks named as title, above the document; h1 before h2, near before far."""
    found: list[tuple[int, int, Label]] = []
    for node in blocks.nodes:
        if node.start >= start or node.end == node.start or node.end - node.start > 3:
            continue
        tag = node.tag
        rank = (
            _HEADINGS.index(tag)
            if tag in _HEADINGS
            else 4
            if _TITLE_NAME.search(node.name)
            else None
        )
        if rank is None or any(off[node.start : node.end]):
            continue
        lines = [
            line
            for line in blocks.lines[node.start : node.end]
            if not kind_of(line.text) and not NUMBER_LINE.match(bare(line.text))
        ]
        text = " ".join(_without_date(line) for line in lines)
        linked = sum(line.linked for line in lines) * 2 >= len(text)
        # <h1><a href="#">…</a></h1>: a heading that leads to its own page, and no site's logo
        own = rank == 0 and judge_title(text).report_year is not None
        if 4 <= len(text) <= 200 and (own or not linked):
            rule = tag if rank < 4 else "title_block"
            place = f"{tag}.{node.name.split()[0]}" if node.name else tag
            found.append(
                (rank, start - node.start, Label(name="title", raw=text, rule=rule, place=place))
            )
    for _, _, label in sorted(found, key=lambda item: item[:2]):
        yield label


def _without_date(line: Line) -> str:
    """A heading's words without the date that a tag of its own puts behind them."""
    last = line.tokens[-1]
    own = len(line.tokens) > 1 and is_date_line(last)
    return line.text.removesuffix(last).rstrip() if own else line.text


def _broken(blocks: Blocks, off: Sequence[bool], start: int) -> Iterator[Label]:
    """A title in two or three lines that fill a block: broken by `br`, or a heading's tag for each."""
    seen: set[int] = set()
    for node in blocks.nodes:
        alone = node.start not in seen and node.end - node.start in _PARTS
        if not alone or not start - 30 < node.end <= start or any(off[node.start : node.end]):
            continue
        lines = blocks.lines[node.start : node.end]
        plain = not any(line.row or line.linked or kind_of(line.text) for line in lines)
        if plain and is_title([line.text for line in lines]):
            seen.add(node.start)
            text = " ".join(line.text for line in lines)
            tag = str(lines[0].node.element.tag)
            rule = tag if tag in _HEADINGS else "line_above"
            yield Label(name="title", raw=text, rule=rule, place=tag)


def _nearest(
    blocks: Blocks, off: Sequence[bool], start: int, consumed: AbstractSet[int]
) -> Iterator[Label]:
    """A line right above the document that reads as a title, in a block that has no telling name."""
    own = 0
    for index in range(start - 1, max(-1, start - 30), -1):
        line = blocks.lines[index]
        text = line.text
        if (
            index in consumed
            or off[index]
            or line.row
            or line.linked
            or kind_of(text)
            or is_label_line(line.tokens)
        ):
            continue
        own += len(text) >= 8
        if own > 5:
            return
        if 8 <= len(text) <= 100 and _TITLE_WORDS.search(text) and not text.endswith(("。", "：")):
            yield Label(name="title", raw=text, rule="line_above", place=str(line.node.element.tag))


def is_list(lines: Sequence[Line]) -> bool:
    """Whether the page's main block is a list of links with dates, and no document."""
    rows = [
        line
        for line in lines
        if line.linked * 10 >= len(line.text) * 5
        and len(line.text) >= 8
        and kind_of(line.text) not in ("crumb", "footer", "widget")
    ]
    dated = sum(bool(_DATE.search(line.text)) for line in lines)
    plain = sum(len(line.text) for line in lines if not line.linked and not _DATE.search(line.text))
    linked = sum(line.linked for line in rows)
    return len(rows) >= _LIST_ROWS and dated >= _LIST_ROWS - 2 and linked > plain


def is_search(lines: Sequence[Line]) -> bool:
    """Whether a page shows what a search found: how many results, and links to them, passages beside or not."""
    counted = any(
        len(line.text) <= 80
        and ("结果" in line.text or "记录" in line.text)
        and _RESULTS.search(bare(line.text))
        for line in lines
    )
    return counted and sum(_is_result(line) for line in lines) >= _LINKED_RESULTS


def _is_result(line: Line) -> bool:
    return len(line.text) >= 8 and line.linked * 10 >= len(line.text) * 5


def is_shell(root: Element, blocks: Blocks) -> bool:
    """An empty application page: its words come from scripts."""
    words = sum(len(line.text) for line in blocks.lines)
    if words > 400:
        return False
    apps = any(
        (element.get("id") or "").lower() in _APP and len(text_of(element).strip()) < 200
        for element in root.iter("div", "main")
    )
    return apps or (words < 100 and any(True for _ in root.iter("script")))
