"""scrapy portals list and check, as a person runs them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]

ROWS = """
[qingshi]
name = "青石县人民政府"
region = "990121"
home = "http://127.0.0.2:8000/"
family = "ucap"
lists = ["http://127.0.0.2:8000/c1/list.shtml"]

[kecheng]
name = "衢州市柯城区人民政府"
region = "330802"
home = "http://www.kecheng.gov.cn/"
"""


def portals(registry: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "portals", *words],
        cwd=ROOT,
        env={**os.environ, "FAZHI_REGISTRY": str(registry)},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.fixture
def registry(tmp_path: Path) -> Path:
    file = tmp_path / "rows.toml"
    file.write_text(ROWS, encoding="utf-8")
    return file


def test_a_reader_that_has_seen_enough_ends_the_command_quietly(registry: Path) -> None:
    done = subprocess.run(
        ["bash", "-c", f"'{sys.executable}' -m scrapy portals list | true"],
        cwd=ROOT, env={**os.environ, "FAZHI_REGISTRY": str(registry)}, capture_output=True, check=False,
    )  # fmt: skip
    assert done.stderr == b""


def test_list_counts_by_province_level_family_and_lists(registry: Path) -> None:
    told = portals(registry, "list", "--json")
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    assert found["counts"] == {
        "portals": 2,
        "enabled": 2,
        "with_lists": 1,
        "without_lists": 1,
        "province": {"浙江省": 1, "990000": 1},
        "level": {"county": 2},
        "family": {"ucap": 1, "none given": 1},
    }
    assert [row["portal"] for row in found["portals"]] == ["qingshi", "kecheng"]


def test_list_shows_the_rows_asked_for(registry: Path) -> None:
    told = portals(registry, "list", "3308")
    assert "衢州市柯城区人民政府" in told.stdout
    assert "青石县" not in told.stdout


def test_check_ends_with_0_on_a_sound_registry(registry: Path) -> None:
    told = portals(registry, "check")
    assert (told.returncode, told.stdout) == (0, "2 sound rows, 0 errors, 0 warnings\n")


def test_check_names_file_row_and_key_and_ends_with_16(registry: Path) -> None:
    registry.write_text(ROWS + 'famly = "ucap"\n', encoding="utf-8")
    told = portals(registry, "check")
    assert told.returncode == 16
    assert "error: rows.toml: [kecheng]: unknown key 'famly', did you mean 'family'?" in told.stdout
    listed = portals(registry, "list")
    assert (listed.returncode, listed.stdout) == (16, "")
    assert listed.stderr.startswith("rows.toml: [kecheng]: unknown key 'famly'")


def test_check_warns_of_a_name_that_is_another_regions(registry: Path) -> None:
    registry.write_text(ROWS.replace("330802", "330803"), encoding="utf-8")
    told = portals(registry, "check", "--json")
    assert told.returncode == 0
    (warning,) = json.loads(told.stdout)["warnings"]
    assert (warning["file"], warning["portal"], warning["key"]) == ("rows.toml", "kecheng", "name")


def test_a_registry_that_is_not_there_ends_with_16(tmp_path: Path) -> None:
    told = portals(tmp_path / "nowhere", "check")
    assert told.returncode == 16
    assert "no such registry" in told.stderr


def test_an_unknown_verb_is_told_the_verbs(registry: Path) -> None:
    told = portals(registry, "lst")
    assert told.returncode == 2
    assert "say one of: list, check" in told.stdout + told.stderr
