"""Claims about the verdict on a harvest: it speaks of what the harvest asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from archive import applying
from archive.events import HarvestStarted
from archive.migrations import open_catalog
from crawler.verdict import judge
from tests.archive.making import asked, harvest, put_report, walk
from tests.pipelines.settling import CITY, COUNTY


@pytest.mark.parametrize(
    ("asked", "arguments", "degraded"),
    [
        ((CITY.portal, COUNTY.portal), "{}", {CITY.portal}),
        ((COUNTY.portal,), '{"only": "qingshi"}', set()),
        ((CITY.portal,), '{"years": "2023"}', set()),
        ((CITY.portal,), '{"spider": "discover"}', set()),
    ],
)
def test_only_a_portal_that_was_asked_for_all_its_reports_can_hold_too_few(
    tmp_path: Path, asked: tuple[str, ...], arguments: str, degraded: set[str]
) -> None:
    db = open_catalog(tmp_path / "corpus.db", create=True)
    event = HarvestStarted(
        at="2025-06-30T00:00:00.000000Z", sequence=0, harvest_id="h1", today="2025-06-30", mode="auto",
        arguments=arguments, software="{}", registry=(replace(CITY, expect_min=2), COUNTY),
        portals=asked,
    )  # fmt: skip
    applying.apply(db, event)
    assert set(judge(db, "h1").degraded) == degraded
    db.close()


@pytest.mark.parametrize(
    ("now", "says"),
    [
        ({"rows": 30}, None),
        ({"rows": 23, "stop_reason": "no_next"}, "23 rows, 30 before"),
        ({"rows": 10, "stop_reason": "all_known"}, None),
        ({"rows": 0, "stop_reason": "no_rows", "complete": False}, "no list rows, 30 before"),
        ({"rows": 0, "stop_reason": "declared_empty", "declared_empty": "暂无数据"}, "暂无数据"),
        ({"rows": 0, "stop_reason": "other_things", "complete": False}, "another page"),
    ],
)
def test_a_column_that_lost_its_rows_degrades_a_quick_harvest_too(
    tmp_path: Path, now: dict[str, Any], says: str | None
) -> None:
    db = open_catalog(tmp_path / "corpus.db", create=True)
    row = replace(CITY, portal="a")
    first = harvest(db, row)
    asked(db, first, "fetched", walk=walk(total=None))
    second = harvest(db, row, number=2)
    asked(db, second, "fetched", walk=walk(mode="quick", total=None, **now))
    assert judge(db, first).degraded == {}
    reasons = judge(db, second).degraded.get("a", [])
    assert [says in reason for reason in reasons if says] == ([True] if says else [])
    assert bool(reasons) == bool(says)
    db.close()


def test_a_page_that_was_gone_before_is_told_once(tmp_path: Path) -> None:
    db = open_catalog(tmp_path / "corpus.db", create=True)
    row, url = replace(CITY, portal="a"), "http://www.a.gov.cn/990101-gov-2020.html"
    first = harvest(db, row)
    asked(db, first, "fetched", walk=walk())
    asked(db, first, "http_error:404", kind="article", url=url)
    second = harvest(db, row, number=2)
    asked(db, second, "fetched", walk=walk())
    asked(db, second, "http_error:404", kind="article", url=url)
    put_report(db, "990101-gov-2020", capture_id="c1")
    db.execute("UPDATE places SET gone_since = '2025-05-01T00:00:01Z'")
    assert judge(db, first).status == "warnings"
    assert judge(db, second).status == "complete"
    db.close()
