"""The site shows what the archive holds, runs nothing that a portal wrote, and writes nothing."""

from __future__ import annotations

import http.client
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from lxml import html

from archive.__main__ import main
from archive.migrations import open_catalog
from archive.web.server import SiteServer
from tests.archive.making import insert
from tests.archive.small import EDITED, TEXT, make_archive

REPORT = "990101-gov-2020"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = make_archive(tmp_path_factory.mktemp("site") / "archive")
    start = EDITED.index("力度不够")
    db = open_catalog(made / "corpus.db")
    with db.atomic():
        insert(db, "evidence", {
            "evidence_id": "planted", "version_id": f"{REPORT}@2", "field": "addressee",
            "value": "力度", "rule": "line", "raw": "力度不够", "start": start, "end": start + 4,
            "confidence": 0.9, "chosen": 1,
        })  # fmt: skip
    db.close()
    return made


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[SiteServer]:
    server = SiteServer("127.0.0.1", 0, folder)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def get(
    site: SiteServer, target: str, *, method: str = "GET", host: str | None = None
) -> tuple[http.client.HTTPResponse, bytes]:
    address = urlsplit(site.address)
    connection = http.client.HTTPConnection(str(address.hostname), address.port, timeout=20)
    connection.request(method, target, headers={"Host": host} if host else {})
    reply = connection.getresponse()
    body = reply.read()
    connection.close()
    return reply, body


def shown(site: SiteServer, target: str) -> html.HtmlElement:
    reply, body = get(site, target)
    assert reply.status == 200, body.decode()
    return html.document_fromstring(body.decode())


def test_every_link_of_the_site_leads_to_a_page(site: SiteServer) -> None:
    waiting, seen = ["/"], set()
    while waiting:
        target = waiting.pop()
        if target in seen:
            continue
        seen.add(target)
        reply, body = get(site, target)
        assert reply.status == 200, target
        if reply.getheader("Content-Type", "").startswith("text/html"):
            here = urljoin("http://site", target)
            page = html.document_fromstring(body.decode())
            for found in [one.get("href") for one in page.iter("a", "link")]:
                there = urlsplit(urljoin(here, found or ""))
                if there.netloc == "site":
                    waiting.append(there.path + (f"?{there.query}" if there.query else ""))
    kinds = {target.split("/")[1].partition("?")[0] for target in seen}
    assert kinds >= {
        "", "coverage", "reports", "changes", "harvests", "ledger", "cell", "report", "text", "raw",
        "diff", "style.css",
    }  # fmt: skip


def test_the_words_that_prove_a_fact_are_marked_where_they_stand(
    site: SiteServer, folder: Path
) -> None:
    page = shown(site, f"/report/{REPORT}")
    marks = {mark.get("id"): mark.text_content() for mark in page.xpath("//article//mark")}
    db = sqlite3.connect(folder / "corpus.db")
    proofs = dict(
        db.execute(
            "SELECT field, raw FROM evidence WHERE chosen AND start IS NOT NULL AND version_id = "
            "(SELECT report_id || '@' || version FROM reports WHERE report_id = ?)",
            [REPORT],
        )
    )
    db.close()
    assert marks
    assert marks == proofs


def test_the_text_stands_on_the_page_whole_and_in_order(site: SiteServer) -> None:
    page = shown(site, f"/report/{REPORT}")
    blocks = page.xpath("//article/*[not(self::table)]")
    assert "\n".join(block.text_content() for block in blocks) == EDITED


def test_markup_in_a_report_is_shown_and_not_obeyed(site: SiteServer) -> None:
    _, body = get(site, f"/report/{REPORT}")
    assert "&lt;b&gt;执法&lt;/b&gt;" in body.decode()
    assert b"<b>\xe6\x89\xa7" not in body


@pytest.mark.parametrize("target", ["/", f"/report/{REPORT}", f"/raw/{REPORT}", "/nowhere"])
def test_no_page_may_run_a_script(site: SiteServer, target: str) -> None:
    reply, body = get(site, target)
    policy = reply.getheader("Content-Security-Policy") or ""
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert reply.getheader("X-Content-Type-Options") == "nosniff"
    assert b"<script" not in body


def test_the_original_is_saved_and_not_shown(site: SiteServer) -> None:
    reply, body = get(site, f"/raw/{REPORT}@1")
    assert body == TEXT.encode("gbk")
    assert reply.getheader("Content-Type") == "application/octet-stream"
    assert (reply.getheader("Content-Disposition") or "").startswith("attachment")


def test_two_versions_are_compared_by_word(site: SiteServer) -> None:
    page = shown(site, f"/diff/{REPORT}?before=1&after=2")
    assert [one.text_content() for one in page.xpath("//del")] == ["23"]
    assert [one.text_content() for one in page.xpath("//ins")] == ["28", "新增一段。"]


def test_a_search_shows_the_word_in_its_sentence(site: SiteServer) -> None:
    page = shown(site, "/search?q=%E5%A4%8D%E8%AE%AE")
    assert page.xpath("//section//mark")[0].text_content() == "复议"
    assert REPORT in page.xpath("//section//a/@href")[0]


def test_a_search_finds_the_same_without_its_index(tmp_path: Path) -> None:
    server = SiteServer("127.0.0.1", 0, make_archive(tmp_path / "archive"))
    db = sqlite3.connect(tmp_path / "archive/corpus.db")
    db.executescript("DROP TABLE IF EXISTS search_index; DROP TABLE IF EXISTS search_versions;")
    db.close()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        assert shown(server, "/search?q=%E5%A4%8D%E8%AE%AE").xpath("//section")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("target", "status"),
    [
        ("/nowhere", 404),
        ("/report/none-such", 404),
        ("/cell/none?year=2020", 404),
        ("/report/..%2f..%2fcorpus.db", 404),
        ("/reports?region=abc", 400),
        ("/coverage?year=2024-2019", 400),
        ("/reports?page=0", 400),
        ("/reports?page=99999999999", 400),
        ("/changes?since=yesterday", 400),
        (f"/diff/{REPORT}?before=1&after=1", 400),
        (f"/diff/{REPORT}?before=7", 404),
        ("/report/%FF%00", 404),
    ],
)
def test_a_wrong_address_is_answered_with_what_is_wrong(
    site: SiteServer, target: str, status: int
) -> None:
    reply, body = get(site, target)
    assert reply.status == status
    assert html.document_fromstring(body.decode()).xpath("string(//main/p)")


def test_a_name_that_was_rebound_to_this_machine_is_refused(site: SiteServer) -> None:
    assert get(site, "/", host="portal.example")[0].status == 421
    assert get(site, "/", host="localhost:8040")[0].status == 200


def test_a_head_has_no_body(site: SiteServer) -> None:
    reply, body = get(site, "/", method="HEAD")
    assert reply.status == 200
    assert int(reply.getheader("Content-Length") or 0) > 0
    assert body == b""


def test_looking_writes_nothing(site: SiteServer, folder: Path) -> None:
    before = (folder / "corpus.db").read_bytes()
    for target in ("/", "/search?q=%E5%A4%8D%E8%AE%AE", f"/report/{REPORT}"):
        get(site, target)
    assert (folder / "corpus.db").read_bytes() == before


def test_serve_says_where_it_cannot_listen_and_what_it_cannot_read(
    site: SiteServer, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    port = str(urlsplit(site.address).port)
    assert main(["serve", "--port", port, "--archive", str(folder)]) == 16
    assert "--port" in capsys.readouterr().err
    assert main(["serve", "--archive", str(tmp_path)]) == 2
