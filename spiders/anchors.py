"""All that a page offers to follow: links with their words, menus in scripts and JSON, frames, redirects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import lxml.html

from archive.records import Answer, Link
from spiders.markup import absolute, base_of, collapse, document, text_of
from spiders.rows import address_of
from spiders.script_links import clicked, written
from spiders.scripts import MAX_SCRIPT, loads, scripts_of, unquoted

MAX_LINKS = 3000
_NODE = re.compile(r"\{[^{}]{4,600}")
"""A menu's node up to its children, which are nodes themselves."""
_MAX_NODES = 4000
_NODE_NAME = re.compile(
    r"[\"']?(?:name|title|text|label|columnName|channelName)[\"']?\s*:\s*(\"[^\"]{2,80}\"|'[^']{2,80}')",
    re.I,
)
_NODE_URL = re.compile(
    r"[\"']?(?:url|href|link|jump_?url|file|path|columnUrl|channelUrl|pageUrl)[\"']?\s*:\s*(\"[^\"]{1,400}\"|'[^']{1,400}')",
    re.I,
)
_REFRESH = re.compile(
    r"http-equiv\s*=\s*[\"']?refresh[^>]{0,80}?url\s*=\s*[\"']?([^\"'>\s]{1,400})", re.I
)
_CLICK = re.compile(r"\bonclick\s*=\s*(?:\"[^\"]{0,400}\"|'[^']{0,400}')", re.I)
"""A pager's or a menu's own handler, which sends nobody on by itself."""
_LOCATION = re.compile(
    r"(?:window\.|self\.|top\.)?location(?:\.href)?\s*(?:=|\.replace\(|\.assign\()\s*[\"']([^\"']{1,400})[\"']"
)
_POSITION = re.compile(
    r"(?:当前|您的|您所在的?|所在|现在的?)(?:的)?位置|^\s*位置\s*[:：]|您现在的位置|你的位置"
)
_CRUMB_CLASS = re.compile(
    r"bread|crumb|position|location|dqwz|weizhi|curmb|currentpath|\bpath\b", re.I
)
_TINY = 4000
_MOST_DOORS = 4
_ENTER = re.compile(r"进入|首页|主页|中文|简体|enter|skip|index", re.I)
_MORE_WORDS = re.compile(r"[\[【(（<]*(?:查看)?(?:更多|全部|more)[\s.…>»›＞+]*[\]】)）>]*", re.I)
_MORE = re.compile(rf"^\s*{_MORE_WORDS.pattern}\s*$", re.I)


def links_of(answer: Answer) -> tuple[Link, ...]:
    """Links with their words, in page order; then those that only scripts or JSON name."""
    if answer.text.lstrip("\ufeff \r\n\t")[:1] in ("{", "["):
        return tuple(_json_links(loads(answer.text), answer.url, 0))[:MAX_LINKS]
    if "javascript" in (answer.media_type or "") or urlsplit(answer.url).path.endswith(".js"):
        script = answer.text[:MAX_SCRIPT]
        return (*written(script, answer.url), *_nodes(script, answer.url))[:MAX_LINKS]
    tree = document(answer.text)
    if tree is None:
        return ()
    base = base_of(tree, answer.url)
    found = [*_tree_links(tree, base), *clicked(tree, base), *_script_links(answer.text, base)]
    for script in scripts_of(answer.text):
        found += written(script, base)
    return tuple(found[:MAX_LINKS])


def _tree_links(tree: lxml.html.HtmlElement, base: str) -> Iterator[Link]:
    for element in tree.iter("a", "area", "option"):
        url = address_of(element, base) or _by_attribute(element, base)
        words = text_of(element) or collapse(
            element.get("title") or element.get("alt") or _image_words(element)
        )
        if url is not None and not words and element.find(".//img") is not None:
            yield Link(url=url, text="")  # a picture without words: its address may tell
        if url is not None and words:
            given = collapse(element.get("title") or "")
            if _MORE.match(words):
                words = _heading_of(element) or words
            yield Link(url=url, text=given if words.endswith(("…", "...")) and given else words)


def _heading_of(more: lxml.html.HtmlElement) -> str:
    """What a 更多 link leads to more of: the words beside it in its own box."""
    box = more
    for _ in range(3):
        parent = box.getparent()
        if parent is None:
            return ""
        box = parent
        words = collapse(_MORE_WORDS.sub("", text_of(box)))
        if words:
            return words if len(words) <= 30 else ""
    return ""


def _by_attribute(element: lxml.html.HtmlElement, base: str) -> str | None:
    for name in ("data-url", "data-href", "url", "value"):
        value = element.get(name) or ""
        if "/" in value:
            return absolute(base, value)
    return None


def _image_words(element: lxml.html.HtmlElement) -> str:
    image = element.find(".//img")
    return "" if image is None else (image.get("alt") or image.get("title") or "")


def _script_links(html: str, base: str) -> Iterator[Link]:
    """Nodes of a menu kept in a script: {name:"法治政府建设", url:"/…"}."""
    for script in scripts_of(html):
        yield from _nodes(script, base)


def _nodes(script: str, base: str) -> Iterator[Link]:
    for node in islice(_NODE.finditer(script), _MAX_NODES):
        name, url = _NODE_NAME.search(node[0]), _NODE_URL.search(node[0])
        target = absolute(base, unquoted(url[1])) if url else None
        if name and target:
            yield Link(url=target, text=collapse(unquoted(name[1])))


def _json_links(value: Any, base: str, depth: int) -> Iterator[Link]:
    if depth > 8:
        return
    if isinstance(value, list):
        for held in value[:MAX_LINKS]:
            yield from _json_links(held, base, depth + 1)
    elif isinstance(value, dict):
        name = next(
            (
                value[key]
                for key in ("name", "title", "text", "label", "columnName", "channelName")
                if isinstance(value.get(key), str)
            ),
            "",
        )
        link = next(
            (
                value[key]
                for key in ("url", "href", "link", "jump_url", "path", "columnUrl", "channelUrl")
                if isinstance(value.get(key), str)
            ),
            "",
        )
        target = absolute(base, link) if link else None
        if name and target:
            yield Link(url=target, text=collapse(name))
        for held in value.values():
            if isinstance(held, dict | list):
                yield from _json_links(held, base, depth + 1)


def doors_of(answer: Answer) -> tuple[str, ...]:
    """Where a page with a picture and hardly a word lets its reader in: 点击进入 of an older splash page."""
    links = links_of(answer)
    if len(links) > _MOST_DOORS:
        return ()
    return tuple(
        dict.fromkeys(link.url for link in links if not link.text or _ENTER.search(link.text))
    )


def frames_of(answer: Answer) -> tuple[str, ...]:
    """Addresses of the page's frames."""
    tree = document(answer.text)
    if tree is None:
        return ()
    base = base_of(tree, answer.url)
    found = [absolute(base, frame.get("src") or "") for frame in tree.iter("iframe", "frame")]
    return tuple(url for url in found if url)


def forwarded(answer: Answer) -> str | None:
    """Where a page with nothing else sends its reader: meta refresh, or a script's location."""
    refresh = _REFRESH.search(answer.text[:20_000])
    if refresh:
        return absolute(answer.url, refresh[1])
    if len(answer.text) < _TINY:
        script = _LOCATION.search(_CLICK.sub("", answer.text))
        return absolute(answer.url, script[1]) if script else None
    return None


def crumbs_of(answer: Answer) -> tuple[Link, ...]:
    """The links of 当前位置, from the home page down to the column."""
    tree = document(answer.text)
    if tree is None:
        return ()
    base = base_of(tree, answer.url)
    for element in tree.iter("div", "p", "span", "ul", "td", "li", "section", "nav", "ol"):
        marked = _CRUMB_CLASS.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        if not marked and not _POSITION.search((element.text or "")[:40]):
            continue
        links = [
            Link(url=url, text=text_of(link))
            for link in element.iter("a")
            if (url := address_of(link, base)) and text_of(link)
        ]
        if 1 <= len(links) <= 12:
            return tuple(links)
    return ()
