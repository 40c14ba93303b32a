"""Claims about the verdict on a harvest: it speaks of what the harvest asked for."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from archive import applying
from archive.events import HarvestStarted
from archive.migrations import open_catalog
from crawler.verdict import judge
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
