"""`python -m tests.sample`: serve the sample, write its registry, or run a command beside it."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import socket
import subprocess
import sys
from pathlib import Path

from tests.sample import registry, sites
from tests.sample.server import serve
from tests.sample.serving import serving
from tests.sample.world import build

PORT = 8041
"""The same for every round: a portal keeps its addresses from one year to the next."""


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(prog="python -m tests.sample", description=__doc__)
    verbs = top.add_subparsers(dest="verb", required=True)
    for verb, words in (
        ("serve", "serve the portals until Ctrl-C"),
        ("registry", "write the registry for a port"),
        ("run", "serve and run COMMAND with the environment that a harvest needs"),
    ):
        sub = verbs.add_parser(verb, help=words, description=words)
        sub.add_argument(
            "--round", type=int, default=1, choices=(1, 2, 3), help="1: now; 2: a year later"
        )
        sub.add_argument("--world", default="sample", help="sample, families or faults")
        sub.add_argument("--seed", type=int, default=1)
        sub.add_argument("--bank", default="a", choices=("a", "b"), help="which sentence bank")
        sub.add_argument("--port", type=int, default=PORT, help=f"default {PORT}; 0: any free one")
        if verb != "registry":
            sub.add_argument("--log", type=Path, help="access log, JSON lines")
    verbs.choices["serve"].add_argument(
        "--ready", type=Path, help="file that gets the port once it answers"
    )
    verbs.choices["registry"].add_argument(
        "--out", type=Path, required=True, help="a .toml file or a folder"
    )
    verbs.choices["run"].add_argument("command", nargs=argparse.REMAINDER, help="after --")
    return top


def main(arguments: list[str] | None = None) -> int:
    """Run one verb; its exit code."""
    asked = parser().parse_args(arguments)
    world = build(name=asked.world, round_=asked.round, seed=asked.seed, bank=asked.bank)
    if asked.verb == "run":
        command = asked.command[1:] if asked.command[:1] == ["--"] else asked.command
        with serving(
            round_=asked.round,
            world=asked.world,
            seed=asked.seed,
            bank=asked.bank,
            log=asked.log,
            port=_usable(asked.port, [portal.address for portal in world.portals]),
        ) as served:
            return subprocess.call(command, env={**os.environ, **served.environment})
    if asked.verb == "registry":
        print(registry.write(world, asked.port, asked.out))
        return 0
    for portal in world.portals if asked.port else ():
        print(f"{sites.origin(portal, asked.port)}/  {portal.site_name} ({portal.shape})")
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(sites.hosts(world), port=asked.port, log=asked.log, ready=asked.ready))
    return 0


def _usable(port: int, addresses: list[str]) -> int:
    """The port, or 0 (any) where somebody listens on it."""
    for address in addresses:
        try:
            socket.create_server((address, port)).close()
        except OSError:
            print(
                f"sample: port {port} is taken, so another is used: an archive that knows the"
                f" portals under {port} will find them down",
                file=sys.stderr,
            )
            return 0
    return port


if __name__ == "__main__":
    sys.exit(main())
