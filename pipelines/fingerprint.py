"""When two texts are the same text: a normal form, its digest, and how alike two texts are."""

from __future__ import annotations

import hashlib
import re
import unicodedata

_SPACES = re.compile(r"[\s\u200b-\u200f\u2028-\u202e\u2060\ufeff\u00ad]+")
_FOLD = str.maketrans({
    # One character for all that publishing systems exchange for one another (domain §2: brackets of a 文号).
    **dict.fromkeys("〔[【﹝［〖", "("), **dict.fromkeys("〕]】﹞］〗", ")"),
    **dict.fromkeys("“”„‟〝〞＂「」『』", '"'), **dict.fromkeys("‘’‚‛＇`´", "'"),
    **dict.fromkeys("—–―－‐‑‒−─━", "-"), **dict.fromkeys("○◯⚪", "〇"), **dict.fromkeys("·•‧∙・", "·"),
    **dict.fromkeys("~～∼〜", "~"), "。": ".", "｡": ".", "、": ",", "､": ",", "…": ".",
})  # fmt: skip
SHINGLE = 5
"""Characters of a shingle (dependencies §6)."""


def normalise(text: str) -> str:
    """The text without white space, in one width and one style of brackets, quotes and dashes.

    Characters, digits and the order of everything stay: an edit of one number shows.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_FOLD)
    return _SPACES.sub("", folded)


def digest(text: str, title: str | None = None) -> str:
    """SHA-256 of the normal form; a first line that only repeats the title does not count.

    Portals print the title above the body or leave it to the heading: the same text either way.
    """
    lines = text.split("\n")
    while title and len(lines) > 1 and normalise(lines[0]) == normalise(title):
        lines = lines[1:]
    return hashlib.sha256(normalise("\n".join(lines)).encode()).hexdigest()


def shingles(text: str) -> set[str]:
    """All runs of five characters of the normal form without punctuation."""
    bare = re.sub(r"[^\w]", "", normalise(text))
    return {bare[i : i + SHINGLE] for i in range(max(1, len(bare) - SHINGLE + 1))}


def similarity(one: set[str], other: set[str]) -> float:
    """Jaccard similarity of two sets of shingles, 0 to 1."""
    if not one and not other:
        return 1.0
    return len(one & other) / len(one | other)
