"""Whether tesseract with simplified Chinese is installed, asked once a process."""

from __future__ import annotations

import functools
import shutil
import subprocess

LANGUAGE = "chi_sim"


@functools.cache
def is_installed() -> bool:
    """True when `tesseract` is on PATH and lists chi_sim among its languages."""
    program = shutil.which("tesseract")
    if program is None:
        return False
    try:
        listed = subprocess.run(
            [program, "--list-langs"], capture_output=True, timeout=20, check=False, text=True
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return LANGUAGE in listed.stdout.split() + listed.stderr.split()
