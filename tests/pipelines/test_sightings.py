"""Claims about sightings: one a moment and address, oldest first, each with the reading that holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipelines.readings import Readings
from pipelines.sightings import Sighting, load
from tests.archive.making import asked, insert
from tests.pipelines.settling import Catalog, catalog, reading, words

A = "http://www.qingshi.gov.cn/a.html"


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Catalog]:
    found = catalog(tmp_path)
    yield found
    found.db.close()


def sightings(made: Catalog) -> list[Sighting]:
    return load(made.db, Readings(made.db))


def test_an_outline_holds_no_text_and_the_full_reading_does(made: Catalog) -> None:
    held = reading(words())
    made.see(A, held)
    readings = Readings(made.db)
    (found,) = load(made.db, readings)
    assert found.reading is not None
    assert (found.reading.text, found.characters) == ("", len(held.text))
    assert readings.full(found.source).text == held.text
    assert readings.full(found.source).evidence == held.evidence


def test_a_page_seen_again_unchanged_holds_what_was_read_at_those_bytes(made: Catalog) -> None:
    first = made.see(A, reading(words(2022)))
    made.see(A, reading(words(2023)))
    made.see(A, None, outcome="fetched", refers_to=f"{first}.1")
    made.see(A, None, outcome="not_modified")
    found = sightings(made)
    digests = [s.reading.normal_sha256 for s in found if s.reading]
    assert digests[2] == digests[0] != digests[1]
    assert digests[3] == digests[2]


def test_an_answer_that_was_never_read_is_no_sighting(made: Catalog) -> None:
    made.see(A, None, outcome="fetched")
    made.see(A, None, outcome="timeout")
    made.see(A, None, outcome="challenge_page")
    assert sightings(made) == []


def test_what_says_that_a_page_is_gone_is_a_sighting(made: Catalog) -> None:
    for outcome in ("http_error:404", "http_error:410", "soft_404", "redirected"):
        made.see(A, None, outcome=outcome)
    assert [s.outcome for s in sightings(made)] == [
        "http_error:404",
        "http_error:410",
        "soft_404",
        "redirected",
    ]


def test_a_soft_404_says_nothing_where_the_server_answers_a_column_with_it_too(
    made: Catalog,
) -> None:
    ended = asked(made.db, made.harvest, "fetched", portal="qingshi", request_id="list1")
    proof = {
        "harvest_id": made.harvest,
        "portal": "qingshi",
        "mode": "quick",
        "pages": 1,
        "ended_by": ended,
    }
    walked = {**proof, "column_url": A, "rows": 0, "stop_reason": "other_things", "complete": 0}
    insert(made.db, "walks", walked)
    made.see(A, None, outcome="soft_404")
    made.see(A, None, outcome="http_error:404")
    assert [s.outcome for s in sightings(made)] == ["http_error:404"]
    more = {"column_url": A + "2", "rows": 3, "stop_reason": "end", "complete": 1}
    insert(made.db, "walks", {**proof, **more})
    assert [s.outcome for s in sightings(made)] == ["soft_404", "http_error:404"]


def test_a_further_part_is_no_place_of_its_own_and_a_redirect_s_target_is(made: Catalog) -> None:
    first = made.see(A, reading(words()))
    made.see(A.replace("a.", "a_2."), reading(words(2022)), via=first)
    away = made.see(A.replace("a.", "old."), None, outcome="redirected")
    made.see(A.replace("a.", "new."), reading(words()), via=away)
    assert [s.url[-8:] for s in sightings(made)] == ["n/a.html", "old.html", "new.html"]
