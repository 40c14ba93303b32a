"""What all tests share: the field material beside the project, and the rule that CI skips nothing."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
"""Real pages and facts that lie beside the project on some machines; the project never needs it."""


for _number in (signal.SIGINT, signal.SIGHUP):
    # A shell's background job, or nohup, ignores them, and so would every harvest that a test interrupts.
    if signal.getsignal(_number) is signal.SIG_IGN:
        signal.signal(_number, signal.SIG_DFL)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of field material, or skip where it is absent."""
    if not SHARED.exists():
        pytest.skip("no field material beside the project")
    return SHARED


def _refused_skips(config: pytest.Config) -> list[str]:
    """Return the tests whose skipping fails the run: all, where CI asks and the material is there."""
    if os.environ.get("FAZHI_NO_SKIPS") != "1" or not SHARED.exists():
        return []
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None:  # a worker of pytest-xdist: the one that started it counts
        return []
    return [str(report.nodeid) for report in reporter.stats.get("skipped", [])]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run where a test was skipped though its material is here."""
    if _refused_skips(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Say which skips made the run fail."""
    for nodeid in _refused_skips(config):
        terminalreporter.write_line(f"FAZHI_NO_SKIPS=1 and yet skipped: {nodeid}", red=True)
