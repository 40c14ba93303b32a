"""The wiring holds: what the settings name is there, and what they promise is set."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scrapy.utils.misc import load_object

from crawler import settings

ROOT = Path(__file__).resolve().parents[2]

DOTTED = re.compile(r"(?:crawler|spiders|pipelines|scrapy|twisted)(?:\.\w+)+\.[A-Za-z]\w*")


def strings_in(value: Any) -> Iterator[str]:
    """Yield every string of a setting, keys included."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from strings_in(key)
            yield from strings_in(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings_in(part)


NAMED = sorted(
    {
        text
        for name, value in vars(settings).items()
        if name.isupper() and name not in {"SPIDER_MODULES", "COMMANDS_MODULE", "NEWSPIDER_MODULE"}
        for text in strings_in(value)
        if DOTTED.fullmatch(text)
    }
)


@pytest.mark.parametrize("path", NAMED)
def test_every_dotted_path_in_the_settings_loads(path: str) -> None:
    assert load_object(path) is not None


@pytest.mark.parametrize("name", ["TELNETCONSOLE_ENABLED", "REMOTE_CONTROL_ENABLED"])
def test_nothing_listens_for_commands(name: str) -> None:
    assert getattr(settings, name) is False


def test_a_live_run_is_as_polite_as_promised() -> None:
    assert settings.CONCURRENT_REQUESTS_PER_DOMAIN == 1
    assert float(settings.DOWNLOAD_DELAY) >= 1


def test_pace_and_patience_come_from_the_environment_too() -> None:
    for name, value in (("DOWNLOAD_DELAY", "2.5"), ("DOWNLOAD_TIMEOUT", "7")):
        told = subprocess.run(
            [sys.executable, "-m", "scrapy", "settings", "--get", name],
            cwd=ROOT, env={**os.environ, name: value}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert told.stdout.strip() == value


def test_a_variable_that_is_set_to_nothing_is_not_set() -> None:
    told = subprocess.run(
        [sys.executable, "-m", "scrapy", "settings", "--get", "FAZHI_ARCHIVE"],
        cwd=ROOT, env={**os.environ, "FAZHI_ARCHIVE": ""}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert told.stdout.strip() == "var/archive"
