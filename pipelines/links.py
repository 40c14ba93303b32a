"""Links of a document page: attachments, further pages of the article, images that are its pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from lxml.etree import _Element as Element

from archive.records import Link
from archive.urls import one_spelling
from pipelines.blocks import Blocks, clean
from pipelines.tree import text_of

_SUFFIX = re.compile(r"\.(?:pdf|docx?|wps|ofd|rtf|zip|rar|7z|xlsx?|et|pptx?)(?=$|[?#&])", re.I)
_IMAGE_SUFFIX = re.compile(r"\.(?:jpe?g|png|bmp|tiff?)(?=$|[?#])", re.I)
# Addresses that serve a file without showing its suffix (guide/portals.md §3-4).
_SERVES = re.compile(
    r"/module/download/downfile\.jsp|/system/_content/download\.jsp|DownloadAttachUrl|/attach(?:ment|file)?s?/\w|"
    r"[?&](?:fileUrl|filename|attachmentId|wbfileid|fileid)=|/download(?:file|attach)?(?:\.\w+|/|\?)|/eportal/fileDir/|/wcm\.files/upload/|"
    r"/P0\d{15,}\.\w+",
    re.I,
)
_SCRIPTED = re.compile(
    r"[\"'](?:file_?path|file_?url|attach_?url|download_?url|url)[\"']\s*:\s*[\"']([^\"'<>\s]{4,300}?"
    r"\.(?:pdf|docx?|wps|ofd|rtf|zip|rar))[\"']",
    re.I,
)
_EMBEDDED = re.compile(
    r"(?:PDFObject\.embed\(|\b(?:pdf|file|doc|attach)_?(?:url|path|src)\s*=)\s*[\"']([^\"'<>\s]{4,300}?\.(?:pdf|docx?|wps|ofd))[\"']",
    re.I,
)
"""PDFObject.embed('/upload/a.pdf', …), var pdfUrl = '/upload/a.pdf': viewers that a page of no words sets up itself."""
_CALLED = re.compile(
    r"[\"']([^\"'<>\s]{4,300}?\.(?:pdf|docx?|wps|ofd|rtf|zip|rar|xlsx?))[\"']", re.I
)
"""downFile('/upload/a.pdf'), window.open('/upload/a.pdf'): the file that a click fetches."""
_SAYS_FILE = re.compile(r"附件|附：|下载")
_PAGE_SUFFIX = re.compile(r"(?:\.s?html?|/)$", re.I)
_VIEWER = re.compile(r"[?&](?:file|src|url|pdf)=([^&#]+)", re.I)
_WIDGET = re.compile(
    r"share|player|video|map|weather|login|header|footer|top|head|foot|nav|comment|viewer", re.I
)
_NAMED = re.compile(r"附件|下载|全文|\.(?:pdf|docx?|wps|ofd|rtf|zip|rar|xlsx?)", re.I)
# TRS: createPageHTML(3, 0, "t20240309_1234567", "html"); UCAP puts the pager's id first.
_PAGER = re.compile(
    r"createPage(?:HTML)?\(\s*(['\"][\w-]+['\"]\s*,\s*)?(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*['\"]([\w./-]+)['\"]\s*,\s*['\"](\w+)['\"]"
)
_ICON = re.compile(
    r"icon|logo|qr|ewm|erweima|banner|button|btn|arrow|share|weixin|wechat|gongan|red\.png|conac|beian|\.gif",
    re.I,
)
_AROUND = 15
"""Lines below the document in which its attachments' block stands."""
MAX_PARTS = 40


def absolute(base: str, href: str) -> str | None:
    """The absolute http address without fragment, or None for scripts, mail and broken ones."""
    href = href.strip()
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "data:", "about:")):
        return None
    try:
        url = urldefrag(urljoin(base, href)).url
        parts = urlsplit(url)
    except ValueError:
        return None
    return one_spelling(url) if parts.scheme in ("http", "https") and parts.netloc else None


def attachments(blocks: Blocks, base: str, *, start: int, end: int) -> tuple[Link, ...]:
    """Files that belong to the document: linked or embedded inside it or in the block right by it."""
    found: dict[str, Link] = {}
    for index, element in blocks.links:
        if not start - 3 <= index <= end + _AROUND:
            continue
        href = element.get("href") or element.get("src") or element.get("data") or ""
        viewed = _viewed(href) if element.tag != "a" else _called(element, href)
        url = absolute(base, viewed or href)
        text = _text(element)
        if url and url not in found and (_is_shown(element) or _is_file(url, text, element)):
            found[url] = Link(url=url, text=text or _name(url))
    return tuple(found.values())


def named_attachments(blocks: Blocks, base: str, *, start: int, end: int) -> tuple[Link, ...]:
    """Links that a page without words calls its attachment, though no address says so: 附件：<a href="/api/file/5f3e9c">."""
    found: dict[str, Link] = {}
    for index, element in blocks.links:
        if not start - 3 <= index <= end + _AROUND or element.tag != "a":
            continue
        url, text = absolute(base, element.get("href") or ""), _text(element)
        line = blocks.lines[index].text if index < len(blocks.lines) else ""
        says = _SAYS_FILE.match(line) or _SAYS_FILE.search(text)
        if url and says and not _PAGE_SUFFIX.search(urlsplit(url).path):
            found.setdefault(url, Link(url=url, text=text or _name(url)))
    return tuple(found.values())


def scripted_attachments(source: str, base: str) -> tuple[Link, ...]:
    """Files that a page names only in its data (`"articleFiles":[{"fileName":…,"filePath":…}]`)."""
    found: dict[str, Link] = {}
    for match in (*_SCRIPTED.finditer(source), *_EMBEDDED.finditer(source)):
        url = absolute(base, match[1].replace("\\/", "/"))
        if url and url not in found and len(found) < MAX_PARTS:
            found[url] = Link(url=url, text=_name(url))
    return tuple(found.values())


def _text(element: Element) -> str:
    text = clean(text_of(element)) or clean(element.get("title") or "")
    return text[:200]


def _viewed(href: str) -> str | None:
    """`pdf/web/viewer.html?file=/a/b.pdf` shows b.pdf."""
    match = _VIEWER.search(href)
    return unquote(match[1]) if match and _SUFFIX.search(unquote(match[1])) else None


def _called(element: Element, href: str) -> str | None:
    """The file that the click of a link without an address asks for."""
    if href and not href.startswith(("#", "javascript:")):
        return None
    match = _CALLED.search(f"{href} {element.get('onclick') or ''}")
    return match[1] if match else None


def _is_shown(element: Element) -> bool:
    return element.tag != "a" and element.get("type") == "application/pdf"


def _is_file(url: str, text: str, element: Element) -> bool:
    embedded = element.tag != "a"
    path = unquote(url)
    if _SUFFIX.search(path) or (not embedded and _SUFFIX.search(text)):
        return True
    if embedded:
        return False
    return bool(_SERVES.search(url)) and (
        bool(_NAMED.search(text)) or not _IMAGE_SUFFIX.search(path)
    )


def _name(url: str) -> str:
    return unquote(urlsplit(url).path.rsplit("/", 1)[-1])


def next_parts(blocks: Blocks, source: str, url: str) -> tuple[str, ...]:
    """Further pages of the same article, in order, from its pager's call or its numbered links.

    `source` is the page's markup: the pager is a script.
    """
    if "createPage" in source:
        match = _PAGER.search(source)
        if match and 1 < int(match[2]) <= MAX_PARTS:
            return _from_pager(match, url)
    stem, dot, suffix = urlsplit(url).path.rpartition(".")
    name = stem.rsplit("/", 1)[-1]
    if not dot or not name or f"{name}_" not in source:
        return ()
    shape = re.compile(re.escape(stem) + r"_(\d{1,2})\." + re.escape(suffix) + "$")
    numbered: dict[int, str] = {}
    for _, element in blocks.links:
        target = absolute(url, element.get("href") or "")
        match = shape.search(urlsplit(target).path) if target else None
        if target and match and urlsplit(target).netloc == urlsplit(url).netloc:
            numbered.setdefault(int(match[1]), target)
    return tuple(numbered[number] for number in sorted(numbered))[:MAX_PARTS]


def framed_text(blocks: Blocks, base: str, url: str) -> tuple[str, ...]:
    """The page that holds the text of one which has none of its own: its only frame, from the same host, no viewer or widget."""
    frames = [element for _, element in blocks.links if element.tag == "iframe"]
    shown = [absolute(base, frame.get("src") or "") for frame in frames]
    pages = [target for target in dict.fromkeys(shown) if target]
    if len(pages) != 1 or urlsplit(pages[0]).netloc != urlsplit(url).netloc or pages[0] == url:
        return ()
    parts = urlsplit(pages[0])
    is_page = _PAGE_SUFFIX.search(parts.path) and not _VIEWER.search(pages[0])
    return (pages[0],) if is_page and not _WIDGET.search(parts.path) else ()


def _from_pager(match: re.Match[str], url: str) -> tuple[str, ...]:
    """Only for the article's own pager on its first page: the prefix is the page's own file name."""
    count, current, prefix, suffix = int(match[2]), int(match[3]), match[4], match[5]
    name = urlsplit(url).path.rsplit("/", 1)[-1]
    first = (
        1 if match[1] else 0
    )  # TRS counts from 0 (x.html, x_1.html), UCAP from 1 (x.html, x_2.html)
    if name != f"{prefix}.{suffix}" or current != first:
        return ()
    numbers = range(first + 1, first + count)
    return tuple(urljoin(url, f"{prefix}_{number}.{suffix}") for number in numbers)


def image_pages(blocks: Blocks, base: str, *, start: int, end: int) -> tuple[str, ...]:
    """Images inside the document that may be its scanned pages; icons and codes are none."""
    found: dict[str, None] = {}
    for index, image in blocks.images:
        if not start <= index <= end:
            continue
        source = image.get("data-src") or image.get("src") or ""
        url = absolute(base, source)
        if url and not _ICON.search(urlsplit(url).path) and not _is_small(image):
            found.setdefault(url)
    return tuple(found)


def _is_small(image: Element) -> bool:
    sizes: Sequence[str | None] = (image.get("width"), image.get("height"))
    return any(
        size and size.rstrip("px").isdigit() and int(size.rstrip("px")) < 200 for size in sizes
    )
