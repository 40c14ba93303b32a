"""Measures the search for reprints at scale: python -m tests.bench.duplicates [documents].

Synthetic documents of some 3,000 characters, half of their sentences from 300 that all share: one in ten stands two
to four times, each time with 0.1 to 0.4 % of its characters edited (a reprint); one in ten has a neighbour with five
sixths of its paragraphs (the same body's report of another year, another county's). Texts are made again when they are asked for, so that memory is the index's own.
"""

from __future__ import annotations

import random
import resource
import sys
import time
from collections.abc import Iterator
from functools import lru_cache

from pipelines.fingerprint import signature
from pipelines.near import NearIndex

PARAGRAPHS, SENTENCES = 12, 6
STOCK = 300
"""Sentences that every report may hold."""
REPRINTED = 10
"""One document in so many is reprinted."""
HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 3500)]


def sentence(chance: random.Random) -> str:
    """Forty characters, from the common stock or of its own."""
    if chance.random() < 0.5:
        chance = random.Random(chance.randrange(STOCK))
    return "".join(chance.choices(HAN, k=40)) + "。"


@lru_cache(maxsize=256)
def original(number: int) -> tuple[str, ...]:
    """The paragraphs of one document; every tenth shares most of them with the one before."""
    chance = random.Random(number)
    own = tuple("".join(sentence(chance) for _ in range(SENTENCES)) for _ in range(PARAGRAPHS))
    if number % REPRINTED == 1:
        return (*original(number - 1)[:10], *own[10:])
    return own


def text_of(key: str) -> str:
    """A document, or its reprint: `17` or `17/2`."""
    number, _, copy = key.partition("/")
    text = "\n".join(original(int(number)))
    if not copy:
        return text
    chance = random.Random(key)
    share = chance.uniform(0.001, 0.004)
    letters = list(text)
    for at in chance.sample(range(len(letters)), int(share * len(letters))):
        letters[at] = chance.choice(HAN)
    return "".join(letters)


def keys(documents: int) -> Iterator[str]:
    """Originals and reprints, as many as asked for."""
    made = number = 0
    while made < documents:
        copies = random.Random(-number - 1).randint(1, 3) if number % REPRINTED == 0 else 0
        for key in (str(number), *(f"{number}/{copy}" for copy in range(1, copies + 1))):
            if made < documents:
                made += 1
                yield key
        number += 1


def memory() -> float:
    """Peak of this process, MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    documents = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    wanted = list(keys(documents))
    signing = indexing = asking = 0.0
    signatures: dict[str, str] = {}
    start = memory()
    index = NearIndex(text_of)
    for key in wanted:
        text = text_of(key)
        begin = time.process_time()
        signatures[key] = signature(text)
        signing += time.process_time() - begin
        begin = time.process_time()
        index.add(key, signatures[key])
        indexing += time.process_time() - begin
    found: set[tuple[str, str]] = set()
    begin = time.process_time()
    for key in wanted:
        found |= {
            (min(key, other), max(key, other)) for other, _ in index.like(key, signatures[key])
        }
    asking = time.process_time() - begin
    _tell(wanted, found, (signing, indexing, asking), memory() - start)
    return 0


def _tell(
    wanted: list[str], found: set[tuple[str, str]], seconds: tuple[float, ...], megabytes: float
) -> None:
    clusters: dict[str, list[str]] = {}
    for key in wanted:
        clusters.setdefault(key.partition("/")[0], []).append(key)
    true = {
        (min(a, b), max(a, b))
        for members in clusters.values()
        for a in members
        for b in members
        if a < b
    }
    right = len(true & found)
    precision, recall = right / max(1, len(found)), right / max(1, len(true))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    each = [1000 * part / len(wanted) for part in seconds]
    print(f"{len(wanted)} documents, {len(true)} pairs of reprints planted")
    print(f"signature {each[0]:.2f}, index {each[1]:.3f}, search {each[2]:.2f} ms a document (CPU)")
    print(f"memory of signatures and index {megabytes:.0f} MB")
    print(f"precision {precision:.4f}, recall {recall:.4f}, F1 {f1:.4f}")


if __name__ == "__main__":
    sys.exit(main())
