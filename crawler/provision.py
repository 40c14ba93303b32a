"""Fit the machine out with the two optional programs: a browser, and OCR for scanned reports.

Neither is needed to harvest: without a browser the requests that want one end as
`browser_missing`, without OCR a scanned report is kept with its capture and no text. So nothing
here fails; what is absent is said on stderr.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from crawler.browsers import find_browser

# Debian's packages. The fonts let a rendered page be looked at.
BROWSER_PACKAGES = ("chromium-headless-shell", "fonts-noto-cjk")
OCR_PACKAGES = ("tesseract-ocr", "tesseract-ocr-chi-sim")
OCR_LANGUAGE = "chi_sim"

WITHOUT_BROWSER = "pages that need JavaScript will end as browser_missing"

PLAYWRIGHT_SECONDS = 60.0
"""Playwright's installer waits far longer on a network that drops packets."""
APT_SECONDS = 600.0
ASK_SECONDS = 20.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """How a program ended: its exit status (None: stopped at its time limit), its output."""

    status: int | None
    output: str


def run_bounded(command: Sequence[str], *, seconds: float) -> Answered:
    """Run a program for `seconds` at most, its children too; one that is not there ends with 127."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=environment,
            start_new_session=True,
        )
    except OSError as error:
        return Answered(status=127, output=str(error))
    with process:
        try:
            output, _ = process.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output, _ = process.communicate()
            return Answered(status=None, output=output)
    return Answered(status=process.returncode, output=output)


def has_ocr() -> bool:
    """Tell whether tesseract is here with the language that the reports are written in."""
    if shutil.which("tesseract") is None:
        return False
    listed = run_bounded(["tesseract", "--list-langs"], seconds=ASK_SECONDS)
    return listed.status == 0 and OCR_LANGUAGE in listed.output.split()


def install_browser() -> bool:
    """Try Playwright's installer, then as root Debian's package; tell whether it is there now."""
    _say("no browser found: trying Playwright's installer")
    installer = [sys.executable, "-m", "playwright", "install", "chromium-headless-shell"]
    run_bounded(installer, seconds=PLAYWRIGHT_SECONDS)
    if find_browser() is None:
        install_packages(BROWSER_PACKAGES)
    return find_browser() is not None


def install_ocr() -> bool:
    """Try Debian's packages as root; tell whether OCR is there now."""
    install_packages(OCR_PACKAGES)
    return has_ocr()


def install_packages(packages: Sequence[str]) -> bool:
    """Install Debian packages; False for an ordinary user, without apt, or when apt fails."""
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    _say(f"installing {' '.join(packages)} with apt-get")
    install = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *packages]
    if run_bounded(install, seconds=APT_SECONDS).status == 0:
        return True
    # A fresh machine has no package lists yet, or old ones.
    run_bounded(["apt-get", "update", "-q"], seconds=APT_SECONDS)
    return run_bounded(install, seconds=APT_SECONDS).status == 0


def main(arguments: Sequence[str] | None = None) -> int:
    """Install what is absent where that can be done, and say what stays absent."""
    parser = argparse.ArgumentParser(prog="python -m crawler.provision", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only say what is absent")
    check = parser.parse_args(arguments).check
    if find_browser() is None:
        if named := os.environ.get("FAZHI_CHROMIUM"):
            _say(f"FAZHI_CHROMIUM={named} is no program: {WITHOUT_BROWSER}")
        elif check or not install_browser():
            _say(
                f"no browser: {WITHOUT_BROWSER}. As root: apt-get install"
                f" {' '.join(BROWSER_PACKAGES)}; or set FAZHI_CHROMIUM to a Chromium"
            )
    if not has_ocr() and (check or not install_ocr()):
        _say(
            "no OCR: scanned reports will be kept without text."
            f" As root: apt-get install {' '.join(OCR_PACKAGES)}"
        )
    return 0


def _say(words: str) -> None:
    print(f"set-up: {words}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
