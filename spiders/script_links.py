"""Links that only scripts name: click handlers, menus written by document.write, trees given as arguments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import lxml.html

from archive.records import Answer, Link
from spiders.markup import absolute, base_of, collapse, document, host_of, text_of

_QUOTED_ADDRESS = re.compile(r"['\"]([^'\"]*[/.][^'\"]*)['\"]")
_GOES = re.compile(r"location|\bopen\s*\(|\bgo\w*\s*\(|\bto\w*\s*\(|jump|href", re.I)
_LONGEST_NAME = 30
HELD_IN = ("data-href", "data-url", "data-link")
"""Attributes in which rows and menu items keep where a click on them leads."""
_WRITTEN_ANCHOR = re.compile(
    r"<a\b[^<>]{0,300}?\bhref\s*=\s*\\*[\"']?([^\"'\\\s<>]{1,300})[^<>]{0,300}>\s*(?:<[^<>a]{1,60}>\s*)?([^<>\"']{2,60})<",
    re.I,
)
"""html += '<a href="/zwgk/">政务公开</a>'"""
_NAME_THEN_ADDRESS = re.compile(
    r"[\"']([\u4e00-\u9fff][^\"'<>\n]{1,38})[\"']\s*,\s*[\"']([^\"'<>\s]{0,300}[/?.][^\"'<>\s]{0,300})[\"']"
)
"""dTree's d.add(7,0,'法治政府建设','/list.jsp?id=7') and arrays of names and addresses."""
_MENU_FILE = re.compile(
    r"nav|menu|tree|left|daohang|lanmu|channel|column|catalog|mulu|head|top", re.I
)
_LIBRARY = re.compile(
    r"jquery|\.min\.js|[dz]tree[\w.-]*\.js$|swiper|bootstrap|plugin|superslide|scrolltop|totop",
    re.I,
)
_MENU_BOX = re.compile(r"(?:^|[\s_-])(?:\w{0,6}nav|menu|tree|daohang|lanmu)(?:$|[\s_\d-])", re.I)
_MAX_INCLUDES = 3


def address_in(script: str, base: str) -> str | None:
    """The address that a click handler or a `javascript:` link goes to, where it is written out."""
    found = _QUOTED_ADDRESS.search(script)
    if found is None or not ("." in found[1] or found[1].startswith("/")):
        return None
    return absolute(base, found[1])


def held_address(element: lxml.html.HtmlElement, base: str) -> str | None:
    """The address that an element without a link of its own keeps for the page's click handler: `<li data-href="/zwgk/">`."""
    for name in HELD_IN:
        value = (element.get(name) or "").strip()
        if ("/" in value or "." in value or "?" in value) and "{" not in value:
            return absolute(base, value)
    return None


def clicked(tree: lxml.html.HtmlElement, base: str) -> Iterator[Link]:
    """Menu items that are no links but go somewhere when clicked: `<li onclick="location.href='/zwgk/'">`."""
    found = tree.xpath(
        f"//*[@onclick or {' or '.join(f'@{name}' for name in HELD_IN)}][not(self::a)]"
    )
    for element in found if isinstance(found, list) else ():
        script = element.get("onclick") or ""
        url = address_in(script, base) if _GOES.search(script) else None
        url = url or held_address(element, base)
        words = text_of(element) or collapse(element.get("title") or element.get("alt") or "")
        if url is not None and 2 <= len(words) <= _LONGEST_NAME:
            yield Link(url=url, text=words)


def written(script: str, base: str) -> Iterator[Link]:
    """Links in the strings of a script, and names followed by addresses among a call's arguments."""
    for found in _WRITTEN_ANCHOR.finditer(script):
        url = absolute(base, found[1])
        if url is not None:
            yield Link(url=url, text=collapse(found[2]))
    for found in _NAME_THEN_ADDRESS.finditer(script):
        url = absolute(base, found[2])
        if url is not None:
            yield Link(url=url, text=collapse(found[1]))


def _stands_in_menu(script: lxml.html.HtmlElement) -> bool:
    """The script's tag stands where the entries would: inside a list, or a box named for a menu."""
    for box in script.iterancestors():
        if box.tag in ("ul", "ol", "nav", "dl"):
            return True
        if _MENU_BOX.search(f"{box.get('class') or ''} {box.get('id') or ''}"):
            return True
    return False


def includes_of(answer: Answer) -> tuple[str, ...]:
    """Scripts of the page's own host that by their names, or by where they stand, hold its menu."""
    tree = document(answer.text)
    if tree is None:
        return ()
    base, found = base_of(tree, answer.url), []
    for script in tree.iter("script"):
        url = absolute(base, script.get("src") or "")
        if url is None or host_of(url) != host_of(answer.url):
            continue
        name = urlsplit(url).path.rsplit("/", 1)[-1]
        if not _LIBRARY.search(name) and (_MENU_FILE.search(name) or _stands_in_menu(script)):
            found.append(url)
    return tuple(dict.fromkeys(found))[:_MAX_INCLUDES]
