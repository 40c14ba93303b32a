"""Claims about what a repeated harvest costs: one request a column that says how many rows it has, and few bytes."""

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


def test_a_column_that_says_its_rows_is_asked_once_again(story: Story) -> None:
    with catalog(story.again.archive) as db:
        harvest = latest(db)
        walks = list(db.query("SELECT * FROM walks WHERE harvest_id = ?", [harvest]))
        said = [row["portal"] for row in walks if row["total"] is not None]
        asked = sum(db.execute(ASKED, [harvest, portal]).fetchone()[0] for portal in said)
    assert len(said) >= 5
    assert asked <= MOST_EACH * len(said)


def test_a_column_that_does_not_is_walked_to_its_end_without_its_pages_being_sent(
    story: Story,
) -> None:
    with catalog(story.again.archive) as db:
        walks = list(
            db.query(
                "SELECT * FROM walks WHERE harvest_id = ? AND total IS NULL AND family = 'trs-static'",
                [latest(db)],
            )
        )
        outcomes = {
            row["outcome"]
            for walk in walks
            for row in db.query(
                "SELECT outcome FROM requests WHERE harvest_id = ? AND portal = ? AND kind = 'list'",
                [latest(db), walk["portal"]],
            )
        }
    assert walks
    assert {walk["stop_reason"] for walk in walks} == {"end"}
    assert outcomes == {"not_modified"}


def test_a_repeated_harvest_costs_a_twentieth_of_the_bytes(story: Story) -> None:
    assert bytes_of(story.again) <= MOST_BYTES * bytes_of(story.first)
