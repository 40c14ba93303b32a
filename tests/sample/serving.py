"""Starts the sample's server as a process of its own, and stops it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.sample import registry
from tests.sample.nouns import World
from tests.sample.world import build

ROOT = Path(__file__).resolve().parents[2]
NETWORKS = "127.0.40.0/22"
"""The sample's own addresses and no other loopback ones, so that a redirect to those is refused."""


@dataclass(frozen=True, kw_only=True)
class Served:
    """A running sample: where it answers and what a harvest of it needs."""

    world: World
    port: int
    registry: Path
    addresses: Mapping[str, str]
    """Address of each portal by its id."""
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def environment(self) -> dict[str, str]:
        """What a harvest's environment must hold to reach these portals and no others."""
        return {"FAZHI_REGISTRY": str(self.registry), "FAZHI_ALLOW_PRIVATE": NETWORKS}

    def url(self, portal: str, path: str = "/") -> str:
        """An address at a portal."""
        return f"http://{self.addresses[portal]}:{self.port}{path}"


@contextmanager
def serving(
    *,
    round_: int = 1,
    world: str = "sample",
    port: int = 0,
    log: Path | None = None,
    seed: int = 1,
    bank: str = "a",
    lists: bool = False,
) -> Iterator[Served]:
    """Serve a world until the block ends; `lists`: its registry names the report columns.

    Raises RuntimeError when the server does not come up in 30 s.
    """
    built = build(name=world, round_=round_, seed=seed, bank=bank)
    with tempfile.TemporaryDirectory(prefix="fazhi-sample-") as folder:
        ready = Path(folder) / "port"
        access = log or Path(folder) / "access.jsonl"
        command = [
            sys.executable,
            "-m",
            "tests.sample",
            "serve",
            "--round",
            str(round_),
            "--world",
            world,
            "--port",
            str(port),
            "--seed",
            str(seed),
            "--bank",
            bank,
            "--log",
            str(access.resolve()),
            "--ready",
            str(ready),
        ]
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        try:
            chosen = _wait(ready, process)
            yield Served(
                world=built,
                port=chosen,
                registry=registry.write(built, chosen, Path(folder) / "registry", lists=lists),
                addresses={portal.portal: portal.address for portal in built.portals},
                process=process,
                log=access,
            )
        finally:
            process.terminate()
            process.wait(10)


def _wait(ready: Path, process: subprocess.Popen[bytes]) -> int:
    for _ in range(600):
        if ready.exists():
            return int(ready.read_text())
        if process.poll() is not None:
            raise RuntimeError(
                f"the sample's server ended with {process.returncode} before it answered"
            )
        time.sleep(0.05)
    raise RuntimeError("the sample's server did not come up in 30 s")
