"""Which browser is taken, of those that a machine has."""

from __future__ import annotations

from pathlib import Path

import pytest

from crawler import browsers
from crawler.browsers import find_browser


@pytest.fixture(autouse=True)
def bare_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without any browser at the well-known places."""
    monkeypatch.setattr(browsers, "WELL_KNOWN", ())


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n", "utf-8")
    path.chmod(0o755)
    return path


def test_a_machine_without_a_browser_has_none(tmp_path: Path) -> None:
    assert find_browser({"PATH": str(tmp_path), "HOME": str(tmp_path)}) is None


def test_the_named_browser_is_taken_before_any_other(tmp_path: Path) -> None:
    named = program(tmp_path / "my browser" / "chrome")
    program(tmp_path / "bin" / "chromium")
    environment = {"FAZHI_CHROMIUM": str(named), "PATH": str(tmp_path / "bin")}
    assert find_browser(environment) == named


def test_a_named_browser_that_is_not_there_is_not_replaced_by_another(tmp_path: Path) -> None:
    program(tmp_path / "bin" / "chromium")
    environment = {"FAZHI_CHROMIUM": str(tmp_path / "gone"), "PATH": str(tmp_path / "bin")}
    assert find_browser(environment) is None


def test_an_empty_name_counts_as_none_named(tmp_path: Path) -> None:
    chromium = program(tmp_path / "bin" / "chromium")
    assert find_browser({"FAZHI_CHROMIUM": "", "PATH": str(tmp_path / "bin")}) == chromium


def test_the_headless_shell_goes_before_chromium_and_chromium_before_chrome(tmp_path: Path) -> None:
    chrome = program(tmp_path / "google-chrome")
    environment = {"PATH": str(tmp_path)}
    assert find_browser(environment) == chrome
    chromium = program(tmp_path / "chromium")
    assert find_browser(environment) == chromium
    shell = program(tmp_path / "chromium-headless-shell")
    assert find_browser(environment) == shell


def test_of_playwrights_builds_the_newest_is_taken(tmp_path: Path) -> None:
    cache = tmp_path / ".cache" / "ms-playwright"
    for build in ("999", "1200"):
        program(cache / f"chromium_headless_shell-{build}" / "chrome-linux" / "headless_shell")
    program(cache / "chromium-1300" / "chrome-linux" / "chrome")
    found = find_browser({"PATH": "", "HOME": str(tmp_path)})
    assert found is not None
    assert found.parents[1].name == "chromium_headless_shell-1200"


def test_a_file_that_cannot_be_run_is_no_browser(tmp_path: Path) -> None:
    program(tmp_path / "chrome").chmod(0o644)
    assert find_browser({"FAZHI_CHROMIUM": str(tmp_path / "chrome")}) is None
