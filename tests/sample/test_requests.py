"""What a harvest costs a portal whose report column is known: its list pages, its reports, robots.txt, next to nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.sample.politeness import repeated, requests
from tests.sample.test_harvested import Harvested, harvested

MOST = 1.2
"""Requests of a full harvest to (list pages + articles + robots.txt), portal by portal."""


@pytest.fixture(scope="module")
def listed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Harvested]:
    with harvested("families", tmp_path_factory.mktemp("listed"), lists=True) as done:
        yield done


def needed(archive: Path) -> dict[str, int]:
    """By portal: pages with rows of the walks that ended, reports and their attachments, robots.txt."""
    with closing(sqlite3.connect(archive / "corpus.db")) as connection:
        pages = connection.execute("SELECT portal, sum(pages) FROM walks GROUP BY portal")
        asked = connection.execute(
            "SELECT portal, count(*) FROM requests WHERE kind IN ('robots', 'attachment') GROUP BY portal"
        )
        found = dict(pages.fetchall())
        for portal, count in asked.fetchall():
            found[portal] = found.get(portal, 0) + count
        return found


@pytest.mark.timeout(300)
def test_every_portal_costs_little_more_than_its_pages(listed: Harvested) -> None:
    told, asked = needed(listed.archive), requests(listed.log)
    for portal in listed.world.portals:
        reports = sum(item.report is not None for item in portal.columns[0].items)
        paths = [line["path"] for line in asked[portal.address]]
        # The second page of a long article is a page that is needed too.
        parts = sum(
            path.replace("_1.html", ".html") in paths for path in paths if "_1.html" in path
        )
        most = MOST * (told[portal.portal] + reports + parts)
        assert len(paths) <= most, (portal.portal, len(paths), most)


@pytest.mark.timeout(300)
def test_nothing_is_fetched_twice_in_a_run(listed: Harvested) -> None:
    assert not repeated(listed.log)


@pytest.mark.timeout(300)
def test_a_known_column_gives_all_its_reports_and_proves_its_end(listed: Harvested) -> None:
    assert listed.comparison.found == listed.comparison.expected, listed.comparison.missing
    assert not listed.comparison.false
    with closing(sqlite3.connect(listed.archive / "corpus.db")) as connection:
        odd = connection.execute(
            "SELECT portal, stop_reason FROM walks WHERE NOT complete"
        ).fetchall()
    assert {portal for portal, _ in odd} <= {
        "fam-jcms-empty",
        "fam-jpaas-stuck",
        "fam-jcms-page",
    }, odd
