"""Claims about what a repeated harvest costs: one request a column, and few bytes."""

from __future__ import annotations

from sqlite_utils import Database

from tests.harvest.conftest import Chapter, Story
from tests.harvest.running import catalog

MOST_EACH = 1.1
"""Requests of a column, on the average."""
MOST_BYTES = 0.05
"""Of the first harvest's, as they stand in WARC."""
ASKED = (
    "SELECT count(*) FROM requests WHERE harvest_id = ? AND portal = ? AND kind IN ('list', 'data')"
)


def latest(db: Database) -> str:
    return str(db.execute("SELECT max(harvest_id) FROM harvests").fetchone()[0])


def bytes_of(chapter: Chapter) -> int:
    with catalog(chapter.archive) as db:
        sql = (
            "SELECT sum(warc_length) FROM captures JOIN requests USING (request_id) "
            "WHERE harvest_id = ? AND kind <> 'robots'"
        )
        return int(db.execute(sql, [latest(db)]).fetchone()[0])


def test_a_column_is_asked_once_again_a_few_days_later(story: Story) -> None:
    with catalog(story.again.archive) as db:
        harvest = latest(db)
        walks = list(db.query("SELECT * FROM walks WHERE harvest_id = ?", [harvest]))
        asked = sum(db.execute(ASKED, [harvest, walk["portal"]]).fetchone()[0] for walk in walks)
    assert walks
    assert asked <= MOST_EACH * len(walks)


def test_a_column_whose_pager_counts_pages_alone_is_walked_whole_a_year_later(story: Story) -> None:
    with catalog(story.next_year.archive) as db:
        walks = list(
            db.query(
                "SELECT * FROM walks WHERE harvest_id = ? AND total IS NULL AND family = 'trs-static'",
                [latest(db)],
            )
        )
    assert walks
    assert {walk["stop_reason"] for walk in walks} == {"end"}
    assert all(walk["pages"] > 1 for walk in walks)


def test_a_repeated_harvest_costs_a_twentieth_of_the_bytes(story: Story) -> None:
    assert bytes_of(story.again) <= MOST_BYTES * bytes_of(story.first)
