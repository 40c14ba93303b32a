"""What is asked again, and when: by `today` alone, never by the machine's clock or a date on a page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from archive.migrations import open_catalog
from crawler.incremental import History

FIRST = date(2025, 6, 30)
URLS = {
    2024: "http://a.gov.cn/2024.html",
    2018: "http://a.gov.cn/2018.html",
    2034: "http://a.gov.cn/2034.html",
}


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    catalog = open_catalog(tmp_path / "corpus.db", create=True)
    with catalog.atomic():
        catalog.execute(
            "INSERT INTO harvests (harvest_id, started_at, today, mode, arguments, status, software, portals) "
            "VALUES ('h1', '2015-01-01T00:00:00Z', ?, 'auto', '{}', 'complete', '{}', '[]')",
            [FIRST.isoformat()],
        )
        for year, url in URLS.items():
            name = f"q{year}"
            catalog.execute(
                "INSERT INTO requests (request_id, harvest_id, portal, method, url, kind, attempts, outcome, capture_id, sequence) "
                "VALUES (?, 'h1', 'a', 'GET', ?, 'article', 1, 'fetched', ?, 1)",
                (name, url, name + "-1"),
            )
            catalog.execute(
                "INSERT INTO captures (capture_id, request_id, url, captured_at, http_status, payload_digest, warc_file, "
                "warc_offset, warc_length, record_type, etag) VALUES (?, ?, ?, '2035-01-01T00:00:00Z', 200, ?, 'w', 0, 1, 'response', 'e')",
                (name + "-1", name, url, "sha1:" + name),
            )
            catalog.execute(
                "INSERT INTO readings (capture_id, request_id, harvest_id, portal, url, is_report, report_year, reading, text, software) "
                "VALUES (?, ?, 'h1', 'a', ?, 1, ?, '{}', '', '')",
                (name + "-1", name, url, year),
            )
    yield catalog
    catalog.close()


def due(db: Database, days: int) -> set[int]:
    history = History(db, "h2", FIRST + timedelta(days=days))
    return {year for year, url in URLS.items() if history.due(url)}


def test_a_recent_year_is_asked_again_after_thirty_days_an_older_one_after_330(
    db: Database,
) -> None:
    assert 2024 not in due(db, 29)
    assert {2024} <= due(db, 30)
    assert 2018 not in due(db, 329)
    assert {2024, 2018} <= due(db, 330)


def test_what_is_due_follows_today_though_the_clock_is_ten_years_off(db: Database) -> None:
    # The harvest's own clock said 2015, the captures' 2035: neither counts.
    assert due(db, 0) == set()
    assert due(db, 30) >= {2024}


def test_a_report_year_in_the_future_makes_nothing_known_or_due_beyond_its_own_page(
    db: Database,
) -> None:
    assert due(db, 29) == set()
    assert not History(db, "h2", FIRST).known("http://a.gov.cn/new.html")
    assert History(db, "h2", FIRST).due("http://a.gov.cn/new.html")


def test_validators_stand_only_for_what_was_read(db: Database) -> None:
    history = History(db, "h2", FIRST)
    assert history.validators(URLS[2024], "article") is not None
    with db.atomic():
        db.execute("UPDATE requests SET outcome = 'soft_404' WHERE request_id = 'q2024'")
        db.execute("UPDATE requests SET kind = 'hub' WHERE request_id = 'q2018'")
    assert history.validators(URLS[2024], "article") is None
    assert history.validators(URLS[2018], "article") is None
    assert history.validators(URLS[2018], "list") is not None


def test_a_row_that_was_left_alone_for_its_title_is_nothing_new(db: Database) -> None:
    with db.atomic():
        for place, title in enumerate(
            ("关于国庆节放假安排的通知", "青石县2019年法治政府建设年度报告")
        ):
            db.execute(
                "INSERT INTO list_entries (request_id, position, harvest_id, portal, url, title, truncated) "
                "VALUES ('q2024', ?, 'h1', 'a', ?, ?, 0)",
                (place, f"http://a.gov.cn/row{place}.html", title),
            )
    history = History(db, "h2", FIRST)
    assert history.passed_over("http://a.gov.cn/row0.html")
    assert not history.passed_over("http://a.gov.cn/row1.html")
    assert not history.passed_over("http://a.gov.cn/never-met.html")
    assert not History(db, "h1", FIRST).passed_over("http://a.gov.cn/row0.html")


def left(
    db: Database, outcome: str | None, *, kind: str = "article", via: str | None = None
) -> str:
    """A row that an earlier harvest left, with this outcome."""
    url = f"http://a.gov.cn/left-{kind}-{outcome}.html"
    with db.atomic():
        db.execute(
            "INSERT INTO requests (request_id, harvest_id, portal, method, url, kind, via, attempts, outcome, sequence) "
            "VALUES (?, 'h1', 'a', 'GET', ?, ?, ?, 2, ?, 9)",
            (url, url, kind, via, outcome),
        )
    return url


def again(db: Database, days: int = 0, **given: str) -> list[str]:
    with db.atomic():
        db.execute(
            "INSERT OR REPLACE INTO harvests (harvest_id, started_at, today, mode, arguments, status, software, portals) "
            "VALUES ('h2', '2026-01-01T00:00:00Z', ?, 'auto', ?, 'running', '{}', '[]')",
            [FIRST.isoformat(), json.dumps(given)],
        )
    history = History(db, "h2", FIRST + timedelta(days=days))
    return history.again("a", lambda year: not given or str(year) == given["years"])


@pytest.mark.parametrize(
    "outcome", [None, "timeout", "http_error:503", "http_error:429", "challenge_page", "browser_crash"]
)  # fmt: skip
def test_a_page_that_never_answered_is_asked_again_though_no_walk_comes_by_it(
    db: Database, outcome: str | None
) -> None:
    url = left(db, outcome)
    assert again(db) == [url]
    assert not History(db, "h2", FIRST).known(url)
    assert again(db, 331, years="2011") == []
    assert url not in again(db, 331)


@pytest.mark.parametrize("outcome", ["http_error:404", "robots_disallowed", "offsite", "soft_404", "fetched"])  # fmt: skip
def test_what_an_answer_has_settled_is_not_asked_by_name(db: Database, outcome: str) -> None:
    left(db, outcome)
    assert again(db) == []


def test_a_file_that_never_came_is_asked_for_by_its_page(db: Database) -> None:
    left(db, "timeout", kind="attachment", via="q2018")
    assert again(db) == [URLS[2018]]


def test_known_reports_are_asked_again_only_of_wanted_years(db: Database) -> None:
    assert set(again(db, 330)) >= {URLS[2024], URLS[2018]}
    assert again(db, 330, years="2018") == [URLS[2018]]


@pytest.mark.parametrize(
    ("status", "arguments", "mode"),
    [
        ("complete", "{}", "quick"),
        ("warnings", "{}", "quick"),
        ("running", "{}", "full"),
        ("interrupted", "{}", "full"),
        ("complete", '{"years": "2024"}', "full"),
    ],
)
def test_a_quick_walk_follows_only_a_walk_whose_rows_were_all_asked(
    db: Database, status: str, arguments: str, mode: str
) -> None:
    with db.atomic():
        db.execute(
            "INSERT INTO walks (harvest_id, portal, column_url, mode, pages, rows, total, stop_reason, complete, ended_by) "
            "VALUES ('h1', 'a', 'http://a.gov.cn/', 'full', 2, 30, 30, 'end', 1, 'q')"
        )
        db.execute("UPDATE harvests SET status = ?, arguments = ?", (status, arguments))
    memory = History(db, "h2", FIRST).memory("auto", lambda _: True)
    assert memory.mode("a", "http://a.gov.cn/") == mode
    assert memory.previous_total("a", "http://a.gov.cn/") == (30 if mode == "quick" else None)


@pytest.mark.parametrize(
    ("days", "stop", "pages"), [(29, "end", 2), (30, "end", None), (29, "all_known", None)]
)
def test_a_count_of_pages_holds_for_a_month_after_a_whole_walk(
    db: Database, days: int, stop: str, pages: int | None
) -> None:
    with db.atomic():
        db.execute(
            "INSERT INTO walks (harvest_id, portal, column_url, mode, pages, rows, stop_reason, complete, ended_by) "
            "VALUES ('h1', 'a', 'http://a.gov.cn/', 'full', 2, 30, ?, 1, 'q')",
            [stop],
        )
    memory = History(db, "h2", FIRST + timedelta(days=days)).memory("auto", lambda _: True)
    assert memory.previous_pages("a", "http://a.gov.cn/") == pages


def test_an_edit_that_waits_for_a_second_sighting_is_asked_again_at_the_next_harvest(
    db: Database,
) -> None:
    with db.atomic():
        db.execute(
            "INSERT INTO changes (change_id, at, harvest_id, report_id, kind, url, detail, evidence) "
            "VALUES ('c', '', 'h1', 'r', 'unconfirmed_edit', ?, '', '[]')",
            [URLS[2018]],
        )
    assert due(db, 1) == {2018}
    assert again(db) == [URLS[2018]]
    with db.atomic():
        db.execute(
            "INSERT INTO harvests (harvest_id, started_at, today, mode, arguments, status, software, portals) "
            "SELECT 'h3', started_at, today, mode, arguments, status, software, portals FROM harvests WHERE harvest_id = 'h1'"
        )
        db.execute(
            "INSERT INTO requests (request_id, harvest_id, portal, method, url, kind, attempts, outcome, ended_at, sequence) "
            "VALUES ('later', 'h3', 'a', 'GET', ?, 'article', 1, 'fetched', '2036-01-01T00:00:00Z', 2)",
            [URLS[2018]],
        )
    assert due(db, 1) == set()
