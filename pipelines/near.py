"""Finds texts that are almost the same: a MinHash index gives candidates, exact similarity confirms them."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator

from rensa import RMinHash, RMinHashLSH

from pipelines.fingerprint import PERMUTATIONS, SEED, shingles, similarity

BANDS = 16
"""Of eight values each: a pair at 0.9 is a candidate in 9,999 of 10,000 cases, one at 0.5 in 600."""
SAME = 0.9
"""Exact similarity from which two texts are reprints of one; 1 % of the characters edited gives 0.90 (dependencies §6)."""
MOST_CANDIDATES = 50
"""Texts compared with one: beyond that it is a form that everybody fills in."""


class NearIndex:
    """Texts by their signatures; a text itself is asked for only when it is a candidate."""

    def __init__(self, text_of: Callable[[str], str]) -> None:
        self._text_of = text_of
        self._lsh = RMinHashLSH(threshold=0.8, num_perm=PERMUTATIONS, num_bands=BANDS)
        self._keys: list[str] = []
        self._held: tuple[str, set[str]] = ("", set())

    def add(self, key: str, signature: str) -> None:
        """Put a text in. Raises ValueError where the signature was made with other parameters."""
        self._lsh.insert(len(self._keys), restored(signature))
        self._keys.append(key)

    def like(self, key: str, signature: str) -> Iterator[tuple[str, float]]:
        """Keys of the texts that are almost this one, in the order in which they were put in, with the similarity."""
        own: set[str] | None = None
        found = sorted(set(self._lsh.query(restored(signature))))
        for other in [self._keys[number] for number in found][:MOST_CANDIDATES]:
            if other == key:
                continue
            own = self._shingles(key) if own is None else own
            alike = similarity(own, shingles(self._text_of(other)))
            if alike >= SAME:
                yield other, alike

    def _shingles(self, key: str) -> set[str]:
        if self._held[0] != key:
            self._held = (key, shingles(self._text_of(key)))
        return self._held[1]


def is_readable(signature: str) -> bool:
    """Whether the installed library reads this signature: one of another version is as good as none."""
    try:
        restored(signature)
    except ValueError:
        return False
    return True


def restored(signature: str) -> RMinHash:
    """The MinHash that `pipelines.fingerprint.signature` wrote. Raises ValueError for any other."""
    minhash = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    try:
        minhash.__setstate__(base64.b64decode(signature))
    except (ValueError, TypeError) as error:
        raise ValueError(f"no signature of this version: {error}") from error
    if len(minhash.digest()) != PERMUTATIONS:
        raise ValueError(f"a signature of {len(minhash.digest())} permutations, not {PERMUTATIONS}")
    return minhash
