"""Writes the sample's registry: the rows that a harvest of the invented portals starts from."""

from __future__ import annotations

from pathlib import Path

from tests.sample.fault_table import TABLE
from tests.sample.nouns import World
from tests.sample.sites import column_path, origin

DELAY = 0.02
"""Seconds between two requests to a host: small, as loopback allows, yet to be seen in the log."""


def text(world: World, port: int, *, lists: bool = False) -> str:
    """The registry as TOML. `lists`: every row names its portal's report column, where it is else to be found."""
    rows = ["# The invented portals of Fazhi's sample; the addresses are loopback ones."]
    for portal in world.portals:
        base = origin(portal, port)
        for row in portal.rows:
            home = column_path(portal, portal.column(row.home_column)) if row.home_column else "/"
            rows += [
                f"\n[{row.portal}]",
                f'name = "{row.name}"',
                f'region = "{row.region}"',
                f'home = "{base}{home}"',
                f"delay = {DELAY}",
                f"since = {row.since}",
            ]
            tail = TABLE[portal.fault].registered if portal.fault else ""
            listed = row.column or (portal.columns[0].slug if lists else None)
            if listed:
                path = column_path(portal, portal.column(listed))
                rows.append(f'lists = ["{base}{path}{tail}"]')
    return "\n".join(rows) + "\n"


def write(world: World, port: int, file: Path, *, lists: bool = False) -> Path:
    """Write the registry to a file, or to `sample.toml` in a folder; the file."""
    if file.suffix != ".toml":
        file.mkdir(parents=True, exist_ok=True)
        file = file / "sample.toml"
    file.write_text(text(world, port, lists=lists), encoding="utf-8")
    return file
