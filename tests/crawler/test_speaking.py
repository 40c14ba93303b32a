"""What a command says reaches who listens; what cannot be said is told on stderr."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SPEAK = (
    "from crawler.speaking import listener\nwith listener() as out:\n    print('rows', file=out)"
)


def test_a_full_disk_behind_stdout_is_told() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-c", SPEAK], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False
        )  # fmt: skip
    assert done.returncode == 0
    assert done.stderr.startswith(b"fazhi: stdout: ")
    assert done.stderr.count(b"\n") == 1
