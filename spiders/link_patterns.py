"""Patterns of addresses: `…/#/detail?id={id}` and a JSON row give the row's own address."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import quote


def filled(pattern: str, item: dict[str, Any]) -> str | None:
    """A row's address by its pattern, not escaped; None where the row lacks what it names."""
    missing = False

    def value(found: re.Match[str]) -> str:
        nonlocal missing
        held = item.get(found[1])
        if not isinstance(held, str | int) or isinstance(held, bool) or held == "":
            missing = True
        return str(held)

    told = re.sub(r"\{([^{}]+)\}", value, pattern)
    return None if missing else told


def link_of(pattern: str, item: dict[str, Any]) -> str | None:
    """A row's address by its pattern, as it is asked for."""
    plain = filled(pattern, item)
    return quote(plain, safe="%/:?#[]@!$&'()*+,;=-._~") if plain else None
