"""Hostile pages: each has its named outcome, none becomes a report or a version, and the portals beside it lose nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.records import Capture
from archive.warc_reading import read_payload, read_record
from crawler.browsers import find_browser
from tests.faults.hostile_harvest import Harvested, harvested, reports
from tests.faults.hostile_rendered import LOST, READ
from tests.faults.hostile_world import CANARY, INJECTED, addresses
from tests.faults.soundness import unsound
from tests.harvest.running import catalog, verb

MOST_MEMORY = 700
"""Mebibytes that the harvest's process may take, whatever is sent to it."""

needs_browser = pytest.mark.skipif(find_browser() is None, reason="no Chromium on this machine")
pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harvested]:
    with harvested(tmp_path_factory.mktemp("hostile")) as found:
        yield found


def test_the_harvest_ends_incomplete_says_why_and_is_sound(world: Harvested) -> None:
    assert world.code == 11, world.told
    assert "Traceback" not in world.told
    assert unsound(world.archive) == []
    with catalog(world.archive) as db:
        without = db.execute("SELECT COUNT(*) FROM requests WHERE outcome IS NULL").fetchone()[0]
    assert without == 0


def test_a_sound_portal_beside_them_loses_nothing(world: Harvested) -> None:
    assert len(reports(world, "sound")) == 8


@pytest.mark.parametrize("page", ["gzip", "deflate", "br", "zstd", "twice", "endless", "announced"])
def test_a_bomb_is_too_large(world: Harvested, page: str) -> None:
    assert world.outcome("bombs", page) == "too_large"


def test_memory_stays_bounded_whatever_is_sent(world: Harvested) -> None:
    assert world.memory < MOST_MEMORY
    assert reports(world, "bombs") == set()


@pytest.mark.parametrize("page", ["short", "chunk", "gzip"])
def test_a_body_that_ends_before_its_time_is_truncated_asked_again_and_no_version(
    world: Harvested, page: str
) -> None:
    path = f"/a/{page}.html"
    assert world.outcome("cuts", page) == "truncated"
    assert world.attempts["cuts"][path] >= 2
    assert path not in reports(world, "cuts")
    with catalog(world.archive) as db:
        rows = list(db.query("SELECT * FROM captures WHERE url LIKE ?", [f"%127.0.43.3:%{path}"]))
    assert rows
    for row in rows:
        record = read_record(world.archive / "warc", Capture(**row))
        assert record.headers["warc-truncated"] in {"disconnect", "unspecified"}


@pytest.mark.parametrize(
    ("page", "outcome"),
    [("slow", "timeout"), ("nothing", "reset"), ("no-http", "decode_failed"), ("not-deflate", "decode_failed"),
     ("not-br", "decode_failed"), ("not-zstd", "decode_failed")],
)  # fmt: skip
def test_what_is_no_answer_has_its_name(world: Harvested, page: str, outcome: str) -> None:
    assert world.outcome("cuts", page) == outcome


@pytest.mark.parametrize("page", ["home", "column", "root"])
def test_another_page_of_the_site_is_asked_again_and_then_no_article(
    world: Harvested, page: str
) -> None:
    assert world.outcome("replaced", page) == "soft_404"
    assert world.attempts["replaced"][f"/a/{page}.html"] == 2


def test_a_page_that_comes_when_asked_again_is_the_article(world: Harvested) -> None:
    assert reports(world, "replaced") == {"/a/again.html"}
    assert world.outcome("replaced", "stub") == "fetched"


def test_a_plain_page_that_is_called_gzip_is_read(world: Harvested) -> None:
    assert reports(world, "cuts") == {"/a/not-gzip.html"}


def test_huge_and_deep_pages_end(world: Harvested) -> None:
    assert world.outcome("sizes", "flat") == "too_large"
    assert world.outcome("sizes", "deep") == "fetched"
    assert world.outcome("sizes", "attributes") == "fetched"


def test_charsets_that_lie_are_read_right(world: Harvested) -> None:
    assert len(reports(world, "charsets")) == 5
    with catalog(world.archive) as db:
        texts = [
            row["text"] for row in db.query("SELECT text FROM readings WHERE portal = 'charsets'")
        ]
    assert all("坚持以习近平新时代中国特色社会主义思想为指导" in text for text in texts)
    assert not any("�" in text for text in texts)


def test_header_bytes_are_kept_as_sent_and_repeated_ones_all(world: Harvested) -> None:
    heads = {}
    with catalog(world.archive) as db:
        for row in db.query(
            "SELECT c.* FROM captures c JOIN requests q USING (request_id) WHERE q.portal = 'headers'"
        ):
            record = read_record(world.archive / "warc", Capture(**row))
            heads[row["url"].rsplit("/", 1)[-1]] = record.block.partition(b"\r\n\r\n")[0]
    assert "附件；青石县".encode("gbk") in heads["gbk.html"]
    assert heads["cookies.html"].count(b"Set-Cookie: ") == 3
    assert len(reports(world, "headers")) == 3


def test_redirects_that_come_back_are_loops_and_a_cookie_gate_is_passed(world: Harvested) -> None:
    outcomes = world.outcomes["redirects"]
    assert outcomes["/a/self.html"] == "redirect_loop"
    assert outcomes["/b/loop.html"] == "redirect_loop"
    assert "redirect_loop" in {
        outcome for path, outcome in outcomes.items() if path.startswith("/hop/")
    }
    assert world.attempts["redirects"]["/a/gate.html"] == 2
    assert reports(world, "redirects") == {"/a/gate.html", "/c/moved.html"}


def test_no_redirect_leads_inside(world: Harvested) -> None:
    assert world.server.connections.count(CANARY) == 0
    with catalog(world.archive) as db:
        ends = {
            row["outcome"]
            for row in db.query(
                "SELECT outcome FROM requests WHERE portal = 'inward' AND kind = 'article' "
                "AND url NOT LIKE 'http://127.0.43.%'"
            )
        }
    assert ends - {"dns"} == {"private_address", "offsite"}


@needs_browser
@pytest.mark.parametrize("name", READ)
def test_a_page_that_misuses_the_browser_costs_nothing_but_itself(
    world: Harvested, name: str
) -> None:
    assert world.outcome("rendered", name) == "fetched"
    assert f"/a/{name}.html" in reports(world, "rendered")


@needs_browser
@pytest.mark.parametrize("name", LOST)
def test_a_page_that_eats_time_or_memory_in_the_browser_is_given_up_by_name(
    world: Harvested, name: str
) -> None:
    assert world.outcome("rendered", name) in {"timeout", "browser_crash"}
    assert f"/a/{name}.html" not in reports(world, "rendered")


@needs_browser
def test_no_rendered_page_leads_inside(world: Harvested) -> None:
    asked = world.server.paths(addresses()["rendered"])
    assert "/inward" in asked
    assert not [path for path in asked if path.startswith("/popup")]
    assert world.server.connections.count(CANARY) == 0


def test_titles_and_names_are_data(world: Harvested) -> None:
    assert {"/a/sql.html", "/a/script.html", "/a/long.html", "/a/nul.html"} <= reports(
        world, "injections"
    )
    with catalog(world.archive) as db:
        titles = {row["title"] for row in db.query("SELECT title FROM versions")}
        tables = db.table_names()
        pages = {row["url"].rsplit("/", 1)[-1]: row for row in db.query(
            "SELECT c.* FROM captures c JOIN requests q USING (request_id) WHERE q.portal = 'injections' AND q.kind = 'article'"
        )}  # fmt: skip
    assert "reports" in tables
    assert INJECTED.split("'")[0] in " ".join(filter(None, titles))
    stored = read_payload(world.archive / "warc", Capture(**pages["nul.html"]))
    assert b"\0" in stored.body
    below = {path.name for path in world.archive.rglob("*")}
    assert not {name for name in below if "passwd" in name or len(name) > 100 or "DROP" in name}


def test_markup_in_titles_is_escaped_wherever_a_browser_reads_it(
    world: Harvested, tmp_path: Path
) -> None:
    chart = tmp_path / "coverage.svg"
    assert verb(world.archive, "coverage", "--svg", str(chart)).code == 0
    assert "<script" not in chart.read_text("utf-8")


def test_no_csv_cell_begins_as_a_formula(world: Harvested, tmp_path: Path) -> None:
    import csv

    out = tmp_path / "corpus.csv"
    assert verb(world.archive, "export", "--format", "csv", "--out", str(out)).code == 0
    with out.open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert cells
    assert not [cell for cell in cells if cell[:1] in {"=", "+", "@"}]


@pytest.mark.parametrize(
    ("portal", "number", "kept_out"),
    [("robots-html", 8, False), ("robots-binary", 8, False), ("robots-gate", 8, False),
     ("robots-loop", 8, False), ("robots-bom", 7, True), ("robots-moved", 7, True), ("robots-huge", 7, True)],
)  # fmt: skip
def test_robots_txt_of_any_kind_is_read_as_rfc_9309_has_it(
    world: Harvested, portal: str, number: int, *, kept_out: bool
) -> None:
    assert len(reports(world, portal)) == number
    assert (world.outcomes[portal].get("/a/2020.html") == "robots_disallowed") == kept_out
    asked = world.server.paths(addresses()[portal])
    assert ("/a/2020.html" in asked) != kept_out


@pytest.mark.parametrize(
    ("portal", "outcome"),
    [
        ("robots-503", "http_error:503"),
        ("robots-endless", "too_large"),
        ("robots-inward", "private_address"),
    ],
)
def test_a_portal_whose_rules_cannot_be_read_is_not_asked(
    world: Harvested, portal: str, outcome: str
) -> None:
    assert world.outcomes[portal]["/list/"] == outcome
    assert (
        set(world.server.paths(addresses()[portal])) == {"/robots.txt"} or portal == "robots-inward"
    )
    assert "/list/" not in world.server.paths(addresses()[portal])
