"""Claims about the index of texts that are almost the same."""

from __future__ import annotations

import random

import pytest

from pipelines.fingerprint import signature
from pipelines.near import NearIndex, restored
from tests.pipelines.settling import words


def edited(text: str, share: float, seed: int) -> str:
    chance = random.Random(seed)
    return "".join(chance.choice("改换增减") if chance.random() < share else c for c in text)


def test_reprints_are_found_and_other_reports_of_the_same_bank_are_not() -> None:
    texts = {f"r{n}": words(2023, f"k{n}") for n in range(60)}
    texts |= {f"r{n}'": edited(texts[f"r{n}"], 0.003, n) for n in range(60)}
    index = NearIndex(texts.__getitem__)
    for key, text in texts.items():
        index.add(key, signature(text))
    for n in range(60):
        assert [key for key, _ in index.like(f"r{n}", signature(texts[f"r{n}"]))] == [f"r{n}'"]


def test_two_years_that_share_most_of_their_text_are_no_reprints() -> None:
    one = words()
    lines = one.split("\n")
    other = "\n".join(edited(line, 0.2, n) if n % 4 == 0 else line for n, line in enumerate(lines))
    texts = {"a": one, "b": other}
    index = NearIndex(texts.__getitem__)
    for key, text in texts.items():
        index.add(key, signature(text))
    assert not list(index.like("a", signature(one)))


@pytest.mark.parametrize("bad", ["", "AAAA", "x!"])
def test_a_signature_of_another_make_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="no signature"):
        restored(bad)
