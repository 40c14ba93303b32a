"""Claims about settings and arguments: each mistake is named before any request; the contact joins the user agent."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from scrapy.settings import Settings

from archive.errors import ConfigurationError, NoSpace
from archive.events import HarvestStarted
from archive.store import Archive
from crawler.arguments import check_settings, parse, user_agent


def settings(**given: object) -> Settings:
    """The project's own settings, with some given on the command line."""
    found = Settings()
    found.setmodule("crawler.settings")
    for name, value in given.items():
        found.set(name, value, priority="cmdline")
    return found


@pytest.mark.parametrize(
    "wrong",
    [
        {"FAZHI_MIN_FREE_BYTES": "much"},
        {"FAZHI_MIN_FREE_BYTES": "1.5"},
        {"FAZHI_READERS": "-1"},
        {"FAZHI_PORTAL_BUDGET": ""},
        {"FAZHI_ARCHIVE": ""},
        {"FAZHI_REGISTRY": ""},
        {"CONCURRENT_REQUESTS": "many"},
        {"DOWNLOAD_DELAY": "nan"},
        {"DOWNLOAD_TIMEOUT": "inf"},
        {"FAZHI_RENDER": "sometimes"},
        {"FAZHI_ALLOW_PRIVATE": "localhost"},
        {"FAZHI_CONTACT": "me@example.org\r\nX-Other: 1"},
    ],
)
def test_a_wrong_setting_is_named(wrong: dict[str, object]) -> None:
    with pytest.raises(ConfigurationError, match=next(iter(wrong))):
        check_settings(settings(**wrong))


def test_the_contact_joins_the_user_agent_wherever_it_is_given() -> None:
    plain = user_agent(settings(FAZHI_CONTACT=""))
    assert user_agent(settings(FAZHI_CONTACT="me@example.org")) == plain[:-1] + "; me@example.org)"
    own = settings(FAZHI_CONTACT="me@example.org", USER_AGENT="library-bot/1")
    assert user_agent(own) == "library-bot/1 (me@example.org)"


@pytest.mark.parametrize("text", ["20240410", "2024-W15-3", "2024-02-30", "10.04.2024"])
def test_today_is_a_day_in_the_form_of_the_contract(text: str) -> None:
    with pytest.raises(ConfigurationError, match="today"):
        parse({"today": text}, date(2024, 4, 10))


def test_an_archive_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(ConfigurationError, match="FAZHI_ARCHIVE"):
        Archive(tmp_path / "file" / "archive")


def test_too_little_room_is_told_before_the_first_request(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive", min_free=10**18)
    event = HarvestStarted(
        at="2025-06-30T00:00:00.000000Z", sequence=0, harvest_id="h1", today="2025-06-30", mode="auto",
        arguments="{}", software="{}", registry=(), portals=(),
    )  # fmt: skip
    with pytest.raises(NoSpace, match="FAZHI_MIN_FREE_BYTES"):
        archive.begin(event)
    archive.abandon()
