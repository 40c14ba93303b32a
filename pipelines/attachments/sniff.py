"""What a file is by its content: its suffix and its declared type only break ties."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
OLE = "application/x-ole-storage"
OFD = "application/ofd"
RTF = "application/rtf"
HTML = "text/html"
XML = "application/xml"
PLAIN = "text/plain"
MHTML = "multipart/related"
ZIP = "application/zip"
BINARY = "application/octet-stream"
PNG, JPEG, TIFF, GIF, BMP = "image/png", "image/jpeg", "image/tiff", "image/gif", "image/bmp"
IMAGES = frozenset((PNG, JPEG, TIFF, GIF, BMP))

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06")
_CONTAINERS = (OLE_MAGIC, ZIP_MAGICS[0])
_LEADS = (b"\r", b"\n", b" ", b"\t", b"\xef")
_HEAD = 4096
_MAX_ENTRIES = 5000

# Signatures at the very start of the file.
_MAGICS: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"II*\x00", TIFF),
    (b"MM\x00*", TIFF),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"{\\rtf", RTF),
    (b"\x1f\x8b", "application/gzip"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
)
# A name in the zip's directory that only this kind of container has.
_ZIP_NAMES: tuple[tuple[str, str], ...] = (
    ("ofd.xml", OFD),
    ("word/document.xml", DOCX),
    ("word/document2.xml", DOCX),
    ("xl/workbook.xml", XLSX),
    ("ppt/presentation.xml", PPTX),
)
# Streams of an OLE2 container, as UTF-16 in its directory (MS-CFB 2.6.1; MS-DOC 2.1: WordDocument).
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", OLE),
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("PowerPoint Document", PPT),
)
# What markup shows early on, tried in this order; a Word document saved as one web page is MHTML.
_STARTS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\A\{\\rtf"), RTF),
    (re.compile(rb"\A(?:mime-version:|from: <saved by)", re.IGNORECASE), MHTML),
    (
        re.compile(
            rb"<(?:!doctype\s+html|html|head|body|meta|title|table|div|p|script|style|span|font|h[1-6])[\s>/]",
            re.IGNORECASE,
        ),
        HTML,
    ),
    (re.compile(rb"\A<\?xml"), XML),
)
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\r\f\x1a")


def without_lead(body: bytes) -> bytes:
    """The body without the blank lines or byte order mark that a server's page script printed before a binary file."""
    if body[:1] not in _LEADS:
        return body
    start = body[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    return body[body.index(start) :] if start.startswith(_CONTAINERS) else body


def media_type(body: bytes, name: str | None, content_type: str | None) -> str:
    """The media type of `body`; `application/octet-stream` when nothing fits. Never raises."""
    body = without_lead(body)
    head = body[:_HEAD]
    for magic, kind in _MAGICS:
        if head.startswith(magic):
            return kind
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(OLE_MAGIC):
        return _ole(body)
    if head.startswith(ZIP_MAGICS):
        return _zip(body)
    if head.startswith(b"BM") and len(body) > 54 and head[14:18] in {b"\x28\0\0\0", b"\x6c\0\0\0"}:
        return BMP
    return _textual(head, (name or "").lower(), (content_type or "").lower())


def zip_names(body: bytes) -> Iterator[str]:
    """The names in a zip's central directory, lower case, at most 5,000; none when it is damaged."""
    end = body.rfind(b"PK\x05\x06", max(0, len(body) - 66_000))
    if end < 0 or end + 22 > len(body):
        return
    count, size, offset = struct.unpack_from("<HII", body, end + 10)
    # Bytes before the archive (a self-extractor, a BOM) shift every stored offset.
    at = end - size if end - size >= 0 else offset
    for _ in range(min(count, _MAX_ENTRIES)):
        if body[at : at + 4] != b"PK\x01\x02" or at + 46 > len(body):
            return
        lengths = struct.unpack_from("<HHH", body, at + 28)
        yield body[at + 46 : at + 46 + lengths[0]].decode("utf-8", "replace").lower()
        at += 46 + sum(lengths)


def _zip(body: bytes) -> str:
    names = {name.replace("\\", "/").lstrip("./") for name in zip_names(body)}
    return next((kind for name, kind in _ZIP_NAMES if name in names), ZIP)


def _ole(body: bytes) -> str:
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in body:
            return kind
    return OLE


def _textual(head: bytes, name: str, declared: str) -> str:
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = _narrow(text)
    for pattern, kind in _STARTS:
        if pattern.search(text):
            return kind
    if not text or text.translate(None, _CONTROL) != text or not _is_text(text):
        return BINARY
    return HTML if HTML in declared or name.endswith((".htm", ".html", ".shtml")) else PLAIN


def _narrow(text: bytes) -> bytes:
    """A UTF-16 head as UTF-8, so that the patterns above see it; what cannot be read is dropped."""
    return text.decode("utf-16", "ignore").encode("utf-8", "ignore").lstrip()


def _is_text(head: bytes) -> bool:
    # The head may end in the middle of a character: its last bytes are left out.
    for encoding, tail in (("utf-8", 3), ("gb18030", 3)):
        for cut in range(tail + 1):
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False
