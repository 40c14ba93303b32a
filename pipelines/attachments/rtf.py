"""RTF: the words of the body in order, by a small reader of groups and control words (RTF 1.9.1)."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field, replace

from pipelines.attachments.failure import Document, ReadFailure

_MAX_DEPTH = 1_000
_MAX_CHARACTERS = 2_000_000
_TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})? ?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<symbol>[^a-zA-Z])"
    rb"|(?P<brace>[{}])"
    rb"|[\r\n\0]+"
    rb"|(?P<text>[^\\{}\r\n\0]+)"
)
# Groups whose words are no part of the body.
_SKIPPED = frozenset(
    "fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr "
    "footerf ftnsep ftnsepc aftnsep aftnsepc fldinst nonshppict sp listtable listoverridetable "
    "rsidtbl generator themedata colorschememapping datastore latentstyles xmlnstbl objdata "
    "revtbl filetbl bkmkstart bkmkend template annotation atnid atnauthor xe tc do upr".split()
)
# Starred groups, which older readers pass over, that hold words of the body: text boxes.
_STARRED = frozenset(("shpinst", "shptxt"))
_BREAKS = frozenset(("par", "line", "sect", "page", "column"))
_WORDS = {
    "tab": " ", "emdash": "—", "endash": "–", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SYMBOLS = {"~": " ", "_": "-", "-": "", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n"}
# \fcharset of a font → codec; ANSI and default fonts use the document's own code page.
_CHARSETS = {
    134: "gbk", 136: "big5", 128: "cp932", 129: "cp949", 204: "cp1251", 238: "cp1250", 161: "cp1253",
}  # fmt: skip
_CODEPAGES = {936: "gbk", 950: "big5", 932: "cp932", 949: "cp949", 65001: "utf-8"}


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits and its end gives back."""

    skip: bool = False
    hidden: bool = False
    fallback: int = 1
    """Characters after a \\u that stand for it in older readers (\\uc)."""
    font: int = 0
    in_table: bool = False
    fonts: bool = False
    """Inside the font table."""
    label: bool = False
    """Inside the number that a word processor wrote out for readers without lists."""


@dataclass(slots=True)
class _Reader:
    """One pass over the tokens."""

    state: _State = field(default_factory=_State)
    stack: list[_State] = field(default_factory=list)
    starred: bool = False
    fresh: bool = False
    """A group has just begun: its first control word may name a destination."""
    owed: int = 0
    """Fallback characters still to pass over."""
    codepage: str = "cp1252"
    charsets: dict[int, str] = field(default_factory=dict)
    decoder: codecs.IncrementalDecoder | None = None
    out: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    high: int = 0


def read_rtf(body: bytes) -> Document:
    """The text of an RTF. Raises ReadFailure `corrupt` when its groups are not closed, or `limit`."""
    reader = _Reader()
    at = 0
    while (match := _TOKEN.match(body, at)) is not None:
        at = match.end()
        if match["brace"] and _brace(reader, match["brace"]):
            break  # the outermost group has closed: what follows is no RTF
        if match["word"] == b"bin":  # so many raw bytes follow
            at += max(0, int(match["number"] or 0))
        else:
            _take(reader, match)
    if reader.stack:
        raise ReadFailure("corrupt", "rtf: groups left open, it was cut short")
    _end_line(reader)
    return Document(text="\n".join(line for line in reader.lines if line.strip()), origin="rtf")


def _take(reader: _Reader, match: re.Match[bytes]) -> None:
    if match["word"]:
        number = int(match["number"]) if match["number"] else None
        _control(reader, match["word"].decode("ascii"), number)
    elif match["hex"]:
        _bytes(reader, bytes.fromhex(match["hex"].decode("ascii")))
    elif match["symbol"]:
        _symbol(reader, match["symbol"].decode("latin-1"))
    elif match["text"]:
        _bytes(reader, match["text"])


def _brace(reader: _Reader, brace: bytes) -> bool:
    """True when the outermost group has ended."""
    _flush(reader)
    reader.starred, reader.owed = False, 0
    reader.fresh = brace == b"{"
    if brace == b"{":
        if len(reader.stack) >= _MAX_DEPTH:
            raise ReadFailure("limit", f"rtf: groups nested deeper than {_MAX_DEPTH}")
        reader.stack.append(reader.state)
        return False
    if reader.stack:
        reader.state = reader.stack.pop()
    return not reader.stack


def _control(reader: _Reader, word: str, number: int | None) -> None:
    if word != "u":
        _flush(reader)
    fresh, reader.fresh = reader.fresh, False
    if fresh and word == "fonttbl":
        reader.state = replace(reader.state, skip=True, fonts=True)
    elif (fresh and word in _SKIPPED) or (reader.starred and word not in _STARRED):
        reader.state = replace(reader.state, skip=True)
    reader.starred = False
    if word == "u" and number is not None:
        _unicode(reader, number % 0x10000)
    elif word in _FORMATS:
        _format(reader, word, number)
    elif not reader.state.skip:
        _place(reader, word)


_FORMATS = frozenset("uc ansicpg f fcharset v deleted intbl pard plain".split())


def _format(reader: _Reader, word: str, number: int | None) -> None:
    state = reader.state
    on = number != 0
    if word == "uc":
        reader.state = replace(state, fallback=min(max(number or 0, 0), 16))
    elif word == "ansicpg":
        reader.codepage = _CODEPAGES.get(number or 0, f"cp{number}" if number else "cp1252")
    elif word == "f":
        reader.state = replace(state, font=number or 0)
    elif word == "fcharset" and state.fonts and number in _CHARSETS:
        reader.charsets[state.font] = _CHARSETS[number]
    elif word in {"v", "deleted", "plain"}:
        reader.state = replace(state, hidden=on and word != "plain")
    elif word in {"intbl", "pard"}:
        reader.state = replace(state, in_table=on and word == "intbl")


def _place(reader: _Reader, word: str) -> None:
    """Words that end a paragraph, a cell or a row, and those that stand for a character."""
    if word in {"cell", "nestcell"}:
        reader.cells.append(_tidy("".join(reader.out)).replace("\n", " "))
        reader.out = []
    elif word in {"row", "nestrow"}:
        reader.lines.append("\t".join(reader.cells).rstrip("\t"))
        reader.cells, reader.out = [], []
    elif word in _BREAKS and reader.state.in_table:
        reader.out.append("\n")
    elif word in _BREAKS:
        _end_line(reader)
    elif word in {"listtext", "pntext"}:
        reader.state = replace(reader.state, label=True)
    elif word in _WORDS and not (word == "tab" and reader.state.label):
        _put(reader, _WORDS[word])


def _symbol(reader: _Reader, symbol: str) -> None:
    if symbol == "*":
        reader.starred = True
        return
    _flush(reader)
    if symbol in "\r\n":
        _place(reader, "par")
    elif reader.owed:
        reader.owed -= 1
    else:
        _put(reader, _SYMBOLS.get(symbol, ""))


def _bytes(reader: _Reader, data: bytes) -> None:
    """Bytes in the code page of the current font; two of one ideograph may come by different tokens."""
    reader.fresh = False
    passed = min(reader.owed, len(data))
    reader.owed -= passed
    data = data[passed:]
    if not data or reader.state.skip or reader.state.hidden:
        return
    if reader.decoder is None:
        name = reader.charsets.get(reader.state.font, reader.codepage)
        reader.decoder = _decoder(name)
    _put(reader, reader.decoder.decode(data))


def _decoder(name: str) -> codecs.IncrementalDecoder:
    try:
        return codecs.getincrementaldecoder(name)("replace")
    except LookupError:
        return codecs.getincrementaldecoder("cp1252")("replace")


def _unicode(reader: _Reader, code: int) -> None:
    _flush(reader)
    reader.owed = reader.state.fallback
    if 0xD800 <= code < 0xDC00:
        reader.high = code
        return
    if 0xDC00 <= code < 0xE000:
        code = 0x10000 + ((reader.high - 0xD800) << 10) + code - 0xDC00 if reader.high else 0xFFFD
    reader.high = 0
    _put(reader, chr(code))


def _flush(reader: _Reader) -> None:
    if reader.decoder is not None:
        decoder, reader.decoder = reader.decoder, None
        _put(reader, decoder.decode(b"", final=True))


def _put(reader: _Reader, text: str) -> None:
    if text and not reader.state.skip and not reader.state.hidden:
        reader.out.append(text)
        if len(reader.lines) + len(reader.out) > _MAX_CHARACTERS:
            raise ReadFailure("limit", f"rtf: more than {_MAX_CHARACTERS} pieces")


def _end_line(reader: _Reader) -> None:
    _flush(reader)
    if reader.cells:  # a row that was never ended
        reader.lines.append("\t".join(reader.cells))
        reader.cells = []
    reader.lines += _tidy("".join(reader.out)).split("\n")
    reader.out = []


def _tidy(text: str) -> str:
    return text.replace("\x00", "").replace("\xa0", " ").strip(" \t\n\u3000")
