"""What an operator is told before the first request: settings that are none, a browser that is none, no contact."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from scrapy.settings import BaseSettings

from crawler import settings as defaults
from crawler.browsers import find_browser
from crawler.speaking import WITHOUT_CONTACT

PREFIX = "FAZHI_"
OF_THE_TESTS = frozenset({"FAZHI_FAIL", "FAZHI_NO_SKIPS", "FAZHI_TEST_MARK"})
"""Read from the environment by the fault points and the tests, and no settings of a crawl."""


def cautions(settings: BaseSettings, environment: Mapping[str, str]) -> list[str]:
    """What is set and will not do what it was set for, a sentence each; nothing here stops a harvest."""
    return [
        *map(_unknown, unknown_settings(settings, environment)),
        *_no_browser(settings),
        *_no_contact(settings),
    ]


def unknown_settings(settings: BaseSettings, environment: Mapping[str, str]) -> list[str]:
    """Names with our prefix, in the environment or given with -s, that nothing reads."""
    given = {name for name in (*environment, *settings) if name.startswith(PREFIX)}
    return sorted(given - _known() - OF_THE_TESTS)


def _known() -> frozenset[str]:
    return frozenset(name for name in vars(defaults) if name.startswith(PREFIX))


def _unknown(name: str) -> str:
    near = get_close_matches(name, _known(), n=1)
    meant = f"; {near[0]} is meant?" if near else ""
    return f"fazhi: {name} is no setting, and changes nothing{meant}"


def _no_browser(settings: BaseSettings) -> list[str]:
    named = str(settings.get("FAZHI_CHROMIUM") or "")
    if not named or settings.get("FAZHI_RENDER") == "never":
        return []
    if find_browser({"FAZHI_CHROMIUM": named}) is not None:
        return []
    return [
        f"fazhi: FAZHI_CHROMIUM={named}: no such program; pages that need a browser end as browser_missing"
    ]


def _no_contact(settings: BaseSettings) -> list[str]:
    if settings.get("FAZHI_CONTACT") or settings.get("FAZHI_ALLOW_PRIVATE"):
        return []
    return [WITHOUT_CONTACT]
