"""A page's text as a tree, and the addresses in it made absolute: whatever bytes a portal sends."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from urllib.parse import urljoin, urlsplit, urlunsplit

import lxml.html
from lxml import etree

from archive.urls import one_spelling
from pipelines.attribute_flood import without_flood

MAX_CHARACTERS = 4_000_000
"""Longer than any list page met; the rest is not read, so that a wild answer costs no minutes."""

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>", re.I)
_SPACE = re.compile(r"\s+")
_BREAK = re.compile(r"\s*[\t\r\n]\s*")
"""A line break inside an attribute, with the indentation beside it; a blank alone belongs to a file's name."""
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]\w{1,30});")
"""A whole entity, as scripts and twice-escaped links hold them: `&currentPage=2` has none, though `&curren` is one."""
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:", re.I)
_WEB = ("http", "https")


@lru_cache(maxsize=8)
def document(text: str) -> lxml.html.HtmlElement | None:
    """The text as an HTML tree, or None where there is no element in it. Callers only read the tree."""
    readable = _UNREADABLE.sub(" ", _XML_DECLARATION.sub("", without_flood(text[:MAX_CHARACTERS])))
    parser = lxml.html.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(readable.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return tree


def collapse(text: str) -> str:
    """White space of every kind made one blank, ends cut."""
    return _SPACE.sub(
        " ", text.replace("\xa0", " ").replace("\u3000", " ").replace("\u200b", "")
    ).strip()


def text_of(element: lxml.html.HtmlElement) -> str:
    """The words of an element, scripts and styles left out, white space collapsed."""
    return collapse("".join(_texts(element)))


def _texts(element: lxml.html.HtmlElement) -> list[str]:
    found = element.xpath(".//text()[not(parent::script) and not(parent::style)]")
    assert isinstance(found, list)
    return [str(words) for words in found]


def base_of(tree: lxml.html.HtmlElement | None, url: str) -> str:
    """The address against which the page's links are to be read: its `<base href>`, else its own."""
    if tree is None:
        return url
    declared = tree.xpath("//base/@href")
    if isinstance(declared, list) and declared:
        return absolute(url, str(declared[0])) or url
    return url


def absolute(base: str, href: str) -> str | None:
    """A link's full address, or None where it leads to no page (javascript:, mailto:, broken).

    Portals write `//zwgk/x.shtml` for a path (a host has a dot), `http://www.x.gov.cn./x` with the
    host's trailing dot, back-slashes, and line breaks inside an attribute (portals.md §3.C, D).
    """
    link = _ENTITY.sub(lambda found: unescape(found[0]), _UNREADABLE.sub("", href))
    link = _BREAK.sub("", link).strip().replace("\\", "/")
    if not link or (link.startswith("#") and not is_route(link[1:])):
        return None
    if _SCHEME.match(link) and not link.lower().startswith(("http:", "https:")):
        return None
    try:
        if link.startswith("//") and "." not in link[2:].split("/", 1)[0]:
            parts = urlsplit(base)
            return _plain(f"{parts.scheme}://{parts.netloc}{link}")
        return _plain(urljoin(base, link))
    except ValueError:
        return None


def _plain(url: str) -> str | None:
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme.lower() not in _WEB or not host:
        return None
    port = f":{parts.port}" if parts.port else ""
    if ":" in host:
        host = f"[{host}]"
    fragment = parts.fragment if is_route(parts.fragment) else ""
    return one_spelling(
        urlunsplit((parts.scheme.lower(), host + port, parts.path or "/", parts.query, fragment))
    )


def is_route(fragment: str) -> bool:
    """The part after # is a page of a single-page site: `#/list?code=1` (portals.md §3.P)."""
    return fragment.startswith(("/", "!/"))


def address_to_ask(url: str) -> str:
    """The address without a fragment that only points into the page."""
    plain, _, fragment = url.partition("#")
    return url if is_route(fragment) else plain


def host_of(url: str) -> str:
    """The address's host in lower case; '' where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
