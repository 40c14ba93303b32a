"""scrapy portals try and new, against the sample portals."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.errors import ConfigurationError
from crawler.newcomer import row_of
from spiders.registry.loader import load
from tests.sample.serving import Served, serving

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def sample() -> Iterator[Served]:
    with serving() as served:
        yield served


def portals(
    sample: Served, archive: Path, *words: str, **more: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "scrapy", "portals", *words],
        cwd=ROOT,
        env={**os.environ, **sample.environment, "FAZHI_ARCHIVE": str(archive), **more},
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )


def test_try_shows_family_rows_and_stop_reason_and_writes_nothing(
    sample: Served, tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    told = portals(sample, archive, "try", "wuling", "--json")
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    (column, *_) = found["columns"]
    assert column["family"] == "hanweb-jcms"
    assert column["rows"] > 0
    assert column["complete"]
    assert column["stop_reason"] in ("end", "no_next")
    assert any(row["is_report"] for row in found["rows"])
    assert list(tmp_path.iterdir()) == []


def test_try_of_an_unknown_row_names_the_nearest(sample: Served, tmp_path: Path) -> None:
    told = portals(sample, tmp_path, "try", "wulin")
    assert told.returncode == 16
    assert "did you mean 'wuling'" in told.stderr


def test_try_says_that_a_portal_does_not_answer(sample: Served, tmp_path: Path) -> None:
    registry = tmp_path / "rows.toml"
    registry.write_text(
        '[gone]\nname = "x"\nregion = "990100"\nhome = "http://127.0.41.99:9/"\n', encoding="utf-8"
    )
    told = portals(sample, tmp_path / "archive", "try", "gone", FAZHI_REGISTRY=str(registry))
    assert told.returncode not in (0, 16)
    assert "0 columns" in told.stdout
    assert "refused" in told.stdout


def test_new_finds_the_column_writes_the_row_and_leaves_a_golden_case(
    sample: Served, tmp_path: Path
) -> None:
    registry, golden = tmp_path / "registry", tmp_path / "golden"
    registry.mkdir()
    asked = (
        "--home",
        sample.url("wuling"),
        "--region",
        "990122",
        "--id",
        "wuling",
        "--name",
        "雾岭县人民政府",
    )
    told = portals(
        sample,
        tmp_path / "archive",
        "new",
        *asked,
        "--golden",
        str(golden),
        FAZHI_REGISTRY=str(registry),
    )
    assert told.returncode == 0, told.stderr
    (portal,) = load(registry)
    assert (portal.portal, portal.name, portal.region) == ("wuling", "雾岭县人民政府", "990122")
    assert portal.lists
    (case,) = golden.iterdir()
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    assert expected["is_report"]
    assert str(expected["report_year"]) in case.name
    assert expected["text"]
    assert (case / "page.html").stat().st_size > 0


def test_new_refuses_a_row_that_the_registry_would_not_take(sample: Served, tmp_path: Path) -> None:
    told = portals(
        sample,
        tmp_path,
        "new",
        "--home",
        "www.kecheng.gov.cn",
        "--region",
        "3308",
        "--id",
        "wuling",
    )
    assert told.returncode == 16
    assert "new: --id: 'wuling' is the id of" in told.stderr
    assert "new: --home:" in told.stderr
    assert "new: --region: '3308' is not six digits" in told.stderr


def test_the_name_of_a_new_row_is_that_of_its_regions_government(tmp_path: Path) -> None:
    for region, name in (("330802", "衢州市柯城区人民政府"), ("152200", "兴安盟行政公署")):
        given = {"home": "http://www.a.gov.cn/", "region": region, "name": None}
        assert row_of(given, tmp_path).name == name
    with pytest.raises(ConfigurationError, match="--name: is missing: the code 990122"):
        row_of({"home": "http://www.a.gov.cn/", "region": "990122", "name": None}, tmp_path)


def test_new_writes_nothing_of_a_portal_that_does_not_answer(
    sample: Served, tmp_path: Path
) -> None:
    registry = tmp_path / "registry"
    registry.mkdir()
    asked = ("--home", "http://127.0.41.99:9/", "--region", "330802", "--id", "gone", "--json")
    told = portals(sample, tmp_path / "archive", "new", *asked, FAZHI_REGISTRY=str(registry))
    assert told.returncode == 11
    found = json.loads(told.stdout)
    assert found["written"] == []
    assert "refused" in found["remark"]
    assert found["trial"]["rows"] == []
    assert list(registry.iterdir()) == []
