"""Claims about versions of real pages: no redesign makes one, every edit of the text does."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import combinations

import pytest

from archive.records import Reading
from pipelines.fingerprint import stamped
from pipelines.reading import read
from tests.pipelines.redesigns import own_pages, replicas, sample_page
from tests.sample.nouns import Block, Column, Item, SamplePortal
from tests.sample.world import build

PAIRS = 500
"""What the contract asks for; the pages below make more."""


def documents() -> list[tuple[SamplePortal, Column, Item]]:
    """Reports of four portals in four styles of markup, in two banks of sentences."""
    found: list[tuple[SamplePortal, Column, Item]] = []
    for bank in ("a", "b"):
        for portal in build(name="families", bank=bank).portals[2:6:2]:
            column = portal.columns[0]
            items = [i for i in column.items if i.report and not i.attachment]
            found.append((portal, column, items[len(found) % len(items)]))
    return found


DOCUMENTS = documents()


def readings(
    portal: SamplePortal, column: Column, item: Item, hits: int
) -> list[tuple[str, Reading]]:
    pages = [
        (f"{shape} {' '.join(traits)}", sample_page(portal, column, item, shape, traits, hits + n))
        for n, (shape, traits) in enumerate(replicas())
    ]
    pages += own_pages(item, hits)
    return [(name, stamped(read(page))) for name, page in pages]


@pytest.mark.parametrize("number", range(len(DOCUMENTS)))
def test_no_redesign_makes_a_version(number: int) -> None:
    portal, column, item = DOCUMENTS[number]
    met = readings(portal, column, item, 7 * number)
    assert [name for name, found in met if not found.is_report] == []
    pairs = list(combinations(met, 2))
    assert len(pairs) * len(DOCUMENTS) >= PAIRS
    false = [(a, b) for (a, one), (b, other) in pairs if one.normal_sha256 != other.normal_sha256]
    assert false == []


def edits(item: Item, chance: random.Random) -> list[tuple[str, Item]]:
    """The item with one character, one number, one paragraph changed, and one paragraph taken away."""
    prose = [n for n, block in enumerate(item.blocks) if block.role == "p" and len(block.text) > 30]
    with_number = [n for n in prose if any(c.isdigit() for c in item.blocks[n].text)]
    found = []
    at = chance.choice(prose)
    place = chance.randrange(5, len(item.blocks[at].text) - 5)
    text = item.blocks[at].text
    found.append(("character", _with(item, at, f"{text[:place]}改{text[place + 1 :]}")))
    at = chance.choice(with_number)
    text = item.blocks[at].text
    digit = chance.choice([n for n, c in enumerate(text) if c.isdigit()])
    found.append(
        (
            "number",
            _with(item, at, f"{text[:digit]}{(int(text[digit]) + 1) % 10}{text[digit + 1 :]}"),
        )
    )
    at = chance.choice(prose)
    found.append(
        (
            "paragraph",
            _with(
                item, at, "依法妥善化解矛盾纠纷，群众满意度持续提升，基层基础更加牢固，成效明显。"
            ),
        )
    )
    blocks = tuple(block for n, block in enumerate(item.blocks) if n != at)
    found.append(("paragraph gone", replace(item, blocks=blocks)))
    return found


def _with(item: Item, at: int, text: str) -> Item:
    blocks: list[Block] = list(item.blocks)
    blocks[at] = replace(blocks[at], text=text)
    return replace(item, blocks=tuple(blocks))


@pytest.mark.parametrize("number", range(len(DOCUMENTS)))
def test_every_edit_of_the_text_is_found(number: int) -> None:
    portal, column, item = DOCUMENTS[number]
    chance = random.Random(number)
    shapes = replicas()
    missed = []
    for turn in range(2):
        shape, traits = shapes[(5 * number + turn) % len(shapes)]
        before = stamped(read(sample_page(portal, column, item, shape, traits, 1)))
        for kind, edited in edits(item, chance):
            after = stamped(read(sample_page(portal, column, edited, shape, traits, 2)))
            if not after.is_report or after.normal_sha256 == before.normal_sha256:
                missed.append((shape, traits, kind))
    assert missed == []
