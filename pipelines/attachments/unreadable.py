"""When a text layer is none: too few characters, or characters that stand for no known one."""

from __future__ import annotations

SCAN_CHARACTERS = 20
"""Fewer characters a page, on average, and the text layer is none: the pages are pictures."""
PRIVATE_SHARE = 0.05
"""More private-use or replacement characters than this, and the fonts cannot be read as text."""


def unreadable_share(text: str) -> float:
    """Share of characters that stand for no known one: private use (BMP) and U+FFFD."""
    bad = sum(1 for c in text if "\ue000" <= c <= "\uf8ff" or c == "\ufffd")
    return bad / max(1, len(text))
