"""What the pages of one portal share, kept in memory for a harvest, so that the browser asks for it once."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

MOST_BYTES = 24 * 1024 * 1024
"""Some twenty portals' bundles; the oldest go first."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shelved:
    """An answer that can be given again."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


class Shelf:
    """Scripts, styles, data calls and application shells by portal and address, fragments left out."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._held: OrderedDict[tuple[str, str], Shelved] = OrderedDict()
        self._bytes = 0
        self._most = most_bytes

    def put(self, portal: str, url: str, answer: Shelved) -> None:
        """Keep an answer; one that alone would fill a quarter of the shelf is not kept."""
        if len(answer.body) > self._most // 4:
            return
        self.drop(portal, url)
        self._held[portal, plain_address(url)] = answer
        self._bytes += len(answer.body)
        while self._bytes > self._most:
            _, gone = self._held.popitem(last=False)
            self._bytes -= len(gone.body)

    def get(self, portal: str, url: str) -> Shelved | None:
        """The answer that this portal gave; None where it was not asked, or not kept."""
        found = self._held.get((portal, plain_address(url)))
        if found is not None:
            self._held.move_to_end((portal, plain_address(url)))
        return found

    def drop(self, portal: str, url: str) -> None:
        """Forget one answer."""
        gone = self._held.pop((portal, plain_address(url)), None)
        self._bytes -= len(gone.body) if gone else 0


def plain_address(url: str) -> str:
    """The address as a server sees it."""
    return url.partition("#")[0]


def has_route(url: str) -> bool:
    """Whether the part after # names a page of a single-page site (`#/detail?id=1`)."""
    return url.partition("#")[2].startswith(("/", "!/"))
