"""Start tags with more attributes than libxml2 can take in reasonable time lose them before parsing.

It compares each attribute of a tag with all before it: 40,000 take two seconds, 400,000 minutes, in C,
where nothing can stop it; and list pages are parsed in the harvest's own process.
"""

from __future__ import annotations

import re

LONG = 100_000
"""A page of fewer characters cannot hold enough of them to matter."""
MOST = 2_000
"""Attributes of one tag; real ones have some dozens."""

_LONG_TAG = re.compile(
    r"""<([a-z][\w:-]*+)((?:[^"'>]|"[^"]*+"|'[^']*+'|["']){8000,}+)|<(?:script|style)\b.*?(?:</(?:script|style)|\Z)""", re.I | re.S
)  # fmt: skip
"""A tag of 8,000 characters and more, or, not to be taken for one, a program that compares `a<b`."""
_ATTRIBUTE = re.compile(r"""[\s"'/][^\s"'/<>=]""")


def without_flood(text: str) -> str:
    """The markup with no tag of more than MOST attributes: such a tag keeps its name alone."""
    return _LONG_TAG.sub(_bounded, text) if len(text) > LONG else text


def _bounded(tag: re.Match[str]) -> str:
    if tag[1] is None or sum(1 for _ in _ATTRIBUTE.finditer(tag[2])) <= MOST:
        return tag[0]
    return f"<{tag[1]}"
