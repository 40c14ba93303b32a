"""Old TLS is spoken with the host that needs it and with no other, and what a connection lacked is written down."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from archive.records import Capture
from archive.warc_reading import read_record
from crawler.tls import LEGACY, OLDEST, needed_level
from tests.crawler import old_tls
from tests.faults.hostile import article, column, page
from tests.harvest.running import ROOT, catalog, verb

NETWORK = "127.0.46.0/24"
YEARS = range(2022, 2025)
pytestmark = pytest.mark.timeout(180)


@dataclass(frozen=True)
class Harvested:
    """A harvest of portals with all kinds of TLS."""

    archive: Path
    code: int
    requests: dict[str, dict[str, dict[str, Any]]]
    """By portal and path."""
    reports: dict[str, int]
    fields: dict[str, dict[str, str]]
    """WARC headers of each portal's list page."""


def answers(head: bytes) -> bytes:
    """A sound portal."""
    path = head.split(b" ")[1].decode()
    titles = {f"/a/{year}.html": f"青石县人民政府{year}年法治政府建设年度报告" for year in YEARS}
    if path == "/list/":
        return page(column(titles))
    return page(article(titles[path])) if path in titles else page("", status="404 Not Found")


@pytest.fixture(scope="module")
def harvested(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harvested]:
    folder = tmp_path_factory.mktemp("tls")
    own, weak = old_tls.identity(), old_tls.identity(1024)
    serving = {
        "modern": old_tls.over(old_tls.modern(own, folder), answers),
        "tls-1-0": old_tls.over(old_tls.tls_1_0(own, folder), answers),
        "small-group": old_tls.over(old_tls.small_group(own, folder), answers),
        "no-renegotiation": old_tls.without_renegotiation(own, answers),
        "weak-no-renegotiation": old_tls.without_renegotiation(weak, answers),
        "no-tls-at-all": lambda connection: connection.sendall(b"220 smtp.test ESMTP\r\n"),
    }
    with ExitStack() as stack:
        rows = []
        for number, (name, serve) in enumerate(serving.items(), 1):
            address = f"127.0.46.{number}"
            base = f"https://{address}:{stack.enter_context(old_tls.listening(address, serve))}"
            rows.append(
                f'[{name}]\nname = "青石县人民政府"\nregion = "9901{number:02d}"\nhome = "{base}/"\n'
                f'lists = ["{base}/list/"]\nsince = 2022\n'
            )
        (folder / "registry.toml").write_text("\n".join(rows), "utf-8")
        yield _harvest(folder)


def _harvest(folder: Path) -> Harvested:
    environment = {
        **os.environ, "FAZHI_ARCHIVE": str(folder / "archive"), "FAZHI_REGISTRY": str(folder / "registry.toml"),
        "FAZHI_ALLOW_PRIVATE": NETWORK, "FAZHI_MIN_FREE_BYTES": "0", "FAZHI_RENDER": "never",
    }  # fmt: skip
    command = [sys.executable, "-m", "scrapy", "crawl", "portals", "-a", "today=2025-06-30"]
    done = subprocess.run(
        [*command, "-s", "DOWNLOAD_DELAY=0.01", "-s", "DOWNLOAD_TIMEOUT=10"],
        cwd=ROOT, env=environment, capture_output=True, timeout=150, check=False,
    )  # fmt: skip
    requests: dict[str, dict[str, dict[str, Any]]] = {}
    fields = {}
    with catalog(folder / "archive") as db:
        for row in db.query("SELECT * FROM requests"):
            path = "/" + row["url"].split("/", 3)[3]
            requests.setdefault(row["portal"], {})[path] = row
        reports = dict(
            db.execute("SELECT portal, SUM(is_report) FROM readings GROUP BY 1").fetchall()
        )
        for portal, rows in requests.items():
            found = db.query(
                "SELECT * FROM captures WHERE capture_id = ?", [rows["/list/"]["capture_id"]]
            )
            for capture in list(found):
                record = read_record(folder / "archive" / "warc", Capture(**capture))
                fields[portal] = dict(record.headers)
    return Harvested(folder / "archive", done.returncode, requests, reports, fields)


@pytest.mark.parametrize(
    ("portal", "level"),
    [("tls-1-0", OLDEST), ("small-group", LEGACY), ("no-renegotiation", LEGACY), ("weak-no-renegotiation", LEGACY)],
)  # fmt: skip
def test_a_host_that_needs_old_tls_is_harvested_and_its_records_say_so(
    harvested: Harvested, portal: str, level: int
) -> None:
    assert harvested.reports[portal] == len(YEARS)
    said = harvested.fields[portal]["x-fazhi-tls"]
    assert f"legacy TLS, level {level}" in said
    assert "not for this host" in said
    assert "self-signed" in said
    assert harvested.requests[portal]["/list/"]["detail"] == said


def test_it_is_tried_the_old_way_once_and_remembered(harvested: Harvested) -> None:
    for portal in ("tls-1-0", "small-group", "no-renegotiation"):
        attempts = {path: row["attempts"] for path, row in harvested.requests[portal].items()}
        assert attempts.pop("/robots.txt") == 2
        assert set(attempts.values()) == {1}


def test_a_host_that_can_do_better_is_never_spoken_to_the_old_way(harvested: Harvested) -> None:
    assert harvested.fields["modern"]["warc-protocol"] == "tls/1.3"
    assert "legacy" not in harvested.fields["modern"]["x-fazhi-tls"]
    assert harvested.reports["modern"] == len(YEARS)


def test_the_protocol_and_cipher_stand_in_the_record(harvested: Harvested) -> None:
    assert harvested.fields["tls-1-0"]["warc-protocol"] in {"tls/1", "tls/1.0"}
    assert harvested.fields["small-group"]["warc-protocol"] == "tls/1.2"
    assert harvested.fields["small-group"]["warc-cipher-suite"] == "DHE-RSA-AES128-SHA"


def test_what_speaks_no_tls_is_named_and_down(harvested: Harvested) -> None:
    assert harvested.requests["no-tls-at-all"]["/list/"]["outcome"] in {"tls", "reset"}
    assert harvested.code == 11
    with catalog(harvested.archive) as db:
        states = db.execute(
            "SELECT DISTINCT state FROM coverage WHERE portal = 'no-tls-at-all'"
        ).fetchall()
    assert states == [("portal_down",)]


def test_a_rebuild_from_such_records_is_the_same(harvested: Harvested, tmp_path: Path) -> None:
    out = {}
    assert verb(harvested.archive, "rebuild", "--into", str(tmp_path / "again")).code == 0
    for archive in (harvested.archive, tmp_path / "again"):
        with catalog(archive) as db:
            out[archive] = list(db.query("SELECT * FROM requests ORDER BY request_id"))
    assert out[harvested.archive] == out[tmp_path / "again"]
    assert verb(harvested.archive, "verify").code == 0


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("[('SSL routines', '', 'unsafe legacy renegotiation disabled')]", LEGACY),
        ("[('SSL routines', '', 'dh key too small')]", LEGACY),
        ("[('SSL routines', '', 'tlsv1 alert protocol version')]", OLDEST),
        ("[('SSL routines', '', 'unsupported protocol')]", OLDEST),
        ("[('SSL routines', '', 'ca md too weak')]", OLDEST),
        ("[('SSL routines', '', 'wrong version number')]", None),
        ("ConnectionRefusedError", None),
    ],
)
def test_only_failures_that_age_explains_are_tried_the_old_way(
    words: str, level: int | None
) -> None:
    assert needed_level(words) == level
