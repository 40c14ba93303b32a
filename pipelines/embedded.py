"""Bodies that a page keeps where no reader looks: script strings, JSON, textareas, hidden inputs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice

from lxml.etree import _Element as Element
from lxml.etree import tostring

from pipelines.tree import text_of

LEAST = 120
"""Characters from which a string may be a body."""
MOST_CANDIDATES = 60
_LONG = 400
_OTHER_ATTRIBUTES = ("value", "srcdoc", "content", "style", "href", "src", "alt", "title")
_QUOTE = re.compile(r"[\"'`]")
_INSIDE = {
    quote: re.compile(rf"[^{quote}\\]*(?:\\.[^{quote}\\]*)*", re.S) for quote in ('"', "'", "`")
}
_BODY_LIKE = re.compile(
    r"[\u4e00-\u9fff]{8}|\\u[4-9][0-9a-fA-F]{3}|%u[4-9][0-9a-fA-F]{3}|%E[4-9]%", re.I
)
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\u\{([0-9a-fA-F]{1,6})\}")
_PERCENT = re.compile(r"%u([0-9a-fA-F]{4})|%([0-9a-fA-F]{2})")
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "", "f": "", "v": "", "0": ""}
_ESCAPE = re.compile(r"\\(.)", re.S)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.S)
_MARKUP_TYPES = ("xml", "html", "template")
_TAGS = re.compile(r"<[a-zA-Z/][^<>]*>")


def candidates(root: Element) -> Iterator[str]:
    """Markup or text of each hidden body, in page order; the caller weighs which is the document."""
    count = 0
    for element in root.iter(
        "textarea", "input", "script", "template", "noscript", "xmp", "iframe"
    ):
        for text in _texts(element):
            if len(text) < LEAST or count >= MOST_CANDIDATES:
                continue
            count += 1
            yield _as_markup(text)
    for text in islice(_attributes(root), MOST_CANDIDATES):
        yield _as_markup(text)


def _attributes(root: Element) -> Iterator[str]:
    """Long attributes that frameworks fill with a page's data: data-page="{…}", data-content="<p>…"."""
    long = (
        (str(name), str(value))
        for element in root.iter()
        for name, value in element.items()
        if len(value) > _LONG
    )
    for name, text in long:
        if name in _OTHER_ATTRIBUTES or not _BODY_LIKE.search(text):
            continue
        if text.lstrip()[:1] in ("{", "["):
            yield from (unescape_script(s) for s in _strings(text) if len(s) >= LEAST)
        else:
            yield text


def _texts(element: Element) -> Iterator[str]:
    if element.tag in ("input", "iframe"):
        yield element.get("value" if element.tag == "input" else "srcdoc") or ""
        return
    text = element.text or "" if element.tag == "script" else text_of(element)
    if element.tag in ("template", "noscript") and len(element):
        yield "".join(tostring(child, encoding="unicode") for child in element)
        return
    if element.tag != "script" or _holds_markup(element):
        parts = _CDATA.findall(text)
        yield "\n".join(parts) if parts else text
        return
    for value in _strings(text):
        if len(value) >= LEAST and _BODY_LIKE.search(value):
            yield unescape_script(value)


def _strings(script: str) -> Iterator[str]:
    """The quoted strings of a script, escapes kept. Linear: a quote without its end ends its kind."""
    position, open_ended = 0, set()
    while match := _QUOTE.search(script, position):
        quote = match[0]
        position = match.end()
        if quote in open_ended:
            continue
        inside = _INSIDE[quote].match(script, position)
        end = inside.end() if inside else position
        if end < len(script) and script[end] == quote:
            yield script[position:end]
            position = end + 1
        else:
            open_ended.add(quote)


def _holds_markup(script: Element) -> bool:
    kind = (script.get("type") or "").lower()
    return any(word in kind for word in _MARKUP_TYPES)


def unescape_script(text: str) -> str:
    r"""A script string as its reader sees it: `\u003C`, `\/`, `\n`, and the %uXXXX of escape()."""
    text = _UNICODE.sub(_character, text)
    text = _ESCAPE.sub(lambda match: _PLAIN.get(match[1], match[1]), text)
    if re.search(r"%u[0-9a-fA-F]{4}", text) or text.count("%3C") > 1 or text.count("%3c") > 1:
        text = _unescape_percent(text)
    return _joined_surrogates(text)


def _character(match: re.Match[str]) -> str:
    code = int(match[1] or match[2] or match[3], 16)
    # A backslash or quote that was escaped as a number must not escape again.
    return "\\\\" if code == 0x5C else chr(code) if code <= 0x10FFFF else ""


def _unescape_percent(text: str) -> str:
    """The inverse of JavaScript's escape(), and of encodeURIComponent() where no %u stands."""
    if "%u" not in text and "%U" not in text:
        raw = _PERCENT.sub(lambda match: chr(int(match[2], 16)), text)
        try:
            return raw.encode("latin-1").decode("utf-8")
        except (UnicodeEncodeError, UnicodeDecodeError):
            return raw
    return _PERCENT.sub(lambda match: chr(int(match[1] or match[2], 16)), text)


def _joined_surrogates(text: str) -> str:
    """Pairs become their character, lone halves U+FFFD: text has to be UTF-8 in the end."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _as_markup(text: str) -> str:
    """Escaped markup unescaped; text that has no tags keeps its lines."""
    for _ in range(2):
        if "&lt;" in text and not re.search(r"<(?:p|div|br|span|table)\b", text, re.I):
            text = html.unescape(text)
    if not _TAGS.search(text):
        return f"<pre>{html.escape(text, quote=False)}</pre>"
    return text
