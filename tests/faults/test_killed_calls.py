"""Claims about a page whose data call was made when the harvest was killed: it is read from that call, as if nothing had been."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.browsers import find_browser
from tests.faults.exports import differences, normalised
from tests.faults.kills import KILLED, Reference, undisturbed
from tests.faults.soundness import unsound
from tests.harvest.running import harvest
from tests.sample.sample_world import TODAY
from tests.sample.serving import Served, serving

ARGUMENTS = (f"today={TODAY[1]}", "only=spa-named", "years=2024")

pytestmark = [
    pytest.mark.skipif(find_browser() is None, reason="no Chromium on this machine"),
    pytest.mark.timeout(300),
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(world="spa", log=tmp_path_factory.mktemp("calls") / "log") as running:
        yield running


@pytest.fixture(scope="module")
def reference(served: Served, tmp_path_factory: pytest.TempPathFactory) -> Reference:
    return undisturbed(tmp_path_factory.mktemp("reference") / "archive", served, ARGUMENTS)


@pytest.mark.parametrize(
    "fail",
    [
        pytest.param("kill:before-exchange:3", id="planned, not asked"),
        pytest.param("kill:after-exchange:3", id="answered, not committed"),
        pytest.param("kill:before-event:4", id="about to end"),
        pytest.param("kill:before-exchange:4", id="committed, its page not"),
    ],
)
def test_a_call_made_before_the_kill_serves_its_page_after_it(
    served: Served, reference: Reference, fail: str, tmp_path: Path
) -> None:
    archive = tmp_path / "archive"
    assert harvest(archive, served, *ARGUMENTS, FAZHI_FAIL=fail).code == KILLED
    again = harvest(archive, served, *ARGUMENTS)
    assert again.code == 0, again.out + again.err
    assert differences(reference.tables, normalised(archive)) + unsound(archive) == []
