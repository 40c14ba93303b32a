"""A search for missing years that is killed on its way goes on to the same end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.harvest.running import catalog, harvest
from tests.sample.sample_world import TODAY
from tests.sample.serving import serving

KILLS = (9, 9, 12, 14)
"""Commits after which a process dies: within the first search, the walk, the second search, its walks."""


@pytest.mark.timeout(300)
def test_a_killed_search_for_missing_years_finds_what_an_undisturbed_one_does(
    tmp_path: Path,
) -> None:
    arguments = (f"today={TODAY[1]}", "only=pl-notices,pl-one-home,pl-one-home-sfj")
    with serving(world="places") as served:
        for commits in KILLS:
            died = harvest(
                tmp_path / "archive", served, *arguments, FAZHI_FAIL=f"kill:after-commit:{commits}"
            )
            assert died.code == -9
        ended = harvest(tmp_path / "archive", served, *arguments)
    assert ended.code == 0, ended.err
    with catalog(tmp_path / "archive") as db:
        question = "SELECT report_year FROM corpus WHERE portal = 'pl-notices' ORDER BY 1"
        years = [row[0] for row in db.execute(question)]
        walked = {row[0] for row in db.execute("SELECT portal FROM walks WHERE complete = 1")}
        harvests = db.execute("SELECT COUNT(*) FROM harvests").fetchone()[0]
    assert years == list(range(2016, 2025))
    assert walked == {"pl-notices", "pl-one-home", "pl-one-home-sfj"}
    assert harvests == 1
