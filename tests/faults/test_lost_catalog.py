"""A killed harvest that never goes on as it was: its catalog lost and made again, or another command given instead."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.exports import differences, normalised
from tests.faults.kills import KILLED, Reference, undisturbed
from tests.faults.soundness import unsound
from tests.harvest.running import catalog, harvest, verb
from tests.sample.sample_world import TODAY
from tests.sample.serving import Served, serving

ONLY, ARGUMENTS = "only=qingshi,linxi", (f"today={TODAY[1]}", "only=qingshi,linxi")
SETTLED = ("corpus", "versions", "places", "coverage", "evidence", "sections", "rejections")
"""What must be equal; the ledger tells of one harvest more."""
KILLS = ("kill:after-commit:6", "kill:after-commit:14", "kill:after-commit:30")

pytestmark = pytest.mark.timeout(600)


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(log=tmp_path_factory.mktemp("lost") / "log") as running:
        yield running


@pytest.fixture(scope="module")
def reference(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return undisturbed(tmp_path_factory.mktemp("reference") / "archive", served, ARGUMENTS)


def lost(reference: Reference, archive: Path) -> list[str]:
    """What differs in the corpus."""
    tables = {name: lines for name, lines in reference.tables.items() if name in SETTLED}
    return differences(tables, normalised(archive)) + unsound(archive)


@pytest.mark.parametrize("kill", KILLS)
def test_a_killed_harvest_whose_catalog_was_lost_and_rebuilt_loses_no_report(
    kill: str, tmp_path: Path, served: Served, reference: Reference
) -> None:
    archive = tmp_path / "archive"
    assert harvest(archive, served, *ARGUMENTS, FAZHI_FAIL=kill).code == KILLED
    for path in archive.glob("corpus.db*"):
        path.unlink()
    refused = harvest(archive, served, *ARGUMENTS)
    assert (refused.code, "python -m archive rebuild" in refused.err) == (15, True), refused.err
    rebuilt = verb(archive, "rebuild")
    assert rebuilt.code == 0, rebuilt.err
    again = harvest(archive, served, *ARGUMENTS)
    assert again.code == 0, again.out + again.err
    assert lost(reference, archive) == []


def test_what_was_under_way_when_the_catalog_was_lost_has_its_row_and_an_outcome(
    tmp_path: Path, served: Served, reference: Reference
) -> None:
    archive = tmp_path / "archive"
    assert harvest(archive, served, *ARGUMENTS, FAZHI_FAIL="kill:after-exchange:20").code == KILLED
    for path in archive.glob("corpus.db*"):
        path.unlink()
    assert verb(archive, "rebuild").code == 0
    sql = "SELECT url FROM requests WHERE outcome IS {}"
    with catalog(archive) as db:
        waiting = [row["url"] for row in db.query(sql.format("NULL"))]
        assert waiting
    assert unsound(archive) == []
    again = harvest(archive, served, *ARGUMENTS)
    assert again.code == 0, again.out + again.err
    with catalog(archive) as db:
        assert list(db.query(sql.format("NULL"))) == []
        assert [row["url"] for row in db.query(sql.format("'interrupted'"))] == waiting
    assert lost(reference, archive) == []
    before = normalised(archive)
    assert verb(archive, "rebuild").code == 0
    assert differences(before, normalised(archive)) == []


@pytest.mark.parametrize("kill", KILLS)
def test_a_killed_harvest_is_made_good_by_a_harvest_with_other_arguments(
    kill: str, tmp_path: Path, served: Served, reference: Reference
) -> None:
    archive = tmp_path / "archive"
    assert harvest(archive, served, *ARGUMENTS, FAZHI_FAIL=kill).code == KILLED
    other = harvest(archive, served, *ARGUMENTS, "mode=auto")
    assert other.code == 0, other.out + other.err
    assert lost(reference, archive) == []
    with catalog(archive) as db:
        states = [r["status"] for r in db.query("SELECT status FROM harvests ORDER BY started_at")]
    assert states == ["running", "complete"]


def test_a_harvest_of_some_years_hides_no_other_year_from_the_next(
    tmp_path: Path, served: Served, reference: Reference
) -> None:
    archive = tmp_path / "archive"
    assert harvest(archive, served, *ARGUMENTS, "years=2024").code == 0
    assert harvest(archive, served, *ARGUMENTS).code == 0
    assert lost(reference, archive) == []


def test_a_portal_that_left_the_registry_between_kill_and_resume_leaves_no_row_without_outcome(
    tmp_path: Path, served: Served
) -> None:
    archive, given = tmp_path / "archive", (ARGUMENTS[0],)
    kill = "kill:after-commit:9"
    assert harvest(archive, served, *given, FAZHI_FAIL=kill).code == KILLED
    rows = tmp_path / "registry.toml"
    kept = served.registry.read_text("utf-8").split("\n[")
    rows.write_text("\n[".join(row for row in kept if row.startswith("linxi]")), "utf-8")
    rows.write_text("[" + rows.read_text("utf-8").lstrip("["), "utf-8")
    again = harvest(archive, served, *given, FAZHI_REGISTRY=str(rows))
    assert again.code == 10, again.out + again.err
    with catalog(archive) as db:
        outcomes = {r["outcome"] for r in db.query("SELECT outcome FROM requests")}
        assert "interrupted" in outcomes
        assert None not in outcomes
        assert [r["portals"] for r in db.query("SELECT portals FROM harvests")] == ['["linxi"]']
    assert unsound(archive) == []
