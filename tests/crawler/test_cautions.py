"""What is set and will not work is told by name, and only that."""

from __future__ import annotations

import sys

import pytest
from scrapy.settings import Settings

from crawler.cautions import cautions, unknown_settings

CONTACT = {"FAZHI_CONTACT": "a@example.org"}


@pytest.mark.parametrize(
    "given", [{"FAZHI_RENDRE": "never"}, {"FAZHI_ALOW_PRIVATE": "127.0.0.0/8"}]
)
def test_a_setting_that_is_none_is_named_with_the_one_that_is_near(given: dict[str, str]) -> None:
    (name,) = given
    near = {"FAZHI_RENDRE": "FAZHI_RENDER", "FAZHI_ALOW_PRIVATE": "FAZHI_ALLOW_PRIVATE"}[name]
    for told in (cautions(Settings({**CONTACT, **given}), {}), cautions(Settings(CONTACT), given)):
        assert len(told) == 1
        assert name in told[0]
        assert near in told[0]


def test_settings_that_are_ones_are_not_named() -> None:
    known = {
        "FAZHI_ARCHIVE": "x",
        "FAZHI_PORTAL_BUDGET": "9",
        "FAZHI_PAGE_SECONDS": "9",
        "HOME": "/",
    }
    assert unknown_settings(Settings(known), known) == []


def test_a_browser_that_is_none_is_told_where_pages_may_be_rendered() -> None:
    nowhere = {**CONTACT, "FAZHI_CHROMIUM": "/nowhere/chromium"}
    assert ["/nowhere/chromium" in told for told in cautions(Settings(nowhere), {})] == [True]
    assert cautions(Settings({**nowhere, "FAZHI_RENDER": "never"}), {}) == []
    assert cautions(Settings({**CONTACT, "FAZHI_CHROMIUM": sys.executable}), {}) == []


def test_a_live_run_without_a_contact_is_told_and_a_private_one_is_not() -> None:
    assert len(cautions(Settings(), {})) == 1
    assert cautions(Settings({"FAZHI_ALLOW_PRIVATE": "127.0.0.0/8"}), {}) == []
