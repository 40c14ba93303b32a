"""Bytes of a page to text, with the decision and its damage on record.

The declared charset may lie either way (header utf-8 over a GBK body whose meta says gb2312, or
the reverse), and many servers declare none. So every declaration is only a candidate: it counts
when the bytes decode under it without a single error.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

MAX_BYTES = 4 * 1024 * 1024
"""Of a page that is longer, pictures in its markup not counted, only the start is read; the longest
real report page seen is under 1 MiB."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GB = frozenset(
    {"gb2312", "gb_2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "ms936", "gb18030", "euc-cn"}
)
# Servers add these on their own when nobody chose: they decode any bytes, so they prove nothing.
_EMPTY_CLAIMS = frozenset(
    {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252", "cp1252"}
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]+)", re.I)
_META = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", re.I
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>", re.I)
_PICTURE = re.compile(rb"data:[\w/+.-]{1,60};base64,[A-Za-z0-9+/=]{200,}")
_CONTROLS = re.compile(r"[\x01-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_CONTROL_BYTES = bytes([*range(0x01, 0x09), 0x0B, *range(0x0E, 0x20), 0x7F])
_ASCII_BYTES = bytes(range(0x80))
_HAN = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]+")
# The commonest characters of official Chinese. Text read under the wrong charset has next to none
# (UTF-8 read as GBK gives 鐨勫 …), so their share decides between two damaged readings.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经政府建设治市县区、，。："
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Decoded:
    """Text of a page and how it was read."""

    text: str
    encoding: str
    """Python codec name; GB charsets are all `gb18030`, their superset."""
    rule: str
    """`bom`, `header`, `meta`, `header+meta`, `utf-8`, `gb18030`, or `lossy:…` where bytes were lost."""
    replaced: int = 0
    """U+FFFD in the text: lost bytes, and those that the page itself carries."""
    truncated: bool = False
    """Only the first MAX_BYTES were read."""


def decode(body: bytes, content_type: str | None = None) -> Decoded:
    """Decode a page: BOM, strict declarations, strict UTF-8, GB18030, then the least damaged.

    Never raises. NUL, other controls and an XML declaration are removed (lxml refuses them).
    """
    if len(body) > MAX_BYTES:
        body = _PICTURE.sub(b"data:,", body)
    truncated = len(body) > MAX_BYTES
    body = body[:MAX_BYTES] if truncated else body
    text, encoding, rule = _read(body, content_type, cut=truncated)
    text = text.replace("\x00", "")
    text = _XML_DECLARATION.sub("", text.removeprefix("\ufeff"), count=1)
    text = _CONTROLS.sub("", text) if _has_controls(text) else text
    return Decoded(
        text=text,
        encoding=encoding,
        rule=rule,
        replaced=text.count("\ufffd"),
        truncated=truncated,
    )


def is_too_long(body: bytes) -> bool:
    """Whether only the start of a page would be read: longer than MAX_BYTES without its pictures. Copies nothing."""
    if len(body) <= MAX_BYTES:
        return False
    pictures = _PICTURE.finditer(body) if b";base64," in body else ()
    return len(body) - sum(match.end() - match.start() for match in pictures) > MAX_BYTES


def _read(body: bytes, content_type: str | None, *, cut: bool) -> tuple[str, str, str]:
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(encoding, "replace"), encoding, "bom"
    wide = _bare_utf16(body)
    if wide:
        return body.decode(wide, "replace"), wide, "utf-16"
    declared = _declared(body, content_type)
    candidates = list(dict.fromkeys([*declared, "utf-8", "gb18030"]))
    # Multi-byte text that is valid UTF-8 is UTF-8, whatever is declared; GB18030, on the other
    # hand, accepts most UTF-8 bytes as nonsense. Two Chinese characters alone prove nothing yet.
    utf8 = _strict(body, "utf-8", cut=cut)
    if utf8 is not None and (body.isascii() or declared[:1] == ["utf-8"] or _reads_well(utf8)):
        return utf8, "utf-8", _rule("utf-8", declared, body, content_type)
    for encoding in candidates:
        text = utf8 if encoding == "utf-8" else _strict(body, encoding, cut=cut)
        if text is not None and (encoding == "utf-8" or not _better_as_utf8(text, body)):
            return text, encoding, _rule(encoding, declared, body, content_type)
    readings = [(body.decode(encoding, "replace"), encoding) for encoding in candidates]
    text, encoding = max(readings, key=lambda reading: _quality(reading[0]))
    return text, encoding, f"lossy:{_rule(encoding, declared, body, content_type)}"


def _strict(body: bytes, encoding: str, *, cut: bool) -> str | None:
    """The text, or None on the first error. A read that was cut may end inside a character."""
    try:
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        return decoder.decode(body, final=not cut)
    except (UnicodeDecodeError, LookupError):
        return None


def _header_charset(content_type: str | None) -> str | None:
    match = _HEADER.search(content_type or "")
    return _codec(match[1]) if match else None


def _meta_charset(body: bytes) -> str | None:
    match = _META.search(body[:8192])
    return _codec(match[1].decode("ascii", "ignore")) if match else None


def _declared(body: bytes, content_type: str | None) -> list[str]:
    named = (_header_charset(content_type), _meta_charset(body))
    return list(dict.fromkeys(name for name in named if name))


def _codec(name: str) -> str | None:
    """Python's name of a declared charset; None for an unknown or empty claim."""
    name = name.strip().lower()
    if name in _GB:
        return "gb18030"
    if name in _EMPTY_CLAIMS or name.startswith("utf-16"):  # a real UTF-16 page shows its NULs
        return None
    try:
        info = codecs.lookup(name)
    except LookupError:
        return None
    return info.name if getattr(info, "_is_text_encoding", True) else None


def _rule(encoding: str, declared: list[str], body: bytes, content_type: str | None) -> str:
    if encoding not in declared:
        return encoding
    by = (
        ("header", _header_charset(content_type)),
        ("meta", _meta_charset(body)),
    )
    return "+".join(name for name, charset in by if charset == encoding)


def _bare_utf16(body: bytes) -> str | None:
    """UTF-16 without a BOM: markup shows a NUL at every other byte."""
    head = body[:400]
    if len(head) < 8:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.1 and even * 20 < odd:  # 一 (U+4E00) has a NUL at the other place
        return "utf-16-le"
    if even > len(head) * 0.1 and odd * 20 < even:
        return "utf-16-be"
    return None


def _has_controls(text: str) -> bool:
    """Whether there is anything to remove: next to no page has it, and to look at bytes is cheap."""
    packed = text.encode("utf-8", "surrogatepass")
    controls = len(packed.translate(None, _CONTROL_BYTES)) < len(packed)
    return controls or "\ufffe" in text or "\uffff" in text


def _reads_well(text: str) -> bool:
    wide = text[:200_000].encode().translate(None, _ASCII_BYTES).decode()
    return sum(map(len, _HAN.findall(wide))) >= 0.5 * len(wide)


def _quality(text: str) -> float:
    """Share of common characters among the non-ASCII ones, less the share that was lost."""
    wide = [character for character in text[:400_000] if character > "\x7f"]
    if not wide:
        return 0.0
    common = sum(character in _COMMON for character in wide)
    return (common - 2 * wide.count("\ufffd")) / len(wide)


def _better_as_utf8(text: str, body: bytes) -> bool:
    """One broken byte makes strict UTF-8 fail, and then GB18030 may swallow the whole page."""
    lossy = body.decode("utf-8", "replace")
    if lossy.count("\ufffd") * 20 > len(lossy):
        return False
    return _quality(lossy) > _quality(text)
