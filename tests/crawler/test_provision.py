"""Fitting out the machine ends in time, and never fails the set-up."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from crawler import browsers, provision


def test_a_program_is_stopped_at_its_time_limit_with_all_its_children() -> None:
    started = time.monotonic()
    ended = provision.run_bounded(["sh", "-c", "echo here; sleep 60 & sleep 60"], seconds=0.5)
    assert ended.status is None
    assert ended.output == "here\n"
    assert time.monotonic() - started < 10


def test_a_program_that_is_not_there_ends_as_in_a_shell() -> None:
    assert provision.run_bounded(["no-such-program"], seconds=1).status == 127


def test_a_machine_without_browser_and_ocr_is_told_so_and_set_up_goes_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browsers, "WELL_KNOWN", ())
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("FAZHI_CHROMIUM", raising=False)
    assert provision.main(["--check"]) == 0
    said = capsys.readouterr().err
    assert "browser_missing" in said
    assert "tesseract-ocr-chi-sim" in said


def test_packages_are_left_alone_where_there_is_no_apt(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert provision.install_packages(["chromium"]) is False
