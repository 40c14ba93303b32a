"""Claims about the normal form: what publishing systems exchange makes no difference, one character does."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.fingerprint import digest, normalise, shingles, signature, similarity, unnumbered
from tests.pipelines.settling import words

TEXT = words()
TITLE = "青石县人民政府2023年法治政府建设年度报告"

SAME = (
    ("，", ","), ("（", "("), ("〔", "["), ("。", "｡"), ("2023", "２０２３"), ("\n", "\n\n　　"), ("、", "､"),
    ("，", "， "), ("%", "％"), ("“", '"'), ("：", ":"), ("\n", "\n\u200b\ufeff"),
)  # fmt: skip


@pytest.mark.parametrize(("before", "after"), SAME)
def test_width_brackets_and_white_space_make_no_difference(before: str, after: str) -> None:
    text = f"{TEXT}\n（“{TITLE}”：〔2023〕1%、2。）"
    assert digest(text.replace(before, after)) == digest(text)


def test_a_title_printed_above_the_text_makes_no_difference() -> None:
    for printed in (TITLE, "青石县人民政府\n2023年法治政府建设年度报告", f"{TITLE}\n{TITLE}"):
        assert digest(f"{printed}\n{TEXT}", TITLE) == digest(TEXT, TITLE)
    assert digest(f"青政〔2024〕1号\n{TITLE}\n{TEXT}", TITLE) == digest(
        f"青政〔2024〕1号\n{TEXT}", TITLE
    )


def test_the_line_of_the_number_is_digested_apart() -> None:
    bare = digest(TEXT, TITLE)
    first, second = (digest(f"青政〔2024〕{n}号\n{TITLE}\n{TEXT}", TITLE) for n in (1, 2))
    assert unnumbered(first) == unnumbered(second) == unnumbered(bare) == bare
    assert len({bare, first, second}) == 3
    cited = f"{TEXT}\n青政〔2024〕1号"
    assert digest(cited, TITLE) == unnumbered(digest(cited, TITLE)) != bare


def test_a_text_that_is_nothing_but_its_title_is_still_a_text() -> None:
    assert digest(TITLE, TITLE) == digest(TITLE)


def test_another_title_line_is_another_text() -> None:
    assert digest(f"{TITLE.replace('3', '2')}\n{TEXT}", TITLE) != digest(TEXT, TITLE)


@given(st.integers(0, len(TEXT) - 1), st.sampled_from("法9甲"))
def test_one_other_character_is_another_text(at: int, char: str) -> None:
    if TEXT[at].isspace() or normalise(TEXT[at]) == char:
        return
    assert digest(TEXT[:at] + char + TEXT[at + 1 :]) != digest(TEXT)


@given(st.text(st.sampled_from(TEXT + "〔〕()（）［］“”『』—–－·•～~…。｡ａ１％\u3000\ufeff")))
def test_the_normal_form_is_its_own_normal_form(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once


def test_a_signature_is_the_same_each_time_and_estimates_similarity() -> None:
    assert signature(TEXT) == signature(TEXT.replace("，", ", "))
    chance = random.Random(3)
    edited = "".join("改" if chance.random() < 0.003 else c for c in TEXT)
    assert signature(edited) != signature(TEXT)
    assert 0.9 < similarity(shingles(TEXT), shingles(edited)) < 1
    assert similarity(set(), set()) == 1.0
