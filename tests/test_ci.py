"""CI fails where a test was skipped though the material it reads lies beside the project."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).with_name("conftest.py")
SKIPPING = "import pytest\n\ndef test_one():\n    pytest.skip('why')\n\ndef test_two():\n    pass\n"


def run_pytest(project: Path, *, no_skips: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "FAZHI_NO_SKIPS": no_skips}
    for name in [name for name in environment if name.startswith("PYTEST")]:
        del environment[name]
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "1", "-p", "no:cacheprovider", "tests"],
        cwd=project,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one test that skips, and field material beside it."""
    tests = tmp_path / "project" / "tests"
    tests.mkdir(parents=True)
    (tmp_path / "shared").mkdir()
    (tests / "test_skipping.py").write_text(SKIPPING, "utf-8")
    shutil.copy(CONFTEST, tests)
    return tests.parent


def test_a_skip_beside_the_material_fails_and_is_named(project: Path) -> None:
    ended = run_pytest(project, no_skips="1")
    assert ended.returncode == 1
    assert "yet skipped: tests/test_skipping.py::test_one" in ended.stdout


def test_a_skip_passes_where_ci_did_not_ask(project: Path) -> None:
    assert run_pytest(project, no_skips="").returncode == 0


def test_a_skip_passes_where_the_material_is_absent(project: Path) -> None:
    (project.parent / "shared").rmdir()
    assert run_pytest(project, no_skips="1").returncode == 0
