"""A harvest finds what is there, a second one asks little, and a year later only what changed is new."""

from __future__ import annotations

import json
from collections import defaultdict

import pytest

from tests.harvest.conftest import Chapter, Story
from tests.harvest.running import catalog, verb

FIELDS = ("title", "document_number", "index_number", "published_date", "signed_date", "generated_date", "text", "media_type")  # fmt: skip


def corpus(chapter: Chapter) -> dict[tuple[str, str, int], dict[str, object]]:
    with catalog(chapter.archive) as db:
        return {
            (r["region"], r["issuing_body"], r["report_year"]): r
            for r in db.query("SELECT * FROM corpus")
        }


def expected(chapter: Chapter) -> dict[tuple[str, str, int], object]:
    return {(e.region, e.issuing_body, e.report_year): e for e in chapter.truth.reports}


def test_every_planted_report_and_nothing_else_is_found(story: Story) -> None:
    assert story.first.ran.code == 0, story.first.ran.out + story.first.ran.err
    assert set(corpus(story.first)) == set(expected(story.first))


@pytest.mark.parametrize("field", FIELDS)
def test_a_field_is_as_the_page_shows_it_or_null(story: Story, field: str) -> None:
    found = corpus(story.first)
    for key, report in expected(story.first).items():
        assert found[key][field] == getattr(report, field), (key, field)


def test_every_place_of_a_report_is_kept_and_no_other(story: Story) -> None:
    with catalog(story.first.archive) as db:
        places = defaultdict(set)
        for row in db.query(
            "SELECT r.region, r.issuing_body, r.report_year, p.url FROM places p JOIN reports r USING (report_id)"
        ):
            places[row["region"], row["issuing_body"], row["report_year"]].add(row["url"])
    for report in story.first.truth.reports:
        key = (report.region, report.issuing_body, report.report_year)
        assert places[key] == {place.url for place in report.places}


def test_the_coverage_table_says_why_a_year_is_missing(story: Story) -> None:
    with catalog(story.first.archive) as db:
        states = {(r["portal"], r["report_year"]): r for r in db.query("SELECT * FROM coverage")}
    for cell in story.first.truth.coverage:
        row = states[cell.portal, cell.report_year]
        assert row["state"] == cell.state, row
        if row["state"] not in {"not_yet_due", "not_looked"}:
            assert json.loads(row["evidence"])


def test_every_fact_has_exactly_one_chosen_piece_of_evidence(story: Story) -> None:
    with catalog(story.first.archive) as db:
        for row in db.query("SELECT * FROM versions"):
            chosen = defaultdict(list)
            for item in db.query(
                "SELECT * FROM evidence WHERE version_id = ?", [row["version_id"]]
            ):
                if item["start"] is not None:
                    assert row["text"][item["start"] : item["end"]] == item["raw"]
                else:
                    assert item["place_in_page"]
                if item["chosen"]:
                    chosen[item["field"]].append(item)
            for field in (
                "title",
                "issuing_body",
                "document_number",
                "signed_date",
                "generated_date",
                "index_number",
            ):
                assert len(chosen[field]) == (row[field] is not None), (
                    row["version_id"],
                    field,
                    chosen[field],
                )


def test_no_request_ends_without_an_outcome(story: Story) -> None:
    with catalog(story.next_year.archive) as db:
        assert db.execute("SELECT COUNT(*) FROM requests WHERE outcome IS NULL").fetchone()[0] == 0


def test_nothing_is_asked_twice_in_a_run(story: Story) -> None:
    for chapter in (story.first, story.again, story.next_year):
        asked = [(r["host"], r["method"], r["path"]) for r in chapter.log]
        plain = [
            key
            for key in asked
            if "/api/" not in str(key) and not str(key[2]).endswith((".js", ".css"))
        ]
        twice = {key for key in plain if plain.count(key) > 2}
        assert not twice


def test_a_second_run_adds_nothing_and_asks_only_what_must_be_asked(story: Story) -> None:
    assert story.again.ran.code == 0, story.again.ran.out + story.again.ran.err
    assert corpus(story.again).keys() == corpus(story.first).keys()
    with catalog(story.again.archive) as db:
        assert db.execute("SELECT COUNT(*) FROM versions").fetchone()[0] == len(
            story.first.truth.reports
        )
        latest = db.execute("SELECT MAX(harvest_id) FROM harvests").fetchone()[0]
        kinds = {
            row["kind"]
            for row in db.query("SELECT DISTINCT kind FROM requests WHERE harvest_id = ?", [latest])
        }
    assert "article" not in kinds
    assert "attachment" not in kinds


def test_a_year_later_the_new_reports_and_one_edit_are_found(story: Story) -> None:
    found = corpus(story.next_year)
    for key, report in expected(story.next_year).items():
        for field in FIELDS:
            assert found[key][field] == getattr(report, field), (key, field)
    with catalog(story.next_year.archive) as db:
        kinds = [
            r["kind"]
            for r in db.query(
                "SELECT c.kind FROM changes c WHERE c.harvest_id = (SELECT MAX(harvest_id) FROM harvests)"
            )
        ]
    assert kinds.count("new_version") == 1
    assert kinds.count("gone") == 1


def test_a_vanished_page_is_marked_and_its_text_kept(story: Story) -> None:
    assert story.next_year.ran.code == 10, story.next_year.ran.out + story.next_year.ran.err
    with catalog(story.next_year.archive) as db:
        gone = list(db.query("SELECT * FROM places WHERE gone_since IS NOT NULL"))
        assert len(gone) == 1
        assert (
            db.execute(
                "SELECT length(text) FROM versions WHERE report_id = ?", [gone[0]["report_id"]]
            ).fetchone()[0]
            > 1000
        )
    assert set(corpus(story.first)) <= set(corpus(story.next_year))


def test_a_rebuild_from_warc_alone_exports_the_same_bytes(story: Story) -> None:
    archive = story.next_year.archive
    fresh = archive.parent / "rebuilt"
    assert verb(archive, "rebuild", "--into", str(fresh)).code == 0
    for what in ("corpus", "versions", "coverage", "requests"):
        one, other = archive.parent / f"{what}-a.jsonl", archive.parent / f"{what}-b.jsonl"
        assert (
            verb(archive, "export", "--what", what, "--format", "jsonl", "--out", str(one)).code
            == 0
        )
        assert (
            verb(fresh, "export", "--what", what, "--format", "jsonl", "--out", str(other)).code
            == 0
        )
        assert one.read_bytes() == other.read_bytes(), what
        assert one.stat().st_size > 0


def test_the_archive_verifies(story: Story) -> None:
    ran = verb(story.next_year.archive, "verify")
    assert ran.code == 0, ran.out + ran.err


def test_every_harvest_has_a_folder_of_what_it_was_asked_and_how_it_went(story: Story) -> None:
    runs = sorted((story.next_year.archive / "runs").iterdir())
    assert len(runs) == 3
    for run in runs:
        assert sorted(path.name for path in run.iterdir()) == [
            "arguments.json", "harvest.log", "stats.json", "verdict.json",
        ]  # fmt: skip
        assert json.loads((run / "stats.json").read_text("utf-8"))["downloader/request_count"] > 0
