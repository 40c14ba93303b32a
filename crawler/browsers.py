"""Find the browser that renders portals which show nothing without JavaScript."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

# In order of preference. The headless shell renders 1.4 times the pages per second of the whole
# browser with half of its memory. Debian's /usr/bin/chromium-headless-shell is a script that does
# not exec: killing it would leave the browser.
WELL_KNOWN = (
    "/usr/lib/chromium/chromium-headless-shell",
    "/usr/lib/chromium/chromium",
    "/opt/google/chrome/chrome",
)
ON_PATH = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)

# Where Playwright's installer puts its builds, below its own folder.
PLAYWRIGHT_BUILDS = (
    "chromium_headless_shell-*/*/chrome-headless-shell",
    "chromium_headless_shell-*/*/headless_shell",
    "chromium-*/*/chrome",
)


def find_browser(environment: Mapping[str, str] = os.environ) -> Path | None:
    """Return the executable of the first browser found, None where there is none.

    A FAZHI_CHROMIUM that names no program means no browser: who names one wants that one, and
    pages rendered by another could not be told from its own.
    """
    named = environment.get("FAZHI_CHROMIUM")
    if named:
        path = Path(named).expanduser()
        return path if _is_program(path) else None
    return next((path for path in _candidates(environment) if _is_program(path)), None)


def _candidates(environment: Mapping[str, str]) -> Iterator[Path]:
    yield from map(Path, WELL_KNOWN)
    for name in ON_PATH:
        found = shutil.which(name, path=environment.get("PATH"))
        if found:
            yield Path(found)
    for folder in _playwright_folders(environment):
        for pattern in PLAYWRIGHT_BUILDS:
            yield from sorted(folder.glob(pattern), key=_build_number, reverse=True)


def _playwright_folders(environment: Mapping[str, str]) -> Iterator[Path]:
    named = environment.get("PLAYWRIGHT_BROWSERS_PATH")
    if named and named != "0":
        yield Path(named)
    home = environment.get("HOME")
    if home:
        yield Path(home, ".cache", "ms-playwright")


def _build_number(executable: Path) -> int:
    """Return the build of `chromium-1234/chrome-linux/chrome`; builds are numbered upwards."""
    digits = executable.parents[1].name.rpartition("-")[2]
    return int(digits) if digits.isdecimal() else 0


def _is_program(path: Path) -> bool:
    return path.is_file() and os.access(path, os.X_OK)
