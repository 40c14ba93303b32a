"""Versions of our rules and of the libraries that decide what is read: kept with every reading and every harvest."""

from __future__ import annotations

from functools import cache
from importlib.metadata import version

RULES = "1"
"""Raised when a rule changes what is read off a page: a rebuild then says what it changed."""

LIBRARIES = ("trafilatura", "lxml", "pypdfium2", "python-docx", "olefile", "ofdkit", "scrapy")


@cache
def software() -> dict[str, str]:
    """Everything that a reading depends on, beside the bytes it was read from."""
    return {"fazhi-rules": RULES, **{name: version(name) for name in LIBRARIES}}
