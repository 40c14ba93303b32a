"""Two versions of a text beside each other: by paragraph, and within one by word."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Kind = Literal["same", "removed", "added"]

_TOKEN = re.compile(r"[A-Za-z]+|[0-9０-９.．%％]+|\s+|.", re.DOTALL)
"""A Chinese character is a word by itself; Latin words and numbers stay whole."""
_ALIKE = 0.3
"""Share of common tokens from which two paragraphs are one that was edited."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """A stretch of text that stayed, went or came."""

    kind: Kind
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Paragraph:
    """One paragraph of the comparison; an edited one has pieces of several kinds."""

    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        """Whether anything in it differs."""
        return any(piece.kind != "same" for piece in self.pieces)


def compare(before: str, after: str) -> list[Paragraph]:
    """The paragraphs of both texts in reading order. The pieces kept or removed give `before` again."""
    old, new = before.split("\n"), after.split("\n")
    found: list[Paragraph] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.extend(_whole("same", line) for line in old[a:b])
        else:
            found.extend(_edited(old[a:b], new[c:d]))
    return found


def _whole(kind: Kind, line: str) -> Paragraph:
    return Paragraph(pieces=(Piece(kind=kind, text=line),))


def _edited(old: list[str], new: list[str]) -> Iterator[Paragraph]:
    """Pair each old paragraph with the first alike new one that is left; the others went or came whole."""
    place = 0
    for line in old:
        match = next((at for at in range(place, len(new)) if _alike(line, new[at])), None)
        if match is None:
            yield _whole("removed", line)
            continue
        yield from (_whole("added", one) for one in new[place:match])
        yield Paragraph(pieces=tuple(words(line, new[match])))
        place = match + 1
    yield from (_whole("added", one) for one in new[place:])


def _alike(old: str, new: str) -> bool:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def words(old: str, new: str) -> Iterator[Piece]:
    """The pieces of an edited paragraph."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    for tag, i, j, k, m in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(kind="same", text="".join(a[i:j]))
            continue
        if j > i:
            yield Piece(kind="removed", text="".join(a[i:j]))
        if m > k:
            yield Piece(kind="added", text="".join(b[k:m]))


_MARKS: dict[str, tuple[str, str]] = {
    "same": ("", ""),
    "removed": ("[-", "-]"),
    "added": ("{+", "+}"),
}
_COLOURS: dict[str, tuple[str, str]] = {
    "same": ("", ""),
    "removed": ("\x1b[31;9m", "\x1b[0m"),
    "added": ("\x1b[32;4m", "\x1b[0m"),
}


def terminal_lines(paragraphs: list[Paragraph], *, colour: bool) -> Iterator[str]:
    """The changed paragraphs as lines, unchanged ones counted; without colour in the marks of wdiff."""
    marks = _COLOURS if colour else _MARKS
    unchanged = 0
    for paragraph in paragraphs:
        if not paragraph.changed:
            unchanged += 1
            continue
        if unchanged:
            yield f"… {unchanged} unchanged"
        unchanged = 0
        shown = ((piece, *marks[piece.kind]) for piece in paragraph.pieces)
        yield "".join(begin + _printable(piece.text) + end for piece, begin, end in shown)
    if unchanged:
        yield f"… {unchanged} unchanged"


def _printable(text: str) -> str:
    """A page's text cannot steer the terminal."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in text
    )


TAGS: dict[str, str] = {"same": "span", "removed": "del", "added": "ins"}
_PAGE = """<!doctype html>
<html lang="zh-Hans"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<style>
body {{ max-width: 48em; margin: 2em auto; padding: 0 1em; line-height: 1.8; font-family: serif; }}
p {{ margin: .4em 0; overflow-wrap: anywhere; }} p.same, p.changed {{ white-space: pre-wrap; }} p.same {{ color: #666; }}
del {{ background: #fdd; }} ins {{ background: #dfd; }}
</style>
<h1>{title}</h1>
<p>{before} → {after}<br>{changed} of {all} paragraphs differ: <del>taken out</del>, <ins>put in</ins></p>
{body}
</html>
"""


def html_page(paragraphs: list[Paragraph], *, title: str, before: str, after: str) -> str:
    """The whole comparison as one page; everything from the documents is escaped."""
    lines = []
    for paragraph in paragraphs:
        inner = "".join(
            f"<{TAGS[piece.kind]}>{html.escape(piece.text)}</{TAGS[piece.kind]}>"
            for piece in paragraph.pieces
        )
        lines.append(f'<p class="{"changed" if paragraph.changed else "same"}">{inner}</p>')
    return _PAGE.format(
        title=html.escape(title),
        before=html.escape(before),
        after=html.escape(after),
        changed=sum(paragraph.changed for paragraph in paragraphs),
        all=len(paragraphs),
        body="\n".join(lines),
    )
