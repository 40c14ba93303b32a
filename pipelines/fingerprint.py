"""When two texts are the same text: a normal form, its digest, and a MinHash signature of what is almost the same."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from dataclasses import replace

from rensa import RMinHash

from archive.records import Reading
from pipelines.document_number import line_number

_SPACES = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]+")
_FOLD = {
    # One character for all that publishing systems exchange for one another (domain §2: brackets of a 文号).
    **dict.fromkeys("〔[【﹝［〖", "("), **dict.fromkeys("〕]】﹞］〗", ")"),
    **dict.fromkeys("“”„‟〝〞＂「」『』", '"'), **dict.fromkeys("‘’‚‛＇`´", "'"),
    **dict.fromkeys("—–―－‐‑‒−─━", "-"), **dict.fromkeys("○◯⚪", "〇"), **dict.fromkeys("·•‧∙・", "·"),
    **dict.fromkeys("~～∼〜", "~"), "。": ".", "｡": ".", "、": ",", "､": ",", "…": ".",
}  # fmt: skip
_WIDE = {wide: unicodedata.normalize("NFKC", wide) for wide in "，；：？！（）％\u3000…"}
"""What Chinese text has most of that NFKC changes. Each put in its place, most texts are in NFKC: to be told so
costs a hundredth of having the whole text brought into it, and gives the same (UAX #15 §1.3)."""
_MARKS = ',.;:()"-·?!%~《》'
_NOT_WORD = re.compile(r"[^\w]")
SHINGLE = 5
"""Characters of a shingle (dependencies §6)."""
PERMUTATIONS = 128
SEED = 42
MIN_SIGNED = 400
"""Characters from which a text has a signature, and equal texts are one report: shorter ones may be a form."""
NUMBER_LINE = 60
"""Characters of the longest line that holds a 文号 alone, or with its 签发人."""
TITLE_LINES = 4
"""Lines over which a printed title may run, and among which it begins."""


def normalise(text: str) -> str:
    """The text without white space, in one width and one style of brackets, quotes and dashes.

    Characters, digits and the order of everything stay: an edit of one number shows.
    """
    folded = _compatible(text)
    for printed, kept in _FOLD.items():  # 30 times as fast as str.translate
        folded = folded.replace(printed, kept)
    closed = "".join(folded.split())
    return closed if closed.isprintable() else _SPACES.sub("", closed)


def _compatible(text: str) -> str:
    """The text in NFKC."""
    for wide, plain in _WIDE.items():
        text = text.replace(wide, plain)
    if unicodedata.is_normalized("NFKC", text):
        return text
    return unicodedata.normalize("NFKC", text)


def digest(text: str, title: str | None = None) -> str:
    """SHA-256 of the normal form; lines at the top that only repeat the title do not count.

    Portals print the title above the body or leave it to the heading: the same text either way. So they do with the 文号:
    its line is digested apart, behind a `-`, so that `unnumbered` tells the texts that differ in nothing else.
    """
    return _digest(text, normalise(text), title)


def _digest(text: str, normal: str, title: str | None) -> str:
    lines = text.split("\n")
    kept = _without_title(lines, normalise(title)) if title else lines
    number, kept = _number_apart(kept)
    if len(kept) < len(lines):
        normal = normalise("\n".join(kept))
    name = hashlib.sha256(number.encode()).hexdigest()[:8] if number else ""
    return "-".join(filter(None, (hashlib.sha256(normal.encode()).hexdigest(), name)))


def unnumbered(digest_: str) -> str:
    """The digest of the text without the line of its 文号."""
    return digest_.partition("-")[0]


def _number_apart(lines: list[str]) -> tuple[str | None, list[str]]:
    """The 文号 that one of the first lines holds alone, and the other lines."""
    for place, line in enumerate(lines[: min(TITLE_LINES, len(lines) - 1)]):
        if len(line) <= NUMBER_LINE and (number := line_number(line)):
            return number.value, [*lines[:place], *lines[place + 1 :]]
    return None, lines


def _without_title(lines: list[str], title: str) -> list[str]:
    head = [normalise(line) for line in lines[: 2 * TITLE_LINES]]
    for first in range(min(TITLE_LINES, len(lines) - 1)):
        for last in range(first + 1, min(first + TITLE_LINES, len(lines) - 1) + 1):
            if "".join(head[first:last]) == title:
                return _without_title([*lines[:first], *lines[last:]], title)
    return lines


def shingles(text: str) -> set[str]:
    """All runs of five characters of the normal form without punctuation."""
    return set(_runs_of_five(normalise(text)))


def _without_marks(normal: str) -> str:
    """The commonest marks go one by one, which costs a fraction; most texts have no others."""
    for mark in _MARKS:
        normal = normal.replace(mark, "")
    return normal if normal.isalnum() else _NOT_WORD.sub("", normal)


def _runs_of_five(normal: str) -> list[str]:
    bare = _without_marks(normal)
    return [bare[i : i + SHINGLE] for i in range(max(1, len(bare) - SHINGLE + 1))]


def similarity(one: set[str], other: set[str]) -> float:
    """Jaccard similarity of two sets of shingles, 0 to 1."""
    if not one and not other:
        return 1.0
    return len(one & other) / len(one | other)


def signature(text: str) -> str:
    """The text's MinHash in base64; the library writes its algorithm, permutations and seed before the values."""
    return _signature(normalise(text))


def _signature(normal: str) -> str:
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    minhash.update(_runs_of_five(normal))  # minima: neither order nor repetition counts
    return base64.b64encode(minhash.__getstate__()).decode("ascii")


def stamped(reading: Reading) -> Reading:
    """The reading with digest and signature of its text: made where it is read, so that settling need not."""
    normal = normalise(reading.text)
    signed = _signature(normal) if len(reading.text) >= MIN_SIGNED else ""
    return replace(
        reading, normal_sha256=_digest(reading.text, normal, reading.facts.title), signature=signed
    )
