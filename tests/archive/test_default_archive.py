"""Without a word about the archive, the verbs read var/archive; before the first harvest, the sample's."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from archive.commands.arguments import folder

NOTHING = argparse.Namespace(archive=None)


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FAZHI_ARCHIVE", raising=False)
    return tmp_path


def test_the_default_is_var_archive() -> None:
    assert folder(NOTHING) == Path("var/archive")


def test_before_the_first_harvest_the_sample_is_read_and_said_so(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "var" / "sample").mkdir(parents=True)
    assert folder(NOTHING) == Path("var/sample")
    assert "var/sample" in capsys.readouterr().err


def test_a_real_archive_comes_before_the_sample(project: Path) -> None:
    (project / "var" / "sample").mkdir(parents=True)
    (project / "var" / "archive").mkdir()
    assert folder(NOTHING) == Path("var/archive")


def test_the_environment_comes_before_both(monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    (project / "var" / "sample").mkdir(parents=True)
    monkeypatch.setenv("FAZHI_ARCHIVE", "elsewhere")
    assert folder(NOTHING) == Path("elsewhere")
