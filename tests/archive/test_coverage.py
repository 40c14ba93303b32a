"""Every cell has the state that the catalog proves, and names the proof."""

from __future__ import annotations

import json

import pytest
from sqlite_utils import Database

from archive import coverage
from archive.coverage import CoverageRow
from archive.records import ListEntry
from tests.archive.making import asked, harvest, insert, portal, put_report, walk

TODAY = "2025-05-01"


def cells(db: Database, today: str = TODAY) -> dict[int, CoverageRow]:
    return {row.report_year: row for row in coverage.compute(db, today) if row.portal == "a"}


@pytest.mark.parametrize(
    ("published", "state"),
    [("2021-03-31", "on_time"), ("2021-04-01", "late"), (None, "published_date_unknown")],
)
def test_a_report_is_on_time_before_april(db: Database, published: str | None, state: str) -> None:
    harvest(db, portal())
    put_report(db, "990101-gov-2020", published_date=published)
    cell = cells(db)[2020]
    assert (cell.state, cell.report_id) == (state, "990101-gov-2020")
    assert cell.evidence == ("c-990101-gov-2020",)


def test_cells_run_from_the_first_expected_year_to_the_last_that_ended(db: Database) -> None:
    harvest(db, portal(), portal("b", since=2019), portal("c", until="2021-06-30"))
    rows = coverage.compute(db, TODAY)
    years = {name: [r.report_year for r in rows if r.portal == name] for name in "abc"}
    assert years == {
        "a": list(range(2016, 2025)), "b": list(range(2019, 2025)), "c": list(range(2016, 2021)),
    }  # fmt: skip
    put_report(db, "990101-gov-2012", report_year=2012)
    assert min(cells(db)) == 2012


def test_nothing_is_claimed_before_it_is_due_or_looked_for(db: Database) -> None:
    harvest(db, portal())
    cell = cells(db, "2025-03-31")[2024]
    assert (cell.state, cell.evidence) == ("not_yet_due", ())
    assert cells(db)[2024].state == "not_looked"
    harvest(db, portal(enabled=False, reason="moved"), number=2)
    assert cells(db)[2024].reason == "moved"


@pytest.mark.parametrize(
    ("kind", "outcome", "state"),
    [
        ("robots", "robots_disallowed", "blocked"),
        ("home", "challenge_page", "blocked"),
        ("list", "login_page", "blocked"),
        ("list", "http_error:403", "blocked"),
        ("home", "http_error:412", "blocked"),
        ("robots", "http_error:503", "portal_down"),
        ("home", "timeout", "portal_down"),
        ("list", "dns", "portal_down"),
        ("data", "tls", "portal_down"),
        ("list", "http_error:404", "not_looked"),
        ("list", "browser_missing", "not_looked"),
    ],
)
def test_a_failure_on_the_way_decides_and_is_named(
    db: Database, kind: str, outcome: str, state: str
) -> None:
    run = harvest(db, portal())
    proof = asked(db, run, outcome, kind=kind)
    cell = cells(db)[2020]
    assert (cell.state, cell.evidence, cell.harvest_id) == (state, (proof,), run)
    assert outcome in cell.reason


def test_a_robots_file_that_is_refused_does_not_outweigh_a_portal_that_is_down(
    db: Database,
) -> None:
    run = harvest(db, portal())
    asked(db, run, "http_error:404", kind="robots")
    home = asked(db, run, "timeout", kind="home")
    assert cells(db)[2020].evidence == (home,)
    assert cells(db)[2020].state == "portal_down"


def test_not_found_needs_every_column_walked_to_its_end(db: Database) -> None:
    lists = ("http://www.a.gov.cn/col/", "http://www.a.gov.cn/other/")
    run = harvest(db, portal(lists=lists))
    first = asked(db, run, "fetched", walk=walk())
    assert cells(db)[2020].state == "not_looked"
    second = asked(db, run, "fetched", walk=walk(column_url="https://a.gov.cn/other/"))
    cell = cells(db)[2020]
    assert (cell.state, cell.evidence) == ("not_found_searched", (first, second))
    asked(db, run, "timeout")
    assert cells(db)[2020].state == "portal_down"


@pytest.mark.parametrize("outcome", ["http_error:404", "soft_404"])
def test_the_missing_page_beyond_the_last_ends_a_walk_and_is_no_failure(
    db: Database, outcome: str
) -> None:
    run = harvest(db, portal())
    asked(db, run, "fetched")
    end = asked(db, run, outcome, walk=walk())
    cell = cells(db)[2020]
    assert (cell.state, cell.evidence) == ("not_found_searched", (end,))
    asked(db, run, outcome)
    assert cells(db)[2020].state == "not_looked"


def test_a_walk_that_broke_off_proves_nothing(db: Database) -> None:
    run = harvest(db, portal())
    asked(db, run, "fetched", walk=walk(complete=False, stop_reason="error"))
    assert cells(db)[2020].state == "not_looked"


def test_a_quick_walk_adds_to_the_complete_one_before_it(db: Database) -> None:
    first = asked(db, harvest(db, portal()), "fetched", walk=walk())
    run = harvest(db, portal(), number=2)
    quick = walk(mode="quick", complete=False, stop_reason="all_known")
    second = asked(db, run, "fetched", walk=quick)
    cell = cells(db)[2020]
    assert (cell.state, cell.evidence) == ("not_found_searched", (second, first))


def test_a_column_that_says_it_is_empty_is_believed(db: Database) -> None:
    run = harvest(db, portal())
    proof = asked(db, run, "fetched", walk=walk(rows=0, declared_empty="暂无相关信息"))
    cell = cells(db)[2020]
    assert (cell.state, cell.evidence) == ("declared_empty", (proof,))
    assert "暂无" in cell.reason


def test_a_listed_report_whose_page_failed_is_not_called_missing(db: Database) -> None:
    run = harvest(db, portal())
    url = "http://www.a.gov.cn/2020.html"
    rows = (
        ListEntry(url=url, title="2020年法治政府建设年度报告"),
        ListEntry(url="http://www.a.gov.cn/plan.html", title="2021年法治政府建设工作要点"),
    )
    asked(db, run, "fetched", walk=walk(), entries=rows)
    proof = asked(db, run, "http_error:403", kind="article", url=url)
    asked(db, run, "timeout", kind="article", url="http://www.a.gov.cn/plan.html")
    assert (cells(db)[2020].state, cells(db)[2020].evidence) == ("blocked", (proof,))
    assert cells(db)[2021].state == "not_found_searched"


def test_a_listed_report_whose_page_is_no_article_is_told_apart_from_a_clean_search(
    db: Database,
) -> None:
    run = harvest(db, portal())
    url = "http://www.a.gov.cn/2020.html"
    rows = (ListEntry(url=url, title="2020年法治政府建设年度报告"),)
    asked(db, run, "fetched", walk=walk(), entries=rows)
    proof = asked(db, run, "fetched", kind="article", url=url)
    insert(db, "readings", {
        "capture_id": "c", "request_id": proof, "harvest_id": run, "portal": "a", "url": url,
        "is_report": 0, "reason": "list_page", "reading": "{}", "text": "", "software": "",
    })  # fmt: skip
    cell = cells(db)[2020]
    assert (cell.state, cell.evidence) == ("not_found_searched", (proof,))
    assert "list_page" in cell.reason


def test_the_latest_harvest_decides_and_one_before_the_years_end_proves_nothing(
    db: Database,
) -> None:
    old = harvest(db, portal(), today="2021-05-01")
    asked(db, old, "fetched", walk=walk())
    assert cells(db)[2020].state == "not_found_searched"
    assert cells(db)[2021].state == "not_looked"
    asked(db, harvest(db, portal(), number=2), "timeout", kind="home")
    assert cells(db)[2020].state == "portal_down"


def test_a_harvest_of_some_years_says_nothing_of_the_others(db: Database) -> None:
    run = harvest(db, portal())
    db.execute("UPDATE harvests SET arguments = ?", ['{"years": "2019-2020"}'])
    proof = asked(db, run, "fetched", walk=walk())
    states = {year: cell.state for year, cell in cells(db).items()}
    assert (states[2018], states[2021]) == ("not_looked", "not_looked")
    assert (states[2019], states[2020]) == ("not_found_searched", "not_found_searched")
    quick = walk(mode="quick", complete=False, stop_reason="all_known")
    later = asked(db, harvest(db, portal(), number=2), "fetched", walk=quick)
    assert (cells(db)[2021].state, cells(db)[2021].evidence) == (
        "not_found_searched",
        (later, proof),
    )


def test_a_refused_robots_file_blocks_nothing_where_pages_answer(db: Database) -> None:
    run = harvest(db, portal())
    asked(db, run, "http_error:403", kind="robots")
    assert cells(db)[2020].state == "blocked"
    asked(db, run, "fetched", kind="home")
    assert cells(db)[2020].state == "not_looked"


def test_a_known_report_beats_any_failure(db: Database) -> None:
    asked(db, harvest(db, portal()), "timeout", kind="home")
    put_report(db, "990101-gov-2020")
    assert cells(db)[2020].state == "on_time"


def test_a_row_is_answered_by_its_own_body_alone(db: Database) -> None:
    bureau = portal("b", name="甲市乙区司法局")
    harvest(db, portal(), bureau, portal("c", region="990102", name="甲市丁区人民政府"))
    put_report(
        db,
        "990101-d1-2020",
        department="司法局",
        identity_body="甲市乙区司法局",
        level="department",
    )
    put_report(db, "990101-gov-2021", report_year=2021)
    states = {(r.portal, r.report_year): r.state for r in coverage.compute(db, TODAY)}
    assert states["b", 2020] == "on_time"
    assert states["a", 2020] == "not_looked"
    assert states["a", 2021] == "on_time"
    assert states["b", 2021] == "not_looked"
    assert states["c", 2021] == "not_looked"


def test_a_renumbered_region_keeps_its_reports_but_its_own_code_comes_first(db: Database) -> None:
    harvest(db, portal())
    put_report(db, "990121-gov-2019", region="990121", report_year=2019)
    put_report(db, "990121-gov-2020", region="990121")
    put_report(db, "990101-gov-2020")
    assert cells(db)[2019].report_id == "990121-gov-2019"
    assert cells(db)[2020].report_id == "990101-gov-2020"


def test_the_table_is_stored_with_its_proof_as_json(db: Database) -> None:
    proof = asked(db, harvest(db, portal()), "timeout", kind="home")
    coverage.store(db, coverage.compute(db, TODAY))
    coverage.store(db, coverage.compute(db, TODAY))
    rows = list(db.query("SELECT * FROM coverage WHERE report_year = 2020"))
    assert [json.loads(row["evidence"]) for row in rows] == [[proof]]
