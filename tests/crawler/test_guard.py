"""No address inside is reached, however it is written, unless the operator allows its network."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from archive.errors import ConfigurationError
from archive.opening import open_archive
from crawler.guard import Guard, bare_address, parse_networks

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
     "100.64.0.1", "100.127.255.255", "224.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1", "240.0.0.1",
     "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "[::ffff:10.0.0.1]",
     "2002:7f00:1::", "64:ff9b::7f00:1", "2001:db8::1"],
)  # fmt: skip
def test_an_address_inside_is_refused(address: str) -> None:
    assert not Guard().permits(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "202.106.0.20", "2400:3200::1", "::ffff:202.106.0.20"]
)
def test_a_public_address_is_permitted(address: str) -> None:
    assert Guard().permits(address)


@pytest.mark.parametrize(
    "text", ["localhost", "2130706433", "0x7f000001", "127.1", "0177.0.0.1", "", "www.gov.cn"]
)
def test_what_is_no_written_address_is_left_to_the_resolver(text: str) -> None:
    assert bare_address(text) is None
    assert not Guard().permits(text)


def test_an_allowed_network_opens_itself_and_nothing_else() -> None:
    guard = Guard(parse_networks("127.0.43.0/24, fd00::/8"))
    assert guard.permits("127.0.43.7")
    assert guard.permits("::ffff:127.0.43.7")
    assert guard.permits("fd12::1")
    assert not guard.permits("127.0.0.1")
    assert not guard.permits("10.0.0.1")


def test_only_an_allowed_network_may_be_asked_faster_than_a_live_portal() -> None:
    guard = Guard(parse_networks("127.0.43.0/24"))
    assert guard.is_allowed_private("127.0.43.7")
    assert not guard.is_allowed_private("8.8.8.8")
    assert not guard.is_allowed_private("www.gov.cn")


def test_a_name_may_be_asked_faster_once_it_is_known_to_lead_only_into_an_allowed_network() -> None:
    guard = Guard(parse_networks("127.0.43.0/24"))
    assert not guard.is_allowed_private("www.qingshi.test")
    guard.leads_to("www.QINGSHI.test", ["127.0.43.7"])
    assert guard.is_allowed_private("www.qingshi.test")
    guard.leads_to("www.qingshi.test", ["127.0.43.7", "8.8.8.8"])
    assert not guard.is_allowed_private("www.qingshi.test")
    guard.leads_to("www.qingshi.test", [])
    assert not guard.is_allowed_private("www.qingshi.test")


def test_a_network_that_is_none_is_named() -> None:
    with pytest.raises(ConfigurationError, match="FAZHI_ALLOW_PRIVATE: 'loopback'"):
        parse_networks("127.0.0.0/8,loopback")


def test_a_name_that_leads_inside_is_refused_as_such(tmp_path: Path) -> None:
    row = '[a]\nname = "青石县人民政府"\nregion = "990121"\nhome = "http://localhost:9/"\n'
    (tmp_path / "row.toml").write_text(row, encoding="utf-8")
    given = {"FAZHI_REGISTRY": tmp_path / "row.toml", "FAZHI_ARCHIVE": tmp_path / "archive"}
    environment = {**os.environ, **{name: str(path) for name, path in given.items()}}
    ended = subprocess.run(
        [sys.executable, "-m", "scrapy", "crawl", "portals", "-a", "today=2025-04-10"],
        cwd=ROOT, env={**environment, "FAZHI_ALLOW_PRIVATE": ""}, capture_output=True, check=False,
    )  # fmt: skip
    assert ended.returncode == 11
    db = open_archive(tmp_path / "archive")
    outcomes = {row["outcome"] for row in db.query("SELECT outcome FROM requests")}
    db.close()
    assert outcomes == {"private_address"}
