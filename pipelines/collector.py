"""Spares Python's garbage collector what stays: a sixth of the time of reading went into looking for cycles."""

from __future__ import annotations

import gc


def spare(after: int) -> None:
    """Pass over all objects that exist by now, and look again only after so many new ones (the default is 700)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(after, 20, 20)
