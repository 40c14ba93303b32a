"""Claims about versions: only another text is one, and damage needs a second sighting."""

from __future__ import annotations

from dataclasses import replace

from pipelines.fingerprint import digest
from pipelines.sightings import Sighting
from pipelines.versions import number, one_text
from tests.pipelines.settling import reading, words

TEXT = words()
EDITED = TEXT.replace("。", "！", 1)
CUT = TEXT[: len(TEXT) // 3]


def seen(
    *texts: str, key: str = "k", harvests: str = "", flags: tuple[str, ...] = ()
) -> list[Sighting]:
    """Sightings of one place, each in a harvest of its own unless `harvests` names them by letters."""
    found = []
    for n, text in enumerate(texts):
        held = reading(text)
        if "\ufffd" in text:
            held = replace(held, flags=("mojibake", *flags))
        found.append(
            Sighting(
                url=key, key=key, at=f"{key}{n}", order=(f"{n}", key), request_id=f"{key}{n}", capture_id="",
                harvest_id=harvests[n] if harvests else str(n), portal="p", outcome="fetched",
                reading=held, characters=len(text),
            )
        )  # fmt: skip
    return found


def numbers(sightings: list[Sighting]) -> tuple[list[int], int]:
    """How often each version was seen, and how many sightings wait."""
    found = number(sightings)
    return [len(v.sightings) for v in found.versions], len(found.unconfirmed)


def test_another_text_is_a_version_at_once() -> None:
    assert numbers(seen(TEXT, EDITED)) == ([1, 1], 0)


def test_the_same_text_without_its_number_is_the_text_that_prints_it() -> None:
    bare, one, other = (
        digest(f"{head}{TEXT}") for head in ("", "青政〔2024〕1号\n", "青政〔2024〕2号\n")
    )
    assert one_text([bare, one]) == one_text([one, bare]) == {bare: one, one: one}
    assert one_text([other, bare, one]) == {bare: other, one: one, other: other}
    assert one_text([bare]) == {bare: bare}


def test_a_text_that_comes_back_is_no_third_version() -> None:
    assert numbers(seen(TEXT, EDITED, TEXT)) == ([2, 1], 0)


def test_a_text_cut_short_waits_for_a_second_harvest() -> None:
    assert numbers(seen(TEXT, CUT)) == ([1], 1)
    assert numbers(seen(TEXT, CUT, CUT, harvests="abb")) == ([1], 2)
    assert numbers(seen(TEXT, CUT, CUT)) == ([1, 2], 0)


def test_damage_that_comes_back_after_a_whole_text_is_no_second_sighting() -> None:
    assert numbers(seen(TEXT, CUT, TEXT, CUT)) == ([2], 2)
    assert numbers(seen(TEXT, CUT, TEXT, CUT, CUT)) == ([2, 2], 1)


def test_mojibake_waits_and_a_whole_text_clears_it() -> None:
    assert numbers(seen(TEXT, "\ufffd" + TEXT[1:], TEXT)) == ([2], 1)


def test_damage_at_one_place_is_not_confirmed_by_another() -> None:
    both = seen(TEXT, CUT) + seen(TEXT, CUT, key="m")
    assert numbers(sorted(both, key=lambda s: s.order)) == ([2], 2)


def test_a_shorter_text_at_another_place_is_a_version_of_its_own() -> None:
    assert numbers(seen(TEXT) + seen(CUT, key="m")) == ([1, 1], 0)


def test_a_text_that_grows_is_an_edit() -> None:
    assert numbers(seen(CUT, TEXT)) == ([1, 1], 0)


def test_numbers_follow_the_order_of_first_sight() -> None:
    found = number(seen(TEXT, EDITED)).versions
    assert [(v.number, v.normal) for v in found] == [
        (1, reading(TEXT).normal_sha256),
        (2, reading(EDITED).normal_sha256),
    ]
