"""Claims about the sample's server: it speaks HTTP as portals do, logs what it was asked, and can be stopped."""

from __future__ import annotations

import gzip
import http.client
import json
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest

from tests.sample.serving import ROOT, Served, serving


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving() as running:
        yield running


def get(served: Served, url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    address, _, path = url.removeprefix("http://").partition("/")
    connection = http.client.HTTPConnection(address, timeout=10)
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request("GET", f"/{path}", headers={"Connection": "close", **fields})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def test_the_old_portal_speaks_gbk_and_says_so_only_in_its_meta(served: Served) -> None:
    _, headers, body = get(served, served.url("qingshi"))
    assert "charset" not in headers["content-type"]
    assert "青石县人民政府" in body.decode("gb18030")
    with pytest.raises(UnicodeDecodeError):
        body.decode("utf-8")


@pytest.mark.parametrize(
    ("portal", "given", "asked"),
    [("linxi", "etag", "If_None_Match"), ("yunling", "last-modified", "If_Modified_Since")],
)
def test_a_validator_earns_a_304(served: Served, portal: str, given: str, asked: str) -> None:
    first = get(served, served.url(portal))
    second = get(served, served.url(portal), **{asked: first[1][given]})
    assert (first[0], second[0], second[2]) == (200, 304, b"")


def test_a_portal_without_validators_changes_its_counters_at_every_request(served: Served) -> None:
    assert get(served, served.url("wuling"))[2] != get(served, served.url("wuling"))[2]


def test_pages_are_compressed_or_chunked_where_asked(served: Served) -> None:
    _, headers, body = get(served, served.url("linxi"), Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert "临溪市人民政府" in gzip.decompress(body).decode()
    assert get(served, served.url("wuling"))[1]["transfer-encoding"] == "chunked"


def test_one_connection_carries_many_requests(served: Served) -> None:
    connection = http.client.HTTPConnection(served.addresses["linxi"], served.port, timeout=10)
    for _ in range(3):
        connection.request("GET", "/")
        assert connection.getresponse().read()
    connection.close()


def test_robots_differ_and_one_portal_has_none(served: Served) -> None:
    assert b"Disallow: /jd/" in get(served, served.url("yunling", "/robots.txt"))[2]
    assert b"Crawl-delay" in get(served, served.url("linxi", "/robots.txt"))[2]
    assert get(served, served.url("qingshi", "/robots.txt"))[0] == 404


def test_a_stopped_portal_drops_connections_until_it_is_started() -> None:
    with serving() as running:
        url = running.url("wuling")
        get(running, running.url("linxi", f"/__stop?host={running.addresses['wuling']}"))
        with pytest.raises(ConnectionError):
            get(running, url)
        get(running, running.url("linxi", f"/__start?host={running.addresses['wuling']}"))
        assert get(running, url)[0] == 200


def test_the_access_log_tells_who_asked_what_and_how_long_it_took(served: Served) -> None:
    get(served, served.url("jinghe"), User_Agent="claim/1")
    line = logged(served, "claim/1")
    assert (line["portal"], line["path"], line["status"]) == ("jinghe", "/", 200)
    assert line["started"] <= line["ended"]


def logged(served: Served, agent: str) -> dict[str, Any]:
    """The log's line for that user agent: it is written just after the answer was sent."""
    for _ in range(100):
        for text in served.log.read_text(encoding="utf-8").splitlines():
            line: dict[str, Any] = json.loads(text)
            if line["agent"] == agent:
                return line
        time.sleep(0.02)
    raise AssertionError(f"no request of {agent} in the log")


def test_the_registry_names_every_row_once_and_leaves_two_to_discovery(served: Served) -> None:
    rows = tomllib.loads(served.registry.read_text(encoding="utf-8"))
    assert len(rows) == sum(len(portal.rows) for portal in served.world.portals)
    assert [name for name, row in rows.items() if "lists" not in row] == ["yundu", "jinghe"]
    for row in rows.values():
        assert get(served, row["home"])[0] == 200


def test_a_command_runs_beside_the_sample_with_what_a_harvest_needs() -> None:
    check = "import os, pathlib; assert os.environ['FAZHI_ALLOW_PRIVATE']; pathlib.Path(os.environ['FAZHI_REGISTRY']).stat(); raise SystemExit(7)"
    command = [
        sys.executable,
        "-m",
        "tests.sample",
        "run",
        "--round",
        "2",
        "--port",
        "0",
        "--",
        sys.executable,
        "-c",
        check,
    ]
    assert subprocess.run(command, cwd=ROOT, check=False, timeout=60).returncode == 7
